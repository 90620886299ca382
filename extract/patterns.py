"""Patterns of several rules over one text, each tried only where it can match."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from extract.pattern import Match, Pattern
from extract.screen import Bounds, Screen, lines, units

if TYPE_CHECKING:
    from extract.rulebook import Prepared, Rule


class Patterns:
    """Several rules' patterns over the same text; where matches overlap, the one that begins first is kept, then the rule
    that comes first.

    Each pattern is searched by itself, only in the sentences in which the screen says it may match: nearly all of the work
    is not to try a pattern. No match goes over the end of a line.
    """

    # How far past its sentence a pattern may look ahead.
    AHEAD = 64

    def __init__(self, rules: Sequence[Rule], prepared: Prepared) -> None:
        self.prepared = prepared
        self.rules = tuple((rules[at], pattern) for at, pattern in prepared.patterns)
        self._compiled: list[tuple[Pattern | None, Pattern] | None] = [None] * len(self.rules)

    def compiled(self, i: int) -> tuple[Pattern | None, Pattern]:
        """What the i-th pattern may begin with, and the pattern, taken up when they are first needed."""
        known = self._compiled[i]
        if known is None:
            beginning, pattern = self.prepared.precompiled[i]
            known = beginning.pattern() if beginning else None, pattern.pattern()
            self._compiled[i] = known
        return known

    def alive(self, text: str, sentences: Bounds, rows: Bounds) -> dict[int, list[int]]:
        """The sentences in which patterns may match, by their number, with the numbers of those patterns.

        Args:
            text: the text; sentences, rows: its sentences and lines, as ``units`` and ``lines`` give them.
        """
        prepared = self.prepared
        found: dict[int, list[int]] = {}
        for at, k in prepared.within.alive(text, sentences):
            found.setdefault(at, []).append(prepared.short[k])
        over = prepared.over.alive(text, rows)
        starts = [start for start, _ in sentences] if over else []
        for at, k in over:
            start, end = rows[at]
            for unit in range(bisect_left(starts, start), bisect_left(starts, end)):
                found.setdefault(unit, []).append(prepared.long[k])
        return {at: sorted(found[at]) for at in sorted(found)}

    def find(self, text: str) -> list[tuple[Rule, Match]]:
        """The matches, in order and without overlap."""
        prepared = self.prepared
        found = self._matches(text, units(text), prepared.within, prepared.short)
        found += self._matches(text, lines(text), prepared.over, prepared.long)
        found.sort(key=itemgetter(0, 1))
        kept: list[tuple[Rule, Match]] = []
        end = 0
        for start, _, rule, match in found:
            if start >= end and match.end() > start:
                kept.append((rule, match))
                end = match.end()
        return kept

    def _matches(
        self, text: str, stretches: Bounds, screen: Screen, patterns: Sequence[int]
    ) -> list[tuple[int, int, Rule, Match]]:
        """Every match of every pattern, also those that overlap: where one begins, which pattern it is of, and its rule."""
        found: list[tuple[int, int, Rule, Match]] = []
        for at, k in screen.alive(text, stretches):
            start, end = stretches[at]
            i = patterns[k]
            beginning, pattern = self.compiled(i)
            for place in beginning.finditer(text, start, end) if beginning else ():
                match = pattern.match(text, place.start(), end + self.AHEAD)
                if match is not None and match.end() <= end:
                    found.append((match.start(), i, self.rules[i][0], match))
            while beginning is None and (match := pattern.search(text, start, end + self.AHEAD)) is not None:
                start = match.start() + 1
                if start > end:
                    break
                if match.end() <= end:
                    found.append((match.start(), i, self.rules[i][0], match))
        return found
