"""Parts: what is counted of a total that was just told (外迁入24万人，其中博士392人)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject, Topic
from extract.unit import CLASSIFIER
from extract.word_class import JOINTS, Spans, ordered

# Classes of words that name a part of a total (其中：投诉30起、其他9起).
PARTS: Final = frozenset({"N", "A", "V", "MEASURE", "M"}) | JOINTS

# Classes of words that say what is done with what is counted, and of words for what is counted.
DEEDS: Final = frozenset({"V", "MEASURE"})
THINGS: Final = frozenset({"N", "A", "M"})


class Parts:
    """Knows the total that the quantities of one sentence are parts of.

    Attributes:
        total: its subject; unit: the base unit it is counted in.
    """

    def __init__(self, words: Words, topic: Topic) -> None:
        self.words = words
        self.topic = topic
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings
        self.divides = words.holds(words.settings.among)
        self.total, self.unit = Subject(), ""

    def notice(self, clause: Clause) -> None:
        """其中，…: a clause without a quantity says that parts follow."""
        if not clause.quantities and self.divides and self._has_among(clause):
            self.total, self.unit = self.topic.subject, self.topic.unit

    def of(self, clause: Clause, q: int, left: list[int], counted: list[int]) -> Subject | None:
        """外迁入24万人，其中博士392人，硕士6689人: the parts are counted of what the total counts."""
        quantity, words = self.tokens[q].item, [*left, *counted]
        if self.divides and any(token.text in self.settings.among for token in self.tokens[clause.start : q]):
            self.total, self.unit = self.topic.subject, self.topic.unit
        elif clause.mark == "SEMI":
            self.total = Subject()
        assert isinstance(quantity, Quantity)
        if done := self._done(clause, q, left, counted):
            return done
        bare = all(self.tags[i] in PARTS for i in words) and self.words.length(words) <= 8
        if words and clause.mark == "COMMA" and self.tokens[words[0]].text in self.settings.rest:
            return None
        same = quantity.type == CLASSIFIER and quantity.base_unit == self.unit
        if not self.total.spans or not same or not words or not bare:
            return None
        named = "".join(self.tokens[i].text for i in words)
        again = "".join(self.words.text[start:end] for start, end in self.total.spans).endswith(named)
        spans = self.total.spans if again else ordered(self._counted(), self.words.spans(words))
        return Subject(spans, self.total.owner, (), "subject.part")

    def _done(self, clause: Clause, q: int, left: list[int], counted: list[int]) -> Subject | None:
        """建成管网90公里，其中当年新建12公里: what is done with a part takes the place of what is done with the whole."""
        among = any(token.text in self.settings.among for token in self.tokens[clause.start : q])
        if not among or counted or len(left) != 1 or self.tags[left[0]] not in DEEDS:
            return None
        changed = self.topic.subject.rule == "subject.change-inherits"  # …，同比下降8%，其中出口120台
        if not changed and (not self.topic.unit or self.words.base_unit(q) != self.topic.unit):
            return None
        inside = [i for i in self.words.inside(self.topic.subject.spans) if i < clause.start]
        deed = next((k for k in reversed(range(len(inside))) if self.tags[inside[k]] in DEEDS), None)
        things = inside[deed + 1 :] if deed is not None else []
        if not things or any(self.tags[i] not in THINGS for i in things):
            return None
        owned = self.words.inside(self.topic.subject.owner)
        owner = self.words.spans([i for i in inside[:deed] if i in owned])
        return Subject(ordered(owner, self.words.spans([*things, *left])), owner, (), "subject.part")

    def _counted(self) -> Spans:
        """全省技能人才 of 全省技能人才总量: what the total counts."""
        inside = self.words.inside(self.total.spans)
        if len(inside) < 2 or self.tokens[inside[-1]].text not in self.settings.totals:
            return self.total.spans
        return self.words.spans(inside[:-1])

    def _has_among(self, clause: Clause) -> bool:
        return any(token.text in self.settings.among for token in self.tokens[clause.start : clause.end])
