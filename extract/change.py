"""Change: what grows, falls or is compared, told apart from the words of change and from what it is compared with."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.inherit import RELATIVE, Inheritance
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import CHANGES, NOUNS_AND_DE, OWNERS

# Classes of words between what something is compared with and by how much it differs.
COMPARED: Final = frozenset({"MORE", "LESS", "UP", "DOWN", "ADV", "AUX", "LINK", "ABOVE"})

# Classes of words between 以 and how fast something changes.
PACING: Final = frozenset({"MEASURE_PREFIX", "LINK", "ABOVE", "BELOW", "ADV"})


class Change:
    """Subjects of changes and comparisons in one sentence."""

    def __init__(self, words: Words, topics: TopicReader, inheritance: Inheritance) -> None:
        self.tokens, self.tags = words.tokens, words.tags
        self.words, self.settings = words, words.settings
        self.topics = topics
        self.inheritance = inheritance

    def reached(self, before: int, q: int) -> bool:
        """违约金由3万元变更为8万元: where a change got to has the subject of where it began."""
        start = before - 1
        if self.words.turns and not self.words.turns.isdisjoint(range(before, q)):
            return True
        if (
            start < 1
            or self.tags[start] != "Q"
            or not any(tag == "FROM" for tag in self.tags[max(0, start - 3) : start])
        ):
            return False
        between = {
            tag
            for i, tag in enumerate(self.tags[before:q], before)
            if tag != "MEASURE_PREFIX" and (tag != "DE" or self.tags[i - 1] != "T")
        }  # 到2017年的3万人, 从每公斤240元跌至每公斤65元
        turns = self.tags[q - 1] in ("TO", "TO_PARTICLE") and q - before <= 3
        got_to = bool({"TO", "TO_PARTICLE"} & between)
        got_to = got_to or any(self.tokens[i].text in self.settings.to for i in range(before, q))
        return turns or (got_to and not between & (NOUNS_AND_DE))

    def without_end(self, left: list[int]) -> list[int]:
        """补贴标准提高到每人500元: that it got there is no part of what is measured."""
        last = next((i for i in reversed(left) if self.tags[i] != "MEASURE_PREFIX"), None)
        if last is None or last == left[0] or self.tokens[last].text not in self.settings.to:
            return left
        return [i for i in left if i != last]

    def whose(self, left: list[int], head: int | None) -> list[int]:
        """城市 in 其中城市上涨2.4%, after a measure that changed: what changes, without the verb; none if nothing does."""
        return [i for i in left if i != head] if head is not None and self.tags[head] in CHANGES else []

    def of(self, clause: Clause, q: int, left: list[int], head: int) -> tuple[list[int], Subject | None]:
        """The words that say what changes, without the verb of change; the subject, where they name nothing."""
        alone = self.tokens[head].text in self.settings.own_objects
        names = alone or (len(left) > 1 and self.tokens[head].text in self.settings.with_object)
        owner = [i for i in left if i != head]
        bare = bool(owner) and all(self.tags[i] in OWNERS for i in owner)
        measured = bare and self.tokens[owner[-1]].text.endswith(self.settings.own_measures)  # 沪指涨0.8%
        names = names or (bare and not measured)  # 重庆上调300元
        left = left if names else owner
        prefixed = bool(left) and self.tokens[head].text in self.settings.change_nouns
        if prefixed and all(self.tags[i] == "MEASURE_PREFIX" for i in left):
            return left, self.topics.with_owner([*left, head])  # 平均降幅
        if all(self.tags[i] == "MEASURE_PREFIX" for i in left):
            return left, self.inheritance.of(clause, q, "subject.change-inherits")
        return left, None

    def base_of_multiple(self, before: int, q: int) -> int | None:
        """为常规投放的3.2倍: where the base begins; the words between 为 and 的 are not the subject."""
        quantity = self.tokens[q].item
        if not isinstance(quantity, Quantity) or quantity.base_unit not in ("倍", "%") or self.tags[q - 1] != "DE":
            return None
        return next((i for i in range(q - 2, before - 1, -1) if self.tokens[i].text in self.settings.ratio_words), None)

    def only_reaches(self, left: list[int], q: int) -> bool:
        """分出率不到10%，去年底摸到35%: a verb with 到 and no noun says how far came what was told before, in the same unit."""
        verb = len(left) == 1 and self.tags[left[0]] == "V" and self.tags[left[0] + 1 : q] == ["TO_PARTICLE"]
        return verb and self.words.base_unit(q) in RELATIVE and self.words.base_unit(q) == self.topics.topic.unit

    def paced_from(self, before: int, q: int) -> int | None:
        """以每年3%的速度增长: where 以 stands, if a quantity says how fast something changes."""
        if self.tags[q + 1 : q + 2] != ["DE"] or not CHANGES.intersection(self.tags[q + 3 : q + 4]):
            return None
        if self.tokens[q + 2].text not in self.settings.paces:
            return None
        by = next((i for i in range(q - 1, before - 1, -1) if self.tags[i] not in PACING), before)
        return by if self.tokens[by].text in self.settings.by_means else None

    def is_of_base(self, clause: Clause, before: int, q: int) -> bool:
        """建成农田63亩，为年度任务60亩的105%: a part or multiple of an amount, of what the clause before measured."""
        if before != q - 1 or self.tags[before] != "DE" or self.words.base_unit(q) not in ("倍", "%"):
            return False
        if len(clause.quantities) < 2 or before - 1 != clause.quantities[0]:
            return False
        for i in range(clause.start, before):
            if self.tags[i] == "SHARE" or self.tokens[i].text in self.settings.ratio_words:
                return not self.words.content(clause.start, i)
        return False

    def is_whole(self, before: int, q: int, head: int | None) -> bool:
        """同比增长40%记者: a change beside 同比 is told with its quantity, and whatever stands next belongs to something else."""
        if head is None or self.tags[head] not in CHANGES or self.words.base_unit(q) not in RELATIVE:
            return False
        return "CMP" in self.tags[before:head] and self.tags[q + 1 : q + 2] != ["DE"]

    def compared_from(self, clause: Clause, before: int, q: int) -> int | None:
        """比门市价120元低31元: where 比 stands, if a quantity tells how far another is from the one before it."""
        between = self.tags[before:q]
        if before - 1 not in clause.quantities or not between or not COMPARED.issuperset(between):
            return None
        if not {"MORE", "LESS", "UP", "DOWN"} & set(between):
            return None
        earlier = max((i for i in clause.quantities if i < before - 1), default=clause.start - 1)
        return next((i for i in range(before - 2, earlier, -1) if self.tags[i] == "THAN"), None)

    def goes_on_comparing(self, clause: Clause, before: int, q: int) -> bool:
        """只是漆的四分之一，蜡的三分之二: the second base is not the subject either."""
        last = self.topics.topic.subject
        if clause.start != before or q != before + 2 or self.tags[q - 1] != "DE" or clause.mark not in ("COMMA", "DUN"):
            return False
        return last.rule == "subject.multiple-inherits" and self.words.base_unit(q) in ("倍", "%")
