"""Inheritance: the subject of a quantity with no words of its own, from what stands before its clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.period import Period
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import Spans, ordered

# Units of what is told in relation to something else.
RELATIVE: Final = frozenset({"%", "倍", "百分点"})
# Times that have a name, and characters of a year before it.
SEASONS: Final = frozenset({"period.season-of-year", "period.festival"})
YEAR: Final = len("2024年")
# Characters of a label before a colon.
LONGEST_LABEL: Final = 14


class Inheritance:
    """Finds what a quantity inherits, in one sentence.

    Attributes:
        found: the subjects known so far, by the token of their quantity.
        before: the clause before the one that is read.
    """

    def __init__(self, words: Words, topics: TopicReader, found: Mapping[int, Subject]) -> None:
        self.words = words
        self.topics = topics
        self.topic = topics.topic
        self.tokens = words.tokens
        self.tags = words.tags
        self.settings = words.settings
        self.found = found
        self.before: Clause | None = None

    def of(self, clause: Clause, q: int, rule: str) -> Subject:
        """The subject that the quantity of a token inherits; ``rule`` is named if it is that of the quantity before."""
        if clause.inside and (named := self.named_before(clause)):
            return self.topics.with_owner(named)
        if clause.inside and (season := self._season_before(clause, q)):
            return Subject(season, season, (), "subject.bracket")
        if (told_of := self.told_of_before(clause, q)) and not self._is_age(q):
            return told_of
        if aged := self._aged_before(q):
            return Subject(aged, aged, (), "subject.aged")
        if announced := self._announced(clause, q):
            return self.topics.with_owner(announced)
        earlier = [i for i in clause.quantities if i < q]
        if shared := self._of_all(clause, q):
            return shared
        base = self.found[earlier[-1]] if earlier else self._changed_before(q, rule) or self.topic.subject
        if not base.spans and self.topic.nearest:
            return Subject(self.topic.nearest, self.topic.nearest, (), "subject.topic")
        read = base.read
        return Subject(read.spans, base.owner or read.owner, base.verb, rule)

    def averaged(self, q: int, left: list[int]) -> Subject | None:
        """发送旅客2亿人次，日均55万人次: an average with no measure of its own is of the total before, in the same unit."""
        if self.tokens[left[0]].text not in self.settings.averages or any(
            self.tags[i] != "MEASURE_PREFIX" for i in left
        ):
            return None
        unit = self.words.base_unit(q)
        total = next((self.found[i] for i in sorted(self.found, reverse=True) if self.words.base_unit(i) == unit), None)
        if total is None or not total.spans:
            return None
        inside = self.words.inside(total.read.spans)
        mine = [i for i in inside if self.tags[i] != "MEASURE_PREFIX"]
        owner = [i for i in mine if i in self.words.inside(total.owner)]
        spans = ordered(self.words.spans(owner), self.words.spans(left), self.words.spans(mine[len(owner) :]))
        return Subject(spans, total.owner, (), "subject.average") if mine[: len(owner)] == owner else None

    def _of_all(self, clause: Clause, q: int) -> Subject | None:
        """甲、乙分别报30元和40元，均跌2元: what holds for all to whom figures were dealt out."""
        if not any(self.tokens[i].text.startswith(self.settings.all_of) for i in range(clause.start, q)):
            return None
        dealt = [self.found[i] for i in sorted(self.found)]
        if len(dealt) < 2 or any(subject.rule != "subject.respectively" for subject in dealt[-2:]):
            return None
        spans = ordered(dealt[-2].spans, dealt[-1].spans)
        return Subject(spans, spans, (), "subject.of-all")

    def _changed_before(self, q: int, rule: str) -> Subject | None:
        """存粮3万吨，可用8个月，同比增加2000吨: a change in a unit is of what was told in that unit."""
        unit = self.words.base_unit(q)
        if rule != "subject.change-inherits" or not unit or unit in RELATIVE or unit == self.topic.unit:
            return None
        return next((self.found[i] for i in sorted(self.found, reverse=True) if self.words.base_unit(i) == unit), None)

    def _is_age(self, q: int) -> bool:
        return self.words.base_unit(q) in self.settings.ages

    def _aged_before(self, q: int) -> Spans:
        """司机叫王小明，今年39岁: an age with nothing beside it is that of the person named last in the sentence."""
        last = next((i for i in range(q - 1, -1, -1) if self.tags[i] == "NAME"), None) if self._is_age(q) else None
        if last is None:
            return ()
        first = last
        while first and self.tags[first - 1] in ("N", "NAME", "OWNER"):
            first -= 1
        return self.words.spans(list(range(first, last + 1)))

    def _announced(self, clause: Clause, q: int) -> list[int]:
        """气囊数量：7个: what stands before the colon is what is measured behind it."""
        before = self.before
        if clause.mark != "COLON" or q != clause.quantities[0] or before is None or before.end + 1 != clause.start:
            return []
        words = self.words.content(max([before.start, *before.quantities]), before.end)
        return words if words and self.words.length(words) <= LONGEST_LABEL else []

    def named_before(self, clause: Clause) -> list[int]:
        """张某（男，22岁，潜江人）: brackets are about the person or thing named before them."""
        opened = next((i for i in range(clause.start - 1, -1, -1) if self.tags[i] == "OPEN"), 0)
        last = self.tags[opened - 1] if opened else ""
        kinds = (
            {"NAME", "OWNER"} if last in ("NAME", "OWNER") else {"N", "A", "M", "DE", "QUOTE", "NAME", "OWNER", "PLACE"}
        )
        named: list[int] = []
        for i in range(opened - 1, max(-1, opened - 9), -1):
            if self.tags[i] not in kinds:
                break
            named.insert(0, i)
        return [i for i in self.words.bounded(named) if self.tags[i] != "QUOTE"]

    def _season_before(self, clause: Clause, q: int) -> Spans:
        """2024年春运期间（1月26日至3月5日，共40天）: the time that lasts so long, without its year."""
        opened = next((i for i in range(clause.start - 1, 0, -1) if self.tags[i] == "OPEN"), 0)
        item = self.tokens[opened - 1].item if opened else None
        if (
            not isinstance(item, Period)
            or item.rule not in SEASONS
            or self.words.base_unit(q) not in self.settings.times
            or self._is_age(q)
        ):
            return ()
        start = item.start + YEAR * item.text[:4].isdigit()
        return ((start, item.end),) if start < item.end else ()

    def told_of_before(self, clause: Clause, q: int) -> Subject | None:
        """口罩最多，达1.2亿只: the clause before has no quantity and names what this one measures."""
        spans, last = self.topic.told_of, self.topic.subject
        if not spans or q != clause.quantities[0] or clause.mark != "COMMA":
            return None
        if last.spans and last.spans[-1][1] > spans[0][0]:
            return None
        return Subject(spans, spans, (), "subject.told-of")
