"""Members of coordinate noun phrases, each with what all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extract.phrase_end import PhraseEnds
from extract.quantity import Quantity
from extract.word_class import BARE, NOUNS, OWNERS, VERBS

# Classes of words that name a member of a list.
MEMBERS: Final = NOUNS | {"V"}
BARE_WORDS: Final = BARE - {"M"}
BARE_NOUNS: Final = BARE - {"A", "M"}
SAID: Final = VERBS | {"MEASURE"}


class Members(PhraseEnds):
    """Cuts lists into their members (城市、农村低保标准), and knows what picks out a group."""

    def members(self, words: list[int], joints: Sequence[str] = ("DUN", "C")) -> list[list[int]]:
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
        if measure := self._measure_before(groups):
            return [groups[0], *([*measure, *group] for group in groups[1:])]
        prefix = [i for i in groups[0][:-1] if self.tags[i] in OWNERS]
        head = self._shared_head(groups)
        tail = head or [i for i in groups[-1] if self.tags[i] in BARE_WORDS][-2:]
        if len(groups[-1]) > len(tail) and not any(self.tags[i] == "MEASURE" for g in groups[:-1] for i in g):
            groups = [[*group, *tail] for group in groups[:-1]] + groups[-1:]
        if prefix and not any(self.tags[i] in OWNERS for g in groups[1:] for i in g):
            groups = groups[:1] + [[*prefix, *group] for group in groups[1:]]
        return groups

    def _measure_before(self, groups: list[list[int]]) -> list[int]:
        """发生率在甲组、乙组: a measure that stands before a list of its owners is of all of them."""
        last = next((k for k in reversed(range(len(groups[0]))) if self.tags[groups[0][k]] == "MEASURE"), None)
        if last is None or last + 1 == len(groups[0]) or self.tokens[groups[0][last] + 1].text != "在":
            return []
        bare = all(self.tags[i] not in BARE_NOUNS for group in groups[1:] for i in group)
        return groups[0][: last + 1] if bare else []

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

    def without_listed(self, left: list[int], q: int) -> list[int]:
        """抓获林某、赵某等5名男子, 甲省、乙省、丙省3个省份: those that are listed before their number are those that are counted."""
        if not q or not left:
            return left
        summed = self.tokens[q - 1].text in self.settings.and_others or self._is_within(q)
        first = len(left)
        while first and self.tags[left[first - 1]] in ("NAME", "DUN", "C"):
            first -= 1
        if summed and first and any(self.tags[i] == "DUN" for i in left[first:]):
            return left[:first]
        if not (summed or left[-1] == q - 1) or self.tags[q + 1 : q + 2] not in (
            ["N"],
            ["PRON"],
            ["OWNER"],
            ["COUNTED"],
        ):
            return left
        first, members = self._list_at_end(left)
        if members < 2 or not (summed or self._is_as_many(members, q)):
            return left
        at_places = self.tokens[left[first] - 1].text[-1:] == "在"  # 在甲市、乙市两座城市
        return left if at_places else left[:first]

    def without_others(self, left: list[int], q: int) -> list[int]:
        """参加开幕式、论坛以及40场讲座: what else is listed before a numeral is not what it counts."""
        if not left or self.tags[q - 1] != "C" or NOUNS.isdisjoint(self.tags[q + 1 : q + 2]):
            return left
        first = len(left)
        while first and self.tags[left[first - 1]] in ("N", "A", "DUN", "C"):
            first -= 1
        if not first and self.tags[left[0] - 1] in ("Q", "DUN"):
            return []  # 11位镇长、村干部连同8位主播
        return left[:first] if first and self.tags[left[first - 1]] in VERBS else left

    def _list_at_end(self, left: list[int]) -> tuple[int, int]:
        """Where the list begins that some words end with, and how many members it has."""
        parts = [k for k, i in enumerate(left) if self.tags[i] == "DUN"]
        members, end = 0, len(left)
        for at in reversed(parts):
            if not all(self.tags[i] in MEMBERS for i in left[at + 1 : end]):
                break
            members, end = members + 1, at
        first = end
        while first and self.tags[left[first - 1]] in NOUNS and (first == end or left[first - 1] + 1 == left[first]):
            first -= 1
        return (first, members + 1) if members and first < end else (len(left), 0)

    def _is_within(self, q: int) -> bool:
        """甲店、乙店在内的20家门店."""
        before = "".join(token.text for token in self.tokens[max(0, q - 3) : q - 1])
        return self.tags[q - 1] == "DE" and before.endswith(self.settings.included)

    def _is_as_many(self, members: int, q: int) -> bool:
        item = self.tokens[q].item
        return isinstance(item, Quantity) and item.value == members

    def age_group(self, before: int, left: list[int]) -> list[int]:
        """65岁及以上 in 65岁及以上人口: the bound before is part of the name of those who are counted next."""
        aged = before > 0 and self.base_unit(before - 1) is not None
        named = aged and left[:1] == [before + 1] and self.tags[before + 1] in NOUNS
        if not named or self.tokens[before].text not in self.settings.ranges:
            return []
        said = before > 1 and self.tags[before - 2] in SAID and before - 2 not in self.dropped
        return [before - 2, before - 1, before] if said else [before - 1, before]  # 投资1亿元以上项目
