"""Gold labels: folders of labelled documents, read and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.claim import DIRECTIONS, KINDS, MODALITIES, RELATIONS
from extract.document import ReadError
from extract.numeral import Numerals
from extract.rulebook import rulebook
from extract.score import close

CHALLENGE = "challenge"
FIELDS = (
    "start", "end", "text", "value", "unit", "amount", "base_unit", "relation", "kind", "direction", "modality",
    "subject", "year", "period",
)  # fmt: skip
NUMBER, TEXT, MAYBE = (int, Decimal), (str,), (type(None),)
TYPES: Mapping[str, tuple[type, ...]] = {
    "start": (int,), "end": (int,), "text": TEXT, "value": NUMBER, "unit": TEXT, "amount": NUMBER, "base_unit": TEXT,
    "high_amount": (*NUMBER, *MAYBE), "subject": (*TEXT, *MAYBE), "subject_alt": (list, *MAYBE), "year": (int, *MAYBE),
    "period": (*TEXT, *MAYBE),
}  # fmt: skip
OPTIONAL = ("high_amount", "subject_alt", "optional", "whole", "baseline", "source", "note")

# What units of parts are worth in %.
PER_CENT = {"": Decimal(100), "成": Decimal(10), "‰": Decimal("0.1")}

_DAY = r"\d{4}(?:-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12]))?"
_PERIOD = re.compile(f"{_DAY}(?:/{_DAY})?")
_NUMERAL = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*|[〇零一二三四五六七八九十百千万亿两半几数]+")

Label = Mapping[str, Any]


class LabelError(ValueError):
    """A file of labels that can't be used; says where and why."""


@dataclass(frozen=True)
class Labelled:
    """A document with its labels. ``part`` is the set it is scored in: articles or challenge."""

    name: str
    raw: str
    labels: tuple[Label, ...]
    date: str | None = None
    part: str = "articles"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a label: the document, the label's text, and what is wrong; ``broken`` if it can't be scored."""

    document: str
    mention: str
    message: str
    broken: bool = False

    def __str__(self) -> str:
        return f"{self.document}: {self.mention!r}: {self.message}"


def load(gold: Path, docs: Path) -> list[Labelled]:
    """The labelled documents of a folder: ``<document>.jsonl`` beside the article of that name in ``docs``, and
    ``challenge.jsonl``, whose lines hold their own texts.

    Raises:
        LabelError: a file is missing or broken.
    """
    files = sorted(gold.glob("*.jsonl"))
    if not files:
        raise LabelError(f"{gold}: no labels (*.jsonl) there")
    found: list[Labelled] = []
    for file in files:
        found += _challenge(file) if file.stem == CHALLENGE else [_article(file, docs)]
    return found


def _article(file: Path, docs: Path) -> Labelled:
    from extract.reader import read_raw

    beside = sorted(docs.glob(f"{file.stem}.*"))
    article = next((path for path in beside if path.suffix != file.suffix and path.is_file()), None)
    if article is None:
        raise LabelError(f"{file}: no article {file.stem}.* in {docs}")
    try:
        raw = read_raw(article).raw
    except ReadError as error:
        raise LabelError(str(error)) from error
    return Labelled(file.stem, raw, tuple(_lines(file)))


def _challenge(file: Path) -> list[Labelled]:
    found: dict[str, Labelled] = {}
    for number, line in enumerate(_lines(file), 1):
        try:
            name = str(line["id"])
            text, claims = line["text"], line["claims"]
        except KeyError as error:
            raise LabelError(f"{file}:{number}: no {error}") from error
        if not isinstance(text, str) or not isinstance(claims, list) or not all(isinstance(c, dict) for c in claims):
            raise LabelError(f"{file}:{number}: text is no string, or claims is no list of objects")
        if name in found:
            raise LabelError(f"{file}:{number}: a second text with the id {name}")
        found[name] = Labelled(name, text, tuple(claims), line.get("date"), CHALLENGE)
    return list(found.values())


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        content = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise LabelError(f"{file}: not UTF-8 (byte {error.start})") from error
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line, parse_float=Decimal)
            except json.JSONDecodeError as error:
                raise LabelError(f"{file}:{number}: not JSON: {error.msg} (column {error.colno})") from error
            if not isinstance(row, dict):
                raise LabelError(f"{file}:{number}: no object")
            yield row


def problems(document: Labelled) -> Iterator[Problem]:
    """Everything wrong with the labels of a document.

    >>> label = {"start": 0, "end": 2, "text": "3亿"}
    >>> [str(p) for p in problems(Labelled("d", "3亿", (label,)))][0]
    "d: '3亿': without value, unit, amount, base_unit, relation, kind, direction, modality, subject, year, period"
    """
    last = 0
    for label in document.labels:
        mention = str(label.get("text", ""))
        broken = list(_broken(document, label))
        yield from (Problem(document.name, mention, message, True) for message in broken)
        if not broken:
            yield from (Problem(document.name, mention, message) for message in _wrong(document, label, last))
            last = max(last, label["end"])


def _broken(document: Labelled, label: Label) -> Iterator[str]:
    """What keeps a label from being scored."""
    missing = [name for name in FIELDS if name not in label]
    if missing:
        yield f"without {', '.join(missing)}"
        return
    bad = [name for name, types in TYPES.items() if name in label and not _is_of(label[name], types)]
    if bad:
        yield f"of the wrong type: {', '.join(f'{name} {label[name]!r}' for name in bad)}"
    elif document.raw[label["start"] : label["end"]] != label["text"]:
        yield f"the text at {label['start']}-{label['end']} is {document.raw[label['start'] : label['end']]!r}"


def _is_of(value: Any, types: tuple[type, ...]) -> bool:
    return isinstance(value, types) and not isinstance(value, bool)


def _wrong(document: Labelled, label: Label, last: int) -> Iterator[str]:
    """What looks wrong with a label."""
    if unknown := [name for name in label if name not in (*FIELDS, *OPTIONAL)]:
        yield f"unknown field {', '.join(unknown)}"
    if label["start"] < last:
        yield f"overlaps the label before it, or stands out of order ({label['start']} < {last})"
    yield from _bad_values(label)
    yield from _bad_period(label)
    wanted = expected_amount(label)
    if wanted is not None and not close(abs(wanted), abs(Decimal(str(label["amount"])))):
        yield f"amount {label['amount']}, but value and unit give {wanted}"
    for subject in (label["subject"], *(label.get("subject_alt") or ())):
        if subject and (missing_part := _not_in_text(subject, document.raw)):
            yield f"subject {subject!r} is not made of stretches of the text (at {missing_part!r})"


def _bad_values(label: Label) -> Iterator[str]:
    allowed = {"relation": RELATIONS, "kind": KINDS, "modality": MODALITIES, "direction": (*DIRECTIONS, None)}
    for name, values in allowed.items():
        if label[name] not in values:
            yield f"{name} is {label[name]!r}"
    if (label["kind"] == "change") != (label["direction"] is not None):
        yield "a change has a direction, and nothing else has"
    if (label["relation"] == "range") != (label.get("high_amount") is not None):
        yield "a range has a high_amount, and nothing else has"


def _bad_period(label: Label) -> Iterator[str]:
    period, year = label["period"], label["year"]
    if period is not None and not _PERIOD.fullmatch(str(period)):
        yield f"period {period!r} is no ISO period"
    elif (None if period is None else int(str(period).split("/")[-1][:4])) != year:
        yield f"year {year} is not that of period {period}"


@lru_cache(maxsize=1)
def _numerals() -> Numerals:
    return Numerals(rulebook().data["numerals"])


def expected_amount(label: Label) -> Decimal | None:
    """What a label's value and unit come to in its base unit; None where the unit does not tell.

    >>> expected_amount({"value": "5.6", "unit": "亿元", "base_unit": "元"})
    Decimal('560000000.0')
    """
    value, unit, base = Decimal(str(label["value"])), str(label["unit"]), label["base_unit"]
    if base == "%":
        return value * PER_CENT.get(unit, Decimal(1))
    if base == "比" or unit == base:  # the W of 1700W is no 万
        return value
    scale = re.match(r"[个個]?(万亿|[百千]?亿|[百千]?万|億|萬|[wWkK](?![A-Za-z]))?", unit)
    printed = scale[1] if scale else None
    if printed is None:
        return value
    head, factor = _numerals().scale(printed)
    return value * head * factor


def _not_in_text(subject: str, raw: str) -> str:
    """The part of a subject that no stretch of the text holds, or ``""``."""
    flat, rest = re.sub(r"\s", "", raw), re.sub(r"\s", "", subject)
    while rest:
        length = next((n for n in range(len(rest), 0, -1) if rest[:n] in flat), 0)
        if not length:
            return rest[:1]
        rest = rest[length:]
    return ""


def unlabelled(document: Labelled) -> Iterator[tuple[int, str]]:
    """Every numeral without a label, with its place, for a person to look at."""
    spans: Sequence[tuple[int, int]] = [(label["start"], label["end"]) for label in document.labels]
    for match in _NUMERAL.finditer(document.raw):
        if all(match.end() <= start or match.start() >= end for start, end in spans):
            yield match.start(), document.raw[max(0, match.start() - 8) : match.end() + 8].replace("\n", " ")


def predictions(documents: Iterable[Labelled], rules: Path | None = None) -> Iterator[list[dict[str, Any]]]:
    """The claims of each document, as records."""
    from extract.heal import document as healed
    from extract.pipeline import Extractor

    extractor = Extractor(rules)
    for document in documents:
        claims = extractor(healed(document.raw, document.name, document.date))
        yield [claim.to_dict() for claim in claims]
