"""Periods: the times a text names, and the years, months and days they stand for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from extract.document import DocumentDate
from extract.numeral import Numerals
from extract.rulebook import Rule, Rulebook

# A month so many months after the document's own is that of the year before.
# The last month in which the past year is that of the calendar.
YEAR_TURNED: Final = 3
MONTHS_AHEAD: Final = 9


@dataclass(init=False, slots=True)
class Mention:
    """A time as printed: where it stands, its named parts, and the rule that found it."""

    start: Final[int]
    end: Final[int]
    text: Final[str]
    parts: Final[Mapping[str, str]]
    rule: Final[str]
    role: Final[str]

    def __init__(self, start: int, end: int, text: str, parts: Mapping[str, str], rule: str, role: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.parts = parts
        self.rule = rule
        self.role = role


@dataclass(init=False, slots=True)
class Period:
    """A mention with the time it stands for: ``iso`` as the label guide writes periods, or None if it fixes no year."""

    start: Final[int]
    end: Final[int]
    text: Final[str]
    iso: Final[str | None]
    rule: Final[str]
    role: Final[str]

    def __init__(self, start: int, end: int, text: str, iso: str | None, rule: str, role: str) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.iso = iso
        self.rule = rule
        self.role = role

    @property
    def year(self) -> int | None:
        return int(self.iso.split("/")[-1][:4]) if self.iso else None


class Periods:
    """Finds times with ``rules/periods.yaml`` and reckons them out."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["periods"]
        self._patterns = book.patterns("periods", "periods")
        self._tables: Mapping[str, Any] = data
        self._numerals = Numerals(book.data["numerals"])
        self._forward = tuple(data["forward"])

    def find(self, text: str) -> list[Mention]:
        """The times of a text, in order.

        >>> from extract.rulebook import rulebook
        >>> periods = Periods(rulebook())
        >>> [(m.text, m.rule) for m in periods.find("截至2023年12月，去年同期")]
        [('2023年12月', 'period.month'), ('去年同期', 'period.relative-year')]
        """
        return [self._mention(rule, match) for rule, match in self._patterns.find(text)]

    @staticmethod
    def _mention(rule: Rule, match: Any) -> Mention:
        parts = {name: value for name, value in match.groupdict().items() if value}
        return Mention(match.start(), match.end(), match[0], parts, rule.id, rule.settings.get("role", "stated"))

    def resolve(self, mention: Mention, date: DocumentDate | None, running: str | None = None) -> Period:
        """Reckon a time out against the document's date and the period the text is at.

        Args:
            mention: the time as printed.
            date: the document's date.
            running: the period last named (ISO, as ``Period.iso``).

        >>> from extract.rulebook import rulebook
        >>> periods = Periods(rulebook())
        >>> [periods.resolve(m, DocumentDate("2024-03-05", "option")).iso for m in periods.find("去年12月，本月，近三年")]
        ['2023-12', '2024-03', '2022/2024']
        """
        try:
            iso = Reckoning(self._tables, self._numerals, self._forward, date, running).iso(mention)
        except ValueError:
            iso = None
        return Period(mention.start, mention.end, mention.text, iso, mention.rule, mention.role)


@dataclass(init=False, slots=True)
class Reckoning:
    """One document's calendar: its date, and the period the text is at."""

    tables: Final[Mapping[str, Any]]
    numerals: Final[Numerals]
    forward: Final[tuple[str, ...]]
    date: Final[DocumentDate | None]
    running: Final[str | None]

    def __init__(
        self,
        tables: Mapping[str, Any],
        numerals: Numerals,
        forward: tuple[str, ...],
        date: DocumentDate | None,
        running: str | None,
    ) -> None:
        self.tables = tables
        self.numerals = numerals
        self.forward = forward
        self.date = date
        self.running = running

    def iso(self, mention: Mention) -> str | None:
        """The ISO text of a mention; None if it fixes no year."""
        parts = mention.parts
        if mention.role == "none":
            return None
        if mention.role == "relative":
            return self._recent(mention)
        if mention.role == "later":
            return self._later(mention)
        if mention.role == "earlier":
            return str(self.date.year - self._number(parts["n"])) if self.date else None
        if mention.role == "reign":
            return self._of_reign(parts)
        for part, reckon in (("plan", self._plan), ("rm", self._month), ("rq", self._quarter), ("rd", self._day)):
            if part in parts:
                return reckon(parts[part])
        if "now" in parts:
            return str(self.date.year) if self.date else None
        year = self._year(parts)
        if year is not None and parts.get("r") in self.tables["past_years"]:
            turned = parts["r"].startswith(self.tables["gone"]) and self.date and (self.date.month or 12) <= YEAR_TURNED
            return str(year - 1) if turned else f"{year - 1}/{year}"  # 过去一年, said in March
        return None if year is None else self._dated(year, parts)

    @property
    def _running_year(self) -> int | None:
        return int(self.running.split("/")[-1][:4]) if self.running else None

    def _of_reign(self, parts: Mapping[str, str]) -> str:
        """光绪九年: years of a reign count from its first."""
        first = 1 if parts["n"] == "元" else self._number(parts["n"])
        return str(int(self.tables["reigns"][parts["reign"]]) + first)

    def _number_of_year(self, printed: str) -> int:
        return int(self.numerals.read(printed.replace("○", "〇").replace("零", "〇").replace("Ｏ", "〇")))

    def _year(self, parts: Mapping[str, str]) -> int | None:
        if "y" in parts:
            return self._number_of_year(parts["y"])
        if "yy" in parts:
            return 2000 + int(parts["yy"])
        relative = parts.get("r") or parts.get("base")
        if relative in self.tables["years_before"]:
            year = self._running_year or (self.date.year if self.date else None)
            return None if year is None else year - 1
        if relative in self.tables["running_years"]:
            year = self._running_year
            return None if year is None else year + int(self.tables["running_years"][relative])
        if relative is not None:
            return self.date.year + int(self.tables["relative_years"][relative]) if self.date else None
        if "d" in parts and "m" not in parts and self.running and "-" not in self.running:
            return self.date.year if self.date else None  # 1966年的洪水…。30日: no day of that year
        return self._year_of_month(parts)

    def _year_of_month(self, parts: Mapping[str, str]) -> int | None:
        """The year of a month, day, quarter or half that prints none: the one the text is at, else the document's.

        A story that goes on from December 2017 to 20 October is in 2018 then, if the document is of 2018.
        """
        year = self._running_year
        if year is None or self.date is None:
            return year or (self._last_such_month(parts) if self.date else None)
        first = self.running.split("/")[0] if self.running else ""
        month = self._number(parts["m"]) if "m" in parts else 12
        if len(first) >= 7 and first[5:7].isdigit() and month < int(first[5:7]):
            later = f"{year + 1}-{month:02}"
            return year + 1 if later <= (self.date.iso[:7] if self.date.month else f"{self.date.year}-12") else year
        return year

    def _last_such_month(self, parts: Mapping[str, str]) -> int:
        """The document's year; the one before for a month that was over when the document was written: October in January."""
        assert self.date is not None
        months = self._number(parts["m"]) - self.date.month if "m" in parts and self.date.month else 0
        return self.date.year - (months >= MONTHS_AHEAD)

    def _dated(self, year: int, parts: Mapping[str, str]) -> str:
        if "m" in parts or "d" in parts:
            return self._month_and_day(year, parts)
        if "mn" in parts:
            return f"{year}-01/{year}-{self._number(parts['mn']):02}"
        if "qn" in parts:
            return f"{year}-01/{year}-09"
        if "q" in parts:
            return f"{year}-Q{self._number(parts['q'])}"
        if "h" in parts:
            return f"{year}-H{2 if parts['h'] in ('2', '下半年') else 1}"
        if "e" in parts:
            return f"{year}-12"
        if "b" in parts:
            return f"{year}-01"
        if "y2" in parts:
            second = self._number_of_year(parts["y2"])
            return f"{year}/{second if second > 99 else year // 100 * 100 + second}"
        return str(year)

    def _month_and_day(self, year: int, parts: Mapping[str, str]) -> str:
        month = self._number(parts["m"]) if "m" in parts else self._running_month
        if month is None or not 1 <= month <= 12:
            return str(year)
        first = f"{year}-{month:02}"
        if "d" in parts:
            first += f"-{self._number(parts['d']):02}"
        if not {"y2", "m2", "d2"} & set(parts):
            return first
        year2 = self._number_of_year(parts["y2"]) if "y2" in parts else year
        month2 = self._number(parts["m2"]) if "m2" in parts else month
        second = f"{year2}-{month2:02}"
        return f"{first}/{second}-{self._number(parts['d2']):02}" if "d2" in parts else f"{first}/{second}"

    @property
    def _running_month(self) -> int | None:
        last = self.running.split("/")[-1] if self.running else ""
        if len(last) >= 7 and last[5:7].isdigit():
            return int(last[5:7])
        return self.date.month if self.date else None

    def _number(self, text: str) -> int:
        return int(self.numerals.read(text))

    def _plan(self, name: str) -> str:
        return str(self.tables["plans"][name])

    def _month(self, word: str) -> str | None:
        last = self.running.split("/")[-1][:7] if self.running and word in self.tables["running_months"] else ""
        if len(last) == 7 and last[5:].isdigit():
            return last
        if self.date is None:
            return None
        if self.date.month is None:
            return str(self.date.year)
        steps = self.date.year * 12 + self.date.month - 1 + int(self.tables["relative_months"].get(word, 0))
        return f"{steps // 12}-{steps % 12 + 1:02}"

    def _quarter(self, word: str) -> str | None:
        if word in self.tables["running_quarters"] and self.running and "-Q" in self.running:
            return self.running
        if self.date is None or self.date.month is None:
            return None
        steps = self.date.year * 4 + (self.date.month - 1) // 3 + int(self.tables["relative_quarters"].get(word, 0))
        return f"{steps // 4}-Q{steps % 4 + 1}"

    def _day(self, word: str) -> str | None:
        if word in self.tables["running_days"]:
            own = str(self.date.year) if self.date else None
            return self._shifted(self.running, int(self.tables["running_days"][word])) or self.running or own
        if self.date is None:
            return None
        return self._shifted(self.date.iso, int(self.tables["relative_days"].get(word, 0))) or str(self.date.iso)

    @staticmethod
    def _shifted(iso: str | None, days: int) -> str | None:
        try:
            return (datetime.date.fromisoformat(iso or "") + datetime.timedelta(days)).isoformat()
        except ValueError:
            return None

    def _later(self, mention: Mention) -> str | None:
        """一年后, counted from the year the text is at, as long as it is past."""
        year = self._running_year
        if year is None or self.date is None:
            return None
        year += self._number(mention.parts["n"])
        return str(year) if year <= self.date.year else None

    def _recent(self, mention: Mention) -> str | None:
        if self.date is None:
            return None
        if not mention.parts.get("u", "").startswith("年"):
            return self.date.iso[:7]
        years = self._number(mention.parts["n"])
        if years < 1 or years > 100:
            return str(self.date.year)
        year = self.date.year
        if mention.text.startswith(self.forward):
            return f"{year}/{year + years}"
        return f"{year - years + 1}/{year}" if years > 1 else str(year)
