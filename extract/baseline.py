"""The scores on record: what the articles, each by itself, and the challenge set as a whole scored, mention by mention.

An article is one unit: its labels are few, and each of them was looked at. The challenge set is one unit too: its texts
hold five labels or so, and a change of rules that mends ten of them and loses one is a gain. Whatever falls, the mentions
that were right before are named, those of the challenge set with their texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.score import LEVELS, Pair
from extract.tally import Tally, together

if TYPE_CHECKING:
    from extract.gold import Labelled

SLACK: Final = 0.002
Record = dict[str, Any]
Unit = dict[str, Tally]


@dataclass(frozen=True)
class Fall:
    """A level of a unit that scores below its record, and the mentions that were right before or are new."""

    unit: str
    level: str
    was: float
    now: float
    mentions: tuple[str, ...]

    def __str__(self) -> str:
        changed = "; ".join(self.mentions) or "the mentions are the same, their labels are not"
        return f"{self.unit}: {self.level} fell from {self.was:.3f} to {self.now:.3f}: {changed}"


def units(documents: Iterable[Labelled], tallies: Mapping[str, Tally]) -> dict[str, Unit]:
    """What records are kept of: every article, and the challenge set as a whole; the tallies of each by document.

    Args:
        documents: the labelled documents.
        tallies: their tallies, by name.
    """
    found: dict[str, Unit] = {}
    for document in documents:
        unit = document.name if document.part == "articles" else document.part
        found.setdefault(unit, {})[document.name] = tallies[document.name]
    return found


def record_of(unit: str, tallies: Unit) -> Record:
    """What goes on record for a unit: F1 by level, and for each mention the levels it reaches."""
    mentions = {
        _name(pair, "" if document == unit else f"{document} "): " ".join(v for v in LEVELS if v in pair.levels)
        for document, tally in tallies.items()
        for pair in tally.pairs
    }
    return {"f1": {level: round(f1, 4) for level, f1 in together(tallies.values()).f1().items()}, "mentions": mentions}


def _name(pair: Pair, prefix: str) -> str:
    mention: Mapping[str, Any] = pair.label or pair.claim or {}
    extra = "" if pair.label else " (no label)"
    return f"{prefix}{mention['start']} {''.join(str(mention['text']).split())}{extra}"


def falls(records: Mapping[str, Record], found: Mapping[str, Unit]) -> Iterator[Fall]:
    """Every level of every unit on record that scores below its record by more than :data:`SLACK`.

    A unit on record that has no labels any more has fallen to nothing.
    """
    for unit, record in records.items():
        if unit not in found:
            yield Fall(unit, LEVELS[0], record["f1"][LEVELS[0]], 0.0, ("its labels are gone",))
            continue
        now = record_of(unit, found[unit])
        for level, was in record["f1"].items():
            if now["f1"][level] < was - SLACK:
                yield Fall(unit, level, was, now["f1"][level], tuple(_changed(record, now, level)))


def _changed(record: Record, now: Record, level: str) -> Iterator[str]:
    """The mentions that reached a level and no longer do, and the new claims that no label has."""
    for mention, levels in record["mentions"].items():
        if level in levels.split() and level not in now["mentions"].get(mention, "").split():
            yield mention
    yield from (m for m in now["mentions"] if m.endswith("(no label)") and m not in record["mentions"])


def raised(records: Mapping[str, Record], found: Mapping[str, Unit]) -> dict[str, Record]:
    """The records with the scores of every unit that did not fall; a score on record never sinks."""
    fallen = {fall.unit for fall in falls(records, found)}
    new = dict(records)
    for unit, tallies in found.items():
        if unit not in fallen:
            now = record_of(unit, tallies)
            old = records[unit]["f1"] if unit in records else {}
            new[unit] = {**now, "f1": {level: max(f1, old.get(level, f1)) for level, f1 in now["f1"].items()}}
    return new


def read(path: Path) -> dict[str, Record]:
    """The records of a file; none if it is not there."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def write(path: Path, records: Mapping[str, Record]) -> None:
    """Put records on file, sorted, so that a change shows in a diff."""
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
