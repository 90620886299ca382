"""Layouts: which rows of a table are headers, which columns are labels, and which cells hold figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.cell import Cells, Figure, TableUnit
from extract.claim import Span
from extract.document import Table
from extract.rulebook import Rulebook

DATA, LABEL, UNIT, SKIP = "data", "label", "unit", "skip"
CODE = "code"  # labels where there are no others: 样品编号 S-01


@dataclass(frozen=True)
class Layout:
    """A table laid out.

    Attributes:
        rows: the cells as spans of the document's text; a cell that reaches over several places stands in each.
        first: the first row of the body. ``titles`` are rows above the header that reach across the table.
        roles: of each column: data, label, unit or skip.
    """

    text: str
    rows: tuple[tuple[Span, ...], ...]
    first: int
    titles: tuple[Span, ...]
    roles: tuple[str, ...]
    read: dict[tuple[int, int], Figure]
    units: dict[tuple[int, int], TableUnit | None]
    rows_are_measures: bool

    def figures(self, r: int) -> Iterator[tuple[int, Figure]]:
        """The figures of a row of the body, each with its column; one that reaches over several columns counts once."""
        seen: set[Span] = set(self.rows[r - 1]) if r > self.first else set()
        for c, span in enumerate(self.rows[r]):
            figure = self.read.get((r, c))
            if figure is not None and self.roles[c] == DATA and span not in seen:
                seen.add(span)
                yield c, figure

    def header(self, c: int) -> list[Span]:
        """The header cells over a column, from the top."""
        found: list[Span] = []
        for row in self.rows[: self.first]:
            if row[c][1] > row[c][0] and row[c] not in found and row[c] not in self.titles:
                found.append(row[c])
        return found

    def stubs(self, c: int) -> tuple[int, ...]:
        """The columns of labels that belong to a column: the nearest block to its left."""
        at = c - 1
        while at >= 0 and self.roles[at] != LABEL:
            at -= 1
        block: list[int] = []
        while at >= 0 and self.roles[at] != DATA:
            if self.roles[at] == LABEL:
                block.insert(0, at)
            at -= 1
        return tuple(block)

    def label(self, r: int, c: int, stubs: Sequence[int]) -> Span:
        """The label of a row in a column; an empty one before another label repeats the one above it."""
        if c != stubs[-1]:
            while r > self.first and self.rows[r][c][1] <= self.rows[r][c][0]:
                r -= 1
        return self.rows[r][c]

    def unit_at(self, r: int, c: int) -> TableUnit | None:
        """The unit in the unit column that belongs to a column."""
        columns = [at for at, role in enumerate(self.roles) if role == UNIT]
        before = [at for at in columns if at < c] or columns
        return self.units.get((r, before[-1])) if before else None

    def section(self, r: int) -> Span | None:
        """The one cell of a row that names what follows: 甲公司."""
        filled = {span for span in self.rows[r] if span[1] > span[0]}
        if len(filled) != 1 or any(True for _ in self.figures(r)):
            return None
        (span,) = filled
        return span if span[1] - span[0] <= 40 and "。" not in self.text[span[0] : span[1]] else None

    @cached_property
    def settled(self) -> tuple[Span, ...]:
        """Stretches no other stage reads: headers, figures, short labels, and columns that hold no claims."""
        head = [span for row in self.rows[: self.first] for span in row]
        body = [
            span
            for r, row in enumerate(self.rows[self.first :], self.first)
            for c, span in enumerate(row)
            if (r, c) in self.read or self.roles[c] in (SKIP, UNIT) or not _has_digit(self.text[slice(*span)])
        ]
        return tuple(span for span in (*head, *body) if span[1] > span[0])


class Layouts:
    """Lays tables out with ``rules/tables.yaml``."""

    def __init__(self, book: Rulebook, cells: Cells) -> None:
        columns = book.data["tables"]["columns"]
        self._cells = cells
        self._ordinal = book.compile(columns["ordinal"], "columns.ordinal")
        self._unit = book.compile(columns["unit"], "columns.unit")
        self._period = book.compile(columns["period"], "columns.period")
        self._measures = book.compile(columns["rows_are_measures"], "columns.rows_are_measures")

    def of(self, text: str, table: Table) -> Layout | None:
        """The layout of a table; None if it holds no figures or is no table."""
        rows = table.rows
        if not rows or len(rows[0]) < 2:
            return None
        read = {
            (r, c): figure
            for r, row in enumerate(rows)
            for c, span in enumerate(row)
            if span[1] > span[0] and (figure := self._cells.figure(text, *span)) is not None
        }
        first = self._first(text, rows, read)
        if first >= len(rows):
            return None
        titles = tuple(dict.fromkeys(row[0] for row in rows[: max(0, first - 1)] if _filled(row) == [row[0]]))
        heads = ["".join(text[s:e] for s, e in _heads(rows[:first], c, titles)).strip() for c in range(len(rows[0]))]
        units = {
            (r, c): self._cells.unit(text[slice(*rows[r][c])])
            for c, head in enumerate(heads)
            if self._unit.fullmatch(head)
            for r in range(first, len(rows))
        }
        roles = tuple(self._role(text, rows, first, read, c, head) for c, head in enumerate(heads))
        if DATA not in roles:
            return None
        codes = SKIP if LABEL in roles else LABEL
        roles = tuple(codes if role == CODE else role for role in roles)
        measures = bool(self._measures.fullmatch(heads[0]))
        return Layout(text, rows, first, titles, roles, read, units, measures)

    def _first(self, text: str, rows: Sequence[Sequence[Span]], read: dict[tuple[int, int], Figure]) -> int:
        """The first row that holds a figure beyond its first cell; a row of years is a header."""
        for r, row in enumerate(rows):
            figures = [read[r, c] for c in range(1, len(row)) if (r, c) in read]
            others = [c for c in range(1, len(row)) if (r, c) not in read and row[c][1] > row[c][0]]
            years = all(figure.is_year for figure in figures)
            if figures and not (years and (r == 0 or len(figures) > 1 or others)):
                return r
        return len(rows)

    def _role(
        self, text: str, rows: Sequence[Sequence[Span]], first: int, read: dict[tuple[int, int], Figure], c: int, head: str
    ) -> str:  # fmt: skip
        if self._unit.fullmatch(head):
            return UNIT
        cells = [(r, text[slice(*rows[r][c])]) for r in range(first, len(rows)) if rows[r][c][1] > rows[r][c][0]]
        figures = [read[r, c] for r, _ in cells if (r, c) in read]
        if figures and all(figure.is_year for figure in figures) and (c == 0 or self._period.fullmatch(head)):
            return LABEL
        if self._ordinal.fullmatch(head):
            coded = c == 0 and cells and not any((r, c) in read for r, _ in cells)
            return CODE if coded else SKIP
        words = [t for r, t in cells if (r, c) not in read and not self._cells.is_blank(t)]
        if not figures or (c == 0 and (words or not head or _counts_up(figures))):
            return SKIP if c == 0 and figures and not words and _counts_up(figures) else LABEL
        return DATA if len(figures) >= len(words) else LABEL


def _has_digit(text: str) -> bool:
    """Whether a cell may hold figures among its words; 营业收入（亿元） does not."""
    return len(text) > 30 or any(sign.isdigit() for sign in text)


def _filled(row: Sequence[Span]) -> list[Span]:
    return list(dict.fromkeys(span for span in row if span[1] > span[0]))


def _heads(rows: Sequence[Sequence[Span]], c: int, titles: Sequence[Span]) -> list[Span]:
    return list(dict.fromkeys(row[c] for row in rows if row[c] not in titles))


def _counts_up(figures: Sequence[Figure]) -> bool:
    """1, 2, 3 …: numbers of rows."""
    return len(figures) > 1 and all(figure.value == n for n, figure in enumerate(figures, 1)) and not figures[0].unit
