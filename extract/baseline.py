"""The scores on record: what every document scored, mention by mention, so that a fall can be named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.score import LEVELS, Pair
from extract.tally import Tally

SLACK = 0.002
Record = dict[str, Any]


@dataclass(frozen=True)
class Fall:
    """A level of a document that scores below its record, and the mentions that were right before."""

    document: str
    level: str
    was: float
    now: float
    mentions: tuple[str, ...]

    def __str__(self) -> str:
        changed = "; ".join(self.mentions) or "claims that no label has"
        return f"{self.document}: {self.level} fell from {self.was:.3f} to {self.now:.3f}: {changed}"


def record_of(tally: Tally) -> Record:
    """What goes on record for a document: F1 by level, and for each mention the levels it reaches."""
    mentions = {_name(pair): " ".join(level for level in LEVELS if level in pair.levels) for pair in tally.pairs}
    return {"f1": {level: round(f1, 4) for level, f1 in tally.f1().items()}, "mentions": mentions}


def _name(pair: Pair) -> str:
    mention: Mapping[str, Any] = pair.label or pair.claim or {}
    extra = "" if pair.label else " (no label)"
    return f"{mention['start']} {''.join(str(mention['text']).split())}{extra}"


def falls(records: Mapping[str, Record], tallies: Mapping[str, Tally]) -> Iterator[Fall]:
    """Every level of every document that scores below its record."""
    for document, record in records.items():
        if document not in tallies:
            continue
        now = record_of(tallies[document])
        for level, was in record["f1"].items():
            if now["f1"][level] < was - SLACK:
                yield Fall(document, level, was, now["f1"][level], tuple(_lost(record, now, level)))


def _lost(record: Record, now: Record, level: str) -> Iterator[str]:
    for mention, levels in record["mentions"].items():
        if level in levels.split() and level not in now["mentions"].get(mention, "").split():
            yield mention
    yield from (m for m in now["mentions"] if m.endswith("(no label)") and m not in record["mentions"])


def read(path: Path) -> dict[str, Record]:
    """The records of a file; none if it is not there."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def write(path: Path, records: Mapping[str, Record]) -> None:
    """Put records on file, sorted, so that a change shows in a diff."""
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
