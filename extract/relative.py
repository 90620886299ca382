"""Relative clauses: a quantity that says which things another one counts (雨量超过100毫米的站点有43个)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import NOUNS, OWNERS

THINGS: Final = NOUNS - OWNERS
MODIFYING: Final = NOUNS | {"ADV", "ABOVE", "BELOW", "DE"}


class Relatives:
    """Finds the subjects of quantities whose clause picks out what they count by a quantity before."""

    def __init__(self, words: Words, topics: TopicReader) -> None:
        self.words = words
        self.topics = topics
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings

    def headless(self, clause: Clause, before: int, q: int) -> Subject | None:
        """The subject where the words before the quantity are all that says what is counted."""
        if not (words := self._without_noun(clause, before, q)):
            return None
        subject = self.topics.with_owner(words)
        return Subject(subject.spans, subject.owner, (), "subject.headless")

    def headed(self, clause: Clause, before: int, left: list[int]) -> Subject | None:
        """The subject where a noun stands behind the clause that picks it out."""
        if not (words := self._with_noun(clause, before, left)):
            return None
        subject = self.topics.with_owner(words)
        if self.tags[words[-1]] in THINGS:  # 票房不足百万的影片 says which by itself
            subject = Subject(spans := self.words.spans(self.words.trimmed(words)), spans)
        return Subject(subject.spans, subject.owner, (), "subject.relative-clause")

    def _with_noun(self, clause: Clause, before: int, left: list[int]) -> list[int]:
        """雨量超过100毫米的站点有43个: the clause with the quantity before says which 站点."""
        de = next((i for i in range(before, min(before + 2, clause.end)) if self.tags[i] == "DE"), None)
        if before == clause.start or de is None or not left or not self.words.nouns_from(de + 1, clause.end, True):
            return []
        start = next((i for i in self.words.content(clause.start, before - 1)), None)
        last = self.words.bounded(left)[-1:]
        if start is None or self.tags[start] in ("P", "V"):
            return []
        return list(range(start, last[0] + 1)) if last else []

    def _without_noun(self, clause: Clause, before: int, q: int) -> list[int]:
        """65岁以上的占三成, 要求3年经验的有40家: with no noun after 的, all that stands before it says what is counted."""
        de = next((i for i in range(q - 1, before - 1, -1) if self.tags[i] == "DE"), None)
        if de is None or before == clause.start or self.tags[before - 1] != "Q":
            return []
        end = next((i for i in range(de + 1, q) if self.tags[i] not in NOUNS), q)
        shared = self.tags[end : end + 1] == ["SHARE"] or self.tags[end - 1] == "SHARE_NOUN"
        if end > de + 1 and shared:
            de = end  # 投资1亿元以上的项目占六成, 500人以上的公司占比达四成
        told = [
            i for i in range(de, q) if self.tags[i] not in ("ADV", "T", "LINK", "DE") and self.tokens[i].text != "在"
        ]
        counts = told[:1] and self.tags[told[0]] in ("SHARE", "FROM") and len(told) == 1
        counts = counts or (not told and self.tags[de - 1] == "SHARE_NOUN")
        has = not told and any(self.tokens[i].text in self.settings.having for i in range(de + 1, q))
        modified = all(self.tags[i] in MODIFYING for i in range(before, de))
        if not (counts or has) or not modified or any(i in self.words.dropped for i in range(before, de)):
            return []
        first = max((i + 1 for i in range(clause.start, before) if self.tags[i] in ("AMONG", "T", "SAY")), default=0)
        words = self.words.content(max(first, clause.start), before - 1)
        return list(range(words[0] if words else before - 1, de))
