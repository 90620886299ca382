"""Pages of a PDF: their characters and the straight lines drawn on them. Lengths are points, y grows downwards."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

STEEP = 0.1  # radians from which a character is part of a watermark or a turned label
THIN = 3.0  # points up to which a filled box is a line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Glyph(Box):
    """A character where it stands; ``size`` is its font's, ``spaced`` says that the file prints a space before it."""

    sign: str = ""
    size: float = 0.0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is drawn."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]


def page_of(pdf: Any, index: int) -> Page:
    """Read a page of an open pypdfium2 document."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            glyphs = tuple(_glyphs(text, height))
        finally:
            text.close()
        return Page(index + 1, width, height, glyphs, tuple(_rules(page, height)))
    finally:
        page.close()


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    """The characters that are printed, in the order of the file; line ends are made anew from where they stand."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    spaced = False
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code < 32 or code in (0xFFFE, 0xFFFF, 0xAD, 0xFEFF) or pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        if 0.0 + STEEP < pdfium.FPDFText_GetCharAngle(text, i) < 6.283 - STEEP:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, i, box := pdfium.FS_RECTF()):
            continue
        size = pdfium.FPDFText_GetFontSize(text, i)
        if pdfium.FPDFText_GetMatrix(text, i, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        sign = chr(code) if not 0xD800 <= code < 0xE000 else "�"
        y0, y1 = height - max(box.top, box.bottom), height - min(box.top, box.bottom)
        x0, x1 = min(box.left, box.right), max(box.left, box.right)
        yield Glyph(x0, y0, x1, y1, sign, size or y1 - y0, spaced)
        spaced = sign == " "


def _rules(page: Any, height: float) -> Iterator[Box]:
    """The level and upright lines of a page, drawn as lines, as edges of boxes, or as thin boxes."""
    import pypdfium2.raw as pdfium

    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        matrix = item.get_matrix()
        points: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for i in range(min(pdfium.FPDFPath_CountSegments(item), 2000)):
            segment = pdfium.FPDFPath_GetPathSegment(item, i)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                yield from _edges(points)
                points = []
            points.append((across, height - up))
            if pdfium.FPDFPathSegment_GetClose(segment) and points:
                points.append(points[0])
        yield from _edges(points)


def _edges(points: list[tuple[float, float]]) -> Iterator[Box]:
    if len(points) >= 4:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if min(box.width, box.height) <= THIN < max(box.width, box.height):
            yield box
            return
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
            box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if max(box.width, box.height) > THIN:
                yield box
