"""Distribution: which member of a list each of several quantities belongs to (A、B、C分别为1、2、3)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from extract.clause import Clause
from extract.inherit import RELATIVE
from extract.noun import Words
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import CHANGES, EMPTY, JOINTS, MOVES, OWNERS, Spans, ordered

# Classes of the words that say for whom or what an amount is told (每人每月).
RATES: Final = frozenset({"MEASURE_PREFIX"})
# … and of nouns that are told of each of several quantities (占比分别为).
OF_EACH: Final = frozenset({"SHARE_NOUN", "CHANGE_NOUN"})
SAYING_NOTHING: Final = JOINTS | EMPTY
CHANGES_AND_SHARES: Final = CHANGES | {"SHARE"}
CHANGING_AT_RATES: Final = CHANGES | RATES | {"TO"}
CHANGED_AT_RATES: Final = CHANGES | JOINTS | RATES


class Distribution:
    """Pairs the quantities of a clause with the members of a list, or with the quantities of the clause before.

    Attributes:
        before: the clause before the one that is read.
    """

    def __init__(self, words: Words, topics: TopicReader) -> None:
        self.words = words
        self.topics = topics
        self.tokens = words.tokens
        self.tags = words.tags
        self._may_deal = "EACH" in words.tags
        self.before: Clause | None = None
        self.open: tuple[list[int], list[list[int]], list[int]] | None = None

    def of(self, clause: Clause, found: Mapping[int, Subject]) -> dict[int, Subject]:
        """The subjects of the quantities that are paired, by the index of their token; empty if none is.

        Args:
            clause: the clause; found: the subjects known so far, of this sentence.
        """
        if gone_on := self._gone_on(clause, found):
            return gone_on
        run = self._run(clause)
        if len(run) < 2:
            return {}
        if before := self._respectively_before(clause, run, found):
            return before
        share = next((i for i in range(clause.start, run[0]) if self.tags[i] == "SHARE"), run[0])
        left = self.words.content(clause.start, share)
        while left and self.tags[left[-1]] in CHANGING_AT_RATES:
            left.pop()  # 分别为每人每月920元和680元
        members = next((m for m in self._lists(left) if len(m) == len(run)), []) or self._listed_before(
            clause, run, left
        )
        subjects = [self._owned(member, left) for member in self._sized(members)]
        rates = [self._rate(q) for q in run]
        rates = rates if all(rates) else [()] * len(run)
        return {
            q: Subject(ordered(subject.spans, rate), subject.owner, (), "subject.respectively")
            for q, subject, rate in zip(run, subjects, rates, strict=False)
        }

    def _sized(self, members: list[list[int]]) -> list[list[int]]:
        """木箱长、宽、高: what the first measure is of has the others as well, where they are a character each."""
        bare = all(len(member) == 1 and len(self.tokens[member[0]].text) == 1 for member in members[1:])
        if len(members) < 2 or not bare or any(self.tags[member[-1]] != "MEASURE" for member in members):
            return members
        return [members[0], *([*members[0][:-1], *member] for member in members[1:])]

    def _gone_on(self, clause: Clause, found: Mapping[int, Subject]) -> dict[int, Subject]:
        """深成指、创业板指分别跌0.5%、涨1.2%: a list of owners with a verb for each quantity, over several clauses; where
        none stands in the first clause, the quantities before are their bases (出口3亿元，进口2亿元，分别增长5%、下降3%).
        """
        quantities = list(clause.quantities)
        if self.open is None or clause.mark != "DUN" or not quantities:
            self.open = self._opened(clause, quantities)
            return {}
        told = self.words.content(clause.start, quantities[-1])
        if any(self.tags[i] not in CHANGED_AT_RATES for i in told):
            self.open = None
            return {}
        run, members, left = self.open
        run.extend(quantities)
        if members == [left] and self.tags[quantities[0] - 1] in RATES:
            members = [left] * len(run)  # 低保标准分别为每人每月920元、每人每年7000元
        more = self.tags[clause.end : clause.end + 1] == ["DUN"]
        bases = [found[q] for q in sorted(found) if q < run[0]][-len(run) :]
        if len(run) != len(members or bases) or (more and not members):
            return {}
        self.open = (run, [left], left) if members[:1] == [left] else None
        subjects = [self._owned(member, left) for member in members] or bases
        return {
            q: Subject(ordered(subject.spans, self._rate(q)), subject.owner, (), "subject.respectively")
            for q, subject in zip(run, subjects, strict=True)
        }

    def _rate(self, q: int) -> Spans:
        """每人每月 in 每人每月920元: what a quantity that is dealt out is told for."""
        first = q
        while first and self.tags[first - 1] in RATES:
            first -= 1
        return self.words.spans(list(range(first, q)))

    def _opened(self, clause: Clause, quantities: list[int]) -> tuple[list[int], list[list[int]], list[int]] | None:
        """A list of more owners than there are quantities in the clause, with 分别 behind it."""
        first = quantities[0] if quantities and self._may_deal else clause.start
        if not any(self.tags[i] == "EACH" for i in range(clause.start, first)):
            return None
        left = [i for i in self.words.content(clause.start, first) if self.tags[i] not in MOVES]
        rated = bool(left) and self.tags[left[-1]] in RATES
        while left and self.tags[left[-1]] in RATES:
            left.pop()
        members = next((m for m in self._lists(left) if len(m) > len(quantities)), [left] if rated and left else [])
        return (quantities, members, left) if members or (quantities and not left) else None

    def _owned(self, member: list[int], listed: list[int]) -> Subject:
        """A member with its owner, which is none of the others (出口、进口、顺差)."""
        condition = self.topics.topic.condition
        if condition and member and condition[0][0] <= self.tokens[member[0]].start < condition[-1][1]:
            return Subject(self.words.spans(member))
        subject = self.topics.with_owner(member)
        others = self.words.spans([i for i in listed if i not in member])
        within = any(s < end and start < e for s, e in subject.owner for start, end in others)
        return Subject(self.words.spans(member)) if within else subject

    def _listed_before(self, clause: Clause, run: list[int], left: list[int]) -> list[list[int]]:
        """最多的是陕西、甘肃、青海，产量分别占47%、36%、15%: the owners are those that the clause before lists."""
        before = self.before
        each = self._deals(clause.start, run[0])
        if before is None or not each or clause.mark != "COMMA" or not (left or not before.quantities):
            return []
        if condition := self.words.inside(self.topics.topic.condition):  # 逆行、闯红灯的，分别罚款50元、200元
            return next(
                ([[*m, *left] for m in listed] for listed in self._lists(condition) if len(listed) == len(run)), []
            )
        lead = self.words.members(self.words.leading(before), ("DUN", "C"))
        if len(lead) == 1 and all(self.words.tokens[i].text[0] == "《" for i in lead[0]):
            lead = [[i] for i in lead[0]]
        if len(lead) == len(run):
            return [[*member, *left] for member in lead]  # 甲公司、乙公司分列二、三位
        groups = self.words.members(self.words.content(before.start, before.end), ("DUN", "C"))
        named = [[i for i in group if self.tags[i] in OWNERS][-1:] for group in groups]
        return [[*owner, *left] for owner in named] if left and len(named) == len(run) and all(named) else []

    def _lists(self, left: list[int]) -> list[list[list[int]]]:
        """The list cut at all its joints, or only at 、 (有色金属冶炼和压延加工 may be one member)."""
        return [self.words.members(left), self.words.members(left, ("DUN",))]

    def _run(self, clause: Clause) -> list[int]:
        """The quantities that follow one another; others before them only where 分别 stands between."""
        run = list(clause.quantities[-1:])
        for a, b in reversed(list(pairwise(clause.quantities))):
            between = self.words.content(a + 1, b)
            if self.tags[a + 1] in ("DUN", "C"):
                between = [i for i in between if self.tags[i] not in CHANGED_AT_RATES]  # 降低8分和提高3分
            between = between or [i for i in self.words.turns if a < i < b]
            if between and not self._only_joints(a + 1, b):
                return run if any(self.tags[i] == "EACH" for i in range(a + 1, b)) else []
            run.insert(0, a)
        return run

    def _respectively_before(self, clause: Clause, run: list[int], found: Mapping[int, Subject]) -> dict[int, Subject]:
        """合同3219项，成交额287亿元，分别增长9.4%和31.6%: each change belongs to one of the quantities before."""
        left = [i for i in self.words.content(clause.start, run[0]) if self.tags[i] not in CHANGES_AND_SHARES]
        before = [q for q in sorted(found) if q < clause.start][-len(run) :]
        each = self._deals(clause.start, run[0])
        if each and not left and (ranked := self._ranked_before(clause, run)):
            return ranked
        if left and self.tags[left[-1]] in OF_EACH and self.tags[clause.start] == "SHARE":
            left = left[-1:]  # 占全部消费的比重分别为
        if each and left and all(self.tags[i] in OF_EACH for i in left):
            return self._of_each(left, run, [q for q in sorted(found) if q < clause.start], found)
        if left or len(before) < len(run):
            return {}
        bases = [found[q] for q in before]
        shared = all(base.rule == "subject.respectively" for base in bases)  # …分别为86和42微克，下降11%和14%
        if not each and not (shared and any(self.tags[i] in CHANGES for i in range(clause.start, run[0]))):
            return {}
        return {
            q: Subject(base.spans, base.owner, base.verb, "subject.respectively")
            for q, base in zip(run, bases, strict=True)
        }

    def _of_each(
        self, left: list[int], run: list[int], before: list[int], found: Mapping[int, Subject]
    ) -> dict[int, Subject]:
        """煤炭消费9万吨，油品消费2万吨，占比分别为62%和17%: a share, or the growth, of each of what was just told."""
        told = [q for q in before if self.words.base_unit(q) not in RELATIVE][-len(run) :]
        if len(told) < len(run) or len({self.words.base_unit(q) for q in told}) > 1:
            return {}
        named = self.words.spans(left)
        return {
            q: Subject(ordered(found[base].spans, named), found[base].owner, (), "subject.respectively")
            for q, base in zip(run, told, strict=True)
        }

    def _ranked_before(self, clause: Clause, run: list[int]) -> dict[int, Subject]:
        """其次是盗窃和抢劫，分别占24%、11%: the members of the list that the clause before puts first or next."""
        ranked = self.topics.ranked(self.before) if self.before is not None and clause.mark == "COMMA" else []
        members = next((m for m in self._lists(ranked) if len(m) == len(run) > 1), [])
        owned = [self._owned(member, ranked) for member in members]
        return {
            q: Subject(subject.spans, subject.owner, (), "subject.respectively")
            for q, subject in zip(run, owned, strict=False)
        }

    def _deals(self, start: int, end: int) -> bool:
        """Whether 分别 or the like stands in a stretch, be it part of a word (分别为)."""
        return any(
            self.tags[i] == "EACH" or self.tokens[i].text[:2] in self.words.settings.each for i in range(start, end)
        )

    def _only_joints(self, start: int, end: int) -> bool:
        return all(self.tags[i] in SAYING_NOTHING for i in range(start, end))
