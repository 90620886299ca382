"""Groups: what is told of a part of those who were counted before (200名车主中，八成表示满意)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject
from extract.word_class import EMPTY, NOUNS, VERBS, Spans, ordered

# Longer than that, what is told is none of the part, or what was counted is no name of a group.
LONGEST_TOLD: Final = 26
LONGEST_GROUP: Final = 10
TOLD: Final = VERBS | {"LINK", "ADV"}
UNTOLD: Final = EMPTY - {"SAY"}
GROUPED: Final = NOUNS | {"DE", "V"}


class Groups:
    """Knows of whom the quantities of one sentence count parts."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings
        self.divides = words.holds(self.settings.among)
        self.spans: Spans = ()
        self.units: set[str] = set()

    def notice(self, clause: Clause, found: Mapping[int, Subject]) -> None:
        """200名车主中，…: the parts that follow are of those who are counted, or named, here."""
        last = clause.end - 1
        if self.tags[last] != "LOC" or self.tags[clause.end : clause.end + 1] != ["COMMA"]:
            return
        if not clause.quantities:
            self._notice_named(clause, last)
            return
        q, text = clause.quantities[-1], self.tokens[last].text
        things = {self.tags[i] for i in range(q + 1, last)}
        counted = things <= GROUPED and bool(things or len(text) > 1)
        unit = self.words.base_unit(q) or ""
        if counted and text.endswith(self.settings.among_ends) and unit not in self.settings.times:
            self.spans, self.units = found[q].spans, self._units(q) | {"%"}

    def _notice_named(self, clause: Clause, last: int) -> None:
        """受访企业中，…: shares that follow are of them."""
        named = self.words.bounded(self.words.content(clause.start, last))
        ends = self.tokens[last].text in self.settings.among_ends and bool(named) and named[-1] == last - 1
        if ends and all(self.tags[i] in GROUPED for i in named) and self.tags[named[-1]] in ("N", "COUNTED"):
            self.spans, self.units = self.words.spans(named), {"%"}

    def part(self, clause: Clause, before: int, q: int, found: Mapping[int, Subject]) -> Subject | None:
        """八成表示满意, after 200名车主中: what is told of a part, behind its quantity."""
        if self.divides:
            self._divide(before, q, found)
        if not self.spans or q != clause.quantities[-1] or sum(e - s for s, e in self.spans) > LONGEST_GROUP:
            return None
        if self.units.isdisjoint(self._units(q)) or self.words.content(before, q):
            return None
        dropped = self.words.dropped
        told = [i for i in range(q + 1, clause.end) if self.tags[i] not in UNTOLD and i not in dropped]
        if not told or self.words.length(told) > LONGEST_TOLD:
            return None
        return Subject(ordered(self.spans, self.words.spans(told)), self.spans, (), "subject.of-group")

    def _divide(self, before: int, q: int, found: Mapping[int, Subject]) -> None:
        """其中12台已经停用: a part of what was counted last in that unit."""
        among = any(self.tokens[i].text in self.settings.among for i in range(before, q))
        if not among or q + 1 >= len(self.tags) or self.tags[q + 1] not in TOLD:
            return
        earlier = max((i for i in found if i < q), default=None)
        if earlier is not None and self.words.base_unit(earlier) == self.words.base_unit(q):
            self.spans, self.units = found[earlier].spans, {self.words.base_unit(q) or ""}

    def _units(self, q: int) -> set[str]:
        """The unit of a quantity and the families of those who are counted in it (名, 人, 位)."""
        item = self.tokens[q].item
        families = self.settings.counters.intersection(item.rules) if isinstance(item, Quantity) else frozenset[str]()
        return {self.words.base_unit(q) or "", *families}
