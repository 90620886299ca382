"""Grids: tables set in plain text (bars, tabs, columns of spaces) as rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.claim import Span
from extract.document import Table, lines_of
from extract.pattern import Pattern, compiled
from extract.rulebook import Rulebook

_BAR = compiled(r"(?<!\\)[|│┃｜]")
_CELL = compiled(r"\S(?:.*\S)?")

# What a line must hold to be a row in a style; most lines hold none of it.
MARKS = {"bar": "|│┃｜", "plain": "|│┃｜", "tab": "\t", "wide": ("  ", "\u3000"), "narrow": (" ",)}


@dataclass(frozen=True, slots=True)
class Row:
    """A line cut into cells; ``style`` says by what."""

    start: int
    end: int
    cells: tuple[Span, ...]
    style: str
    figures: int


class Grids:
    """Finds tables in plain text with ``rules/tables.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["tables"]["grids"]
        self._figure = book.compile(data["figure"], "grids.figure")
        self._rule = book.compile(data["rule"], "grids.rule")
        self._wide = book.compile(data["gap"], "grids.gap")
        self._narrow = book.compile("[ \\u3000]+", "grids.narrow")
        self._least = dict(data["least_rows"])
        self._longest = int(data["longest_cell"])

    def find(self, raw: str) -> list[Table]:
        """The tables of a text.

        >>> from extract.rulebook import rulebook
        >>> raw = "| 城市 | 人口 |\\n|---|---|\\n| 甲市 | 30 |"
        >>> [[raw[s:e] for s, e in row] for row in Grids(rulebook()).find(raw)[0].rows]
        [['城市', '人口'], ['甲市', '30']]
        """
        lines = [(start, start + len(line)) for start, line in lines_of(raw) if line and not line.isspace()]
        found: list[Table] = []
        styles = (
            ("bar", self._bars), ("plain", self._plain), ("tab", self._tabs),
            ("wide", self._gaps), ("narrow", self._words),
        )  # fmt: skip
        for style, cut in styles:
            if not any(mark in raw for mark in MARKS[style]):
                continue
            for run in self._runs(raw, lines, cut, style):
                span = (run[0].start, run[-1].end)
                if not any(t.span[0] < span[1] and span[0] < t.span[1] for t in found):
                    found.append(Table(_even(run)))
        return sorted(found, key=lambda table: table.span)

    def _runs(self, raw: str, lines: Sequence[Span], cut: object, style: str) -> Iterator[list[Row]]:
        """Runs of neighbouring lines that make a table in one style."""
        assert callable(cut)
        run: list[Row] = []
        for start, end in lines:
            line = raw[start:end]
            row: Row | None = cut(raw, start, end) if any(mark in line for mark in MARKS[style]) else None
            if row is not None and run and not self._joins(raw, run, row):
                yield from self._table(run)
                run = []
            if row is not None:
                run.append(row)
            elif run and not (style == "bar" and self._rule.fullmatch(line.strip())):
                yield from self._table(run)
                run = []
        yield from self._table(run)

    def _joins(self, raw: str, run: Sequence[Row], row: Row) -> bool:
        """Whether a row goes on with the rows above it."""
        if raw.count("\n", run[-1].end, row.start) > 2:
            return False
        if row.style in ("bar", "tab"):
            return True
        if row.style == "plain":
            return len(run[-1].cells) == len(row.cells)
        above = run[-1]
        if len(above.cells) == len(row.cells):
            return above.figures <= row.figures or row.figures > 0
        return len(run) == 1 and not above.figures and len(above.cells) == len(row.cells) - 1

    def _table(self, run: Sequence[Row]) -> Iterator[list[Row]]:
        """The run, if it is a table: enough rows, and figures in it where spaces alone set it."""
        style = run[0].style if run else ""
        if not run or len(run) < self._least[style]:
            return
        if style == "plain" and not any(row.figures == len(row.cells) - 1 for row in run[1:]):
            return
        if style in ("wide", "narrow"):
            body = [row for row in run if row.figures]
            if len(body) < self._least[style] - (len(run) > len(body)) or len(run) - len(body) > 2:
                return
        yield list(run)

    def _row(self, raw: str, start: int, end: int, cuts: Iterable[Span], style: str) -> Row:
        cells: list[Span] = []
        at = start
        for left, right in [*cuts, (end, end)]:
            inside = _CELL.search(raw, at, left)
            cells.append(inside.span() if inside else (at, at))
            at = right
        figures = sum(self._figure.fullmatch(raw, *cell) is not None for cell in cells[1:])
        return Row(start, end, tuple(cells), style, figures)

    def _bars(self, raw: str, start: int, end: int) -> Row | None:
        """| 城市 | 人口 |: a bar at the head of the line, or a rule among the lines; the rule itself is no row."""
        marks = [m.span() for m in _BAR.finditer(raw, start, end)]
        text = raw[start:end].strip()
        if not marks or self._rule.fullmatch(text):
            return None
        if not (text[0] in "|│┃｜" and len(marks) > 1):
            return self._row(raw, start, end, marks, "bar") if self._ruled(raw, start, end) else None
        row = self._row(raw, start, end, marks, "bar")
        closed = text[-1] in "|│┃｜"
        return Row(row.start, row.end, row.cells[1:-1] if closed else row.cells[1:], "bar", row.figures)

    def _plain(self, raw: str, start: int, end: int) -> Row | None:
        """编号|初始|烘干后: bars between cells only, and no rule; a menu looks alike, but holds no figures."""
        marks = [m.span() for m in _BAR.finditer(raw, start, end)]
        if len(marks) < 2:
            return None
        row = self._row(raw, start, end, marks, "plain")
        return row if all(0 < e - s <= self._longest for s, e in row.cells) else None

    def _ruled(self, raw: str, start: int, end: int) -> bool:
        """Whether one of the lines around, up to an empty one, is a rule."""
        top, bottom = raw.rfind("\n\n", 0, start) + 1, raw.find("\n\n", end)
        block = raw[max(top, start - 4000) : bottom if bottom >= 0 else end + 400]
        return any("-" in line and self._rule.fullmatch(line.strip()) for line in block.splitlines())

    def _tabs(self, raw: str, start: int, end: int) -> Row | None:
        marks = [(at, at + 1) for at in range(start, end) if raw[at] == "\t"]
        if not marks:
            return None
        row = self._row(raw, start, end, marks, "tab")
        filled = [cell for cell in row.cells if cell[1] > cell[0]]
        return row if len(filled) > 1 or len(marks) > 1 or (filled and raw[start] != "\t") else None

    def _gaps(self, raw: str, start: int, end: int) -> Row | None:
        return self._spaced(raw, start, end, self._wide, "wide")

    def _words(self, raw: str, start: int, end: int) -> Row | None:
        row = self._spaced(raw, start, end, self._narrow, "narrow")
        if row is None or row.figures not in (0, len(row.cells) - 1, max(2, len(row.cells) - 2)):
            return None
        return row if len(row.cells) > 2 else None

    def _spaced(self, raw: str, start: int, end: int, gap: Pattern, style: str) -> Row | None:
        text = raw[start:end]
        left = start + len(text) - len(text.lstrip())
        right = start + len(text.rstrip())
        row = self._row(raw, left, right, [m.span() for m in gap.finditer(raw, left, right)], style)
        if len(row.cells) < 2 or any(e - s > self._longest for s, e in row.cells):
            return None
        return row


def _even(run: Sequence[Row]) -> tuple[tuple[Span, ...], ...]:
    """The rows with as many cells each: a header one cell short has no corner, a short row lacks its last cells."""
    width = max(len(row.cells) for row in run)
    spaced = run[0].style in ("wide", "narrow")
    rows = []
    for row in run:
        empty = ((row.start, row.start),) if spaced else ((row.end, row.end),)
        missing = empty * (width - len(row.cells))
        rows.append((*missing, *row.cells) if spaced else (*row.cells, *missing))
    return tuple(rows)
