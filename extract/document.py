"""The document: a text made ready for reading, with a map back to the raw text it came from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extract.claim import Span

ZONES = ("title", "body", "table", "caption", "furniture")
LINE_ENDS = "\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"


def printable(path: str | Path) -> str:
    """A path as text that can be written anywhere: bytes of a name that are no UTF-8 become escapes.

    >>> printable("年报\\udcff.txt")
    '年报\\\\udcff.txt'
    """
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def lines_of(raw: str) -> Iterator[tuple[int, str]]:
    """The lines of a text: where each starts, and the line without its end.

    >>> list(lines_of("一\\r\\n\\n二"))
    [(0, '一'), (3, ''), (4, '二')]
    """
    start = 0
    for line in raw.splitlines(keepends=True):
        yield start, line.rstrip(LINE_ENDS)
        start += len(line)


class ReadError(Exception):
    """A file that can't be read; says which, and why.

    >>> str(ReadError("a.pdf", "no text layer; run OCR first"))
    'a.pdf: no text layer; run OCR first'
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        name = printable(path)
        super().__init__(f"{name}: {reason}")
        self.path = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return ReadError, (self.path, self.reason)


@dataclass(init=False, slots=True)
class Zone:
    """A stretch of the healed text with one role; ``start`` and ``end`` count characters of the healed text."""

    start: Final[int]
    end: Final[int]
    kind: Final[str]
    page: Final[int | None]

    def __init__(self, start: int, end: int, kind: str, page: int | None = None) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.page = page


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the healed text: its rows of cells as spans of the healed text, and its caption's span.

    An empty cell is an empty span. ``caption`` is the title or the 单位：… line that belongs to the table.
    """

    rows: tuple[tuple[Span, ...], ...]
    caption: Span | None = None
    page: int | None = None

    @property
    def span(self) -> Span:
        cells = [cell for row in self.rows for cell in row if cell[1] > cell[0]] or [(0, 0)]
        return min(start for start, _ in cells), max(end for _, end in cells)


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date a document gives for itself: ISO text as fine as known (2024, 2024-03, 2024-03-23) and where it was found.

    ``origin`` is one of: option, dateline, header, title, metadata, address, text.
    """

    iso: str
    origin: str

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self.iso[8:10]) if len(self.iso) >= 10 else None


@dataclass(frozen=True)
class Document:
    """A text ready for reading.

    Attributes:
        name: what the claims call the document (the file's path as given).
        raw: the text exactly as decoded; claims' offsets point into it.
        text: the healed text: hard line breaks inside sentences and numerals are gone; traditional characters are simplified.
        origins: for every character of ``text`` its offset in ``raw``.
        zones: stretches of ``text`` in order, without overlap, covering it.
        tables: tables with a known grid of cells.
        date: the document's own date, or None if it gives none.
        reader: which reader made it (text, html, pdf, docx).
        pages: where pages begin or go on, as (offset in ``raw``, number of the page); empty without pages.
        shown: the healed text with the characters it is printed in, as long as ``text``.
    """

    name: str
    raw: str
    text: str
    origins: array[int]
    zones: tuple[Zone, ...]
    tables: tuple[Table, ...] = ()
    date: DocumentDate | None = None
    reader: str = "text"
    pages: tuple[tuple[int, int], ...] = ()
    shown: str = ""
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [zone.start for zone in self.zones])
        if not self.shown:
            object.__setattr__(self, "shown", self.text)

    def raw_span(self, start: int, end: int) -> Span:
        """Offsets in the raw text of a span of the healed text.

        >>> from extract.heal import document
        >>> doc = document("突破 7\\n800 亿元，", name="a")
        >>> at = doc.text.index("亿元") + 2
        >>> doc.raw_span(at - 7, at)
        (3, 11)
        """
        if start >= end:
            at = self.origins[start] if start < len(self.origins) else len(self.raw)
            return at, at
        return self.origins[start], self.origins[end - 1] + 1

    def raw_spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Offsets in the raw text of some spans of the healed text, split where other text stands between.

        >>> from extract.heal import document
        >>> document("突破7\\n800亿元。").raw_spans([(0, 5)])
        ((0, 5),)
        """
        found: list[Span] = []
        for start, end in spans:
            if self._is_whole(start, end):
                found.append(self.raw_span(start, end))
                continue
            for i in range(start, end):
                at = self.origins[i]
                if i > start and not self.raw[found[-1][1] : at].strip():
                    found[-1] = (found[-1][0], at + 1)
                else:
                    found.append((at, at + 1))
        return tuple(found)

    def printed(self, spans: Iterable[Span]) -> str:
        """What the raw text prints at some spans of the healed text, joined, line breaks left out.

        >>> from extract.heal import document
        >>> document("增长７％。").printed([(0, 4)])
        '增长７％'
        """
        return "".join(self._printed(start, end) for start, end in spans).replace("\n", "")

    def _printed(self, start: int, end: int) -> str:
        if self._is_whole(start, end):
            return self.raw[slice(*self.raw_span(start, end))]
        return "".join(self.raw[self.origins[i]] for i in range(start, end))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a span of the healed text is one of the raw text, without anything between."""
        return start < end and self.origins[end - 1] - self.origins[start] == end - 1 - start

    def spelled(self, word: str, start: int, end: int) -> str:
        """A word of a stretch of the healed text in the characters that the text is printed in.

        >>> from extract.heal import document
        >>> doc = document("該廠產量為3萬噸，來年還將擴產，應對訂單增長。")
        >>> doc.text[5:8], doc.spelled("万吨", 5, 8)
        ('3万吨', '萬噸')
        """
        if self.shown == self.text:
            return word
        return word.translate(str.maketrans(self.text[start:end], self.shown[start:end]))

    def zone_at(self, offset: int) -> Zone:
        """The zone that holds a character of the healed text."""
        return self.zones[bisect_right(self._starts, offset) - 1]

    def page_at(self, offset: int) -> int | None:
        """The page that a character of the healed text stands on; a paragraph may run over several."""
        at = bisect_right(self.pages, (self.origins[offset], 1 << 30)) - 1
        return self.pages[at][1] if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader took from a file, before healing. All offsets count characters of ``raw``.

    Attributes:
        raw: the text as read; ``zhclaims text FILE`` prints exactly this, and claims' offsets point into it.
        reader: which reader made it (text, html, pdf, docx).
        zones: what the format itself says of roles (title, table, caption, furniture, and page numbers); stretches
            it says nothing of may be left out. Empty if the format says nothing.
        tables: tables whose grid the format gives.
        date: the date in the file's metadata, used only where the text gives none.
    """

    raw: str
    reader: str = "text"
    zones: tuple[Zone, ...] = ()
    tables: tuple[Table, ...] = ()
    date: DocumentDate | None = None
