"""Stated times: what each time named in a sentence does there, whether it governs, compares, or dates something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.document import DocumentDate
from extract.period import Period
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token

# What a verb of founding counts: 2018年成立合作社30家 is no aside; nor is 年底投产、三成达产, where another deed follows.
COUNTABLE: Final = frozenset({"N", "OWNER", "NAME", "MEASURE", "COUNTED", "Q", "DUN"})
# Words before 以来 in which what was done stands.
# Classes of words between 的 and a quantity that bound it (2016年的不足30%).
BOUNDS: Final = frozenset({"ABOVE", "BELOW", "LINK"})
MOST_BEFORE_SINCE: Final = 4
PAUSES: Final = frozenset({"COMMA", "SEMI", "STOP", "COLON"})


@dataclass(init=False, slots=True)
class Stated:
    """A time at work in its sentence. ``role`` is one of:

    governs: holds for what follows · vague: holds unless a finer one does · unknown: what follows has a time, but
    nobody can say which · lapse: the same, to the end of the clause · bracket: dates what stands before it · own: dates
    the quantity it is joined to only · baseline: what a change is measured from · aside: dates something else.
    """

    role: Final[str]
    iso: Final[str | None]
    rule: Final[str]

    def __init__(self, role: str, iso: str | None, rule: str) -> None:
        self.role = role
        self.iso = iso
        self.rule = rule

    @property
    def year(self) -> int | None:
        return int(self.iso.split("/")[-1][:4]) if self.iso else None


class StatedTimes:
    """Tells the roles of the times of a sentence with the word lists of ``rules/claims.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        settings = book.data["claims"]["times"]
        self._since = tuple(settings["since"])
        self._begun = tuple(settings["begun"])
        self._on = frozenset(settings["going_on"])
        self._aside_before = frozenset(settings["aside_before"])
        self._aside_after = frozenset(settings["aside_after"])
        self._forecasts = frozenset(book.data["claims"]["modality"]["projected"])
        self._honours = frozenset(settings["honours"])
        self._than = frozenset(book.words("THAN"))
        self._with = frozenset(settings["with"])
        self._level = frozenset(settings["level_with"])
        self._at = frozenset(settings["at"])
        self._launches = frozenset(settings["launches"])
        self._comparing = frozenset(settings["comparing"])
        self._till = tuple(settings["till"])
        self._ranked = frozenset(settings["ranked"])
        self._vague = frozenset(settings["vague"])
        self._lapses = frozenset(settings["lapses"])
        self._undated = frozenset(settings["undated"])

    def of(self, tokens: list[Token], phrases: list[Phrase], date: DocumentDate | None) -> dict[int, Stated]:
        """The times of a sentence by the index of their token; those that say nothing of when are left out."""
        compared = {i for p in phrases if p.role == "baseline" for i in range(p.start, p.end)}
        found = {}
        for i, token in enumerate(tokens):
            if isinstance(token.item, Period):
                role = self._role(tokens, i, token.item, i in compared)
                iso = self._since_then(tokens, i, token.item.iso, date) if role == "governs" else token.item.iso
                if role:
                    found[i] = Stated("unknown" if role == "governs" and iso is None else role, iso, token.item.rule)
            elif date is not None and token.text == self._since[0] and self._is_since(tokens, i):
                found[i] = Stated("governs", str(date.year), "period.since")
        return found

    def _is_since(self, tokens: list[Token], i: int) -> bool:
        """试点工作实施以来，整合项目84个: from a deed to the document's own day, whenever it was done."""
        if tokens[i].text != self._since[0] or i + 1 >= len(tokens) or tokens[i + 1].tag != "COMMA":
            return False
        for token in reversed(tokens[max(0, i - MOST_BEFORE_SINCE) : i]):
            if token.tag in PAUSES:
                return False
            if token.tag == "V" or token.text.endswith(self._begun):
                return True
        return False

    def _role(self, tokens: list[Token], i: int, period: Period, compared: bool) -> str:
        if compared or (i and tokens[i - 1].text in self._than):
            return "baseline"
        if i and tokens[i - 1].text in self._with and any(t.text in self._level for t in tokens[i + 1 : i + 4]):
            return "baseline"
        if period.iso is None:
            return "unknown" if period.rule in self._undated else "lapse" if period.text in self._lapses else ""
        if i and tokens[i - 1].tag == "OPEN" and i + 1 < len(tokens) and tokens[i + 1].tag == "CLOSE":
            return "bracket"
        if self._is_own(tokens, i):
            return "own"
        if self._is_aside(tokens, i):
            return "aside"
        short = period.rule == "period.recent-years" and "/" not in period.iso
        vague = (short or period.rule in self._vague) and not period.text.startswith(self._till)
        return "vague" if vague else "governs"

    def _is_own(self, tokens: list[Token], i: int) -> bool:
        """A time in a comparison holds for its own quantity only: 是2016年20亿元的35倍, 接近去年总量的半数."""
        comparing = i > 0 and tokens[i - 1].text in self._comparing
        inside = i > 0 and tokens[i - 1].tag in ("N", "MEASURE")  # 同类商品上年均价测算的20%
        if _is_base(tokens, i, 8 if comparing or inside else 4):
            return True
        if i and tokens[i - 1].tag == "FROM" and joined(tokens, i) is not None:
            return True
        return comparing and any(token.tag in ("Q", "MEASURE", "DE") for token in tokens[i + 1 : i + 4])

    def _is_aside(self, tokens: list[Token], i: int) -> bool:
        """Whether a time dates something other than the quantities of its clause."""
        before = tokens[i - 1].text if i else ""
        if before in self._aside_before or (i > 1 and tokens[i - 2].text + before in self._aside_before):
            return True
        if i and tokens[i - 1].text in self._at and any(t.text in self._launches for t in tokens[i + 1 : i + 3]):
            return True
        since = next((j for j in range(i + 1, min(i + 7, len(tokens) - 1)) if tokens[j].text == self._since[0]), None)
        if since is not None and tokens[since + 1].tag == "DE":
            return True
        if tokens[i + 1 : i + 2] and tokens[i].text.endswith(self._since[0]) and tokens[i + 1].text[0] in self._ranked:
            return True
        if any(token.text in self._honours for token in tokens[i + 1 : i + 3]):
            return True
        begun = next((j for j in range(i + 1, min(i + 3, len(tokens))) if tokens[j].text in self._aside_after), None)
        if begun is None or any(token.text in self._forecasts for token in tokens[max(0, i - 3) : i]):
            return False  # 预计2028年6月建成投产，投产后…
        return begun + 1 == len(tokens) or tokens[begun + 1].tag not in COUNTABLE

    def _since_then(self, tokens: list[Token], i: int, iso: str | None, date: DocumentDate | None) -> str | None:
        """2018年以来 goes on to the document's own year; if that is not known, nobody can say to which."""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        since = (tokens[i].text + after).endswith(self._since[:2])
        since = since or (after == self._since[-1] and any(t.text in self._on for t in tokens[i + 2 : i + 4]))
        if iso is None or not since:
            return iso
        if date is None:
            return None
        year = int(iso.split("/")[-1][:4])
        if len(iso) == 7 and date.month is not None and iso < date.iso[:7]:
            return f"{iso}/{date.iso[:7]}"
        return f"{iso.split('/')[0][:4]}/{date.year}" if date.year > year else iso


def joined(tokens: list[Token], i: int) -> int | None:
    """The quantity that a time is joined to by 的: 2013年高峰时的1.31万对; none at 去年的1.8倍, whose base it is."""
    for j in range(i + 1, min(i + 6, len(tokens) - 1)):
        q = j + 1 + (tokens[j + 1].tag in BOUNDS)  # 2016年的不足30%
        if tokens[j].tag == "DE" and q < len(tokens) and tokens[q].tag == "Q":
            return q
        if tokens[j].tag in ("Q", "T", "V", "UP", "DOWN") or tokens[j].tag in PAUSES:
            return None
    return None


def is_relative(token: Token) -> bool:
    """Whether a quantity says how many times, or what part of, something else."""
    return isinstance(token.item, Quantity) and token.item.base_unit in ("倍", "%")


def _is_base(tokens: list[Token], i: int, most: int) -> bool:
    """不到去年同期的一半, 是2019年水平的95%: the time belongs to what is compared with."""
    for j in range(i + 1, min(i + 1 + most, len(tokens) - 1)):
        if tokens[j].tag == "DE" and is_relative(tokens[j + 1]):
            return i > 0 and tokens[i - 1].tag not in PAUSES
        if tokens[j].tag in ("Q", "T") or tokens[j].tag in PAUSES or (most < 5 and tokens[j].tag == "V"):
            return False
    return False
