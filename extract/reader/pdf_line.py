"""Lines of a PDF page: characters become chunks, chunks become lines, lines stand in columns in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from extract.reader.pdf_page import Box, Glyph

WIDE = 1.3  # of the size of the type: a gap that parts chunks (columns of a table, columns of a page)
NARROW = 0.6  # … that may be a gutter between columns of a page, if it is one on other lines
SPACES = (0.22, 0.15)  # … a gap between words, one or both of them Latin
SETTLED = 12  # characters of a line after which its height is known
MARGIN = 0.075  # of a page's height, above and below its columns
FILLS = 0.55  # of a column's width that the lines of running text fill


@dataclass(frozen=True, slots=True)
class Chunk(Box):
    """Characters of one line without a wide gap between them."""

    text: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Line(Box):
    """A line of text in its column, whose left and right edge are ``left`` and ``right``."""

    text: str = ""
    size: float = 0.0
    page: int = 0
    left: float = 0.0
    right: float = 0.0


Part = TypeVar("Part", Chunk, Line)


def is_latin(sign: str) -> bool:
    return sign.isalnum() and ord(sign) < 0x2E80


def joined(text: str, more: str, apart: bool = False) -> str:
    """Two halves of a paragraph that a line's end parted: Chinese without a space, Latin words with one.

    ``apart`` says that figures too are two.

    >>> joined("网络视听", "用户"), joined("Space", "Plus 5"), joined("突破 7", "800亿元")
    ('网络视听用户', 'Space Plus 5', '突破 7800亿元')
    """
    ends, begins = text[-1:], more[:1]
    words = bool(ends and begins) and is_latin(ends) and is_latin(begins)
    apart = words and (apart or ends.isalpha() or begins.isalpha())
    return text + (" " if apart else "") + more


def chunks(glyphs: Iterable[Glyph], gap: float = WIDE) -> list[Chunk]:
    """The chunks of a page from top to bottom, left to right; ``gap`` times the type's size parts two."""
    found = []
    for row in _rows([glyph for glyph in glyphs if not glyph.sign.isspace()]):
        run: list[Glyph] = []
        for glyph in sorted(row, key=lambda glyph: glyph.x0):
            if run and glyph.sign == run[-1].sign and abs(glyph.x0 - run[-1].x0) < 0.2 * glyph.size:
                continue  # printed twice, a little aside, to look bold
            if run and glyph.x0 - run[-1].x1 > gap * max(glyph.size, run[-1].size):
                found.append(_chunk(run))
                run = []
            run.append(glyph)
        if run:
            found.append(_chunk(run))
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that stand on one line: their middles lie within half of the type's size."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if rows and abs(glyph.middle - middle) < 0.4 * max(glyph.size, 4):
            rows[-1].append(glyph)
            if len(rows[-1]) < SETTLED:
                largest = max(other.size for other in rows[-1])
                big = [other.middle for other in rows[-1] if other.size >= 0.8 * largest]
                middle = sum(big) / len(big)
        else:
            rows.append([glyph])
            middle = glyph.middle
    return rows


def _chunk(run: Sequence[Glyph]) -> Chunk:
    pieces = [run[0].sign]
    for before, glyph in pairwise(run):
        gap = glyph.x0 - before.x1
        latin = is_latin(before.sign) + is_latin(glyph.sign)
        if latin and (gap > SPACES[latin - 1] * glyph.size or (glyph.spaced and latin == 2)):
            pieces.append(" ")
        pieces.append(glyph.sign)
    size = sorted(glyph.size for glyph in run)[len(run) // 2]
    y0, y1 = min(g.y0 for g in run), max(g.y1 for g in run)
    return Chunk(run[0].x0, y0, max(g.x1 for g in run), y1, "".join(pieces), size)


def lines(glyphs: Sequence[Glyph], page: int, height: float) -> list[Line]:
    """The lines of a page in reading order: full-width ones part the page into bands, a band is read column by column.

    What stands in the upper and lower margin of the page is no part of its columns.
    """
    rows = levels(chunks(glyphs, NARROW))
    body = [row for row in rows if MARGIN * height < row[0].middle < (1 - MARGIN) * height]
    above = [row for row in rows if row[0].middle <= MARGIN * height]
    below = [row for row in rows if row[0].middle >= (1 - MARGIN) * height]
    return [*_alone(above, page), *_body([part for row in body for part in row], page), *_alone(below, page)]


def _alone(rows: Sequence[Sequence[Chunk]], page: int) -> list[Line]:
    return [line for row in rows for line in _joined(row, page, row[0].x0, row[-1].x1)]


def _body(parts: Sequence[Chunk], page: int) -> list[Line]:
    if not parts:
        return []
    gutter = _gutter(parts)
    left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
    if gutter is None:
        return _joined(parts, page, left, right)
    found: list[Line] = []
    band: list[Chunk] = []
    for row in levels(parts):
        if any(part.x0 < gutter < part.x1 for part in row):
            found += _band(band, page, left, gutter, right)
            band = []
            found += _joined(row, page, left, right)
        else:
            band += row
    return found + _band(band, page, left, gutter, right)


def levels(parts: Iterable[Part]) -> list[list[Part]]:
    """Chunks or lines on one height together, from left to right; the rows from top to bottom."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: (part.middle, part.x0)):
        if rows and abs(part.middle - rows[-1][0].middle) < 0.45 * part.size:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.x0) for row in rows]


def _band(parts: Sequence[Chunk], page: int, left: float, gutter: float, right: float) -> list[Line]:
    mine = [part for part in parts if part.x1 <= gutter]
    theirs = [part for part in parts if part.x0 >= gutter]
    first = _joined(mine, page, left, max((p.x1 for p in mine), default=gutter)) if mine else []
    return first + (_joined(theirs, page, min((p.x0 for p in theirs), default=gutter), right) if theirs else [])


def _joined(parts: Sequence[Chunk], page: int, left: float, right: float) -> list[Line]:
    """Chunks on one height as one line; a wide gap between them stays visible as a space."""
    found = []
    for row in levels(parts):
        text = row[0].text
        for before, part in pairwise(row):
            wide = part.x0 - before.x1 > WIDE * part.size
            text = f"{text}　{part.text}" if wide else joined(text, part.text, apart=True)
        size = max(row, key=lambda part: part.width).size
        y0, y1 = min(p.y0 for p in row), max(p.y1 for p in row)
        found.append(Line(row[0].x0, y0, row[-1].x1, y1, text, size, page, left, right))
    edge = _edge(found, right)
    return [replace(line, right=edge) for line in found]


def _edge(found: Sequence[Line], right: float) -> float:
    """Where most full lines of a column end; a hanging sign or an unbreakable word may go beyond."""
    left = min(line.x0 for line in found)
    ends = [line.x1 for line in found if line.x1 > left + 0.7 * (right - left)]
    best = (0, right)
    for end in ends:
        best = max(best, (sum(end - 4 < other <= end + 1 for other in ends), end))
    return best[1] if best[0] > 2 else right


def _gutter(parts: Sequence[Chunk]) -> float | None:
    """Where the page is split into two columns of running text, if it is."""
    rows = levels(parts)
    left, right = min(p.x0 for p in parts), max(p.x1 for p in parts)
    places = [left + (right - left) * step / 200 for step in range(60, 141)]
    crossed = [sum(any(p.x0 < at < p.x1 for p in row) for row in rows) for at in places]
    least = min(crossed)
    best = [at for at, count in zip(places, crossed, strict=True) if count == least]
    place = best[len(best) // 2]
    mine = [row for row in rows if row[0].x1 < place]
    theirs = [row for row in rows if row[-1].x0 > place]
    if least > 0.35 * len(rows) or min(len(mine), len(theirs)) < 4:
        return None
    return place if _is_filled(mine, left, place) and _is_filled(theirs, place, right) else None


def _is_filled(rows: Sequence[Sequence[Chunk]], left: float, right: float) -> bool:
    """Whether the lines on one side of a gutter are running text and not the cells of a table."""
    mine = [[p for p in row if left - 1 <= p.x0 and p.x1 <= right + 1] for row in rows]
    inside = [row for row in mine if row]
    if len(inside) < 4:
        return False
    widths = [row[-1].x1 - row[0].x0 for row in inside]
    reach = max(row[-1].x1 for row in inside) - min(row[0].x0 for row in inside)
    return median(widths) > FILLS * max(reach, 0.7 * (right - left))
