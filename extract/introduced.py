"""Introduced: what a clause says that those after it are about (诈骗案件最多，… 第一大股东是某某公司，…)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.owner import Owners
from extract.topic import Topic
from extract.word_class import JOINTS, NOUNS, NOUNS_AND_VERBS, OWNERS, VERBS

LONGEST_CONDITION: Final = 24
DEED: Final = VERBS | {"AUX", "LOC"}
TELLING: Final = NOUNS | VERBS | JOINTS
BEGINNING: Final = NOUNS | VERBS | {"PRON", "ADV"}


class Introduced(Owners):
    """Finds what the clauses of one sentence introduce.

    Attributes:
        compelling: the words that make someone do something (判处, 要求).
    """

    def __init__(self, words: Words, topic: Topic) -> None:
        super().__init__(words, topic)
        settings = self.settings
        ranks = words.holds(settings.superlatives) or words.holds(settings.next_in_rank)
        self._may_rank = ranks or settings.most in words.texts
        pivots = self.settings.pivots
        compels = words.holds(pivots)
        self.compelling = [i for i, token in enumerate(words.tokens) if token.text in pivots] if compels else []

    def ranked(self, clause: Clause) -> list[int]:
        """诈骗案件最多, 最多的是诈骗案件, 其次是盗窃和抢劫: what a clause without a quantity puts first or next."""
        if not self._may_rank:
            return []
        last, texts = clause.end - 1, [token.text for token in self.tokens[clause.start : clause.end]]
        words: list[int] = []
        if texts[-1] in self.settings.superlatives:
            words = self.words.content(clause.start, last)
        elif texts[-2:-1] == [self.settings.most]:  # 香菜最贵
            words = self.words.content(clause.start, last - 1)
        elif be := next((k for k, text in enumerate(texts) if k and text in self.settings.being), 0):
            next_in_rank = texts[be - 1] in self.settings.next_in_rank
            if next_in_rank or (
                self.tags[clause.start + be - 1] == "DE" and not self.settings.superlatives.isdisjoint(texts)
            ):
                words = self.words.content(clause.start + be + 1, clause.end)
        words = self.words.without_change(words)  # 诈骗案件增幅最大
        return words if all(self.tags[i] in TELLING for i in words) else []

    def _described(self, clause: Clause) -> list[int]:
        """工厂生产的书架，高度…: a noun with a clause of its own before it, and a pause behind, is what comes next is about."""
        end = clause.end
        if clause.quantities or end >= len(self.tags) or self.tags[end] != "COMMA" or self.tags[end - 1] not in NOUNS:
            return []
        de = next((i for i in range(end - 2, clause.start, -1) if self.tags[i] == "DE"), None)
        if de is None or end - de > 5 or de == clause.start or self.tags[de - 1] not in DEED:
            return []
        if sum(self.tags[i] in VERBS for i in range(clause.start, de)) != 1:
            return []  # 成为私人订制的典范: a deed of its own
        begins = self.tags[clause.start] in BEGINNING
        nouns = list(range(de + 1, end))
        return nouns if begins and all(self.tags[i] in NOUNS_AND_VERBS for i in nouns) else []

    def _holds_post(self, clause: Clause, head: list[int]) -> list[int]:
        """第一大股东是某某公司，持股29%: who holds a post is what comes next is about."""
        be = head[-1] + 1
        if clause.quantities or be + 1 >= clause.end or self.tokens[be].text not in self.settings.being:
            return []
        holder = self.words.content(be + 1, clause.end)
        if not self.tokens[head[-1]].text.endswith(self.settings.posts) or not holder:
            return []
        named = any(self.tags[i] in ("NAME", "PLACE", "OWNER") for i in holder)
        return holder if named and all(self.tags[i] in NOUNS for i in holder) else []

    def compelled(self, i: int) -> list[int]:
        """判处被告人刘某…, 要求对方…: who is made to do something by a verb."""
        if i not in self.compelling:
            return []
        last = next((j for j in (i + 1, i + 2) if self.tags[j : j + 1] and self.tags[j] in OWNERS), i)
        if any(self.tags[j] != "N" for j in range(i + 1, last)):
            return []
        if last > i and self.tags[last] == "NAME" and last + 1 < len(self.tokens):
            last += self.tokens[last + 1].text in self.settings.courtesies  # 吴婆婆
        return list(range(i + 1, last + 1))

    def _sets_condition(self, clause: Clause) -> bool:
        """非法占用耕地的，处五年以下有期徒刑: what follows is for those of whom that is true."""
        last = clause.end - 1
        ended = clause.end < len(self.tags) and self.tags[clause.end] == "COMMA"
        if clause.quantities or not ended or self.tags[last] != "DE":
            return False
        words = self.words.content(clause.start, last)
        told = any(self.tags[i] in VERBS for i in words) or (len(words) > 1 and self.tags[words[-1]] == "A")
        if not told or self.words.length(words) > LONGEST_CONDITION:
            return False
        self.topic.condition = self.topic.told_of = self.words.spans(words)
        return True
