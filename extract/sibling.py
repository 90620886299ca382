"""Siblings: items that name only their owner, and are measured as the one before (东部80毫米 after 降雨量52毫米)."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause
from extract.inherit import RELATIVE
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Subject
from extract.topic_reader import TopicReader
from extract.word_class import CHANGES, NOUNS_AND_VERBS, OWNERS, Spans, ordered

# Classes of words that name an owner.
NAMING: Final = frozenset({"N", "NAME", "PLACE", "OWNER", "A", "M"})
NAMING_AND_DE: Final = NAMING | {"DE"}


class Siblings:
    """Remembers in one sentence what was measured last, for items that leave the measure out.

    Attributes:
        spans: where the measure stands; thing: the thing beside it that had it.
        unit: the base unit it was told in, or None for any; changed: whether a change of it was told.
    """

    def __init__(self, words: Words, topics: TopicReader) -> None:
        self.words = words
        self.topics = topics
        self.topic = topics.topic
        self.tokens, self.tags, self.settings = words.tokens, words.tags, words.settings
        self.spans: Spans = ()
        self.thing: Spans = ()
        self.unit: str | None = None
        self.changed = False
        if self.topic.last_measure[2] and self.tokens[0].text in self.settings.among:
            # 货运量5亿吨。其中公路4亿吨，铁路1亿吨
            self.spans, self.thing, self.unit, self.changed = self.topic.last_measure

    @property
    def memory(self) -> tuple[Spans, Spans, str | None, bool]:
        """What the sentence leaves for one that begins with 其中."""
        return self.spans, self.thing, self.unit, self.changed

    def of(self, left: list[int], q: int) -> Subject | None:
        """The subject of a quantity whose words name nothing but an owner of the measure before; else None."""
        if not left or not self._names_owner_only(left, q):
            return None
        owner = self._owner_beside(left, q)
        return Subject(self._joined(owner), owner, (), "subject.same-measure")

    def of_other(self, left: list[int], q: int) -> Subject | None:
        """中国金融业利润占比超过80%，而美国仅20%: a share of another place, if that is all that is named; else None."""
        base = self.topic.subject
        inside = self.words.inside(base.spans)
        if (
            not left
            or not all(self.tags[i] == "PLACE" for i in left)
            or len(inside) < 2
            or self.words.base_unit(q) != "%"
        ):
            return None
        shared = base.rule.startswith("subject.share") and self.topic.unit == "%"
        if not shared or self.tags[inside[0]] not in ("PLACE", "OWNER"):
            return None
        rest = inside[1:] if self.tags[inside[1]] != "DE" else inside[2:]
        owner = self.words.spans(left)
        return Subject(ordered(owner, self.words.spans(rest)), owner, (), "subject.same-measure")

    def frame(self, clause: Clause) -> None:
        """响应时间方面，甲系统需6秒，乙系统需9秒: the measure of the owners that follow."""
        for phrase in self.words.phrases:
            if phrase.role == "measure" and clause.start <= phrase.start < clause.end:
                framed = [i for i in range(phrase.first, phrase.last) if self.tags[i] in NOUNS_AND_VERBS]
                if framed:
                    self.spans, self.unit = self.words.spans(framed), None
                    self.topic.subject = self.topics.with_owner(framed)  # 价格方面，20元最受欢迎

    def remember(self, before: int, q: int) -> None:
        """What the last quantity measured, for items that follow and name only their owner."""
        words = self.words.content(before, q)
        if len(words) > 1 and self.tags[words[-1]] == "MEASURE_PREFIX":
            each = self.tokens[words[-1]].text in self.settings.all_of  # 失业率均超过5%
            if each or self.tags[words[-2]] in CHANGES:
                words.pop()  # 低保标准提高到每月620元
        changed = bool(words) and self.tags[words[-1]] in CHANGES
        shared = words[-1:] if words and self.tokens[words[-1]].text in self.settings.kept_shares else []
        if len(words) > 1 and self.tags[words[-1]] == "SHARE_NOUN" and self.tags[words[-2]] == "MEASURE":
            shared = words[-2:]  # 首付款比例
        measure = shared or self.words.measure_at_end(words[: len(words) - changed])
        if not measure and len(words) > 1 and words[-1] == q - 1 and self.tags[q + 1 : q + 2] == ["DUN"]:
            measure = self.words.measure_at_end(words[:-1])  # 平均年龄男29岁、女27岁
        if measure:
            self.spans, self.unit = self.words.spans(measure), self.words.base_unit(q)
            self.changed = changed
            beside = [i for i in words if i < measure[0]][-1:]
            adjoins = self._is_thing(beside) and self.tokens[beside[0]].end == self.tokens[measure[0]].start
            whole = bool(beside) and self.tokens[beside[0]].text in self.settings.wholes
            self.thing = self.words.spans(beside) if adjoins and not whole else ()

    def announce(self, clause: Clause) -> None:
        """三站的日雨量分别为：: the measure of the items that follow."""
        if clause.end < len(self.tags) and self.tags[clause.end] == "COLON":
            measure = self.words.measure_at_end(self.words.content(clause.start, clause.end))
            if measure and not (clause.quantities and clause.quantities[-1] > measure[0]):
                self.spans, self.unit = self.words.spans(measure), None

    def _is_thing(self, words: list[int]) -> bool:
        """A single common noun."""
        return len(words) == 1 and self.tags[words[0]] in ("N", "M") and len(self.tokens[words[0]].text) > 1

    def same_change(self, q: int) -> bool:
        """价格上涨2.5%，其中城市上涨2.4%: the item changes as what was measured before did."""
        unit = self.words.base_unit(q)
        return self.changed and unit == self.unit and unit in RELATIVE

    def _same_rate(self, left: list[int], q: int) -> bool:
        """近视率为56.3%，其中小学生38.2%，初中生68.5%: a rate of parts of what had one before, or of another place."""
        ending = self.words.text[self.spans[-1][1] - 1]
        if self.words.base_unit(q) != "%" or self.unit not in (None, "%"):
            return False
        if self.words.text[slice(*self.spans[-1])].endswith(self.settings.kept_shares) or self._is_ranked(left):
            return True  # 甲厂市场份额为45%，乙厂25%
        if self.unit is None or ending != "率":
            return False
        if all(self.tags[i] == "PLACE" for i in left):
            return True  # 甲省失业率超过5%，乙省仅2%
        among = any(token.text in self.settings.among for token in self.tokens[max(0, q - 5) : q])
        among = among or self.tokens[q - 1].text in self.settings.being  # 对照组为15%
        return among or self.topic.subject.rule == "subject.same-measure"

    def without_rate(self, left: list[int]) -> list[int]:
        """农村每人每月450元 after 城市低保标准每人每月620元: what both are counted for is no part of the owner."""
        last = len(left)
        while last > 1 and self.tags[left[last - 1]] == "MEASURE_PREFIX":
            last -= 1
        rate = "".join(self.tokens[i].text for i in left[last:])
        measured = self.words.text[self.spans[-1][0] : self.spans[-1][1]] if self.spans else ""
        return left[:last] if rate and measured.endswith(rate) else left

    def _owner_beside(self, left: list[int], q: int) -> Spans:
        """牛肉 after 猪肉价格下跌12.5%: it owns the measure in place of the thing that owned it before, not of a place."""
        subject, before = self.topics.with_owner(left), self.topic.subject.owner
        if self._is_ranked(left):
            return self.words.spans(left)
        if self.tags[left[0]] == "V" or (self.thing and subject.spans[:1] == self.thing and self._is_thing(left)):
            return self.words.spans(left)  # 羊肉42元 after 猪肉批发价22元
        inside = self.words.inside(before)
        thing = bool(inside) and self.tags[inside[-1]] not in OWNERS and self.same_change(q)
        return self.words.spans(left) if thing and subject.spans[: len(before)] == before else subject.spans

    def _is_ranked(self, left: list[int]) -> bool:
        """二套房 after 首套房, 二线 after 一线城市: the next of a series, which takes the place of the one before."""
        before = self.words.inside(self.topic.subject.owner)
        if not before or self.tags[left[0]] != "M" or self.tags[before[0]] != "M":
            return False
        rank, former = self._rank(left), self._rank(before)
        if len(rank) > 1 and len(former) > 1:
            return rank != former and rank[-1] == former[-1]
        named = [[self.tokens[i].text for i in words[1:]] for words in (left, before)]
        return rank != former and bool(named[0]) and named[0] == named[1][: len(named[0])]

    def _rank(self, words: list[int]) -> str:
        """二线 of 二线城市, 三四线, 首 of 首套房."""
        single = len(words) > 1 and len(self.tokens[words[1]].text) == 1
        return "".join(self.tokens[i].text for i in words[: 1 + single])

    def _names_owner_only(self, left: list[int], q: int) -> bool:
        """东部80毫米 after 降雨量52毫米: the item names its owner and leaves out the measure."""
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        if not self.spans or (quantity.base_unit in RELATIVE and not (self.same_change(q) or self._same_rate(left, q))):
            return False
        if self.unit not in (None, quantity.base_unit) or self.words.length(left) > 10:
            return False
        if self.tokens[left[0]].text[0] == "最":
            return False  # 最大小时雨强: a measure of its own
        listed = self.tags[left[0] - 1] == "DUN" and left[-1] == q - 1 and self.words.length(left) <= 6
        if listed and self.topic.subject.rule == "subject.same-measure":
            return True  # 清岗138毫米、望亭96毫米、老鸦渡211毫米
        deed = len(left) == 1 and self.tags[left[0]] == "V" and self.same_change(q)  # 衣着上涨0.4%，居住上涨2.6%
        named = self.tags[left[-1]] in ("PLACE", "NAME")  # 排第二的乙国为49万吨
        kinds = NAMING_AND_DE if named else NAMING
        return deed or all(self.tags[i] in kinds for i in left)

    def _joined(self, owner: Spans) -> Spans:
        """短视频用户 and 用户规模 share a word: 短视频用户规模."""
        named = "".join(self.words.text[s:e] for s, e in owner)
        start, end = self.spans[0]
        shared = next(
            (k for k in range(end - start - 1, 1, -1) if named.endswith(self.words.text[start : start + k])), 0
        )
        return ordered(owner, ((start + shared, end), *self.spans[1:]))
