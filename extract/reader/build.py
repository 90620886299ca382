"""Building a reading: paragraphs and tables put one after another, each with its role and page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import regex

from extract.claim import Span
from extract.document import DocumentDate, ReadError, Reading, Table, Zone

_SPACE = regex.compile(r"[\s\x00-\x1f\x7f]+")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")

Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """The cells of a table as text, row by row.

    ``covered`` gives for a place that a wider or higher cell reaches over the place of that cell.
    """

    rows: Sequence[Sequence[str]]
    covered: Mapping[Place, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Builder:
    """Collects the parts of a reading in order.

    >>> build = Builder("html")
    >>> build.add("产量表", "title")
    >>> build.add_table(Grid([["作物", "产量"], ["小麦", "3"]]))
    >>> build.reading().raw
    '产量表\\n作物\\t产量\\n小麦\\t3\\n'
    """

    reader: str
    at: int = 0
    pieces: list[str] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add(self, text: str, kind: str = "body", page: int | None = None) -> None:
        """One paragraph; white space inside it becomes single spaces. An empty one is left out."""
        line = clean(text)
        if line:
            self._put(line, kind, page)
            self._end(kind, page)

    def add_pieces(self, pieces: Iterable[tuple[str, int | None]], kind: str = "body") -> None:
        """One paragraph that runs over several pages: its stretches, each with its page."""
        page = None
        for text, page in pieces:
            if text:
                self._put(text, kind, page)
        self._end(kind, page)

    def add_table(self, grid: Grid, page: int | None = None) -> None:
        """A table: a line a row, a tab between cells."""
        rows: list[list[Span]] = []
        start = self.at
        for r, row in enumerate(grid.rows):
            spans: list[Span] = []
            for c, cell in enumerate(row):
                origin = grid.covered.get((r, c), (r, c))
                text = clean(cell) if origin == (r, c) else ""
                span = (self.at, self.at + len(text))
                self._write(text + ("\t" if c + 1 < len(row) else "\n"))
                known = rows[origin[0]] if origin[0] < r else spans
                spans.append(known[origin[1]] if origin != (r, c) and origin[1] < len(known) else span)
            rows.append(spans)
        if any(end > begin for row in rows for begin, end in row):
            self.zones.append(Zone(start, self.at, "table", page))
            self.tables.append(Table(tuple(map(tuple, rows)), None, page))

    def reading(self, date: DocumentDate | None = None) -> Reading:
        """What was collected."""
        return Reading("".join(self.pieces), self.reader, tuple(self.zones), tuple(self.tables), date)

    def _put(self, text: str, kind: str, page: int | None) -> None:
        start = self.at
        self._write(text)
        self.zones.append(Zone(start, self.at, kind, page))

    def _end(self, kind: str, page: int | None) -> None:
        self._write("\n")
        last = self.zones[-1]
        self.zones[-1] = Zone(last.start, self.at, kind, page)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)


def clean(text: str) -> str:
    """A paragraph on one line: white space as single spaces, no control characters, no halves of characters.

    >>> clean(" 用户\\n规模\\x00 达10亿 ")
    '用户 规模 达10亿'
    """
    return _SURROGATE.sub("�", _SPACE.sub(" ", text)).strip()


def sized(path: Path, limit: int, what: str) -> bytes:
    """The bytes of a file, if there are some and not too many.

    Raises:
        ReadError: the file is empty, or larger than ``limit`` bytes.
    """
    size = path.stat().st_size
    if size > limit:
        raise ReadError(path, f"too large for {what} ({size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB)")
    content = path.read_bytes()
    if not content.strip():
        raise ReadError(path, "the file is empty")
    return content
