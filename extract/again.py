"""Again: what is told next of the things, or of the deed, that were just told (象牙制品38件，净重21公斤)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.unit import CLASSIFIER
from extract.word_class import OWNERS, ordered

PERSON: Final = "unit.person"
# The most characters of a deed that time went into.
LONGEST_DEED: Final = 22
# The rule of measures of goods.
GOODS: Final = "subject.of-goods"
OWNERS_AND_NUMBERS: Final = OWNERS | {"M"}


class Again:
    """Goes on with things and deeds in one sentence.

    Attributes:
        found: the subjects known so far, by the token of their quantity.
    """

    def __init__(self, words: Words, topics: TopicReader, found: Mapping[int, Subject]) -> None:
        self.words = words
        self.topics = topics
        self.topic = topics.topic
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings
        self.found = found

    def of_things(self, clause: Clause, left: list[int], q: int, past: list[Clause]) -> Subject | None:
        """What is measured of the things that the clause before counts, or done to them; ``past`` are the clauses before."""
        if spent := self._spent_on(clause, left, q, past):
            return spent
        last = max((i for i in self.found if i < left[0]), default=None)
        if last is None or not past or clause.mark not in ("COMMA", "DUN"):
            return None
        return self._of_goods(left, last, past[-1]) or self._done_to_same(left, q, last, past[-1])

    def _spent_on(self, clause: Clause, left: list[int], q: int, past: list[Clause]) -> Subject | None:
        """小陶补办了证件，只花了20分钟: what went into the deed that the clause before tells."""
        timed = self.words.base_unit(q) in self.settings.times
        if not timed or clause.mark != "COMMA" or not past or past[-1].quantities or past[-1].inside:
            return None
        if len(left) != 1 or not self.tokens[left[0]].text.endswith(self.settings.used_up):
            return None
        told = self.words.content(past[-1].start, past[-1].end)
        deed = next((k for k, i in enumerate(told) if self.tags[i] == "V"), len(told))
        if len(told) - deed < 2 or self.words.length(told) > LONGEST_DEED:
            return None
        subject = self.topics.with_owner(told)
        return Subject(ordered(subject.spans, self.words.spans(left)), subject.owner, (), "subject.spent-on")

    def _of_goods(self, left: list[int], last: int, before: Clause) -> Subject | None:
        """象牙制品38件，净重21公斤; 以两幢写字楼抵债，评估值11亿元: of the things that were just counted."""
        if "".join(self.tokens[i].text for i in left) not in self.settings.of_goods:
            return None
        measure = self.words.spans(left)
        if self.found[last].rule == GOODS:
            things = self.found[last].owner  # …，鉴定价值90万元
            return Subject(ordered(things, measure), things, (), GOODS)
        item = self.tokens[last].item
        counts = isinstance(item, Quantity) and item.type == CLASSIFIER and item.base_unit not in self.settings.of_times
        if not counts or last not in before.quantities:
            return None
        things = self.words.spans(self.words.nouns_from(last + 1, before.end, False)) or self.found[last].spans
        return Subject(ordered(things, measure), things, (), GOODS)

    def _done_to_same(self, left: list[int], q: int, last: int, before: Clause) -> Subject | None:
        """生成台风27个，登陆9个: another deed, counted in the same unit, is done to or by the same things."""
        item = self.tokens[q].item
        alike = isinstance(item, Quantity) and item.type == CLASSIFIER and PERSON not in item.rules
        alike = alike and self.words.base_unit(q) == self.words.base_unit(last)
        if not alike or len(left) != 1 or self.tags[left[0]] != "V" or last not in before.quantities:
            return None
        inside = [i for i in self.words.inside(self.found[last].spans) if i < last]
        verb = next((k for k in reversed(range(len(inside))) if self.tags[inside[k]] == "V"), None)
        things = inside[verb + 1 :] if verb is not None else []
        if not things or any(self.tags[i] not in ("N", "A", "DE") for i in things):
            return None
        owner, deed = self.found[last].owner, self.words.spans(left)
        told = [deed, self.words.spans(things)]
        if self.tokens[left[0]].text[0] == "不":
            told.reverse()  # 牛肉不合格
        return Subject(ordered(owner, *told), owner, deed, "subject.same-things")

    def of_deed(self, left: list[int]) -> Subject | None:
        """收购核桃3.2万斤，价格0.8元: the price is that of the deed just told."""
        deed = self.topic.subject
        if len(left) != 1 or self.tokens[left[0]].text not in self.settings.of_deeds or not deed.verb:
            return None
        return Subject(ordered(deed.spans, self.words.spans(left)), deed.owner, (), "subject.of-deed")

    def repeated(self, left: list[int]) -> Subject | None:
        """下达资金418亿元；2023年下达149亿元: a deed told again without its object has the same object."""
        last, base = self.tokens[left[-1]], self.topic.subject
        if (
            self.tags[left[-1]] != "V"
            or not base.spans
            or any(self.tags[i] not in OWNERS_AND_NUMBERS for i in left[:-1])
        ):
            return None
        told = "".join(self.words.text[s:e] for s, e in base.spans)
        at = told.rfind(last.text)
        same = at > 0 and at + len(last.text) < len(told) and self.words.length(left) <= 8
        return Subject(base.spans, base.owner, base.verb, "subject.repeated-deed") if same else None
