"""Rows: a claim as plain text and whole numbers, the form in which claims travel, are stored and are written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from extract.claim import FIELDS, Claim

Row = tuple[Any, ...]

NUMBERS = ("value", "amount", "high_amount")
WHOLE = ("start", "end", "year", "page")

PLACE: Mapping[str, int] = {name: place for place, name in enumerate(FIELDS)}
_NUMBERS = tuple(PLACE[name] for name in NUMBERS)
_FIELDS = attrgetter(*FIELDS)
_SPANS, _RULES = PLACE["subject_spans"], PLACE["rules"]


def row_of(claim: Claim) -> Row:
    """A claim as a row in the order of its fields: numbers as exact text, spans as ``start-end`` pairs, rules joined by spaces.

    >>> from extract import claims
    >>> row = row_of(claims("2023年粮食产量20万吨。")[0])
    >>> row[PLACE["amount"]], row[PLACE["subject_spans"]], row[PLACE["year"]]
    ('200000', '5-9', 2023)
    """
    row = list(_FIELDS(claim))
    for place in _NUMBERS:
        row[place] = printed(row[place])
    row[_SPANS] = " ".join(f"{start}-{end}" for start, end in claim.subject_spans)
    row[_RULES] = " ".join(claim.rules)
    return tuple(row)


def claim_of(row: Row) -> Claim:
    """The claim of a row; the inverse of :func:`row_of`.

    >>> from extract import claims
    >>> claim = claims("2023年粮食产量20万吨。")[0]
    >>> claim_of(row_of(claim)) == claim
    True
    """
    values = list(row)
    for place in _NUMBERS:
        values[place] = None if values[place] is None else Decimal(values[place])
    values[_SPANS] = spans(values[_SPANS])
    values[_RULES] = tuple(values[_RULES].split())
    return Claim(*values)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """``3-5 8-9`` as pairs of whole numbers."""
    return tuple((int(start), int(end)) for start, _, end in (pair.partition("-") for pair in text.split()))


def printed(value: Any) -> Any:
    """A number in plain digits, anything else as it is.

    >>> printed(Decimal("1E+3"))
    '1000'
    """
    return format(value, "f") if isinstance(value, Decimal) else value
