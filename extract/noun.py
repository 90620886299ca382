"""Noun phrases: which words of a sentence name, measure, own or describe."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.member import Members
from extract.quantity import Quantity
from extract.word_class import EMPTY, JOINTS, NOUNS, OWNERS

# What may stand before the words at the beginning of a clause, and how many of them may describe a noun.
LEADING: Final = frozenset({"ADV", "T", "C", "QUOTE", "SPACE", "AMONG"})
FARTHEST_HEAD: Final = 8
NOUNS_AND_DEEDS: Final = NOUNS | {"V"}
NAMES: Final = NOUNS - {"M"}
DONE: Final = NOUNS | {"V", "AUX"}


class Words(Members):
    """The tokens of one sentence, by index, with the questions a reader of subjects asks of them."""

    def leading(self, clause: Clause) -> list[int]:
        """The noun phrase at the beginning of a clause."""
        known = self._leading.get(clause.start)
        if known is None:
            known = self._leading[clause.start] = self._find_leading(clause)
        return known[:]

    def _find_leading(self, clause: Clause) -> list[int]:
        if described := self._described(clause):
            return described
        head: list[int] = []
        for i in range(clause.start, clause.end):
            tag = self.tags[i]
            if i in self.dropped:
                continue
            if not head and self.tokens[i].text in self.settings.prepositions:
                return []
            if not head and tag in EMPTY and tag != "Q":
                continue
            if not head and tag == "V" and self._begins_place(i):
                head.append(i)  # 栖云山景区
                continue
            if tag in NOUNS or tag == "PRON" or (head and (tag in JOINTS or self._is_noun(head, clause, i))):
                head.append(i)
            elif tag not in ("QUOTE", "T"):
                break
        if len(head) > 1 and self.tags[head[-1]] == "A" and head[-1] + 1 == clause.end and not clause.quantities:
            head.pop()  # 河东旱情严重
        while head and self.tags[head[-1]] in JOINTS:
            head.pop()
        named = bool(head) and self.tags[head[0]] == "NAME" and len(self.tokens[head[0]].text) <= 3
        named = named and len(head) > 3 and self.tags[head[1]] not in OWNERS
        if named and any(self.tags[i] == "DE" for i in head[3:]):
            return head[:1]  # 吴某假借归还贷款的理由
        return head

    def _begins_place(self, i: int) -> bool:
        """栖 in 栖云山: a character that the dictionary knows as a verb begins the name of a place."""
        return len(self.tokens[i].text) == 1 and self.tags[i + 1 : i + 2] == ["PLACE"]

    def _described(self, clause: Clause) -> list[int]:
        """为期6天的灯会闭幕, 家住河西的马大伯今年77岁: what stands after 的 and does something, not what it is told with."""
        if "DE" not in self.tags[clause.start : clause.end]:
            return []
        first = next((i for i in range(clause.start, clause.end) if self.tags[i] not in LEADING), clause.end)
        de = next((i for i in range(first, min(first + FARTHEST_HEAD, clause.end)) if self.tags[i] == "DE"), None)
        if de is None or self.base_unit(first) == "%":
            return []  # 三成的买家来自…
        named = any(self.tags[i] in OWNERS for i in range(first, de))
        if self.tokens[first].text not in self.settings.describing and (
            named or "Q" not in self.tags[first : first + 3]
        ):
            return []
        end = de + 1
        while end < clause.end and (self.tags[end] in NAMES or self._begins_name(end, de)):
            end += 1
        acts = end < clause.end and self.tags[end] in ("V", "T", "ADV")
        return list(range(de + 1, end)) if acts else []

    def _begins_name(self, i: int, de: int) -> bool:
        """整治 in 专项整治行动, 退休 in 退休教师方敏."""
        person = i == de + 1 and self.tags[i] == "V" and self.tags[i + 1 : i + 3] == ["N", "NAME"]
        return person or self._begins_undertaking(i)

    def _is_noun(self, head: list[int], clause: Clause, i: int) -> bool:
        """这次体检共有…, 本次发行…: a deed that is pointed at is a noun; so is one inside a name."""
        first = head[0]
        pointed = self.tags[first] == "PRON" and self.tokens[first].text[0] in self.settings.determiners
        if pointed and self.tags[i] == "V" and i == first + 1 and i + 1 < clause.end:
            counted = len(self.tokens[first].text) == 2 and self.tags[i + 1] in NOUNS  # 这名跳高选手
            return counted or self.tags[i + 1] not in DONE
        return self._is_nominal(clause, i)

    def _is_nominal(self, clause: Clause, i: int) -> bool:
        """A verb inside a name: nouns follow it, and after them another verb (扶贫示范园位于…)."""
        text = self.tokens[i].text
        if self.tags[i] != "V" or text in self.settings.situated or text in self.settings.joined:
            return False
        j = i + 1
        while j < clause.end and self.tags[j] in NOUNS_AND_DEEDS and j <= i + 3:
            if self.tags[j] in ("OWNER", "MEASURE") or self.tokens[j].text[:1] == "《":
                return True
            j += 1
        return False

    def described(self, start: int, end: int) -> list[int]:
        """100部融入中国元素的微短剧作品: the noun after the clause that describes it."""
        if start >= end:
            return []
        des = [i for i in range(start, end) if self.tags[i] == "DE"]
        if self.tags[start] in ("V", "P", "A"):
            return self.nouns_from(des[-1] + 1, end, True) if des else []
        told = {"T", "AUX"} & set(self.tags[start : des[0]]) if des else ()
        if told or not des or self.tokens[start].text not in self.settings.attributive:
            return []  # 百名在外青年5日举办…的联欢会
        nouns = self.nouns_from(des[0] + 1, end, True)
        return nouns if "LOC" not in self.tags[des[0] + 1 : end] else []  # 9人在两车的碰撞中受伤

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
        while nouns and (self.tags[nouns[-1]] in JOINTS or (not attributive and self.tags[nouns[-1]] == "V")):
            nouns.pop()
        return nouns[:10]

    def is_counted(self, clause: Clause, last: int) -> bool:
        """Whether a quantity follows a noun phrase at once: 办公室1间, 贫困户共59户."""
        for i in range(last + 1, clause.end):
            if self.tags[i] == "Q":
                return True
            if self.tags[i] not in ("LINK", "ADV", "EACH", "AUX"):
                return False
        return False

    def counts_nothing(self, clause: Clause, q: int) -> bool:
        """市盈率0.15综合收益4.4061: a fraction without a unit, in a row of measures and figures, counts no noun behind it."""
        item = self.tokens[q].item
        plain = isinstance(item, Quantity) and not item.unit and not item.base_unit and "." in item.text
        at = clause.quantities.index(q)
        if not plain or at + 1 == len(clause.quantities):
            return False
        if at:
            return self.counts_nothing(clause, clause.quantities[at - 1])
        return self.tags[q - 1] in NOUNS or self.tags[clause.quantities[1] - 1] == "MEASURE"
