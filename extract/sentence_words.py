"""The words of a sentence, by index: their classes, where they stand, and which belong to no subject."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from extract.claim import Span
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.subject_settings import SubjectSettings
from extract.token import Token
from extract.word_class import EMPTY, JOINTS, OWNERS_AND_MEASURES, VERBS, Spans

# What may stand between a verb of change and where the change ends.
_BEFORE_ENDS: Final = frozenset({"T", "LINK", "ADV", "AUX", "DE", "MEASURE_PREFIX", "TO_PARTICLE"})
_BEFORE_NUMBERS: Final = frozenset({"STOP", "SEMI", "OPEN", "COLON", "COMMA", "QUOTE"})
# What parts a label from what it heads, and how many words of it there may be.
DASHES: Final = frozenset("—–")
LONGEST_LABEL: Final = 5
# … and how many words may name what somebody is charged with.
LONGEST_CHARGE: Final = 12
# Two times, joined.
TIMES: Final = (["T", "DUN", "T"], ["T", "C", "T"])
# What may stand between the last word that tells and the quantity.
SKIPPED: Final = frozenset("ADV AUX LINK T QUOTE SPACE TO_PARTICLE EACH M DE ABOVE BELOW".split())
_TURNING: Final = VERBS | {"TO"}
_NOT_FIRST: Final = JOINTS | {"OTHER"}
_NOT_LAST: Final = JOINTS | {"AUX", "OTHER"}
_BEFORE_LABELS: Final = _BEFORE_NUMBERS - {"COMMA"}


class SentenceWords:
    """The tokens of one sentence, with what a reader of subjects leaves out of them."""

    def __init__(self, text: str, tokens: list[Token], phrases: list[Phrase], settings: SubjectSettings) -> None:
        self.text = text
        self.tokens = tokens
        self.tags = [token.tag for token in tokens]
        self.texts = {token.text for token in tokens}
        self.settings = settings
        if self.holds(settings.finding) or self.holds(settings.negations) or self.holds(settings.counted_pronouns):
            self._class_again()
        self._inside: dict[Spans, list[int]] = {}
        self._leading: dict[int, list[int]] = {}
        self.phrases = phrases
        self.dropped = self._dropped(phrases)
        self.turns = set[int]()
        if "FROM" in self.tags:
            self._note_turns()
        self.starts = [token.start for token in tokens]
        self._told: list[int] = []
        self._told_before: list[int] = []
        self._find_told()

    def _class_again(self) -> None:
        """Words whose class is another beside what stands there."""
        tokens, settings = self.tokens, self.settings
        for i, token in enumerate(tokens[:-1]):
            if token.text in settings.finding and tokens[i + 1].tag in ("N", "MEASURE", "A", "M"):
                self.tags[i] = "V"  # 发现问题120个
            elif token.tag in ("Q", "DE") and tokens[i + 1].text in settings.counted_pronouns:
                self.tags[i + 1] = "OWNER"  # 38家公司, 上市的公司
            elif token.text in settings.negations and i > 1 and self._is_of_counted(tokens, i):
                self.tags[i] = "V"  # 4家工厂不按规定排水
                if tokens[i + 1].tag == "ADV":
                    self.tags[i + 1] = "V"
            elif token.text in settings.negations and self._negates(i):
                self.tags[i] = "V"  # 不起诉1874人

    def _negates(self, i: int) -> bool:
        """不起诉, 未按规定投放: a verb follows, perhaps behind a word that says how."""
        after = self.tags[i + 1 : i + 3]
        return after[:1] == ["V"] or after == ["ADV", "V"]

    @staticmethod
    def _is_of_counted(tokens: list[Token], i: int) -> bool:
        """Whether a word stands between a counted noun and what is told of it."""
        counted = tokens[i - 2].tag == "Q" and tokens[i - 1].tag in ("N", "OWNER", "COUNTED")
        return counted and tokens[i + 1].tag in ("N", "A", "ADV", "MEASURE")

    def _dropped(self, phrases: list[Phrase]) -> set[int]:
        """Tokens that belong to no subject: phrases of other roles, brackets without a quantity, numbers of items."""
        tags, tokens = self.tags, self.tokens
        dropped = {i for i, token in enumerate(tokens) if "0" <= token.text < ":" and self._is_number(i)}
        dropped |= {j for i, token in enumerate(tokens) if token.tag == "M" for j in self._section(i)}
        dropped |= {
            i for phrase in phrases if phrase.role in ("report", "frame", "example", "place", "measure", "condition")
            for i in range(phrase.start, phrase.end)
        }  # fmt: skip
        dropped |= {i for p in phrases if p.role == "baseline" for i in range(p.start, p.end)}
        dropped |= {i for p in phrases if p.role == "time" and self._is_event(p) for i in range(p.start, p.end)}
        if self.tags.count("T") > 1:  # 一、二季度
            dropped |= {i for i in range(1, len(self.tags) - 1) if self.tags[i - 1 : i + 2] in TIMES}
        if not self.settings.charged.isdisjoint(self.texts) and any(map(self._names_crime, tokens)):
            charged = (i for i, token in enumerate(tokens) if token.text in self.settings.charged)
            dropped |= {j for i in charged for j in self._charge(i)}
        if "OTHER" in tags:
            pairs = (i for i, pair in enumerate(pairwise(tokens)) if pair[0].text in DASHES and pair[1].text in DASHES)
            dropped |= {j for i in pairs for j in (*self._label(i), i + 1)}
        opened: int | None = None
        for i, tag in enumerate(tags) if "CLOSE" in tags else ():
            if tag == "OPEN":
                opened = i
            elif tag == "CLOSE" and opened is not None:
                inside = range(opened, i + 1)
                if not any(self.tags[j] == "Q" for j in inside):
                    dropped.update(inside)
                opened = None
        return dropped

    def _charge(self, first: int) -> range:
        """因犯盗窃罪、诈骗罪被判刑3年, 以抢劫罪判处…: for which crime, up to the last of them."""
        end = first
        for i in range(first + 1, min(first + LONGEST_CHARGE, len(self.tags))):
            if self.tags[i] in ("Q", "COMMA", "SEMI", "STOP", "OPEN"):
                break
            if self._names_crime(self.tokens[i]):
                end = i + 1
        return range(first, end if self.tags[end : end + 1] != ["DE"] else first)

    def _names_crime(self, token: Token) -> bool:
        """盗窃罪, but not 犯罪."""
        return token.text.endswith(self.settings.crimes) and token.text not in self.settings.no_crimes

    def _label(self, dash: int) -> range:
        """农业账——种植大户增加6家: a dash and what heads a stretch of text before it, unless that owns what follows."""
        first = dash
        while first and first > dash - LONGEST_LABEL and self.tags[first - 1] not in _BEFORE_NUMBERS:
            first -= 1
        heads = not first or self.tags[first - 1] in _BEFORE_LABELS
        named = {"Q", "T"} & set(self.tags[first:dash]) or self.tags[dash - 1] in OWNERS_AND_MEASURES
        return range(first if heads and not named else dash, dash + 1)

    def _note_turns(self) -> None:
        """从5人扩到200人: the words by which something gets from one quantity to the next, whatever verb it is."""
        quantities = [i for i, tag in enumerate(self.tags) if tag == "Q"]
        for first, second in pairwise(quantities):
            if second - first > 8 or "FROM" not in self.tags[max(0, first - 5) : first]:
                continue
            verb = second - 1
            while verb > first and self.tags[verb] in _BEFORE_ENDS:
                verb -= 1
            turns = self.tokens[verb].text[-1] in self.settings.ends or "TO_PARTICLE" in self.tags[verb:second]
            if verb == first or not turns or self.tags[verb] not in _TURNING:
                continue
            if all(self.tags[i] in ("COUNTED", "N", "ADV", "AUX") for i in range(first + 1, verb)):
                self.turns.add(verb)
                self.dropped |= set(range(verb, second)) | ({first - 1} if self.tags[first - 1] == "DE" else set())

    def _is_event(self, phrase: Phrase) -> bool:
        """帮扶计划全面实施以来: since a deed, and not since a time."""
        tags, tokens = self.tags[phrase.start : phrase.end], self.tokens[phrase.start : phrase.end]
        deed = "V" in tags or any(token.text.endswith(self.settings.begun) for token in tokens)
        return deed and "T" not in tags

    def _is_number(self, i: int) -> bool:
        """The number of an item at its head (2大良小学), a year that is no time (2016银行贷款)."""
        text = self.tokens[i].text
        if not (text.isascii() and text.isdigit()) or self.tokens[i].item is not None:
            return False
        return len(text) in (2, 4) or (len(text) == 1 and (i == 0 or self.tags[i - 1] in _BEFORE_NUMBERS))

    def _section(self, i: int) -> tuple[int, ...]:
        """第十八条第二款所称车辆是指…, 二、郑某…: the number of a section or an item at the head of a clause."""
        text, before = self.tokens[i].text, self.tokens[i - 1].text if i else ""
        numbered = (before if before == "第" else "") + text
        named = numbered[0] == "第" and numbered.endswith(self.settings.section_marks)
        first = i - (before == "第")
        if first and self.tags[first - 1] not in _BEFORE_NUMBERS and not self.tokens[first - 1].text.startswith("第"):
            return ()
        if text in self.settings.item_numbers and self.tags[i + 1 : i + 2] == ["DUN"]:
            return i, i + 1
        return tuple(range(first, i + 1)) if named else ()

    def content(self, start: int, end: int) -> list[int]:
        """The words of a stretch that may be part of a subject."""
        before = self._told_before
        return self._told[before[min(start, len(before) - 1)] : before[max(end, 0)]]

    def _find_told(self) -> None:
        """Find the words that may be part of a subject, and how many stand before each token."""
        dropped, disposes, coordinating = self.dropped, self.settings.disposes, self.settings.coordinating
        told, before = self._told, self._told_before
        for i, tag in enumerate(self.tags):
            before.append(len(told))
            text = self.tokens[i].text
            if tag in EMPTY or i in dropped or text in disposes or self._is_filler(i):
                continue
            if tag != "C" or text in coordinating:
                told.append(i)
        before.append(len(told))

    def _is_filler(self, i: int) -> bool:
        """时间 and 里 after a duration: in 6天时间里."""
        if self.tokens[i].text in self.settings.fillers:
            return i > 0 and (self.tags[i - 1] in ("Q", "T") or self.tokens[i - 1].text in self.settings.fillers)
        return False

    def head(self, before: int, q: int) -> int | None:
        """The last word that tells before a quantity."""
        for i in range(q - 1, before - 1, -1):
            if self.tags[i] not in SKIPPED:
                return None if i in self.dropped else i
        return None

    def base_unit(self, i: int) -> str | None:
        """The base unit of the quantity that a token is; None if it is none."""
        item = self.tokens[i].item
        return item.base_unit if isinstance(item, Quantity) else None

    def length(self, words: list[int]) -> int:
        """How many characters the words have."""
        return sum(len(self.tokens[i].text) for i in words)

    def spans(self, words: list[int]) -> Spans:
        """The words as stretches of the text; neighbours are one stretch."""
        spans: list[Span] = []
        for i in words:
            token = self.tokens[i]
            if spans and spans[-1][1] == token.start:
                spans[-1] = (spans[-1][0], token.end)
            else:
                spans.append((token.start, token.end))
        return tuple(spans)

    def without_joints(self, spans: Spans) -> Spans:
        """A subject without 的, 、 and the like at either end: 、小店, 小店的."""
        kept = self.inside(spans)
        while len(kept) > 1 and self.tags[kept[0]] in _NOT_FIRST and self.tokens[kept[0]].start == spans[0][0]:
            spans = _nonempty((self.tokens[kept[0]].end, spans[0][1]), *spans[1:])
            kept = kept[1:]
        while len(kept) > 1 and self.tags[kept[-1]] in _NOT_LAST and self.tokens[kept[-1]].end == spans[-1][1]:
            spans = _nonempty(*spans[:-1], (spans[-1][0], self.tokens[kept[-1]].start))
            kept = kept[:-1]
        return spans

    def inside(self, spans: Spans) -> list[int]:
        """The tokens of the sentence that stand inside some stretches."""
        known = self._inside.get(spans)
        if known is None:
            known = self._inside[spans] = self._find_inside(spans)
        return known[:]

    def _find_inside(self, spans: Spans) -> list[int]:
        tokens, found = self.tokens, list[int]()
        if not tokens:
            return found
        for start, end in spans:
            if end <= tokens[0].start:
                continue
            first = bisect_left(self.starts, start)
            while first < len(tokens) and tokens[first].end <= end:
                found.append(first)
                first += 1
        return found

    def holds(self, words: frozenset[str]) -> bool:
        """Whether one of some words stands in the sentence: most are not worth looking for clause by clause."""
        return not self.texts.isdisjoint(words)


def _nonempty(*spans: Span) -> Spans:
    return tuple(span for span in spans if span[0] < span[1])
