"""Cells: the figure a table's cell holds, and the units that headers and captions give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.numeral import Numerals
from extract.rulebook import Rulebook
from extract.unit import Units

ONE = Decimal(1)
YEAR = "年"  # 2023—2026年 says when, not how long


@dataclass(frozen=True, slots=True)
class TableUnit:
    """A unit as printed (亿元), what its scale is worth, and its normalised form (元)."""

    text: str
    scale: Decimal
    base: str

    @property
    def is_rate(self) -> bool:
        return self.base in ("%", "百分点", "倍")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's figure; ``start`` and ``end`` count characters of the document's text. ``unit`` only if it is printed there."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: TableUnit | None
    relation: str
    falls: bool | None
    is_year: bool


class Cells:
    """Reads cells with ``rules/tables.yaml``.

    >>> from extract.rulebook import rulebook
    >>> cells = Cells(rulebook())
    >>> cells.unit("亿元").base, str(cells.unit("千美元").scale), cells.unit("有限公司")
    ('元', '1000', None)
    >>> figure = cells.figure("-1,250.5万吨", 0, 10)
    >>> str(figure.value), figure.unit.text
    ('-1250.5', '万吨')
    """

    def __init__(self, book: Rulebook) -> None:
        data = book.data["tables"]
        self._numerals = Numerals(book.data["numerals"])
        self._units = Units(book, self._numerals.simplify)
        self._cell = book.compile(data["cell"], "tables.cell")
        self._blank = book.compile(data["blank"], "tables.blank")
        self._year = book.compile(data["year_cell"], "tables.year_cell")
        self._scale = book.compile("{scale}", "scale")
        self._bounds = {str(mark): str(relation) for mark, relation in data["bounds"].items()}
        self._falling = frozenset(data["falling"])
        self._powers = {str(name): Decimal(worth) for name, worth in data["powers"].items()}
        self._known: dict[str, TableUnit | None] = {}

    def is_blank(self, text: str) -> bool:
        """Whether a cell says that there is no figure: —, …, 不适用."""
        return self._blank.fullmatch(text.strip()) is not None

    def is_year(self, text: str) -> bool:
        return self._year.fullmatch(text.strip()) is not None

    def unit(self, text: str) -> TableUnit | None:
        """The unit that a text is, the whole of it; None if it is none."""
        text = text.strip()
        if text not in self._known:
            self._known[text] = self._read_unit(text) if 0 < len(text) <= 16 else None
        return self._known[text]

    def _read_unit(self, text: str) -> TableUnit | None:
        if text in ("‰", "千分之"):
            return TableUnit(text, Decimal("0.1"), "%")
        scale, rest = ONE, text
        found = self._scale.match(text)
        whole = self._units.at(text, 0) if found is None else None
        if whole is not None and len(whole.text) == len(text):
            return TableUnit(text, ONE, "" if whole.bare else whole.base)
        if found is not None:
            power, worth = self._numerals.scale(found[0])
            scale, rest = power * worth, text[found.end() :]
        elif text[0] in self._powers:
            scale, rest = self._powers[text[0]], text[1:]
        if not rest:
            return TableUnit(text, scale, "")
        unit = self._units.at(rest, 0)
        if unit is None or len(unit.text) != len(rest):
            return None
        return TableUnit(text, scale, "" if unit.bare else unit.base)

    def figure(self, text: str, start: int, end: int) -> Figure | None:
        """The figure of the cell at ``start`` to ``end`` of a text, if the cell holds one and nothing else."""
        if end - start > 40:
            return None
        match = self._cell.fullmatch(text, start, end)
        if match is None or (self.is_year(text[start:end]) and not text[start:end].isdigit()):
            return None
        printed = (match["unit"] or "").strip()
        unit = self.unit(printed) if printed else None
        if printed and (unit is None or (unit.base == YEAR and self.is_year(match["m"] or match["n"]))):
            return None
        try:
            value = self._numerals.read(match["n"])
            high = self._numerals.read(match["m"]) if match["m"] else None
        except (ValueError, ArithmeticError):
            return None
        if match["open"]:
            value = -value
        last = match.end("m") if match["m"] else match.end("n")
        stop = match.start("unit") + len(printed) if printed else last
        relation = "range" if high is not None else self._bounds.get(match["bound"] or "", "eq")
        falls = match["sign"] in self._falling if match["sign"] else None
        is_year = not printed and self.is_year(match["n"])
        return Figure(match.start("n"), stop, value, high, unit, relation, falls, is_year)
