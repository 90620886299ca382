"""Tense: what the words of a clause tell of its time where they name none (done by now, to come, or so at any time)."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from extract.clause import Clause
from extract.pattern import compiled
from extract.period import Period
from extract.quantity import Quantity
from extract.rulebook import Rulebook, one_of
from extract.stated import is_relative
from extract.token import Token

EARLIER: Final = "period.earlier"
# Classes of words that name who is counted, and an event.
DOERS: Final = frozenset({"N", "OWNER", "NAME", "PLACE", "PRON", "A"})
NAMES: Final = DOERS | {"V"}


class Tense:
    """Tells the tense of a sentence, a clause or a quantity with the word lists of ``rules/claims.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        settings = book.data["claims"]["times"]
        self._lasting = frozenset(settings["lasting"])
        self._physical = frozenset(settings["physical"])
        self._built_for, self._weighs = frozenset(settings["built_for"]), frozenset(settings["weighs"])
        self._events = tuple(settings["events"])
        self._still = frozenset(settings["still"])
        self._yearly = compiled(one_of(settings["yearly"]))
        self._rules = frozenset(settings["of_rules"])
        self._due = frozenset(settings["due"])
        self._after = frozenset(settings["after_event"])
        self._possible = frozenset(settings["possible"])
        self._demands = frozenset(settings["demands"])
        self._took = frozenset(settings["took"])
        self._story = frozenset(settings["story"])
        self._forecasts = frozenset(book.data["claims"]["modality"]["projected"])
        self._already = tuple(settings["already"])
        self._counted = tuple(settings["counted_time"])
        self._being = frozenset(book.data["claims"]["subjects"]["being"])
        self._from, self._set = (frozenset(settings["sets_in"][side]) for side in ("before", "after"))

    def goes_on(self, texts: Set[str]) -> bool:
        """Whether a sentence with these words goes on with a story: 随后警方又查封…, 本次检查共发出…"""
        return not self._story.isdisjoint(texts)

    def has_turns(self, texts: Set[str]) -> bool:
        """Whether a clause of a sentence with these words may be after an event, or tell of what is demanded."""
        return not (self._after.isdisjoint(texts) and self._demands.isdisjoint(texts))

    def is_forecast(self, tokens: list[Token]) -> bool:
        """Whether words tell what is expected: 预计全年发电30亿千瓦时."""
        return any(token.text in self._forecasts for token in tokens)

    def is_done(self, tokens: list[Token], clause: Clause) -> bool:
        """计划到2026年安装300部，已完工47部: what has been done by now is not of the year of the plan."""
        words = tokens[clause.start : clause.quantities[0]] if clause.quantities else ()
        return any(token.text.startswith(self._already) for token in words) and not any(
            t.text in self._forecasts for t in words
        )

    def is_after_event(self, tokens: list[Token], clause: Clause) -> bool:
        """建成后可安置40人: what an event will bring once it has come has no time of its own."""
        for i in range(clause.start + 1, clause.end):
            if tokens[i].tag in ("Q", "T"):
                return False
            if tokens[i].text in self._after and tokens[i - 1].tag == "V":
                return any(t.text in self._possible for t in tokens[i + 1 : i + 5])
        return False

    def is_demanded(self, tokens: list[Token], clause: Clause) -> bool:
        """诉讼请求：赔偿1260元: what is demanded is of no time."""
        return any(token.text in self._demands for token in tokens[clause.start : clause.end])

    def set_in(self, tokens: list[Token], q: int) -> bool:
        """自10月起，首付比例由25%下调到15%: where a change began is of the time it set in, if that is told."""
        at = next((i for i in range(q - 1, 0, -1) if isinstance(tokens[i].item, Period) or tokens[i].tag == "SEMI"), 0)
        told = [token.text for token in tokens[at - 1 : at + 2 : 2]]
        return at > 0 and tokens[at + 2].tag == "COMMA" and told[0] in self._from and told[1] in self._set

    def was(self, tokens: list[Token], q: int) -> bool:
        """比此前的535元, 此前为450元: what was so before has a time that nobody tells."""
        before = tokens[q - 2].item if q > 1 else None
        earlier = isinstance(before, Period) and before.rule == EARLIER and not is_relative(tokens[q])
        return earlier and (tokens[q - 1].tag == "DE" or tokens[q - 1].text in self._being)

    def is_ruled(self, tokens: list[Token], clause: Clause) -> bool:
        """Whether a clause tells what a rule sets: 年底结转比例不得超过5%."""
        return any(
            token.text in self._rules and (i + 1 == len(tokens) or tokens[i + 1].text not in self._due)
            for i, token in enumerate(tokens[clause.start : clause.end], clause.start)
        )

    def is_built_for(self, tokens: list[Token], clause: Clause, q: int) -> bool:
        """Whether a quantity says what a thing is like, at any time: 推力为510吨."""
        return any(token.text in self._built_for for token in tokens[max(clause.start, q - 2) : q])

    def stands(self, tokens: list[Token], clause: Clause, q: int) -> bool:
        """Whether a quantity holds whatever time the text is at: an age, a duration, a size, what a rule allows."""
        item = tokens[q].item
        families = frozenset(item.rules) if isinstance(item, Quantity) else frozenset()
        if families & self._lasting:
            counted = any(t.text.endswith(self._counted) for t in tokens[clause.start : q])
            counted = counted or (tokens[q - 1].tag in ("MORE", "LESS") and tokens[clause.start].tag == "THAN")
            counted = counted or self._is_of_event(tokens, clause, q)
            return not counted and not any(t.text in self._took for t in tokens[max(clause.start, q - 2) : q])
        if any(token.text in self._weighs for token in tokens[max(clause.start, q - 2) : q]):
            return True  # 该星重约1.3吨
        if not families & self._physical:
            return False
        before = tokens[clause.start : q]
        if any(t.tag in ("V", "LIGHT", "UP", "DOWN") and t.text not in self._still for t in before):
            return False
        return not self._yearly.search("".join(t.text for t in before))  # 播种面积8230万亩

    def _is_of_event(self, tokens: list[Token], clause: Clause, q: int) -> bool:
        """近4小时的音乐会: how long an event took is of its time."""
        if q + 2 >= clause.end or tokens[q + 1].tag != "DE":
            return False
        last = next((i for i in range(q + 2, clause.end) if tokens[i].tag not in NAMES), clause.end)
        return last > q + 2 and tokens[last - 1].text.endswith(self._events)
