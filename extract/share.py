"""Shares: what is part of a whole, and who holds it."""

from __future__ import annotations

from collections.abc import Mapping

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import ordered


class Shares:
    """Finds the subject and the whole of a share that a word such as 占 announces."""

    def __init__(self, words: Words, topics: TopicReader) -> None:
        self.words = words
        self.topics = topics
        self.tokens = words.tokens
        self.tags = words.tags

    def of(
        self,
        clause: Clause,
        left: list[int],
        share: int,
        q: int,
        found: Mapping[int, Subject],
        inherited: Subject,
    ) -> Subject:
        """占网民整体的62.0%: what stands before 占, else what the clause before is about.

        Args:
            clause: the clause; left: its words before the quantity; share: the token 占; q: the quantity's token.
            found: the subjects known so far, of this sentence.
            inherited: the subject of the clause before.
        """
        whole = [i for i in left if share < i < q and self.tags[i] != "DE"]
        span = (self.tokens[whole[0]].start, self.tokens[whole[-1]].end) if whole else None
        mine = [i for i in left if i < share]
        if not whole and (held := self._held(clause, q)):
            earlier = [found[i] for i in clause.quantities if i < q]
            return self._holding(mine, share, held, earlier[-1] if earlier else Subject())
        mine = self._measured(clause, mine, share)
        if not mine and (band := self._band(clause, share)):
            return Subject(self.words.spans(list(band)), (), (), "subject.share", span)
        if not mine:
            return Subject(inherited.spans, inherited.owner, (), "subject.share-inherits", span)
        subject = self.topics.with_owner(mine)
        return Subject(subject.spans, subject.owner, (), "subject.share", span)

    def _measured(self, clause: Clause, mine: list[int], share: int) -> list[int]:
        """获刑三年以上有期徒刑的占7%: what those of whom there is a share are told by, with the quantity in it."""
        before = max((i for i in clause.quantities if i < share), default=None)
        if before is None or not mine or mine[0] < before or self.tags[share - 1] != "DE":
            return mine
        first = next((i for i in self.words.content(clause.start, before)), before)
        joined = all(self.tags[i] in ("ADV", "DE") for i in range(before + 1, mine[0]))
        return list(range(first, share - 1)) if joined and first < before else mine

    def _band(self, clause: Clause, share: int) -> range | None:
        """45岁以上占28%: a band of amounts with nothing beside it is what there is a share of."""
        first = next((i for i in clause.quantities if i < share), None)
        if first is None or clause.start < first:
            return None
        bound = {token.text for token in self.tokens[first + 1 : share]}
        item = self.tokens[first].item
        ranged = isinstance(item, Quantity) and item.high_amount is not None
        if not bound <= self.words.settings.bounds or not (bound or ranged):
            return None
        return range(first, share)

    def _held(self, clause: Clause, q: int) -> list[int]:
        attributive = q + 1 < clause.end and self.tags[q + 1] == "DE"
        return self.words.nouns_from(q + 1 + attributive, clause.end, attributive)

    def _holding(self, mine: list[int], share: int, held: list[int], holder: Subject) -> Subject:
        """头部1%创作者占据75%流量: who holds, and what is held."""
        if not holder.spans:
            holder = self.topics.with_owner(mine) if mine else self.topics.topic.subject
        spans = ordered(holder.spans, self.words.spans([share, *held]))
        return Subject(spans, holder.owner, (), "subject.holding")
