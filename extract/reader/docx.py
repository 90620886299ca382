"""Word files (.docx): paragraphs and tables in their order, headings as titles."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.document import DocumentDate, ReadError, Reading
from extract.reader.build import Builder, Grid, Place, sized

LIMIT = 200_000_000  # bytes of the file
LIMIT_UNPACKED = 500_000_000  # … unpacked, pictures and all
LIMIT_TEXT = 60_000_000  # … of the part that holds the text
LEGACY = b"\xd0\xcf\x11\xe0"  # a file of the old Word, or a .docx with a password
# What python-docx's own template says of itself, and so every file made with it.
TEMPLATE_MADE = datetime.datetime(2013, 12, 23, 23, 15)
MOST_CELLS = 1000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_W + "del", _W + "moveFrom", _W + "txbxContent", _FALLBACK}
_HOLDERS = {_W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def read_docx(path: Path) -> Reading:
    """Read a Word file.

    Raises:
        ReadError: the file is empty, too large packed or unpacked, password-protected, damaged, or holds no text.
    """
    content = sized(path, LIMIT, "a Word file")
    if content.startswith(LEGACY):
        raise ReadError(path, "password-protected, or a .doc of the old Word; save it as .docx without a password")
    _check_sizes(content, path)
    word = _opened(content, path)
    build = Builder("docx")
    _add(build, word.element.body, _styles(word))
    if not build.at:
        raise ReadError(path, "no text in the file")
    return build.reading(_date(word))


def _check_sizes(content: bytes, path: Path) -> None:
    """Refuse what would unpack to more than a document can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError(path, f"damaged, or not a Word file ({error})") from error
    unpacked = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if unpacked > LIMIT_UNPACKED or text > LIMIT_TEXT:
        raise ReadError(path, f"too large unpacked ({max(unpacked, text) / 1e6:.0f} MB); a zip bomb?")


def _opened(content: bytes, path: Path) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx lets through what zipfile, lxml and its own lookups raise
        raise ReadError(path, f"damaged, or not a Word file ({type(error).__name__})") from error


def _styles(word: Any) -> dict[str, str]:
    """The role of each style that has one, by its identifier."""
    roles: dict[str, str] = {}
    for style in word.styles:
        name = (style.name or "").lower()
        if name.startswith(("heading", "title", "标题", "subtitle")):
            roles[style.style_id] = "title"
        elif name.startswith(("caption", "题注")):
            roles[style.style_id] = "caption"
        elif name.startswith(("toc", "目录", "header", "footer")):
            roles[style.style_id] = "furniture"
    return roles


def _add(build: Builder, parent: Any, roles: dict[str, str]) -> None:
    for part in parent:
        if part.tag == _W + "p":
            properties = part.find(f"{_W}pPr/{_W}pStyle")
            role = roles.get(properties.get(_W + "val"), "body") if properties is not None else "body"
            for line in _text(part).split("\n"):
                build.add(line, role)
            for box in part.iter(_W + "txbxContent"):
                if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                    _add(build, box, roles)
        elif part.tag == _W + "tbl":
            build.add_table(_grid(part))
        elif part.tag in _HOLDERS:
            _add(build, part, roles)


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(part: Any) -> Iterator[str]:
    for child in part:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _W + "t":
            yield child.text or ""
        elif child.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif child.tag == _W + "tab":
            yield " "
        elif child.tag == _W + "noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)


def _grid(table: Any) -> Grid:
    """The cells of a table; a wider cell covers the places to its right, a higher one those below it."""
    rows: list[list[str]] = []
    covered: dict[Place, Place] = {}
    for r, row in enumerate(_rows(table)):
        cells: list[str] = []
        for cell in _children(row, _W + "tc"):
            place = (r, len(cells))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(_W + "val", "continue") == "continue" and r > 0
            if goes_on:
                covered[place] = covered.get((r - 1, place[1]), (r - 1, place[1]))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            across = int(span.get(_W + "val", "1")) if span is not None and span.get(_W + "val", "1").isdigit() else 1
            cells.append("" if goes_on else " ".join(_text(p) for p in cell.iter(_W + "p")))
            for extra in range(1, min(across, MOST_CELLS)):
                covered[r, place[1] + extra] = covered.get(place, place)
                cells.append("")
        rows.append(cells)
    width = max(map(len, rows), default=0)
    known = {(r, c) for r, cells in enumerate(rows) for c in range(len(cells))}
    covered = {place: origin for place, origin in covered.items() if origin in known}
    return Grid([cells + [""] * (width - len(cells)) for cells in rows], covered)


def _rows(table: Any) -> Iterator[Any]:
    return _children(table, _W + "tr")


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children of one kind, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _children(child, tag)


def _date(word: Any) -> DocumentDate | None:
    """When the file says it was made, if it was not made by a library that copies its template's date."""
    try:
        made = word.core_properties.created or word.core_properties.modified
    except Exception:  # a broken property is no reason not to read the text
        return None
    if made is None or made.replace(tzinfo=None) == TEMPLATE_MADE:
        return None
    return DocumentDate(made.date().isoformat(), "metadata")
