"""Noun phrases: the words of a sentence, and which of them name, measure, own or describe."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from extract.claim import Span
from extract.clause import Clause
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.subject_settings import SubjectSettings
from extract.token import Token

Spans = tuple[Span, ...]

NOUNS = frozenset("N NAME PLACE MEASURE OWNER SHARE_NOUN CHANGE_NOUN MEASURE_PREFIX A M OTHER COUNTED".split())
JOINTS = frozenset({"DE", "DUN", "C"})
OWNERS = frozenset({"NAME", "PLACE", "OWNER", "PRON"})
BARE = frozenset({"MEASURE", "MEASURE_PREFIX", "SHARE_NOUN", "CHANGE_NOUN", "DE", "A", "CMP", "M"})
# What may stand between a verb of change and where the change ends.
_BEFORE_ENDS = frozenset({"T", "LINK", "ADV", "AUX", "DE", "MEASURE_PREFIX", "TO_PARTICLE"})
_BEFORE_NUMBERS = frozenset({"STOP", "SEMI", "OPEN", "COLON", "COMMA", "QUOTE"})
# Never part of a subject.
EMPTY = frozenset(
    "ADV AUX LINK T CMP AMONG EACH SAY QUOTE COMMA SEMI STOP COLON OPEN CLOSE SPACE PER THAN OWN_SAY FROM TO_PARTICLE "
    "Q LIGHT ABOVE BELOW CAUSE".split()
)
# Two times, joined.
TIMES = (["T", "DUN", "T"], ["T", "C", "T"])
# What may stand between the last word that tells and the quantity.
SKIPPED = frozenset("ADV AUX LINK T QUOTE SPACE TO_PARTICLE EACH M DE ABOVE BELOW".split())
VERBS = frozenset({"V", "UP", "DOWN"})
CHANGES = frozenset({"UP", "DOWN", "MORE", "LESS"})


class Words:
    """The tokens of one sentence, by index, with the questions a reader of subjects asks of them."""

    def __init__(
        self, text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], settings: SubjectSettings
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.tags = [token.tag for token in tokens]
        for i, token in enumerate(tokens[:-1]):
            if token.text in settings.finding and tokens[i + 1].tag in ("N", "MEASURE", "A", "M"):
                self.tags[i] = "V"  # 发现问题120个
            elif token.tag == "Q" and tokens[i + 1].text in settings.counted_pronouns:
                self.tags[i + 1] = "OWNER"  # 38家公司
            elif token.text in settings.negations and tokens[i + 1].tag == "V":
                self.tags[i] = "V"  # 不起诉1874人
        self.phrases = phrases
        self.settings = settings
        self.dropped = self._dropped(phrases)
        self.turns = set[int]()
        if "FROM" in self.tags:
            self._note_turns()

    def _dropped(self, phrases: Sequence[Phrase]) -> set[int]:
        """Tokens that belong to no subject: phrases of other roles, brackets without a quantity, numbers of items."""
        dropped = {i for i, token in enumerate(self.tokens) if token.text[0] in "0123456789" and self._is_number(i)}
        dropped |= {j for i, token in enumerate(self.tokens) if token.tag == "M" for j in self._section(i)}
        dropped |= {
            i for phrase in phrases if phrase.role in ("report", "frame", "example", "place", "measure")
            for i in range(phrase.start, phrase.end)
        }  # fmt: skip
        dropped |= {i for p in phrases if p.role == "baseline" for i in range(p.start, p.end)}
        dropped |= {i for p in phrases if p.role == "time" and self._is_event(p) for i in range(p.start, p.end)}
        if self.tags.count("T") > 1:  # 一、二季度
            dropped |= {i for i in range(1, len(self.tags) - 1) if self.tags[i - 1 : i + 2] in TIMES}
        opened: int | None = None
        for i, tag in enumerate(self.tags):
            if tag == "OPEN":
                opened = i
            elif tag == "CLOSE" and opened is not None:
                inside = range(opened, i + 1)
                if not any(self.tags[j] == "Q" for j in inside):
                    dropped.update(inside)
                opened = None
        return dropped

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
            if verb == first or not turns or self.tags[verb] not in VERBS | {"TO"}:
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
        """第二十五条第一款共同犯罪是指…, 二、许某…: the number of a section or an item at the head of a clause."""
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
        return [
            i for i in range(start, end)
            if self.tags[i] not in EMPTY and i not in self.dropped and not self._is_filler(i)
            and self.tokens[i].text not in self.settings.disposes
            and (self.tags[i] != "C" or self.tokens[i].text in self.settings.coordinating)
        ]  # fmt: skip

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

    def length(self, words: Sequence[int]) -> int:
        """How many characters the words have."""
        return sum(len(self.tokens[i].text) for i in words)

    def spans(self, words: Sequence[int]) -> Spans:
        """The words as stretches of the text; neighbours are one stretch."""
        spans: list[Span] = []
        for i in words:
            token = self.tokens[i]
            if spans and spans[-1][1] == token.start:
                spans[-1] = (spans[-1][0], token.end)
            else:
                spans.append((token.start, token.end))
        return tuple(spans)

    def inside(self, spans: Spans) -> list[int]:
        """The tokens of the sentence that stand inside some stretches."""
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

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens begin."""
        return [token.start for token in self.tokens]

    # Phrases

    def leading(self, clause: Clause) -> list[int]:
        """The noun phrase at the beginning of a clause."""
        head: list[int] = []
        for i in range(clause.start, clause.end):
            tag = self.tags[i]
            if i in self.dropped:
                continue
            if not head and self.tokens[i].text in self.settings.prepositions:
                return []
            if not head and tag in EMPTY and tag != "Q":
                continue
            if tag in NOUNS or tag == "PRON" or (head and (tag in JOINTS or self._is_noun(head, clause, i))):
                head.append(i)
            elif tag not in ("QUOTE", "T"):
                break
        while head and self.tags[head[-1]] in JOINTS:
            head.pop()
        named = bool(head) and self.tags[head[0]] == "NAME" and len(self.tokens[head[0]].text) <= 3
        if named and len(head) > 3 and any(self.tags[i] == "DE" for i in head[3:]):
            return head[:1]  # 吴某假借归还贷款的理由
        return head

    def _is_noun(self, head: Sequence[int], clause: Clause, i: int) -> bool:
        """这次体检共有…, 本次发行…: a deed that is pointed at is a noun; so is one inside a name."""
        first = head[0]
        pointed = self.tags[first] == "PRON" and self.tokens[first].text[0] in self.settings.determiners
        if pointed and self.tags[i] == "V" and i == first + 1 and i + 1 < clause.end:
            return self.tags[i + 1] not in NOUNS | {"V", "AUX"}
        return self._is_nominal(clause, i)

    def _is_nominal(self, clause: Clause, i: int) -> bool:
        """A verb inside a name: nouns follow it, and after them another verb (扶贫示范园位于…)."""
        text = self.tokens[i].text
        if self.tags[i] != "V" or text in self.settings.situated or text in self.settings.joined:
            return False
        j = i + 1
        while j < clause.end and self.tags[j] in NOUNS | {"V"} and j <= i + 3:
            if self.tags[j] in ("OWNER", "MEASURE") or self.tokens[j].text[:1] == "《":
                return True
            j += 1
        return False

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

    def without_listed(self, left: list[int], q: int) -> list[int]:
        """抓获林某、赵某等5名嫌疑男子: the persons listed before 等 are those that are counted."""
        if not q or self.tokens[q - 1].text not in ("等", "等等"):
            return left
        first = len(left)
        while first and self.tags[left[first - 1]] in ("NAME", "DUN", "C"):
            first -= 1
        listed = any(self.tags[i] == "DUN" for i in left[first:])
        return left[:first] if listed and first else left

    def without_measure(self, head: Sequence[int]) -> list[int]:
        """A noun phrase without the measure it ends in: its owner."""
        kept = list(head)
        while kept and self.tags[kept[-1]] in BARE:
            kept.pop()
        return kept

    def without_deed(self, words: Sequence[int]) -> list[int]:
        """省财政 in 省财政下达补助(资金): who does it, without the deed; a verb inside a name stays (扶贫示范园)."""
        first = 1 + bool(words and self.tags[words[0]] == "PRON")  # 本次发行
        verb = next((k for k, i in enumerate(words) if k >= first and self.tags[i] == "V"), len(words))
        return list(words if any(self.tags[i] in OWNERS for i in words[verb:]) else words[:verb])

    def until_verb(self, words: Sequence[int]) -> list[int]:
        """The noun phrase that some words begin with."""
        kept = []
        for i in words:
            if self.tags[i] not in NOUNS | JOINTS | {"PRON"}:
                break
            kept.append(i)
        return kept

    def described(self, start: int, end: int) -> list[int]:
        """100部融入中国元素的微短剧作品: the noun after the clause that describes it."""
        if start >= end or self.tags[start] not in ("V", "P", "A"):
            return []
        de = [i for i in range(start, end) if self.tags[i] == "DE"]
        return self.nouns_from(de[-1] + 1, end, True) if de else []

    def nouns_from(self, start: int, end: int, attributive: bool) -> list[int]:
        """The noun phrase that begins at a word; ``attributive`` after 的."""
        rest = self.content(start, end)
        last = self.tags[rest[-1]] if rest else ""
        deed = last == "V" and self.length(rest) <= 4 and rest[-1] - rest[0] == len(rest) - 1  # 640万元的索赔要求
        plain = attributive and rest and self.length(rest) <= 10 and (last == "N" or deed)
        if plain and "Q" not in self.tags[start:end]:
            return rest
        nouns: list[int] = []
        for i in range(start, end):
            tag = self.tags[i]
            if tag == "QUOTE" or i in self.dropped:
                continue
            follows = self.tags[i + 1] if i + 1 < end else ""
            verbal = tag == "V" and (
                follows in ("N", "MEASURE", "DE", "COUNTED")
                or (attributive and bool(nouns) and not follows)
                or (not nouns and follows in ("", "COMMA", "DUN", "C"))
            )
            bound = bool(nouns) and self.tokens[i].text in self.settings.bounds and follows in NOUNS
            if tag in NOUNS or (nouns and tag in JOINTS) or (verbal and len(nouns) < 6) or bound:
                nouns.append(i)
            else:
                break
        while nouns and self.tags[nouns[-1]] in JOINTS | (set() if attributive else {"V"}):
            nouns.pop()
        return nouns[:10]

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

    def members(self, words: Sequence[int], joints: Sequence[str] = ("DUN", "C")) -> list[list[int]]:
        """The members of a coordinate noun phrase, each with what all share at the head or the tail."""
        groups: list[list[int]] = [[]]
        for i in words:
            if self.tags[i] in joints:
                groups.append([])
            else:
                groups[-1].append(i)
        groups = self._shared_tail([group for group in groups if group])
        if len(groups) < 2:
            return groups
        prefix = [i for i in groups[0][:-1] if self.tags[i] in OWNERS]
        head = self._shared_head(groups)
        tail = head or [i for i in groups[-1] if self.tags[i] in BARE - {"M"}][-2:]
        if len(groups[-1]) > len(tail) and not any(self.tags[i] == "MEASURE" for g in groups[:-1] for i in g):
            groups = [[*group, *tail] for group in groups[:-1]] + groups[-1:]
        if prefix and not any(self.tags[i] in OWNERS for g in groups[1:] for i in g):
            groups = groups[:1] + [[*prefix, *group] for group in groups[1:]]
        return groups

    def _shared_tail(self, groups: list[list[int]]) -> list[list[int]]:
        """济南、青岛现货, 济南、青岛两地: what stands behind a list of bare owners is of all, or says how many they are."""
        if len(groups) < 2 or not all(self.tags[i] in OWNERS for group in groups[:-1] for i in group):
            return groups
        last = groups[-1]
        owners = next((k for k, i in enumerate(last) if self.tags[i] not in OWNERS), len(last))
        tail = last[owners:]
        if not owners or not tail or any(self.tags[i] not in NOUNS for i in tail):
            return groups
        if self.tokens[tail[0]].text in self.settings.appositions:
            tail, groups = tail[1:], [*groups[:-1], [*last[:owners], *tail[1:]]]
        return [[*group, *tail] for group in groups[:-1]] + groups[-1:]

    def _shared_head(self, groups: list[list[int]]) -> list[int]:
        """城市、农村低保标准: single words share what stands behind the last of them; none if they are more than words."""
        begins = {self.tags[group[0]] for group in groups}
        alike = begins <= {"N", "PLACE", "NAME", "OWNER"} or begins == {"M"}
        head = groups[-1][1:] if alike and all(len(group) == 1 for group in groups[:-1]) else []
        while head and self.tags[head[0]] == "M":
            head = head[1:]  # 甲、乙、丙三类产品收入
        nominal = all(self.tags[i] in ("N", "MEASURE", "V", "A") for i in head)
        return head if head and nominal and self.tags[head[-1]] in ("N", "MEASURE") else []

    def age_group(self, before: int, left: Sequence[int]) -> list[int]:
        """65岁及以上 in 65岁及以上人口: the age before is part of the name of those who are counted next."""
        aged = before > 0 and self.base_unit(before - 1) in self.settings.ages
        named = aged and left[:1] == [before + 1] and self.tags[before + 1] in NOUNS
        return [before - 1, before] if named and self.tokens[before].text in self.settings.bounds else []

    def holder(self, words: list[int]) -> list[int]:
        """港口 in 港口完成货物(吞吐量), 小区 in 小区共有住户: who has or does it, without what that is."""
        for k in range(1, len(words)):
            between = range(words[k - 1] + 1, words[k])
            if any(self.tags[i] == "LIGHT" or self.tokens[i].text in self.settings.having for i in between):
                return words[:k]
        return words

    def root(self, words: Sequence[int]) -> list[int]:
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

    def trimmed(self, words: Sequence[int]) -> list[int]:
        """Without joints and prepositions at the ends; too long a subject loses its modifiers."""
        words = list(words)
        while words and self.tags[words[0]] in JOINTS | {"LOC", "AUX", "OTHER"}:
            words.pop(0)
        while words and (self.tags[words[-1]] in JOINTS | {"P", "LOC"} or self.tokens[words[-1]].text == "均"):
            words.pop()
        if len(words) > 1 and (
            self.tokens[words[0]].text == "在" or self.tokens[words[0]].text in self.settings.adverbial
        ):
            words.pop(0)
        words = self._without_manner(words)
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

    def is_described(self, words: Sequence[int]) -> bool:
        """A noun with a clause of its own before it (包括直播在内的网络视听行业市场规模) says whose it is."""
        de = next((k for k, i in enumerate(words) if self.tags[i] == "DE"), None)
        if de is None:
            return False
        nouns = sum(self.tags[i] in NOUNS and self.tags[i] not in BARE for i in words[de + 1 :])
        return nouns >= 2 and self.length(words[: de + 1]) >= 4

    def is_counted(self, clause: Clause, last: int) -> bool:
        """Whether a quantity follows a noun phrase at once: 办公室1间, 贫困户共59户."""
        for i in range(last + 1, clause.end):
            if self.tags[i] == "Q":
                return True
            if self.tags[i] not in ("LINK", "ADV", "EACH", "AUX"):
                return False
        return False


def ordered(*parts: Spans) -> Spans:
    """The parts one after another, neighbours joined, repetitions left out."""
    spans: list[Span] = []
    for part in parts:
        for start, end in part:
            for s, e in spans:
                if s <= start and end <= e:
                    break
            else:
                if spans and spans[-1][1] == start:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
    return tuple(spans)
