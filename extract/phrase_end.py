"""The ends of phrases: what a stretch of words begins or ends in, and what of it is no part of a subject."""

from __future__ import annotations

from typing import Final

from extract.sentence_words import SentenceWords
from extract.word_class import BARE, CHANGES, JOINTS, NOUNS, OWNERS, VERBS

BARE_AND_JOINED: Final = BARE | {"C", "DUN"}
NOT_LAST: Final = JOINTS | {"P", "LOC"}
ALL_CHANGES: Final = CHANGES | {"CHANGE_NOUN"}
NAMING: Final = NOUNS | JOINTS | {"PRON"}
NOT_FIRST: Final = JOINTS | {"LOC", "AUX", "OTHER"}


class PhraseEnds(SentenceWords):
    """Tells what stands at the ends of some words: a measure, a deed, an owner, how or why it was done."""

    def measure_at_end(self, left: list[int]) -> list[int]:
        """The measure that some words end in."""
        measure: list[int] = []
        for i in reversed(left):
            if self.tags[i] not in ("MEASURE", "MEASURE_PREFIX"):
                break
            measure.insert(0, i)
        begun = self.tokens[measure[0]].text if measure else ""
        if len(begun) == 1 and begun not in self.settings.dimensions and self.tags[measure[0]] == "MEASURE":
            measure = [*(i for i in left if i == measure[0] - 1), *measure]  # 近视 + 率
        return measure

    def without_dimension(self, left: list[int]) -> list[int]:
        """…15米宽的大棚两栋: the word for a dimension belongs to the quantity before it."""
        if (
            left
            and left[0] > 0
            and self.tags[left[0] - 1] == "Q"
            and self.tokens[left[0]].text in self.settings.dimensions
        ):
            return self.bounded(left[1:])
        return left

    def without_measure(self, head: list[int]) -> list[int]:
        """A noun phrase without the measure it ends in: its owner."""
        kept = list(head)
        while kept and self.tags[kept[-1]] in (BARE_AND_JOINED if len(kept) < len(head) else BARE):
            kept.pop()
        return kept

    def without_change(self, words: list[int]) -> list[int]:
        """投诉 in 投诉增幅(最大): without the change that is the largest."""
        kept = list(words)
        while kept and self.tags[kept[-1]] in ALL_CHANGES:
            kept.pop()
        return kept

    def without_deed(self, words: list[int]) -> list[int]:
        """省财政 in 省财政下达补助(资金): who does it, without the deed; a verb inside a name stays (扶贫示范园)."""
        first = 1 + bool(words and self.tokens[words[0]].text in self.settings.occasions)  # 本次发行, not 该县投入
        deeds = (
            k for k, i in enumerate(words) if k >= first and self.tags[i] == "V" and not self._begins_undertaking(i)
        )
        verb = next(deeds, len(words))
        return list(words if any(self.tags[i] in OWNERS for i in words[verb:]) else words[:verb])

    def _begins_undertaking(self, i: int) -> bool:
        """整治 in 专项整治行动."""
        return self.tags[i] == "V" and self.tokens[min(i + 1, len(self.tags) - 1)].text in self.settings.undertakings

    def until_verb(self, words: list[int]) -> list[int]:
        """The noun phrase that some words begin with."""
        kept = []
        for i in words:
            if self.tags[i] not in NAMING:
                break
            kept.append(i)
        return kept

    def without_adverbials(self, words: list[int], start: int) -> list[int]:
        """按照合同预交租金: how, where or why something is done is no part of what is measured."""
        kept = list(words)
        for at in range(start, words[-1] if words else start):
            if self.tokens[at].text not in self.settings.adverbial or (at and self.tags[at - 1] == "DE"):
                continue
            end = at + 1
            while end <= words[-1] and not self._separates(end):
                end += 1
            if self.tags[min(end, words[-1])] == "LOC":
                end += 1
            inside = [i for i in kept if at <= i < end]
            verbs = [i for i in inside if self.tags[i] in VERBS and i > at + 1]
            dropped = [i for i in inside if not verbs or i < verbs[-1]]
            de = next((k for k, i in enumerate(inside[:-1]) if self.tags[i] == "DE"), 0)
            if de and not verbs and self.tags[at] == "V" and self.tags[inside[-1]] in NOUNS:
                dropped = inside[: de + 1]  # 扣除食品和能源的核心CPI
            before = [i for i in kept if i < at]
            if not verbs and inside[-1:] == words[-1:] and before and self.tags[before[-1]] in VERBS:
                continue  # 查办借用他人执照经营的案件: it says which
            if len(dropped) < len(kept) and not (verbs and any(self.tags[i] == "DE" for i in inside if i > verbs[-1])):
                kept = [i for i in kept if i not in dropped]
        return kept

    def _separates(self, i: int) -> bool:
        """Whether a word ends a prepositional phrase."""
        return self.tags[i] in ("ADV", "AUX", "LINK", "T", "SAY", "LOC", "Q", "UP", "DOWN", "P", "CAUSE")

    def holder(self, words: list[int]) -> list[int]:
        """港口 in 港口完成货物(吞吐量), 小区 in 小区共有住户: who has or does it, without what that is."""
        for k in range(1, len(words)):
            if self.tags[words[k]] == "MEASURE_PREFIX" and words[k] == words[k - 1] + 1:
                return words[:k]  # 视频网站日均视频(更新量)
            between = range(words[k - 1] + 1, words[k])
            if any(self.tags[i] == "LIGHT" or self.tokens[i].text in self.settings.having for i in between):
                return words[:k]
        return words

    def root(self, words: list[int]) -> list[int]:
        """全省 in 全省出口商品, 这款手机 in 这款手机屏幕, 该院 in 该院的床位: whose it is, as of what is named beside it."""
        de = next((k for k, i in enumerate(words) if k and self.tags[i] == "DE"), 0)
        named = next((k for k, i in enumerate(words) if self.tags[i] not in OWNERS), 0)
        if not de and words and self.tags[words[0]] == "PRON":
            named = next((k + 1 for k, i in enumerate(words) if self.tags[i] == "N"), 0)
        return list(words[: de or named]) if (de or named) < len(words) else []

    def bounded(self, words: list[int]) -> list[int]:
        """Without joints at the ends."""
        while words and self.tags[words[0]] in JOINTS:
            words = words[1:]
        while words and self.tags[words[-1]] in JOINTS:
            words = words[:-1]
        return words

    def trimmed(self, words: list[int]) -> list[int]:
        """Without joints and prepositions at the ends; too long a subject loses its modifiers."""
        words = list(words)
        while words and self.tags[words[0]] in NOT_FIRST:
            words.pop(0)
        while words and (self.tags[words[-1]] in NOT_LAST or self.tokens[words[-1]].text == "均"):
            words.pop()
        if len(words) > 1 and (
            self.tokens[words[0]].text == "在" or self.tokens[words[0]].text in self.settings.adverbial
        ):
            words.pop(0)
        if self.tags[max(0, words[0] - 1) if words else 0] != "DE" or self.base_unit(max(0, words[0] - 2)) != "%":
            words = self._without_manner(words)  # 七成的用户因看过广告购买商品: that is told of them
        while self.length(words) > self.settings.longest:
            de = next((k for k, i in enumerate(words[:-1]) if self.tags[i] == "DE"), None)
            if de is None:
                return words[-8:] if len(words) > 12 else words
            words = self.bounded(words[de + 1 :])
        return words

    def _without_manner(self, words: list[int]) -> list[int]:
        """主播通过隐匿收入少缴税款: how or why it was done is no part of what is measured."""
        manner = next((k for k, i in enumerate(words) if k and self.tokens[i].text in self.settings.manner), None)
        if manner is None:
            return words
        verb = next((k for k in range(len(words) - 1, manner + 1, -1) if self.tags[words[k]] in VERBS), None)
        return words[:manner] + words[verb:] if verb is not None else words

    def without_adjectives(self, words: list[int]) -> list[int]:
        """A noun without what it is like: 小店 in 热热闹闹的小店."""
        de = next((k for k, i in enumerate(words) if self.tags[i] != "A"), 0)
        return words[de + 1 :] if de and self.tags[words[de]] == "DE" else words

    def is_described(self, words: list[int]) -> bool:
        """A noun with a clause of its own before it (包括直播在内的网络视听行业市场规模) says whose it is."""
        de = next((k for k, i in enumerate(words) if self.tags[i] == "DE"), None)
        if de is None:
            return False
        nouns = sum(self.tags[i] in NOUNS and self.tags[i] not in BARE for i in words[de + 1 :])
        return nouns >= 2 and self.length(words[: de + 1]) >= 4
