"""Compared: what is set against something else (比门市价低31元), paced (以3%的速度增长) or told on in a word (增幅3%)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extract.again import Again
from extract.change import Change
from extract.clause import Clause
from extract.noun import Words
from extract.thing import Things
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import NOUNS, ordered

# Words that inherit the measure of the clause before.
EXTENDING: Final = frozenset({"SHARE_NOUN", "CHANGE_NOUN", "CMP"})


class Compared:
    """Finds in one sentence the subjects of what is compared, paced or told on."""

    def __init__(self, words: Words, topics: TopicReader, change: Change, again: Again, things: Things) -> None:
        self.words = words
        self.topics = topics
        self.topic = topics.topic
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings
        self.change, self.again, self.things = change, again, things
        self.inheritance, self.found = change.inheritance, again.found

    def of(self, clause: Clause, before: int, q: int, entry: Subject) -> Subject | None:
        """The subject of a part of a base, a difference or a pace; ``entry`` is what was told of before the clause."""
        if self.change.is_of_base(clause, before, q) and entry.spans:
            return replace(entry, rule="subject.multiple-inherits")
        than = self.change.compared_from(clause, before, q)
        if than is not None and (own := self._compared(clause, than, entry)):
            return own
        by = self.change.paced_from(before, q)
        return self._paced(clause, before, by, q) if by is not None else None

    def _compared(self, clause: Clause, than: int, entry: Subject) -> Subject | None:
        """售价89元，比门市价120元低31元: the difference is one of what stands before 比, not of what is compared with."""
        earlier = [i for i in clause.quantities if i < than]
        words = self.words.content(earlier[-1] + 1 if earlier else clause.start, than)
        if not words:
            own = self.found[earlier[-1]] if earlier else entry
        elif not earlier and (deed := self._deed_compared(clause, words)):
            own = deed
        else:
            own = self.topics.with_owner(words)
        return replace(own, rule="subject.compared") if own.spans else None

    def _deed_compared(self, clause: Clause, words: list[int]) -> Subject | None:
        """收购核桃3.2万斤，价格比往年0.6元提高到0.8元: both prices are those of the deed."""
        told = [self.found[i] for i in clause.quantities if i in self.found and self.found[i].rule == "subject.of-deed"]
        return told[-1] if told else self.again.of_deed(words)

    def _paced(self, clause: Clause, before: int, by: int, q: int) -> Subject:
        """产量以每年3%的速度增长: of what stands before 以, else of what was told before."""
        words = self.words.content(before, by)
        named = any(self.tags[i] != "MEASURE_PREFIX" for i in words)
        return replace(
            self.topics.with_owner(words) if named else self.inheritance.of(clause, q, ""), rule="subject.paced"
        )

    def by(self, clause: Clause, left: list[int], q: int) -> Subject | None:
        """The subject of a quantity right behind 以."""
        words = self._by(clause, left, q)
        return self.topics.with_owner(words) if words else None

    def _by(self, clause: Clause, left: list[int], q: int) -> list[int]:
        """某公司以35%的份额居首: who leads, and what the quantity after 以 measures; 地块被甲公司以3亿元竞得: what is bought."""
        if self.tokens[q - 1].text not in self.settings.by_means:
            return []
        agent = next((i for i in range(left[0], q) if self.tokens[i].text in self.settings.agents), left[0])
        if agent > left[0] and self.tags[q + 1 : q + 2] == ["V"]:
            return [*(i for i in left if i < agent), q + 1]
        if self.tags[q + 1 : q + 2] != ["DE"]:
            return []
        last = q + 2
        while last < clause.end and self.tags[last] in NOUNS:
            last += 1
        measured = last > q + 2 and self.tags[last - 1] in ("MEASURE", "SHARE_NOUN")
        if not measured or last >= clause.end:
            return []
        told = self.things.deed_at_price(clause, q, list(range(q + 2, last)))
        return [*left[:-1], *range(q + 2, last), *told]

    def of_plan(self, clause: Clause, left: list[int]) -> Subject | None:
        """完成目标任务600万美元, after what was done: the target is one of the same measure."""
        done = any(self.tags[i] == "LIGHT" for i in range(clause.start, left[0]))
        planned = done and all(self.tokens[i].text in self.settings.of_plan for i in left)
        return self._told_on(left) if planned else None

    def extended(self, clause: Clause, left: list[int]) -> Subject | None:
        """The subject where the words before a quantity only go on with a measure, or are a plan for it."""
        return self._told_on(left) if all(self._extends(i) for i in left) else self.of_plan(clause, left)

    def _extends(self, i: int) -> bool:
        """占比, and 增速 in 增速比上年回落1.2个百分点: a noun of what the clause before measured."""
        text = self.tokens[i].text
        return self.tags[i] in EXTENDING or text in self.settings.change_nouns or text in self.settings.done

    def _is_of_growth(self, i: int) -> bool:
        return self._extends(i) or self.tags[i] in ("MEASURE_PREFIX", "OTHER")

    def _told_on(self, left: list[int]) -> Subject:
        """增幅, 占比: the measure of the clause before, with this noun."""
        base = self.topic.subject
        if not base.spans:
            return self.topics.with_owner(left)
        told = self.words.inside(base.spans)
        while told and self._is_of_growth(told[-1]):
            told.pop()  # 累计增速8.1%，当月增速7.5%
        spans = ordered(self.words.spans(told) or base.spans, self.words.spans(left))
        return Subject(spans, base.owner, (), "subject.extended")
