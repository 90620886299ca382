"""Told: what a clause tells of persons, things or times after their count (造成12人死亡, 三次获得冠军)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject, Topic
from extract.topic_reader import TopicReader
from extract.unit import CLASSIFIER
from extract.word_class import CHANGES, NOUNS, NOUNS_AND_DE, VERBS, Spans, length, ordered

# Longer than that, what is told is no name of what is counted.
LONGEST, LONGEST_DEED, LONGEST_DEADLINE, LONGEST_DISPOSAL = 16, 26, 14, 16
# Longer than that, what is divided tells a story of its own.
LONGEST_WHOLE: Final = 10
MONEY: Final = "unit.money"
CASUALTIES: Final = "quantity.casualties"
# Rules by which those were read of whom others are counted next.
COUNTED: Final = frozenset({"subject.counted", "subject.other", "subject.measure"})
# Classes of marks that end a clause.
PAUSES: Final = frozenset({"COMMA", "SEMI", "STOP", "COLON", "OPEN"})
DEEDS: Final = VERBS | {"LIGHT", "P"}


class Told:
    """Reads what is told after a quantity of one sentence."""

    def __init__(self, words: Words, topics: TopicReader) -> None:
        self.words = words
        self.topics = topics
        self.topic: Topic = topics.topic
        self.tokens = words.tokens
        self.tags = words.tags
        self.settings = words.settings
        self.owner = Subject()

    def after(self, clause: Clause, q: int) -> list[int]:
        """The words that tell of what a quantity counts; none if it counts nothing that is told of."""
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        if CASUALTIES in quantity.rules:
            return [q + 1]
        following = self.tokens[min(q + 1, clause.end - 1)]
        if quantity.base_unit in self.settings.times and following.text in self.settings.within:
            return self._until_deadline(clause, q)
        if self.tells_of_deed(clause, q):
            start, end = self._deed_after(clause, q)
            return self._deed(start, end if start > q + 1 else self.next_quantity(clause, q))
        bare = not quantity.unit and following.text in self.settings.passive  # 已有10因此丧生
        if not bare and not self.settings.counters.intersection(quantity.rules):
            return []
        at = q
        while at + 1 < clause.end and self._is_of_times(at + 1):
            at += 1  # 18人130余次向其行贿
        after = self.words.content(at + 1, self.next_quantity(clause, at))
        first = after[0] if after else q
        told = self.tokens[first].text in self.settings.passive or self.tags[first] == "V" or at > q
        if self.tags[first] == "P" and all(self.tags[i] == "T" for i in range(clause.start, q)):
            told = any(self.tags[i] in VERBS for i in after)  # 2亿人次通过服务机构就业
        return after if after and told and self.words.length(after) <= LONGEST else []

    def _is_of_times(self, q: int) -> bool:
        item = self.tokens[q].item
        return isinstance(item, Quantity) and item.base_unit in self.settings.of_times

    def tells_of_deed(self, clause: Clause, q: int) -> bool:
        """Whether a deed that follows is what is counted: 三次获得冠军, 用了两周画完."""
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        start, end = self._deed_after(clause, q)
        if self._begins(start, end) is None:
            return False
        if quantity.base_unit in self.settings.of_times:
            return True
        before = next((i for i in range(q - 1, clause.start - 1, -1) if self.tags[i] != "AUX"), q)
        counted = quantity.base_unit in self.settings.times or MONEY in quantity.rules
        then = quantity.base_unit in self.settings.times and self.tokens[q + 1].text in self.settings.then
        return then or (counted and self.tokens[before].text in self.settings.spent)

    def _deed_after(self, clause: Clause, q: int) -> tuple[int, int]:
        """Where a deed that is counted may stand: behind the word 时间 as well (用了两年时间，把桥建成)."""
        at = q + 1 + (self.tags[q + 1 : q + 2] == ["DE"])
        if at >= clause.end or self.tokens[at].text not in self.settings.time_nouns:
            return q + 1, clause.end
        if at + 1 < clause.end or self.tags[clause.end : clause.end + 1] != ["COMMA"]:
            return at + 1, clause.end
        ends = (i for i in range(at + 2, len(self.tags)) if self.tags[i] in PAUSES)
        return at + 2, next(ends, len(self.tags))

    def _begins(self, start: int, end: int) -> int | None:
        """Where a deed begins, adverbs before it left out: 连续3年未发生火灾."""
        skipped = self.settings.then
        at = next((i for i in range(start, end) if self.tags[i] != "ADV" and self.tokens[i].text not in skipped), end)
        keeps = at < end and self.tokens[at].text in self.settings.keeps  # 连续八年保持第一
        return at if keeps or (at < end and self.tags[at] in DEEDS) else None

    def _deed(self, start: int, end: int) -> list[int]:
        """The deed that follows; 获得 and the like, which drop out before a measure, are told."""
        deed = self.words.content(start, end)
        if self.tags[start] == "LIGHT":
            deed.insert(0, start)
        told = len(deed) > 1 or (bool(deed) and self.tags[deed[0]] in CHANGES)  # 连续7个月下降
        return deed if told and self.words.length(deed) <= LONGEST_DEED else []

    def _until_deadline(self, clause: Clause, q: int) -> list[int]:
        """在2小时内撤离全部人员: what has to be done in that time."""
        kept = set(self.words.content(q + 2, end := self.next_quantity(clause, q)))
        after = [i for i in range(q + 2, end) if i in kept or (self.tags[i] == "LIGHT" and i not in self.words.dropped)]
        begins = bool(after) and (self.tags[after[0]] in DEEDS or (len(after) > 1 and self.tags[after[1]] in DEEDS))
        return after if begins and self.words.length(after) <= LONGEST_DEADLINE else []

    def disposed(self, clause: Clause, before: int, q: int) -> Subject | None:
        """小陈将1000元转入账户: what is done with an amount stands behind it."""
        last = min(q + 1, clause.end - 1)
        if q == before or self.tokens[q - 1].text not in self.settings.disposes or self.tags[last] in NOUNS_AND_DE:
            return None
        deed = self.words.content(q + 1, self.next_quantity(clause, q))
        if not deed or self.tags[deed[0]] not in VERBS or self.words.length(deed) > LONGEST_DISPOSAL:
            return None
        doer = self.words.bounded(self.words.content(before, q - 1))
        subject = self.topics.with_owner(doer or deed)
        verb = self.words.spans(deed[:1])
        return Subject(ordered(subject.spans, self.words.spans(deed)), subject.owner, verb, "subject.disposed")

    def purpose(self, before: int, q: int, end: int, found: Mapping[int, Subject]) -> Subject | None:
        """募集资金15亿元，其中8亿元投向铁路，4亿元用于农网: where a part of the money goes stands behind it.

        Args:
            before: where the words before the quantity begin; q: its token; end: where what is told of it ends.
            found: the subjects of the sentence so far.
        """
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        last = min(q + 1, end - 1)
        if last == q or self.tokens[last].text not in self.settings.purposes or MONEY not in quantity.rules:
            return None
        aside = [i for i in self.words.content(before, q) if self.tokens[i].text not in self.settings.rest]
        told = [last, *self.words.content(last + 1, end)]
        if aside or len(told) < 2 or self.words.length(told) > LONGEST_DEED:
            return None
        base = self._divided(q, found)
        return Subject(ordered(base, self.words.spans(told)), base, (), "subject.purpose")

    def other(self, clause: Clause, q: int, found: Mapping[int, Subject]) -> Subject | None:
        """18家钢厂上调报价，6家下调: as many others of those that were counted, of whom something else is told."""
        before = max((i for i in found if i < q), default=None)
        item, after = self.tokens[q].item, self.words.content(q + 1, clause.end)
        if before is None or not isinstance(item, Quantity) or item.type != CLASSIFIER or clause.mark != "COMMA":
            return None
        if item.base_unit != self.words.base_unit(before) or found[before].rule not in COUNTED or not after:
            return None
        deed = self.tags[after[0]] in VERBS or (self.tags[q + 1] == "ADV" and self.tags[after[0]] == "N")
        inside = self.words.inside(found[before].spans)
        things = self.words.until_verb(inside)
        if found[before].rule == "subject.measure" and inside and self.tags[inside[-1]] not in VERBS:
            return None  # 学校招聘教师3名，2名来自外省
        if not deed or not things or len(things) == len(inside) or self.words.length(after) > LONGEST:
            return None
        counted = self.words.spans(things)
        return Subject(ordered(counted, self.words.spans(after)), counted, (), "subject.other")

    def addressed(self, clause: Clause, before: int, left: list[int]) -> list[int]:
        """县里向6000户牧民发放补贴3600万元: whoever does it stands before those for whom it is done.

        Args:
            before: where the words after their count begin; left: these words.
        """
        to = before - 2
        if to < clause.start or self.tokens[to].text not in self.settings.addressing or len(left) < 2:
            return []
        item = self.tokens[before - 1].item
        counted = isinstance(item, Quantity) and item.type == CLASSIFIER and self.tags[left[0]] in NOUNS
        told = counted and any(self.tags[i] in VERBS for i in left[1:])
        return self.words.content(clause.start, before - 1) if told and left[0] == before else []

    def _divided(self, q: int, found: Mapping[int, Subject]) -> Spans:
        """What the money is a part of: what was told before, without where another part of it goes."""
        earlier = max((i for i in found if i < q), default=None)
        if earlier is None:
            among = any(token.text in self.settings.among for token in self.tokens[:q])
            return self.topic.subject.spans if among else ()
        spans, start = found[earlier].spans, self.tokens[earlier].start
        if length(spans) > LONGEST_WHOLE:
            return found[earlier].owner
        if self.tokens[earlier + 1].text in self.settings.purposes:
            return tuple(span for span in spans if span[0] < start)
        return spans

    def next_casualty(self, q: int) -> Subject | None:
        """13死7伤: the second count has the owner of the first."""
        ruled = [isinstance(item := self.tokens[i].item, Quantity) and CASUALTIES in item.rules for i in (q - 2, q)]
        if not all(ruled) or q + 1 >= len(self.tokens) or q < 2:
            return None
        spans = ordered(self.owner.spans, self.words.spans([q + 1]))
        return Subject(spans, self.owner.owner, (), "subject.told")

    def subject(self, clause: Clause, left: list[int], told: list[int], inherited: Subject) -> Subject:
        """The subject of a quantity after which something is told.

        Args:
            left: the words before the quantity; told: the words that tell; inherited: the subject it inherits.
        """
        spans = self.words.spans(told)
        rest = all(self.tokens[i].text in self.settings.rest for i in left)
        if rest and self.topic.subject.rule == "subject.told-of-counted":
            left = []  # …，其余9人被行政拘留
        if left:
            subject = self.owner = self.topics.with_owner(left)
            verb = self.words.spans(left[-1:]) if self.tags[left[-1]] in VERBS else ()
            return Subject(ordered(subject.spans, spans), subject.owner, verb, "subject.told")
        base = self.topic.subject
        if clause.mark in ("COMMA", "DUN", "C") and base.verb and base.rule == "subject.told":
            return Subject(ordered(base.owner, base.verb, spans), base.owner, base.verb, base.rule)
        if self.topic.event and self.topic.event_at == self.topic.at and clause.mark == "COMMA":
            event = self.topic.event
            self.owner = Subject(event, event)
            return Subject(ordered(event, spans), event, (), "subject.of-event")
        if counted := self._counted(clause, told, inherited):
            return Subject(ordered(counted, spans), counted, (), "subject.told-of-counted")
        if inherited.rule == "subject.told-of-part":
            inherited = Subject(inherited.owner, inherited.owner)
        self.owner = inherited
        return Subject(ordered(inherited.spans, spans), inherited.owner, (), "subject.told-of-part")

    def _counted(self, clause: Clause, told: list[int], inherited: Subject) -> Spans:
        """警方抓获嫌疑人25名，其中16人被刑拘: those who were counted, without what was done with all of them."""
        base = self.topic.subject
        if base.rule == "subject.told-of-counted" and clause.mark in ("COMMA", "DUN", "C"):
            return base.owner  # …，9人取保候审
        passive = any(self.tokens[i].text in self.settings.passive for i in told[:2])
        if not passive or not inherited.verb or not inherited.spans or clause.inside:
            return ()
        start, end = inherited.spans[-1]
        start = max(start, inherited.verb[-1][1])
        return ((start, end),) if start < end and self.words.inside(((start, end),)) else ()

    @staticmethod
    def next_quantity(clause: Clause, q: int) -> int:
        """The next quantity of the clause, or its end."""
        return next((j for j in clause.quantities if j > q), clause.end)
