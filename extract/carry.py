"""Carried time: the time a text is at, handed on from sentence to sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extract.document import DocumentDate
from extract.period import Period
from extract.stated import Stated

# Times that hold for their own sentence only, unless they are of the days before the text was issued.
FLEETING: Final = frozenset({"period.relative-day"})
# Times reckoned from the document's date; they do not say what year the text is about.
RELATIVE: Final = frozenset(
    {
        "period.now",
        "period.relative-year",
        "period.relative-day",
        "period.day-only",
        "period.recent-years",
        "period.plan",
    }
)
# Years before the document that a carried time may be of: a text about an older one soon goes back to its own.
RECENT: Final = 4
NONE: tuple[str | None, str] = (None, "")


@dataclass(slots=True)
class Running:
    """The time the text is at, and the number of the sentence it was last in force in.

    ``broken`` says that a paragraph ended since; ``sole`` that the document names one year only; ``frame`` is the
    document's own year if it opens with it, as long as it names no other; ``stated`` is the last time stated anywhere
    before; ``issued`` the document's own date.
    """

    iso: str | None = None
    rule: str = ""
    at: int = -9
    broken: bool = False
    sole: bool = False
    frame: int | None = None
    framed: bool = False
    issued: str = ""
    stated: str | None = None
    stated_rule: str = ""

    def carried(
        self, index: int, date: DocumentDate | None, reach: int, goes_on: bool = False
    ) -> tuple[str | None, str]:
        """The time that holds in a sentence that names none, with the rule that found it.

        ``goes_on`` says that the sentence goes on with a story: then any year before holds.
        """
        if self.iso is None:
            return (str(self.frame), "period.frame") if self.frame else NONE
        last = self.iso.split("/")[-1]
        if "/" in self.iso and len(last) == 10 and not goes_on:
            return NONE
        year = int(last[:4])
        near = index - self.at <= reach and not self.broken
        if date is None:
            return (self.iso, self.rule) if near else NONE
        if near and (((goes_on or date.year - RECENT <= year) and year <= date.year) or len(last) == 10):
            return self.iso, self.rule
        if self.frame is not None:
            return self.iso if year == self.frame else str(self.frame), self.rule
        if (
            self.sole
            and (self.rule not in RELATIVE or (self.rule == "period.relative-year" and index - self.at <= reach))
            and (year == date.year or (year == date.year - 1 and "-" not in self.iso))
        ):
            return self.iso, self.rule
        return NONE

    def settle(self, iso: str | None, rule: str, index: int) -> None:
        """A sentence leaves the text at a time."""
        late = iso is not None and len(iso) == 10 and iso[:7] == self.issued[:7] and iso <= self.issued
        if rule in FLEETING and not late:
            return
        self.iso, self.rule, self.at, self.broken = iso, rule, index, False

    def pass_over(self, periods: Iterable[Period]) -> None:
        """Times in a sentence that is not read; another year than the document's own ends its frame."""
        if any(p.year not in (None, self.frame) and p.rule not in RELATIVE for p in periods):
            self.frame, self.framed = None, True

    def state(self, stated: Stated, date: DocumentDate | None, index: int, lead: int) -> None:
        """A time is stated that governs what follows."""
        if stated.rule not in FLEETING and stated.iso:
            self.stated, self.stated_rule = stated.iso, stated.rule
        if stated.rule in RELATIVE or stated.year is None or stated.iso is None:
            return
        whole = len(stated.iso) == 4
        if (
            not self.framed
            and date is not None
            and stated.year in (date.year - 1, date.year)
            and index < lead
            and whole
        ):
            self.frame = stated.year
        elif stated.year != self.frame:
            self.frame = None
        self.framed = True
