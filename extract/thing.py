"""Things: the noun that a quantity counts, which stands after it (培训农民3000人次, 70米长的大棚)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.told import CASUALTIES, Told
from extract.word_class import VERBS

# Classes of words that name a size, and of those between the sizes of a list.
SIZES: Final = frozenset({"MEASURE", "MEASURE_PREFIX", "MORE", "LESS", "A", "V", "M"})
BETWEEN_SIZES: Final = frozenset({"Q", "DUN", "N", "LINK", "ADV"}) | SIZES
LONGEST_LIST: Final = 14


class Things:
    """Finds what is counted, in one sentence."""

    def __init__(self, words: Words, told: Told) -> None:
        self.words = words
        self.told = told
        self.tokens = words.tokens
        self.tags = words.tags
        self.settings = words.settings

    def after(self, clause: Clause, q: int, left: list[int]) -> tuple[list[int], list[int]]:
        """The noun that is counted after a quantity, and what is said of it where nothing stands before."""
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        after = q + 1
        if self._aged(quantity, after):
            after += 1  # 320名65岁以上老人
        while after < clause.end and self.tokens[after].text in self.settings.bounds:
            after += 1
        if sized := self._sized(clause, after):
            left[:] = []
            return sized, []
        attributive = after < clause.end and self.tags[after] == "DE"
        if (
            attributive
            and left
            and "".join(t.text for t in self.tokens[after + 1 : clause.end]) in self.settings.abstract
        ):
            return [], []
        if left and self.tags[left[-1]] == "MEASURE" and not attributive:
            return [], []
        first = after + attributive
        if not left and first < clause.end and self.tokens[first].text in self.settings.being:
            first += 1
        if CASUALTIES in quantity.rules or (not attributive and self.words.counts_nothing(clause, q)):
            return [], []
        in_time = first < clause.end and self.tokens[first].text in self.settings.time_nouns  # 用了两年的时间完成
        if (not attributive or in_time) and self.told.tells_of_deed(clause, q):
            return [], []
        return self._noun_and_tail(clause, q, first, attributive, left)

    def _noun_and_tail(
        self, clause: Clause, q: int, first: int, attributive: bool, left: list[int]
    ) -> tuple[list[int], list[int]]:
        """The noun that begins at a place, or is described behind the quantity, and what is said of it."""
        unit = self.words.base_unit(q)
        nouns = self._without_next(self.words.nouns_from(first, clause.end, attributive), clause, q)
        ranged = self.tokens[first - 1].text in self.settings.ranges
        if nouns and ranged:
            nouns = self._of_range(nouns)
        if nouns and not attributive and self._is_no_thing(nouns):
            return [], []
        if unit in self.settings.ages and nouns and nouns[0] == first:
            left[:] = []  # 撞倒一名五岁幼童: the age is the child's
            return self._so_old(nouns), []
        if nouns and left and all(self.tags[i] == "P" for i in left):
            left[:] = []
        nouns = nouns or self.words.described(q + 1, self.told.next_quantity(clause, q))
        if not nouns:
            return [], []
        tail = self.words.content(nouns[-1] + 1, self._end_of_told(clause, q))
        length = self.words.length(tail)
        if attributive and (deed := self.deed_at_price(clause, q, nouns)):
            return nouns, deed
        if tail and (self.tokens[tail[0]].text in self.settings.averages or (ranged and self._is_measured(tail))):
            return nouns, []
        keep_tail = not left and (length <= 22 if unit == "%" else length <= 8)
        return nouns, tail if keep_tail else []

    def _is_measured(self, tail: list[int]) -> bool:
        """每台补助额 in 80马力以上收割机每台补助额: what the next quantity measures."""
        return any(self.tags[i] == "MEASURE" for i in tail)

    def _of_range(self, nouns: list[int]) -> list[int]:
        """80马力以上收割机、耕整机, 80马力以上收割机每台补助: what is of that size, without what is listed or measured next."""
        end = next(
            (k for k, i in enumerate(nouns) if k and self.tags[i] in ("DUN", "MEASURE", "MEASURE_PREFIX")), len(nouns)
        )
        return nouns[:end]

    def _end_of_told(self, clause: Clause, q: int) -> int:
        """Where what is told of a part ends; a time within which it happens is told with it (九成旅客在20秒内通关)."""
        end = self.told.next_quantity(clause, q)
        within = end + 1 < clause.end and self.tokens[end + 1].text in self.settings.within
        if self.words.base_unit(q) == "%" and within and self.words.base_unit(end) in self.settings.times:
            return self.told.next_quantity(clause, end)
        return end

    def deed_at_price(self, clause: Clause, q: int, nouns: list[int]) -> list[int]:
        """以每斤3元的价格收购玉米, 以80元的价格向邻居购买旧车: what was done at a price says of what it is the price."""
        if self.tokens[nouns[-1]].text not in self.settings.of_deeds:
            return []
        tail = self.words.content(nouns[-1] + 1, self.told.next_quantity(clause, q))
        verb = next((k for k, i in enumerate(tail) if self.tags[i] in VERBS), len(tail))
        told = verb < len(tail) and (verb == 0 or self.tags[tail[0]] == "P")
        return tail[verb:] if told and self.words.length(tail[verb:]) <= LONGEST_LIST else []

    def sized_by_list(self, clause: Clause, q: int, left: list[int]) -> list[int]:
        """长2米、重30斤的大鱼: the thing behind the last of several sizes has the first ones too."""
        end = clause.end
        if self.tags[end : end + 1] != ["DUN"] or q != end - 1 or not all(self.tags[i] in SIZES for i in left):
            return []
        last = end + 1
        while last < len(self.tags) and self.tags[last] in BETWEEN_SIZES and last < end + LONGEST_LIST:
            last += 1
        if self.tags[last : last + 1] != ["DE"] or self.tags[last - 1] != "Q":
            return []
        nouns = self.words.nouns_from(last + 1, len(self.tags), True)
        thing = self.words.until_verb(nouns) or (nouns if self.tags[nouns[-1] if nouns else last] == "N" else [])
        last_text = self.tokens[thing[-1]].text if thing else ""
        return [] if last_text in self.settings.abstract or last_text in self.settings.of_plan else thing

    def _so_old(self, nouns: list[int]) -> list[int]:
        """Who is of an age: the name, if there is one."""
        nouns = self._named(nouns)
        if self.tokens[nouns[0]].text in self.settings.birthdays:
            return []
        last = next((k for k in reversed(range(len(nouns))) if self.tags[nouns[k]] == "NAME"), None)
        if last is None:
            return nouns
        before = self.tokens[nouns[last - 1]] if last else None
        if len(self.tokens[nouns[last]].text) > 1:  # 多福, behind a surname
            surname = before is not None and before.tag == "NAME" and len(before.text) == 1
            return nouns[last - surname : last + 1]
        called = before is not None and before.text in self.settings.nicknames  # 小刘
        named = nouns[last - called : last + 2]  # behind a surname stands a given name that is a word
        if len(named) == 1 and not VERBS.isdisjoint(self.tags[named[0] + 1 : named[0] + 2]):
            named.append(named[0] + 1)  # even if that word is a verb (李立新)
        return named

    def _is_no_thing(self, nouns: list[int]) -> bool:
        """不足一米处, 三十岁模样."""
        return "".join(self.tokens[i].text for i in nouns) in self.settings.no_things

    def _named(self, nouns: list[int]) -> list[int]:
        """4岁的女孩躲闪不及: who is so old, without what is told of her."""
        end = next((k for k, i in enumerate(nouns) if k and self.tags[i] in VERBS), len(nouns))
        return nouns[:end] if end == len(nouns) or nouns[end] != nouns[end - 1] + 1 else nouns

    def _without_next(self, nouns: list[int], clause: Clause, q: int) -> list[int]:
        """全市56所高校平均就业率90%: the measure is that of the next quantity."""
        after = next((i for i in clause.quantities if i > q), None)
        average = next((k for k, i in enumerate(nouns) if k and self.tokens[i].text in self.settings.averages), 0)
        if after is not None and average and nouns[-1] < after:
            return nouns[:average]  # 12间房平均每间每晚卖到880元
        measure = self.words.measure_at_end(nouns)
        if after is None or not measure or len(measure) == len(nouns):
            return nouns
        between = {self.tags[i] for i in range(nouns[-1] + 1, after)}
        counted = nouns[: -len(measure)]
        owns = self.tags[counted[-1]] in ("N", "OWNER", "COUNTED") and between <= {"LINK", "ADV", "AUX"}
        return counted if owns and nouns[-1] < after else nouns

    def _aged(self, quantity: Quantity, i: int) -> bool:
        """Whether those who are counted are said to be of an age."""
        bound = self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""
        of_age = bool(bound) and self.words.base_unit(i) in self.settings.ages
        return of_age and bound in self.settings.bounds and quantity.base_unit not in self.settings.ages

    def _sized(self, clause: Clause, after: int) -> list[int]:
        """70米长、15米宽的大棚: the thing that is so long, and the word for its length."""
        if after >= clause.end or self.tokens[after].text not in self.settings.dimensions:
            return []
        de = next((i for i in range(after + 1, min(after + 6, clause.end)) if self.tags[i] == "DE"), None)
        if de is None or any(self.tags[i] in VERBS for i in range(after + 1, de)):
            return []
        thing = self.words.nouns_from(de + 1, clause.end, True)
        return [*thing, after] if thing else []
