"""Tables of a PDF page: those with rules by their rules, others by the columns their figures stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from extract.reader.build import Grid, Place
from extract.reader.pdf_line import Chunk, chunks, joined, levels
from extract.reader.pdf_page import Box, Glyph, Page

NEAR = 3.0  # points within which two rules are one
_FIGURE = regex.compile(r"[-−–+（(]?\d[\d,，.]*[)）]?\s?[%％‰]?|[-—–]+|…+")


@dataclass(frozen=True, slots=True)
class FoundTable(Box):
    """A table where it stands on its page."""

    grid: Grid = field(default_factory=lambda: Grid(()))


def tables(page: Page) -> tuple[list[FoundTable], list[Glyph]]:
    """The tables of a page, and the characters that stand in none."""
    ruled = [found for box, level, upright in _frames(page.rules) if (found := _ruled(page, box, level, upright))]
    free = [glyph for glyph in page.glyphs if not any(_holds(table, glyph) for table in ruled)]
    aligned = _aligned(chunks(free))
    rest = [glyph for glyph in free if not any(_holds(table, glyph) for table in aligned)]
    return sorted([*ruled, *aligned], key=lambda table: table.y0), rest


def _holds(box: Box, part: Box) -> bool:
    return box.x0 - 1 <= (part.x0 + part.x1) / 2 <= box.x1 + 1 and box.y0 - 1 <= part.middle <= box.y1 + 1


def _frames(rules: Sequence[Box]) -> list[tuple[Box, list[Box], list[Box]]]:
    """Groups of rules that touch each other, with the level and the upright ones."""
    groups: list[list[Box]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        for group in touching:
            groups.remove(group)
        groups.append([rule, *(other for group in touching for other in group)])
    found = []
    for group in groups:
        level = [rule for rule in group if rule.width > rule.height]
        upright = [rule for rule in group if rule.width <= rule.height]
        if len(_merged(r.middle for r in level)) > 2 and len(_merged(r.x0 for r in upright)) > 1:
            box = Box(
                min(r.x0 for r in group), min(r.y0 for r in group), max(r.x1 for r in group), max(r.y1 for r in group)
            )
            found.append((box, level, upright))
    return found


def _touch(a: Box, b: Box) -> bool:
    return a.x0 - NEAR <= b.x1 and b.x0 - NEAR <= a.x1 and a.y0 - NEAR <= b.y1 and b.y0 - NEAR <= a.y1


def _merged(places: Iterable[float]) -> list[float]:
    """Places without those that are the same within ``NEAR``."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _ruled(page: Page, box: Box, level: Sequence[Box], upright: Sequence[Box]) -> FoundTable | None:
    """The grid of a framed table; where no rule parts two places, they are one cell."""
    xs = _merged([*((rule.x0 + rule.x1) / 2 for rule in upright), box.x0, box.x1])
    ys = _merged([*(rule.middle for rule in level), box.y0, box.y1])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > 20_000:
        return None
    covered: dict[Place, Place] = {}
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            y, x = (ys[r] + ys[r + 1]) / 2, (xs[c] + xs[c + 1]) / 2
            if c and not any(abs(v.x0 - xs[c]) <= NEAR and v.y0 - 1 <= y <= v.y1 + 1 for v in upright):
                covered[r, c] = covered.get((r, c - 1), (r, c - 1))
            elif r and not any(abs(h.middle - ys[r]) <= NEAR and h.x0 - 1 <= x <= h.x1 + 1 for h in level):
                covered[r, c] = covered.get((r - 1, c), (r - 1, c))
    inside: dict[Place, list[Glyph]] = {}
    for glyph in page.glyphs:
        if _holds(box, glyph):
            place = (_slot(ys, glyph.middle), _slot(xs, (glyph.x0 + glyph.x1) / 2))
            inside.setdefault(covered.get(place, place), []).append(glyph)
    rows = [[_cell(inside.get((r, c), ())) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)]
    if sum(bool(cell) for row in rows for cell in row) < 3:
        return None
    return FoundTable(box.x0, box.y0, box.x1, box.y1, Grid(rows, covered))


def _slot(edges: Sequence[float], place: float) -> int:
    return max(0, min(len(edges) - 2, sum(edge <= place for edge in edges) - 1))


def _cell(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell, its lines joined."""
    text = ""
    for part in chunks(glyphs):
        text = joined(text, part.text)
    return text


def _aligned(parts: Sequence[Chunk]) -> list[FoundTable]:
    """Neighbouring lines of several chunks with figures among them, set in common columns."""
    found: list[FoundTable] = []
    run: list[list[Chunk]] = []
    for row in [*levels(parts), []]:
        close = run and row and row[0].y0 - run[-1][0].y1 < 1.6 * row[0].size
        if len(row) > 1 and (not run or close):
            run.append(row)
            continue
        if len(run) > 2 and (table := _columns(run)) is not None:
            found.append(table)
        run = [row] if len(row) > 1 else []
    return found


def _columns(run: Sequence[Sequence[Chunk]]) -> FoundTable | None:
    """The grid of some lines: chunks that stand above each other are a column."""
    figures = sum(_FIGURE.fullmatch(part.text) is not None for row in run for part in row[1:])
    if figures < sum(len(row) - 1 for row in run) / 2:
        return None
    edges: list[tuple[float, float]] = []
    for x0, x1 in sorted((part.x0, part.x1) for row in run for part in row):
        if edges and x0 < edges[-1][1]:
            edges[-1] = (edges[-1][0], max(edges[-1][1], x1))
        else:
            edges.append((x0, x1))
    if len(edges) < 2:
        return None
    rows = [["".join(p.text for p in row if e[0] <= p.x0 <= e[1]) for e in edges] for row in run]
    every = [part for row in run for part in row]
    return FoundTable(edges[0][0], min(p.y0 for p in every), edges[-1][1], max(p.y1 for p in every), Grid(rows))
