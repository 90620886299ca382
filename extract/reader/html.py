"""Web pages: the article, its title, its tables and its date; navigation, comments and related links are left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from extract.document import DocumentDate, ReadError, Reading
from extract.reader.build import Builder, Grid, Place, clean, sized
from extract.reader.encoding import decode

LIMIT = 40_000_000  # bytes of a page
LIMIT_MARKUP = 3_000_000  # characters of a page without scripts, styles and pictures; an article is a hundredth of it
SHORT = 10  # characters of an article below which other ways of finding it are tried
MOST_CELLS = 1000  # columns or rows one cell may reach over

# Stand in the cells a wider or higher cell reaches over, so that the grid comes through the extraction of the article.
_LEFT, _UP = "\ue0f1", "\ue0f2"
_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_-]+)""", regex.I)
_IDLE = regex.compile(
    r"<script\b(?![^>]{0,200}ld\+json)[^>]*>.*?</script>|<style\b[^>]*>.*?</style>|<!--.*?-->|data:[a-z/+.-]{1,40};base64,[\w+/=]+",
    regex.I | regex.S,
)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_DATE = regex.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
# Parts of an extracted article that are one paragraph each.
_PARAGRAPHS = {"p", "item", "quote", "code", "fw", "ab", "cell"}


def read_html(path: Path) -> Reading:
    """Read the article of a web page.

    Raises:
        ReadError: the file is empty, too large, no text, or holds no article.
    """
    text = page_text(sized(path, LIMIT, "a web page"), path)
    text = _IDLE.sub(" ", text)
    if len(text) > LIMIT_MARKUP:
        raise ReadError(path, f"too large for a web page ({len(text) / 1e6:.0f} million characters of markup)")
    article = _article(text)
    if article is None:
        raise ReadError(path, "no article found in the page")
    build = Builder("html")
    _add_title(build, article)
    _add_parts(build, article.body)
    if not build.at:
        raise ReadError(path, "no article found in the page")
    return build.reading(_date(article.date))


def page_text(content: bytes, path: Path) -> str:
    """The text of a page: as it says itself if that fits, else as any text is decoded."""
    declared = _CHARSET.search(content[:4096])
    if declared is not None:
        name = declared[1].decode("ascii").lower()
        try:
            return content.decode(_CHINESE.get(name, name)).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content, path)


def _article(text: str) -> Any:
    """What trafilatura takes for the article of a page, or None."""
    import lxml.html
    import trafilatura
    from trafilatura.settings import use_config

    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(text.replace("\x00", " ").encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml.etree.LxmlError):
        return None
    _spread(tree)
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORT))
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )


def _spread(tree: Any) -> None:
    """Give every place of a table a cell of its own: what colspan and rowspan cover is marked."""
    for table in tree.iter("table"):
        waiting: dict[int, int] = {}
        for row in table.iter("tr"):
            column = 0
            for cell in [cell for cell in row if cell.tag in ("td", "th")]:
                while waiting.get(column, 0):
                    cell.addprevious(_marker(_UP))
                    waiting[column] -= 1
                    column += 1
                across, down = _count(cell, "colspan"), _count(cell, "rowspan")
                for extra in range(across):
                    if extra:
                        cell.addnext(_marker(_LEFT))
                    waiting[column + extra] = down - 1
                column += across
            while waiting.get(column, 0):
                row.append(_marker(_UP))
                waiting[column] -= 1
                column += 1


def _count(cell: Any, name: str) -> int:
    value = cell.attrib.pop(name, "1").strip()
    return max(1, min(int(value), MOST_CELLS)) if value.isascii() and value.isdigit() else 1


def _marker(sign: str) -> Any:
    from lxml.html.builder import TD

    return TD(sign)


def _add_title(build: Builder, article: Any) -> None:
    """The page's title, unless the article begins with it."""
    title = clean(article.title or "")
    first = next((clean(_text(part)) for part in article.body.iter("head", "p")), "")
    if title and title != first:
        build.add(title, "title")


def _add_parts(build: Builder, parent: Any) -> None:
    for part in parent:
        if part.tag == "table":
            build.add_table(_grid(part))
        elif part.tag == "head":
            build.add(_text(part), "title")
        elif part.tag in _PARAGRAPHS:
            _add_paragraph(build, part)
        elif isinstance(part.tag, str) and part.tag not in ("graphic", "lb"):
            build.add(part.text or "")
            _add_parts(build, part)
        build.add(part.tail or "")


def _add_paragraph(build: Builder, part: Any) -> None:
    """One paragraph; a break in it ends a line, a table or list in it stands by itself."""
    line: list[str] = [part.text or ""]
    for inner in part:
        if inner.tag in ("lb", "table", "list", "p", "head", "quote"):
            build.add("".join(line))
            line = []
            if inner.tag != "lb":
                holder = inner.makeelement("div")
                tail, inner.tail = inner.tail, None
                holder.append(inner)
                _add_parts(build, holder)
                line.append(tail or "")
                continue
        else:
            line.append(_text(inner))
        line.append(inner.tail or "")
    build.add("".join(line))


def _text(part: Any) -> str:
    return "".join(part.itertext())


def _grid(table: Any) -> Grid:
    rows: list[list[str]] = []
    covered: dict[Place, Place] = {}
    for r, row in enumerate(table.iter("row")):
        cells: list[str] = []
        for c, text in enumerate(_cells(row)):
            if text in (_LEFT, _UP):
                covered[r, c] = covered.get((r, c - 1), (r, c - 1)) if text == _LEFT else _above(covered, r, c)
                text = ""
            cells.append(text)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return Grid([cells + [""] * (width - len(cells)) for cells in rows], covered)


def _cells(row: Any) -> Iterator[str]:
    for cell in row.iter("cell"):
        yield clean("".join(cell.itertext()))


def _above(covered: dict[Place, Place], r: int, c: int) -> Place:
    return covered.get((r - 1, c), (r - 1, c)) if r else (r, c)


def _date(found: str | None) -> DocumentDate | None:
    return DocumentDate(found, "metadata") if found and _DATE.fullmatch(found) else None
