"""Healing: the lines of a text become paragraphs again, with a map back to every raw character."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

from extract.claim import Span
from extract.date import document_date
from extract.document import Document, DocumentDate, Reading, Table, Zone, lines_of
from extract.grid import Grids
from extract.pattern import Match, compiled, cut
from extract.rulebook import Rulebook, rulebook
from extract.traditional import Traditional

# Full-width digits, letters and % read as their ASCII forms; one character stays one character.
_NARROW: Final = {
    wide: chr(wide - 0xFEE0)
    for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}
# … and half characters, which are none, as the sign of one that can't be read.
_READ_AS: Final = _NARROW | dict.fromkeys(range(0xD800, 0xE000), "�")
_ODD: Final = compiled("[" + "".join(map(chr, _NARROW)) + r"\ud800-\udfff]+")
_WIDE_POINT: Final = compiled(r"(?<=[0-9])．(?=[0-9])")
_OPEN: Final = "“《（"
_CLOSE: Final = "”》）"
# The numbers of characters, to be cut from; a text with more is rare.
_PLACES: Final = array("l", range(1 << 14))
# Characters at the end of a line in which a stop, and what closes after it, may stand.
LONGEST_END: Final = 40
# Columns after which it does not matter how much wider a line is.
WIDEST: Final = 120


@dataclass(init=False, slots=True)
class Line:
    """A line of the raw text without the white space around it."""

    start: int
    end: int
    text: str
    kind: str
    page: int | None
    fixed: bool

    def __init__(
        self, start: int, end: int, text: str, kind: str, page: int | None = None, fixed: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.kind = kind
        self.page = page
        self.fixed = fixed


@dataclass(slots=True)
class Paragraph:
    """Stretches of the raw text that read as one."""

    kind: str
    spans: list[Span] = field(default_factory=list)
    page: int | None = None


class Healer:
    """Heals texts with ``rules/reading.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["reading"]
        self._kinds = [
            (_seeker(book, rule.settings["pattern"], rule.id), rule.settings["kind"])
            for rule in book.rules("reading", "lines")
        ]
        self._ends = book.compile(data["ends"], "ends")
        self._begins = _seeker(book, data["begins"], "begins")
        self._goes_on = _seeker(book, data["goes_on"], "goes_on")
        self._loose = book.compile(data["loose"], "loose")
        self._stop = book.compile("{stop}", "stop")
        self._strip = book.compile("^{space}+|{space}+$", "space")
        self._run = int(data["headlines"]["run"])
        self._longest = int(data["headlines"]["longest"])
        notice = data["notice"]
        self._notice = book.compile(notice["pattern"], "notice")
        self._notice_after, self._notice_most = int(notice["after"]), int(notice["most"])
        self._grids = Grids(book)
        self._traditional = Traditional(book)
        self._caption = book.compile(book.data["tables"]["caption"], "tables.caption")

    def kind_of(self, text: str) -> str:
        """The role of one line: blank, title, caption, table, furniture or body.

        >>> Healer(rulebook()).kind_of("图：平台专题页面展示")
        'caption'
        """
        if len(text) <= 120:
            for seek, kind in self._kinds:
                if seek(text):
                    return str(kind)
        if "\t" in text or (text.startswith("|") and text.count("|") > 2):
            return "table"
        return "body"

    def lines(self, reading: Reading) -> list[Line]:
        """The lines that hold text, each with its role."""
        found = []
        zones = iter(reading.zones)
        zone = next(zones, None)
        for start, text in lines_of(reading.raw):
            if not text:
                continue
            start += len(text) - len(text.lstrip())
            stripped = text.strip()
            while zone is not None and zone.end <= start:
                zone = next(zones, None)
            inside = zone is not None and zone.start <= start
            kind = self.kind_of(stripped)
            if inside and zone is not None and kind != "blank":
                kind = zone.kind if zone.kind != "body" else (kind if kind != "table" else "body")
            if kind != "blank":
                page = zone.page if inside and zone is not None else None
                fixed = inside and zone is not None and zone.kind != "body"
                found.append(Line(start, start + len(stripped), stripped, kind, page, fixed))
        return found

    def heal(self, reading: Reading, name: str, date: DocumentDate | None = None) -> Document:
        """Make a reading ready for the stages that follow."""
        lines = self.lines(reading)
        grids: Sequence[Table] = reading.tables if reading.zones else self._grids.find(reading.raw)
        grids = [self._captioned(table, lines) for table in sorted(grids, key=lambda table: table.span)]
        self._mark_headlines(lines)
        self._mark_after_notice(lines)
        self._mark_title(lines)
        paragraphs = self._paragraphs(lines)
        shown, origins, zones = self._assemble(reading.raw, paragraphs)
        text = self._traditional.simplified(shown)
        tables = _mapped(grids, origins, len(reading.raw))
        found = date or document_date(text, zones, [line.text for line in lines[:12]], reading.date)
        pages = tuple((zone.start, zone.page) for zone in reading.zones if zone.page is not None)
        return Document(name, reading.raw, text, origins, zones, tables, found, reading.reader, pages, shown)

    def _captioned(self, table: Table, lines: Sequence[Line]) -> Table:
        """Mark the lines of a table as its own, and those right above it that are its caption."""
        start, end = table.span
        first = bisect_left(lines, start, key=lambda line: line.end)
        for line in lines[first:]:
            if line.start >= end:
                break
            line.kind, line.fixed = "table", True
        above = first
        while above and first - above < 3 and self._is_caption(lines, above - 1, first):
            above -= 1
            if lines[above].kind != "title" or not lines[above].fixed:
                lines[above].kind, lines[above].fixed = "caption" if above else "title", True
        if above == first or table.caption is not None:
            return table
        return replace(table, caption=(lines[above].start, lines[first - 1].end))

    def _is_caption(self, lines: Sequence[Line], i: int, first: int) -> bool:
        """Whether a line stands over the table that begins at line ``first`` as its title or its 单位：…"""
        line = lines[i]
        if line.kind in ("table", "furniture") or len(line.text) > 60 or self._stop.search(line.text):
            return False
        return (
            line.kind == "caption"
            or self._caption.search(line.text) is not None
            or (line.kind == "title" and i == first - 1)
        )

    def _mark_headlines(self, lines: list[Line]) -> None:
        """A long run of short lines without a stop, after the last sentence, is a list of headlines."""
        last = len(lines)
        while last and (self._is_headline(lines[last - 1]) or _is_page_furniture(lines[last - 1])):
            last -= 1
        tail = [line for line in lines[last:] if not line.fixed]
        if len(tail) >= self._run and last:
            for line in tail:
                line.kind = "furniture"

    def _mark_after_notice(self, lines: list[Line]) -> None:
        """What a site adds to an article after its notice of rights: teasers, advertisements, other articles' beginnings."""
        first = bisect_left(lines, lines[-1].end - self._notice_most, key=lambda line: line.end) if lines else 0
        found = next((i for i in range(first, len(lines)) if self._notice.search(lines[i].text)), len(lines))
        if found < len(lines) and lines[found].start >= self._notice_after:
            for line in lines[found + 1 :]:
                if not line.fixed:
                    line.kind = "furniture"

    def _is_headline(self, line: Line) -> bool:
        if line.kind == "table" or line.fixed:
            return False
        return len(line.text) <= self._longest and not line.text.endswith(("。", "；", "，", "：", "。”", "）", ")"))

    def _mark_title(self, lines: list[Line]) -> None:
        for line in lines[:8]:
            if line.kind == "body":
                if len(line.text) <= 60 and not self._stop.search(line.text.rstrip("！？!?…")) and len(lines) > 1:
                    line.kind = "title"
                return
            if line.kind == "title":
                return

    def _paragraphs(self, lines: Sequence[Line]) -> list[Paragraph]:
        """Join what a typesetter broke; what stood between two halves of a sentence comes after it."""
        paragraphs: list[Paragraph] = []
        taken: set[int] = set()
        for i, line in enumerate(lines):
            if i in taken:
                continue
            paragraph = Paragraph(line.kind, [(line.start, line.end)], line.page)
            paragraphs.append(paragraph)
            last = i
            while line.kind == "body" and (following := self._continuation(lines, last, taken)) is not None:
                taken.add(following)
                paragraph.spans.append((lines[following].start, lines[following].end))
                last = following
        return paragraphs

    def _continuation(self, lines: Sequence[Line], i: int, taken: set[int]) -> int | None:
        """The line that goes on where line ``i`` breaks off, or None."""
        line = lines[i]
        if self._ends.search(line.text, max(0, len(line.text) - LONGEST_END)):
            return None
        following = next((j for j in range(i + 1, min(i + 3, len(lines))) if j not in taken), None)
        unclosed = _unclosed(line.text)
        if unclosed:
            for j in range(i + 1, min(i + 16, len(lines))):
                if j not in taken and lines[j].kind in ("body", "title") and _closes(lines[j].text, unclosed):
                    return j
        if following is None or lines[following].kind != "body" or self._begins(lines[following].text):
            return None
        if self._goes_on(lines[following].text):
            return following
        return following if self._is_full(lines, i, following) else None

    @staticmethod
    def _is_full(lines: Sequence[Line], i: int, following: int) -> bool:
        """A line that fills its measure was broken by the typesetter; a short one ends by itself."""
        mine = _width(lines[i].text)
        if mine >= 80:
            return True
        around = (*lines[max(0, i - 2) : i], *lines[following : following + 2])
        measure = max((_width(line.text) for line in around), default=0)
        return mine >= 24 and mine >= 0.7 * measure

    def _assemble(self, raw: str, paragraphs: Iterable[Paragraph]) -> tuple[str, array[int], tuple[Zone, ...]]:
        pieces: list[str] = []
        origins = array("l")
        zones: list[Zone] = []
        for paragraph in paragraphs:
            start = len(origins)
            for span in self._tight(raw, paragraph.spans):
                pieces.append(raw[span[0] : span[1]])
                origins += _PLACES[slice(*span)] if span[1] <= len(_PLACES) else array("l", range(*span))
            pieces.append("\n")
            origins.append(paragraph.spans[-1][1] if paragraph.spans[-1][1] < len(raw) else max(0, len(raw) - 1))
            zones.append(Zone(start, len(origins), paragraph.kind, paragraph.page))
        return _narrow("".join(pieces)), origins, tuple(zones)

    def _tight(self, raw: str, spans: Sequence[Span]) -> list[Span]:
        """The spans without the typesetter's spaces between Chinese and Latin."""
        kept: list[Span] = []
        for start, end in spans:
            at = start
            for match in self._loose.finditer(raw, start, end):
                kept.append((at, match.start()))
                at = match.end()
            kept.append((at, end))
        return kept


def _seeker(book: Rulebook, pattern: str, owner: str) -> Callable[[str], Match | None]:
    """How a pattern is looked for; one that is bound to the beginning is tried there only."""
    anchored = all(each.startswith("^") for each in cut(pattern))
    return book.compile(pattern, owner).match if anchored else book.compile(pattern, owner).search


def _narrow(text: str) -> str:
    """The text with full-width digits, letters, % and decimal points in their narrow forms, as long as before."""
    text = _ODD.sub(lambda found: found[0].translate(_READ_AS), text)
    return _WIDE_POINT.sub(".", text) if "．" in text else text


def _is_page_furniture(line: Line) -> bool:
    return line.fixed and line.kind == "furniture"


def _width(text: str) -> int:
    """How many columns a line takes, up to ``WIDEST``."""
    columns = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text[:WIDEST])
    return min(columns, WIDEST)


def _unclosed(text: str) -> str:
    """The closing mark a line waits for, or ``""``."""
    for opening, closing in zip(_OPEN, _CLOSE, strict=True):
        if text.rfind(opening) > text.rfind(closing):
            return closing
    return ""


def _closes(text: str, closing: str) -> bool:
    """Whether a line closes a mark it did not open."""
    opening = _OPEN[_CLOSE.index(closing)]
    at = text.find(closing)
    return at >= 0 and opening not in text[:at]


def _mapped(tables: Sequence[Table], origins: array[int], size: int) -> tuple[Table, ...]:
    """Tables of the raw text in offsets of the healed text."""
    if not tables:
        return ()
    places = array("l", [-1]) * size
    for healed, raw in enumerate(origins[:-1]):
        places[raw] = healed

    def moved(span: Span) -> Span:
        inside = [places[at] for at in range(*span) if places[at] >= 0]
        return (min(inside), max(inside) + 1) if inside else (0, 0)

    return tuple(
        replace(
            table,
            rows=tuple(tuple(moved(cell) for cell in row) for row in table.rows),
            caption=moved(table.caption) if table.caption else None,
        )
        for table in tables
    )


@lru_cache(maxsize=4)
def healer(folder: Path | None = None) -> Healer:
    book = rulebook(folder)
    made = Healer(book)
    book.keep()
    return made


def document(raw: str, name: str = "", date: str | None = None) -> Document:
    """A plain text as a document, read with the project's own rules.

    Args:
        raw: the text.
        name: what its claims call it.
        date: its ISO date, if the text is not to be asked for it.

    >>> document("突破 7\\n800 亿元。").text
    '突破7\\n800亿元。\\n'
    """
    given = DocumentDate(date, "option") if date else None
    return healer().heal(Reading(raw), name, given)
