"""Parts: what is counted of a total that was just told (外迁入24万人，其中博士392人)."""

from __future__ import annotations

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject, Topic
from extract.unit import CLASSIFIER
from extract.word_class import JOINTS, Spans, ordered

# Classes of words that name a part of a total (其中：投诉30起、其他9起).
PARTS = frozenset({"N", "A", "V", "MEASURE", "M"}) | JOINTS


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

    def _counted(self) -> Spans:
        """全省技能人才 of 全省技能人才总量: what the total counts."""
        inside = self.words.inside(self.total.spans)
        if len(inside) < 2 or self.tokens[inside[-1]].text not in self.settings.totals:
            return self.total.spans
        return self.words.spans(inside[:-1])

    def _has_among(self, clause: Clause) -> bool:
        return any(token.text in self.settings.among for token in self.tokens[clause.start : clause.end])
