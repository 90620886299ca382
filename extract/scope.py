"""Time scope: which time governs which quantity, and from which a change is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from extract.carry import Running
from extract.clause import Clause, starts_change
from extract.document import DocumentDate
from extract.phrase import Phrase
from extract.rulebook import Rulebook
from extract.stated import BOUNDS, Stated, StatedTimes, is_relative, joined
from extract.tense import DOERS, Tense
from extract.token import RATIO_SIGNS, Token

# How far apart the two ends of a change may stand, in words.
FROM_TO: Final = 10


@dataclass(init=False, slots=True)
class Governed:
    """The time of one quantity: its ISO period, the baseline of its change, and the rules that say so."""

    period: Final[str | None]
    baseline: Final[str | None]
    rules: Final[tuple[str, ...]]

    def __init__(self, period: str | None = None, baseline: str | None = None, rules: tuple[str, ...] = ()) -> None:
        self.period = period
        self.baseline = baseline
        self.rules = rules

    @property
    def year(self) -> int | None:
        return int(self.period.split("/")[-1][:4]) if self.period else None


@dataclass(init=False, slots=True)
class Reading:
    """Where the reading of a sentence is: the time in force, whether the sentence named it, and what was dated so far."""

    iso: str | None
    rule: str
    named: bool
    baseline: str | None
    undated_from: int
    lapsed: bool

    def __init__(
        self,
        iso: str | None,
        rule: str,
        named: bool = False,
        baseline: str | None = None,
        undated_from: int = 0,
        lapsed: bool = False,
    ) -> None:
        self.iso = iso
        self.rule = rule
        self.named = named
        self.baseline = baseline
        self.undated_from = undated_from
        self.lapsed = lapsed

    @property
    def year(self) -> int | None:
        return int(self.iso.split("/")[-1][:4]) if self.iso else None

    def yields_to(self, vague: Stated) -> bool:
        """Whether a vague time takes over: from another year's, not from a finer one of its own (2018年5月…，目前)."""
        if not (self.named and self.iso):
            return True
        return vague.rule == "period.now" and vague.year not in (None, self.year)


class Times:
    """Finds the governing time of each quantity of a sentence."""

    def __init__(self, book: Rulebook) -> None:
        settings = book.data["claims"]["times"]
        self._stated, self._tense = StatedTimes(book), Tense(book)
        self._reach = int(settings["reach"])
        self._lead = int(settings["lead"])
        self._at = frozenset(settings["at"])
        self._revised = frozenset(book.data["claims"]["modality"]["revised"])
        self._each = frozenset(settings["each"])
        self._same = tuple(settings["same"])
        self._story_reach = int(settings["story_reach"])

    def of(
        self,
        tokens: list[Token],
        clauses: list[Clause],
        phrases: list[Phrase],
        running: Running,
        date: DocumentDate | None,
        index: int,
    ) -> dict[int, Governed]:
        """The time of each quantity, by the index of its token; ``running`` is carried on."""
        stated = self._stated.of(tokens, phrases, date)
        texts = {token.text for token in tokens}
        goes_on, turns = self._tense.goes_on(texts), self._tense.has_turns(texts)
        reach = self._story_reach if goes_on else self._reach
        now = self._carried(tokens, running, running.carried(index, date, reach, goes_on), date)
        found: dict[int, Governed] = {}
        outside: Reading | None = None
        told: tuple[str, str] | None = None  # the last time in force that is not to come
        part = 0
        for clause in clauses:
            if clause.inside and outside is None:
                outside = replace(now)
            elif not clause.inside and outside is not None:
                now, outside = outside, None
            if clause.mark == "SEMI":
                if told and _is_ahead(now, date) and self._tense.is_forecast(tokens[part : clause.start]):
                    now.iso, now.rule = told
                part = clause.start
            if found and date is not None and _is_ahead(now, date) and self._tense.is_done(tokens, clause):
                now.iso, now.rule = told or (str(date.year), "period.now")
            self._read(tokens, clause, stated, now, found, turns)
            if now.named and now.iso and not _is_ahead(now, date):
                told = now.iso, now.rule
        self._share_out(tokens, stated, found)
        for time in stated.values():
            if time.role in ("governs", "vague"):
                running.state(time, date, index, self._lead)
        if now.named or (found and now.iso):
            running.settle(now.iso, now.rule, index)
        return self._turned(tokens, clauses, found)

    def _carried(
        self, tokens: list[Token], running: Running, carried: tuple[str | None, str], date: DocumentDate | None
    ) -> Reading:
        """The time that a sentence begins with."""
        now = Reading(*carried)
        if now.rule == "period.relative-month" and _is_to_come(now.iso, date) and not self._tense.is_forecast(tokens):
            now = Reading(None, "")  # 新校区下月启用。校园占地90亩，设教室60间
        if now.iso is None and running.stated and any(token.tag == "CMP" for token in tokens):
            now.iso, now.rule = running.stated, running.stated_rule
        return now

    def _read(
        self,
        tokens: list[Token],
        clause: Clause,
        stated: Mapping[int, Stated],
        now: Reading,
        found: dict[int, Governed],
        turns: bool,
    ) -> None:
        """Date the quantities of one clause, and go on to the times it names."""
        if turns and self._tense.is_after_event(tokens, clause):
            now.iso, now.rule, now.named = None, "", False
        ahead = None if now.named else self._ahead(tokens, clause, stated)
        if turns and self._tense.is_demanded(tokens, clause):
            now.iso, now.rule, now.named, ahead = None, "", True, None
        lapsed, now.lapsed = now.lapsed, False
        before: Reading | None = None
        for i in range(clause.start, clause.end):
            if i in stated:
                time = self._in_its_year(tokens[i], stated[i], now)
                if before is None and self._looks_back(tokens, clause, i, time, now):
                    before = replace(now)
                lapsed = self._pass(i, time, now, found) or (lapsed and time.role != "governs")
            elif tokens[i].tag == "Q":
                found[i] = self._governed(tokens, clause, i, stated, now, ahead, lapsed, found)
        if before is not None:
            now.iso, now.rule, now.named = before.iso, before.rule, before.named
        if clause.quantities:
            now.baseline = None
        else:
            now.lapsed = lapsed  # 鼎盛时期，员工有300名

    def _share_out(self, tokens: list[Token], stated: Mapping[int, Stated], found: dict[int, Governed]) -> None:
        """2019年、2020年和2021年营收分别为1亿元、2亿元和3亿元, 2019年至2021年…分别为: each quantity has a time of its own."""
        several = len(found) > 1 and bool(stated)
        dealt = [i for i, t in enumerate(tokens) if t.text[:2] in self._each or _heads(tokens, i)] if several else []
        for each in dealt:
            run = _run(tokens, each)
            named = _listed(tokens, stated, each) if len(run) > 1 else []
            if len(named) == 1 and not any(t.tag == "DUN" for t in tokens[_clause_start(tokens, each) : each]):
                named = _years_of(named[0])
            if len(named) == len(run):
                for q, time in zip(run, named, strict=True):
                    found[q] = Governed(time.iso, None, (time.rule,))

    def _in_its_year(self, token: Token, time: Stated, now: Reading) -> Stated:
        """上半年…，上年同期…: the same part of the year before."""
        if not token.text.endswith(self._same) or now.iso is None or time.iso is None or len(time.iso) != 4:
            return time
        ends = now.iso.split("/")
        same = all(len(end) > 4 and int(end[:4]) == int(time.iso) + 1 for end in ends)
        return replace(time, iso="/".join(time.iso + end[4:] for end in ends)) if same else time

    def _looks_back(self, tokens: list[Token], clause: Clause, i: int, time: Stated, now: Reading) -> bool:
        """Whether a clause only looks back: 上半年营收12亿元，去年同期为10亿元；净利润… is of this year again."""
        if time.role != "governs" or time.year is None or now.year is None or time.year >= now.year:
            return False
        if tokens[i].text.endswith(self._same):
            return True
        if not now.named:
            return False
        q = clause.quantities[0] if len(clause.quantities) == 1 else -1
        bare = {tokens[j].tag for j in range(clause.start, q) if j != i} if q > i else {"N"}
        return bare <= {"LINK", "ADV", "C"}

    @staticmethod
    def _pass(i: int, time: Stated, now: Reading, found: dict[int, Governed]) -> bool:
        """Go past a stated time; whether the time in force lapses to the end of the clause."""
        if time.role == "baseline":
            now.baseline = time.iso or now.baseline
        elif time.role == "bracket":
            for q in [q for q in found if now.undated_from <= q < i]:
                found[q] = Governed(time.iso, None, (time.rule,))
            now.undated_from = i
        elif time.role in ("governs", "unknown") or (time.role == "vague" and now.yields_to(time)):
            now.iso, now.rule, now.named = time.iso, time.rule, True
        return time.role == "lapse"

    def _governed(
        self,
        tokens: list[Token],
        clause: Clause,
        q: int,
        stated: Mapping[int, Stated],
        now: Reading,
        ahead: Stated | None,
        lapsed: bool,
        found: Mapping[int, Governed],
    ) -> Governed:
        """The time of a quantity; one joined to it comes before all others."""
        if q > 1 and tokens[q - 1].text in RATIO_SIGNS and q - 2 in found:
            return found[q - 2]  # 46.9∶34.4∶18.7
        own = self._own(tokens, q, stated)
        if own is not None and own.role == "vague" and not now.yields_to(own):
            own = None  # 12月7日，沪指收报3500点
        if own is not None:
            return Governed(own.iso, None, (own.rule,))
        if lapsed or self._tense.was(tokens, q):
            return Governed()
        if starts_change(tokens, q, self._revised) and not self._tense.set_in(tokens, q):
            return Governed()
        untimed = ahead is None and not any(i in stated for i in range(clause.start, clause.end))
        if untimed and (self._tense.is_ruled(tokens, clause) or self._tense.is_built_for(tokens, clause, q)):
            return Governed()
        if not now.named and ahead is None and self._tense.stands(tokens, clause, q):
            return Governed()
        if ahead is not None:
            return Governed(ahead.iso, now.baseline, (ahead.rule,))
        return Governed(now.iso, now.baseline, (now.rule,) if now.iso and now.rule else ())

    @staticmethod
    def _own(tokens: list[Token], q: int, stated: Mapping[int, Stated]) -> Stated | None:
        """2022年的172部, 2016年20亿元: the time that stands at a quantity; not 去年的1.8倍, whose base it is."""
        beside = stated.get(q - 1)
        if beside is not None and beside.iso and beside.role != "baseline":
            return beside
        de = q - 1 - (tokens[q - 1].tag in BOUNDS)  # 2016年的不足30%
        if de < 1 or tokens[de].tag != "DE":
            return None
        at = next((i for i in range(de - 1, max(-1, de - 6), -1) if i in stated), None)
        if at is None or joined(tokens, at) != q:
            return None
        time = stated[at]
        if not time.iso or (is_relative(tokens[q]) and not _is_end(tokens, at)):
            return None
        return time if at == de - 1 or time.role in ("baseline", "own") else None

    @staticmethod
    def _turned(tokens: list[Token], clauses: list[Clause], found: dict[int, Governed]) -> dict[int, Governed]:
        """从2012年的8万人减少至2016年的3万人，发生率从41%下降到15%: the second change has the times of the first."""
        turned: tuple[Governed, Governed] | None = None
        for clause in clauses:
            if len(clause.quantities) != 2 or not starts_change(tokens, clause.quantities[0]):
                continue
            first, last = clause.quantities
            if found[first].period and found[last].period and found[first].period != found[last].period:
                turned = found[first], found[last]
            elif turned and not any(token.tag == "T" for token in tokens[clause.start : clause.end]):
                found[first], found[last] = turned
        return found

    def _ahead(self, tokens: list[Token], clause: Clause, stated: Mapping[int, Stated]) -> Stated | None:
        """三名航天员于今天上午返回: the time of a clause that names it after its first quantity, as an adverb."""
        first = next((i for i in range(clause.start, clause.end) if i in stated and stated[i].role != "baseline"), None)
        if first is None or stated[first].role not in ("governs", "vague") or first + 1 >= len(tokens):
            return None
        if first + 1 < clause.end and tokens[first + 1].tag in ("DE", "Q"):
            return None
        if first > clause.start and tokens[first - 1].text in self._at:
            return stated[first]
        q = clause.quantities[0] if clause.quantities else clause.end
        doer = q + 1 < first and all(tokens[i].tag in DOERS for i in range(q + 1, first))
        acts = first + 1 < clause.end and tokens[first + 1].tag in ("V", "SAY", "LIGHT")
        return stated[first] if doer and acts else None  # 两家公司3月13日签约


def _is_end(tokens: list[Token], at: int) -> bool:
    """Whether a time is that of a value from which or to which something changes, or with which it is compared:
    从2012年的92%提高到2016年的97%, 同比去年2月的4.4%大增.
    """
    if at < 1 or tokens[at - 1].tag in ("FROM", "THAN", "CMP"):
        return at > 0
    turned = tokens[at - 1].tag == "TO_PARTICLE" or tokens[at - 1].text.endswith(("到", "至"))
    return turned and any(token.tag == "FROM" for token in tokens[max(0, at - FROM_TO) : at])


def _heads(tokens: list[Token], i: int) -> bool:
    """Whether a quantity is the first of several between strokes: 1.43/1.95/2.62元."""
    strokes = tokens[i].tag == "Q" and i + 2 < len(tokens) and tokens[i + 1].text in "/／" and tokens[i + 2].tag == "Q"
    return strokes and not (i and tokens[i - 1].text in "/／")


def _listed(tokens: list[Token], stated: Mapping[int, Stated], end: int) -> list[Stated]:
    """The last list of times before a word, or before quantities between strokes: 2019年、2020年和2021年."""
    stops = ("STOP",) if end < len(tokens) and tokens[end].tag == "Q" else ("STOP", "SEMI", "Q")
    last = next((i for i in range(end - 1, -1, -1) if i in stated or tokens[i].tag in stops), end)
    named: list[Stated] = []
    while last >= 0 and last in stated:
        named.insert(0, stated[last])
        last -= 2 if last > 1 and tokens[last - 1].tag in ("DUN", "C") else last + 1
    return named


def _years_of(span: Stated) -> list[Stated]:
    """The years of a span of years."""
    ends = (span.iso or "").split("/")
    if len(ends) != 2 or any(len(end) != 4 for end in ends):
        return []
    return [replace(span, iso=str(year)) for year in range(int(ends[0]), int(ends[1]) + 1)]


def _run(tokens: list[Token], each: int) -> list[int]:
    """The quantities that a word of distribution deals out: the first after it, and those joined to it."""
    first = next((i for i in range(each, len(tokens)) if tokens[i].tag in ("Q", "COMMA", "SEMI", "STOP")), each)
    run: list[int] = []
    while first < len(tokens) and tokens[first].tag == "Q":
        run.append(first)
        first += 2 if first + 2 < len(tokens) and tokens[first + 1].tag in ("DUN", "C") else len(tokens)
    return run


def _clause_start(tokens: list[Token], end: int) -> int:
    return max((i + 1 for i in range(end) if tokens[i].tag in ("COMMA", "SEMI", "STOP")), default=0)


def _is_to_come(iso: str | None, date: DocumentDate | None) -> bool:
    """Whether a time is a month after the document's own."""
    return iso is not None and date is not None and bool(date.month) and iso[:7] > date.iso[:7]


def _is_ahead(now: Reading, date: DocumentDate | None) -> bool:
    return date is not None and now.year is not None and now.year > date.year
