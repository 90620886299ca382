"""Time scope: which time governs which quantity, and from which a change is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.clause import Clause, starts_change
from extract.document import DocumentDate
from extract.period import Period
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token

# Times that hold for their own sentence only.
FLEETING = frozenset({"period.relative-day", "period.festival", "period.day-only"})


@dataclass(slots=True)
class Running:
    """The time the text is at, and the number of the sentence it was last in force in.

    ``broken`` says that a paragraph ended since; ``sole`` that the
    document names one year only; ``stated`` is the last time stated anywhere before.
    """

    iso: str | None = None
    rule: str = ""
    at: int = -9
    broken: bool = False
    sole: bool = False
    stated: str | None = None
    stated_rule: str = ""


@dataclass(frozen=True, slots=True)
class Governed:
    """The time of one quantity: its ISO period, the baseline of its change, and the rules that say so."""

    period: str | None = None
    baseline: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return int(self.period.split("/")[-1][:4]) if self.period else None


class Times:
    """Finds the governing time of each quantity of a sentence."""

    def __init__(self, book: Rulebook) -> None:
        settings = book.data["claims"]["times"]
        self._reach = int(settings["reach"])
        self._since = tuple(settings["since"])
        self._aside_before = frozenset(settings["aside_before"])
        self._aside_after = frozenset(settings["aside_after"])
        self._than = frozenset(book.words("THAN"))
        self._at = frozenset(settings["at"])
        self._launches = frozenset(settings["launches"])
        self._comparing = frozenset(settings["comparing"])
        self._after = frozenset(settings["after_event"])
        self._possible = frozenset(settings["possible"])

    def of(
        self,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        phrases: Sequence[Phrase],
        running: Running,
        date: DocumentDate | None,
        index: int,
    ) -> dict[int, Governed]:
        """The time of each quantity, by the index of its token; ``running`` is carried on."""
        baselines = self._baselines(tokens, phrases)
        found: dict[int, Governed] = {}
        current, rule = (running.iso, running.rule) if self._carries(running, index, date) else (None, "")
        if current is None and running.stated and any(token.tag == "CMP" for token in tokens):
            current, rule = running.stated, running.stated_rule
        named = False
        pending: str | None = None
        for clause in clauses:
            baseline = pending
            pending = None
            if self._is_after_event(tokens, clause):
                current, rule, named = None, "", False
            ahead = None if named else self._ahead(tokens, clause, baselines, date)
            for i in range(clause.start, clause.end):
                item = tokens[i].item
                if isinstance(item, Period):
                    if i in baselines:
                        baseline = item.iso or baseline
                    elif item.iso and not self._is_local(tokens, i) and not self._is_aside(tokens, i):
                        iso = self._since_then(tokens, i, item.iso, date)
                        if not (self._is_vague(item) and named and current):
                            current, rule, named = iso, item.rule, True
                elif tokens[i].tag == "Q":
                    if ahead is not None and not named:
                        found[i] = self._governed(tokens, i, ahead.iso, ahead.rule, baseline)
                    elif not named and _lasts(tokens[i]):
                        found[i] = self._governed(tokens, i, None, "", None)
                    else:
                        found[i] = self._governed(tokens, i, current, rule, baseline)
            if not clause.quantities:
                pending = baseline
        if (named or (found and current)) and rule not in FLEETING:
            running.iso, running.rule, running.at, running.broken = current, rule, index, False
        if named and current and rule not in FLEETING:
            running.stated, running.stated_rule = current, rule
        return self._turned(tokens, clauses, found)

    def _is_after_event(self, tokens: Sequence[Token], clause: Clause) -> bool:
        """建成后可安置40人: what an event will bring once it has come has no time of its own."""
        for i in range(clause.start + 1, clause.end):
            if tokens[i].tag in ("Q", "T"):
                return False
            if tokens[i].text in self._after and tokens[i - 1].tag == "V":
                return any(t.text in self._possible for t in tokens[i + 1 : i + 5])
        return False

    @staticmethod
    def _turned(
        tokens: Sequence[Token], clauses: Sequence[Clause], found: dict[int, Governed]
    ) -> dict[int, Governed]:
        """从2011年的7万人减少至2017年的2万人，发生率从49%下降到16%: the second change has the times of the first."""
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

    def _ahead(
        self, tokens: Sequence[Token], clause: Clause, baselines: set[int], date: DocumentDate | None
    ) -> Period | None:
        """三名航天员于今天上午返回: the time of a clause that names it after its first quantity."""
        for i in range(clause.start, clause.end):
            item = tokens[i].item
            if isinstance(item, Period) and item.iso and i not in baselines:
                aside = self._is_local(tokens, i) or self._is_aside(tokens, i) or tokens[i + 1 : i + 2] == []
                joined = i + 1 < clause.end and tokens[i + 1].tag in ("DE", "Q")
                return None if aside or joined or not self._is_adverbial(tokens, clause, i) else item
        return None

    def _is_adverbial(self, tokens: Sequence[Token], clause: Clause, i: int) -> bool:
        """Whether a time stands as an adverb of its clause: after 于 or 在."""
        return i > clause.start and tokens[i - 1].text in self._at

    def _carries(self, running: Running, index: int, date: DocumentDate | None) -> bool:
        """Whether the text is still at the time stated before: for long if it is the only year a text names and its present."""
        if running.iso is None:
            return False
        last = running.iso.split("/")[-1]
        if "/" in running.iso and len(last) == 10:
            return False
        near = index - running.at <= self._reach and not running.broken
        if date is None:
            return near
        own = int(last[:4]) == date.year
        return (own and running.sole and running.rule != "period.now") or (near and date.year - 1 <= int(last[:4]) <= date.year)

    def _governed(
        self, tokens: Sequence[Token], q: int, current: str | None, rule: str, baseline: str | None
    ) -> Governed:
        """The time of a quantity; one joined to it by 的 comes before all others."""
        joined = self._joined(tokens, q)
        if joined is not None:
            return Governed(joined.iso, None, (joined.rule,))
        if starts_change(tokens, q):
            return Governed()
        return Governed(current, baseline, (rule,) if current and rule else ())

    @staticmethod
    def _joined(tokens: Sequence[Token], q: int) -> Period | None:
        """2022年的172部, 2017年100亿元: the time that stands at a quantity; not 去年的1.8倍, whose base it is."""
        attributive = q > 0 and tokens[q - 1].tag == "DE"
        at = q - 2 if attributive else q - 1
        if attributive and _is_relative(tokens[q]) and (at < 1 or tokens[at - 1].tag not in ("FROM", "THAN")):
            return None
        item = tokens[at].item if at >= 0 else None
        return item if isinstance(item, Period) and item.iso else None

    def _is_local(self, tokens: Sequence[Token], i: int) -> bool:
        """A time in a comparison holds for its own quantity only: 是2017年100亿元的95倍, 接近去年总量的半数."""
        if _is_base(tokens, i, 8 if i and tokens[i - 1].text in self._comparing else 4):
            return True
        if not i or tokens[i - 1].text not in self._comparing:
            return False
        return any(token.tag in ("Q", "MEASURE", "DE") for token in tokens[i + 1 : i + 4])

    @staticmethod
    def _is_vague(period: Period) -> bool:
        return period.rule in ("period.now", "period.festival")

    def _baselines(self, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> set[int]:
        inside = {i for p in phrases if p.role == "baseline" for i in range(p.start, p.end)}
        return {
            i for i, token in enumerate(tokens)
            if token.tag == "T" and (i in inside or (i and tokens[i - 1].text in self._than))
        }  # fmt: skip

    def _is_aside(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a time dates something other than the quantities of its clause."""
        before = tokens[i - 1].text if i else ""
        if before in self._aside_before or (i > 1 and tokens[i - 2].text + before in self._aside_before):
            return True
        if i and tokens[i - 1].text in self._at and any(t.text in self._launches for t in tokens[i + 1 : i + 3]):
            return True
        since = next((j for j in range(i + 1, min(i + 7, len(tokens) - 1)) if tokens[j].text == self._since[0]), None)
        if since is not None and tokens[since + 1].tag == "DE":
            return True
        return any(token.text in self._aside_after for token in tokens[i + 1 : i + 3])

    def _since_then(self, tokens: Sequence[Token], i: int, iso: str, date: DocumentDate | None) -> str:
        """2018年以来 goes on to the document's own year."""
        text = tokens[i].text + (tokens[i + 1].text if i + 1 < len(tokens) else "")
        year = int(iso.split("/")[-1][:4])
        if date is not None and date.year > year and text.endswith(self._since[:2]):
            return f"{iso.split('/')[0][:4]}/{date.year}"
        return iso


def _lasts(token: Token) -> bool:
    """Whether a quantity is a duration or an age; those hold for themselves, whatever time the text is at."""
    return isinstance(token.item, Quantity) and "unit.time" in token.item.rules


def _is_relative(token: Token) -> bool:
    """Whether a quantity says how many times, or what part of, something else."""
    return isinstance(token.item, Quantity) and token.item.base_unit in ("倍", "%")


def _is_base(tokens: Sequence[Token], i: int, most: int) -> bool:
    """不到去年同期的一半, 是2019年水平的95%: the time belongs to what is compared with."""
    for j in range(i + 1, min(i + 1 + most, len(tokens) - 1)):
        if tokens[j].tag == "DE" and _is_relative(tokens[j + 1]):
            return i > 0 and tokens[i - 1].tag not in ("COMMA", "SEMI", "STOP", "COLON")
        if tokens[j].tag in ("Q", "T", "COMMA", "STOP", "SEMI", "COLON") or (most < 5 and tokens[j].tag == "V"):
            return False
    return False
