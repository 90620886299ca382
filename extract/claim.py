"""The claim: one quantity mention of a text, and all that the text says of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

Span = tuple[int, int]

RELATIONS = ("eq", "approx", "gt", "ge", "lt", "le", "range")
KINDS = ("level", "change", "share", "ratio")
DIRECTIONS = ("up", "down")
MODALITIES = ("actual", "projected")


@dataclass(frozen=True, slots=True)
class Claim:
    """A numeric claim, grounded to the characters it came from.

    Offsets count Unicode code points of the raw text, half open; ``raw[start:end] == text`` always holds.

    Attributes:
        doc: name of the document the claim was read from.
        start, end: where the mention stands in the raw text.
        text: the mention, from the first character of its numeral to the last of its unit.
        value: the numeral as printed, without its scale (5.6亿 has 5.6).
        unit: what is printed after the numeral, scale and unit together (亿元); ``""`` if nothing is.
        amount: ``value`` times the scale, in ``base_unit``.
        base_unit: ``unit`` without the scale, normalised (元).
        high_amount: the upper end of a range, else None.
        relation: how the amount binds the true one; one of :data:`RELATIONS`.
        kind: one of :data:`KINDS`.
        direction: ``"up"`` or ``"down"`` of a change, else None.
        modality: one of :data:`MODALITIES`.
        subject: what the quantity measures, owner first, copied from the text; None if no honest one was found.
        subject_spans: where the stretches of the subject stand in the raw text.
        whole: of a share, the whole it is a part of.
        year: the year the quantity is about.
        period: the same, as fine as the text says: 2020, 2020-03, 2020-Q1, 2018/2020.
        baseline: the period a change is measured from.
        source: who says so.
        sentence: the sentence around the mention, line breaks healed.
        zone: title, body, table, caption or furniture.
        page: page of a paged document, from 1.
        rules: identifiers of the rules that made the claim.

    >>> from extract import claims
    >>> claim = claims("2023年，全市粮食产量达20.5万吨。")[0]
    >>> claim.text, str(claim.amount), claim.base_unit, claim.subject, claim.year
    ('20.5万吨', '205000', '吨', '全市粮食产量', 2023)
    """

    doc: str
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    amount: Decimal
    base_unit: str
    high_amount: Decimal | None
    relation: str
    kind: str
    direction: str | None
    modality: str
    subject: str | None
    subject_spans: tuple[Span, ...]
    whole: str | None
    year: int | None
    period: str | None
    baseline: str | None
    source: str | None
    sentence: str
    zone: str
    page: int | None
    rules: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The claim as a dictionary in the order of its fields; numbers stay Decimal."""
        return asdict(self)


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Claim))
