"""PDF files: text in reading order, tables as rows, what repeats from page to page set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex

from extract.document import DocumentDate, ReadError, Reading
from extract.reader.build import Builder, sized
from extract.reader.pdf_line import Line, joined, levels, lines
from extract.reader.pdf_page import Page, page_of
from extract.reader.pdf_table import FoundTable, tables

LIMIT = 300_000_000  # bytes of a file
EDGE = 3  # lines from the top and the bottom of a page that may be furniture
APART = 1.1  # ems between the text of a page and what is none of it
INDENT = 3  # ems that a first line may stand in from the edge of its column
FEW = 10  # lines of a column that say little of its width
MOST_UNKNOWN = 0.3  # of the characters, for a text layer to be readable

_DATE = regex.compile(r"D:((?:19|20)\d\d)(\d\d)?(\d\d)?")
_NUMBER = regex.compile(r"\d+")
_PAGE_NUMBER = regex.compile(
    r"[-—–·\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,5})(?:\s*页)?(?:\s*[/／,，共of]*\s*\d{1,4}\s*页?)?[-—–·\s]*"
)
_WORD = regex.compile(r"[^\s\p{Han}\p{Po}]+")
# What begins an item of a list, and what begins a heading.
_ITEM = regex.compile(r"[•●■◆▲·]|[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,3}、")
_HEADING = regex.compile(
    r"\d{1,2}(?:\.\d{1,2})*(?!\s?[万亿千百个家元年月日人次倍%])[\s、．\p{Han}]|第[一二三四五六七八九十\d]+[章节部]"
)

Item = Line | FoundTable


@dataclass(slots=True)
class Paragraph:
    """Lines that read as one, and where the last of them ends."""

    lines: list[Line]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def read_pdf(path: Path) -> Reading:
    """Read a PDF.

    Raises:
        ReadError: the file is empty, too large, encrypted or damaged, or has no text layer that can be read.
    """
    content = sized(path, LIMIT, "a PDF")
    pdf = _opened(content, path)
    try:
        pages = [_page(pdf, index, path) for index in range(len(pdf))]
        date = _date(pdf)
    finally:
        pdf.close()
    _check_text(pages, path)
    items = _squared([_items(page) for page in pages])
    return _built(items, _furniture(items, pages)).reading(date)


def _opened(content: bytes, path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason:
            raise ReadError(path, "password-protected; save it without a password first") from error
        raise ReadError(
            path, "damaged, or not a PDF" + (" (unknown encryption)" if "security" in reason else "")
        ) from error


def _page(pdf: Any, index: int, path: Path) -> Page:
    import pypdfium2

    try:
        return page_of(pdf, index)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, f"damaged: page {index + 1} of {len(pdf)} can't be read") from error


def _check_text(pages: Sequence[Page], path: Path) -> None:
    signs = [glyph.sign for page in pages for glyph in page.glyphs if not glyph.sign.isspace()]
    if not signs:
        raise ReadError(path, "no text layer; run OCR first")
    unknown = sum(sign == "�" or "\ue000" <= sign <= "\uf8ff" for sign in signs)
    if unknown > MOST_UNKNOWN * len(signs):
        raise ReadError(path, "the text layer does not say which characters it shows; run OCR first")


def _date(pdf: Any) -> DocumentDate | None:
    found = _DATE.match(pdf.get_metadata_dict().get("CreationDate", ""))
    return DocumentDate("-".join(filter(None, found.groups())), "metadata") if found else None


def _items(page: Page) -> list[Item]:
    """The lines and tables of a page in reading order; a table comes before the first line that stands below it."""
    found, rest = tables(page)
    items: list[Item] = list(lines(rest, page.number, page.height))
    for table in found:
        beside = [i for i, item in enumerate(items) if table.x0 < (item.x0 + item.x1) / 2 < table.x1]
        below = [i for i in beside if items[i].middle > table.middle]
        above = [i for i in beside if items[i].middle <= table.middle]
        items.insert(below[0] if below else above[-1] + 1 if above else len(items), table)
    return items


def _squared(pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """Columns with the edges they have elsewhere in the file: a page of indented or of short lines shows its own badly."""
    every = [
        item for items in pages for item in items if isinstance(item, Line) and item.width < item.right - item.left
    ]
    lefts = sorted(edge for edge, count in Counter(line.left for line in every).items() if count > 2)
    ends = Counter((round(line.left), round(line.right)) for line in every)
    squared: list[list[Item]] = []
    for items in pages:
        column = Counter(item.left for item in items if isinstance(item, Line))
        row: list[Item] = []
        for item in items:
            if isinstance(item, Line):
                left = next((edge for edge in lefts if item.left - INDENT * item.size < edge <= item.left), item.left)
                usual = max(
                    (count, right) for (at, right), count in (*ends.items(), ((left, 0), 0)) if abs(at - left) < 2
                )
                right = max(item.right, usual[1]) if column[item.left] < FEW else item.right
                item = replace(item, left=left, right=right)
            row.append(item)
        squared.append(row)
    return squared


# Furniture


def _furniture(items: Sequence[Sequence[Item]], pages: Sequence[Page]) -> set[Line]:
    """Lines at the top or bottom of pages that repeat there, figures aside, and page numbers."""
    edges = [_edge_lines(page_items, page) for page_items, page in zip(items, pages, strict=True)]
    counts = Counter(key for lines_ in edges for key in {_key(line) for line in lines_})
    least = max(2, round(0.25 * len(pages)))
    found: set[Line] = set()
    for edge in edges:
        for line in edge:
            if counts[_key(line)] >= least or _PAGE_NUMBER.fullmatch(line.text):
                found.add(line)
    return found


def _edge_lines(items: Sequence[Item], page: Page) -> list[Line]:
    """The lines at the top and bottom of a page that a gap parts from its text."""
    found = [item for item in items if isinstance(item, Line)]
    rows = levels(found)
    top = [row for row in rows[: EDGE + 1] if row[0].middle < 0.15 * page.height]
    bottom = [row for row in rows[-EDGE - 1 :] if row[0].middle > 0.85 * page.height]
    edge: list[Line] = []
    for block in (_apart(top, rows), _apart(bottom[::-1], rows[::-1])):
        edge += [line for row in block for line in row]
    return edge


def _apart(margin: Sequence[Sequence[Line]], rows: Sequence[Sequence[Line]]) -> Sequence[Sequence[Line]]:
    """The rows of a margin up to the last gap in it; none if no gap follows."""
    last = 0
    for i, row in enumerate(margin[:EDGE]):
        beside = rows[i + 1] if i + 1 < len(rows) else None
        if beside is None or max(beside[0].y0 - row[0].y1, row[0].y0 - beside[0].y1) > APART * row[0].size:
            last = i + 1
    return margin[:last]


def _key(line: Line) -> tuple[str, int]:
    """What a line of furniture has in common with the others: its words, and roughly its height on the page."""
    return _NUMBER.sub("#", "".join(line.text.split())), round(line.middle / 12)


# Paragraphs


def _built(pages: Sequence[Sequence[Item]], furniture: set[Line]) -> Builder:
    build = Builder("pdf")
    size, pitch = _usual(pages, furniture)
    open_: Paragraph | None = None
    aside: list[Line] = []
    for number, items in enumerate(pages, 1):
        for item in items:
            if isinstance(item, Line) and item in furniture:
                aside.append(item)
            elif isinstance(item, Line) and open_ is not None and _goes_on(open_.last, item, size, pitch):
                open_.lines.append(item)
            else:
                _close(build, open_, aside, size)
                open_, aside = None, []
                if isinstance(item, Line):
                    open_ = Paragraph([item])
                else:
                    build.add_table(item.grid, number)
    _close(build, open_, aside, size)
    return build


def _usual(pages: Sequence[Sequence[Item]], furniture: set[Line]) -> tuple[float, float]:
    """The size of the running text, and from line to line."""
    body = [item for items in pages for item in items if isinstance(item, Line) and item not in furniture]
    sizes: Counter[float] = Counter()
    pitches: Counter[float] = Counter()
    for line in body:
        sizes[round(line.size * 2) / 2] += len(line.text)
    for above, below in pairwise(body):
        if above.page == below.page and 0 < below.middle - above.middle < 4 * below.size:
            pitches[round(below.middle - above.middle)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return size, pitches.most_common(1)[0][0] if pitches else 1.6 * size


def _goes_on(above: Line, below: Line, size: float, pitch: float) -> bool:
    """Whether a line goes on with the paragraph of the one above, here or at the head of the next column or page."""
    if abs(above.size - below.size) > 0.12 * above.size or _ITEM.match(below.text):
        return False
    if above.size > 1.15 * size and _HEADING.match(below.text):
        return False
    if not _is_full(above, below) or _is_indented(below):
        return False
    same = above.page == below.page and abs(above.left - below.left) < 2
    return not same or below.middle - above.middle < 1.45 * max(pitch, 1.3 * below.size)


def _is_full(above: Line, below: Line) -> bool:
    """Whether a line has no room for what the next begins with; a Latin word or a number is not broken."""
    word = _WORD.match(below.text)
    needed = max(1.6, 0.6 * len(word[0]) if word else 0) * above.size
    return above.x1 > above.right - needed


def _is_indented(line: Line) -> bool:
    return 0.8 * line.size < line.x0 - line.left < 0.35 * (line.right - line.left)


def _close(build: Builder, paragraph: Paragraph | None, aside: Sequence[Line], size: float) -> None:
    """Put a paragraph, and after it the furniture that stood between its lines."""
    if paragraph is not None:
        big = paragraph.lines[0].size > 1.15 * size and len(paragraph.lines) < 4
        build.add_pieces(_pieces(paragraph.lines), "title" if big else "body")
    for line in aside:
        build.add(line.text, "furniture", line.page)


def _pieces(found: Sequence[Line]) -> Iterator[tuple[str, int | None]]:
    """The text of a paragraph, page by page."""
    text = ""
    for line, before in zip(found, [None, *found], strict=False):
        if before is not None and line.page != before.page:
            yield text, before.page
            text = ""
        text = joined(text, line.text)
    yield text, found[-1].page
