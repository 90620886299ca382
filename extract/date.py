"""The date a document gives for itself: dateline, header, title, else the latest year its text treats as the present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from extract.document import DocumentDate, Zone
from extract.pattern import Match, compiled
from extract.rulebook import Rulebook, rulebook

# A file's own date is believed if it is not before the present of its text, nor more than so many years after:
# a file printed or saved anew has the date of that day.
MOST_YEARS_AFTER: Final = 1

_FULL: Final = compiled(r"((?:19|20)\d\d)[-年./](\d{1,2})(?:[-月./](\d{1,2})[日号]?)?(?:(?!\d)|(?=\d\d[:：]\d\d))")
_TIME: Final = compiled(r"\s{0,2}\d\d[:：]\d\d")
_CHINESE: Final = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR: Final = compiled(r"[一二][〇零○Ｏ九八][〇零○Ｏ一二三四五六七八九]{2}(?=年)")
_MARKS: Final = "，。；\n"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A year that a text names.

    ``month`` if it names one with it; ``past`` if it looks back at the whole of the year; ``contrasted`` if 今年 in the
    same sentence is another, ``compared`` if with a figure; ``aside`` if something else began in it; ``event`` if it is
    that of an event known by its year.
    """

    year: int
    month: int | None
    past: bool
    contrasted: bool
    compared: bool
    aside: bool
    event: bool = False


# What else a line with a date of its own may hold, in characters.
LONGEST_STAMP: Final = 12
# Characters at the top of a text in which the day of its issue may stand.
HEADING: Final = 60
# How far a clause may reach from a year in it, in characters.
AROUND: Final = 1_000


class DateFinder:
    """Finds the document's date with the word lists of ``rules/periods.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["periods"]
        self._dateline = book.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日" + data["dateline"], "dateline")
        self._opening = book.compile(data["opening"], "opening")
        self._own = book.compile(data["own_date"], "own_date")
        self._imprint = book.compile(data["imprint"], "imprint")
        self._future = book.compile(data["future"], "future")
        self._earliest, self._farthest = int(data["earliest"]), int(data["farthest"])
        self._whole = tuple(data["whole_year"])
        self._from_then = book.compile(data["from_then"], "from_then")
        self._events = book.compile(data["events"], "events")
        self._to_come = book.compile(data["to_come"], "to_come")
        self._arrived = tuple(data["arrived"])
        self._beside = tuple(data["beside"])
        self._plan_next = book.compile(data["plan_next"], "plan_next")
        self._plan = book.compile(data["plan_for"], "plan_for")
        self._once = book.compile(data["once"], "once")
        self._until_month = book.compile(data["until_month"], "until_month")
        self._contrast = book.compile(data["contrast"], "contrast")
        self._beside_this = book.compile(data["this_year_beside"], "this_year_beside")
        self._year_after = book.compile(data["year_after"], "year_after")
        self._edition = book.compile(data["edition"], "edition")
        self._year_end = book.compile(data["year_end"], "year_end")
        self._plans_now = book.compile(data["plans_now"], "plans_now")
        self._left_behind = book.compile(data["left_behind"], "left_behind")
        self._now = book.compile(data["now"], "now")
        self._reckoned = book.compile(data["reckoned"], "reckoned")
        self._address = book.compile(data["address"], "address")
        self._compact = book.compile(data["compact"], "compact")
        self._this_year = book.compile(data["this_year"], "this_year")
        times = book.data["claims"]["times"]
        self._aside_before = tuple(times["aside_before"])
        self._aside_after = tuple(times["aside_after"])
        self._founded = book.compile(data["of_a_year"], "of_a_year")
        self._of_figure = book.compile(data["of_a_figure"], "of_a_figure")
        self._since = book.compile("|".join(times["since"]), "since")
        self._from = tuple(times["from"])
        self._year = book.compile(
            r"((?:19|20)\d\d)(?<![\d.．]\d{4})(?=年|[-./，]\d{1,2}[-./，月]|[）)》-]|财年)", "year"
        )
        self._rest = book.compile(data["rest_of_date"], "rest_of_date")

    def find(
        self, text: str, zones: Sequence[Zone], head: Sequence[str], metadata: DocumentDate | None
    ) -> DocumentDate | None:
        text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_CHINESE), text)
        latest = self._latest(text, zones)
        if metadata is not None and latest and not 0 <= metadata.year - latest[0].year <= MOST_YEARS_AFTER:
            metadata = None
        dateline = self._dateline.search(text[:400]) or self._dateline.search(text[-200:])
        if dateline is not None:
            printed, month = dateline[1], int(dateline[2])
            year = int(printed) if printed else metadata.year if metadata else self._of_dateline(text, month, latest)
            if year is not None:
                return DocumentDate(f"{year}-{int(dateline[2]):02}-{int(dateline[3]):02}", "dateline")
        header = self._header(head) or self._issue(text)
        if header is not None:
            return header
        if metadata is not None:
            return metadata
        if page := self._address.search(text):
            return DocumentDate(f"{page[1]}-{page[2]}-{page[3]}", "address")
        year = max(self._present(text, latest) or 0, self._reckoning(text))
        return DocumentDate(str(year), "text") if year else None

    def _reckoning(self, text: str) -> int:
        """The present, from a year and how long ago it is; 0 if the text says no such thing."""
        return max((int(found["y"]) + int(found["n"]) for found in self._reckoned.finditer(text)), default=0)

    def _of_dateline(self, text: str, month: int, latest: Sequence[Sighting]) -> int | None:
        """The year of a dateline that prints none; where the text names but months since when (自2018年3月以来), after them."""
        if latest:
            return _year_of(month, latest)
        since = [sighting for _, sighting in self._sightings(text) if sighting.aside and sighting.month]
        return _year_of(month, [max(since, key=lambda sighting: sighting.year)]) if since else None

    def _header(self, head: Sequence[str]) -> DocumentDate | None:
        """A date after 时间：, before a clock time, or in a line of its own, near the top; that is the order of belief."""
        found: list[tuple[int, str]] = []
        for line in head:
            for match in _FULL.finditer(line):
                named = self._own.search(line, max(0, match.start() - 40), match.start()) is not None
                timed = _TIME.match(line, match.end()) is not None
                if named or timed or len(line) - len(match[0]) <= LONGEST_STAMP:
                    found.append((named * 2 + timed, _iso(match)))
        best = max(found, key=lambda entry: entry[0], default=None)
        return DocumentDate(best[1], "header") if best else None

    def _issue(self, text: str) -> DocumentDate | None:
        """每日要闻20180525: the day of an issue, at the very top."""
        issue = self._compact.search(text[:HEADING])
        return DocumentDate(f"{issue[1]}-{issue[2]}-{issue[3]}", "header") if issue else None

    def _present(self, text: str, latest: Sequence[Sighting]) -> int | None:
        """The year a text is written in: the latest it names, or the next.

        Who writes 截至今年5月 of what happened in September 2016 writes in 2017, and so does who says what was in 2016年
        and what is 今年 in figures. Who writes 今年 and only looks back at 2016年 may write in any year after.
        """
        if said := self._now.search(text):
            return int(said[1])
        if not latest:
            return None
        until = self._until_month.search(text)
        if until and any(sighting.month is not None and sighting.month > int(until[1]) for sighting in latest):
            return latest[0].year + 1
        for named in self._year_after.finditer(text) if self._this_year.search(text) else ():
            month = int(named["m"] or 0) or (3 * ("一二三四".index(named["q"]) + 1) if named["q"] else 6)
            if int(named[1]) == latest[0].year and month < int(named[2]):
                return latest[0].year + 1
        if any(int(found[1]) == latest[0].year for found in self._beside_this.finditer(text)):
            return latest[0].year + 1
        ended = any(int(found[1]) == latest[0].year for found in self._year_end.finditer(text))
        if all(sighting.past for sighting in latest):
            if ended and self._plans_now.search(text):
                return latest[0].year + 1
            if any(sighting.compared for sighting in latest):
                return latest[0].year + 1
            if any(sighting.contrasted for sighting in latest):
                return None
            if self._this_year.search(text) is not None:
                return None
        opening = self._opening.search(text[:300])
        return _year_of(int(opening[1]), latest) if opening else latest[0].year

    def _latest(self, text: str, zones: Sequence[Zone]) -> list[Sighting]:
        """All that the text says of the latest year it speaks of, plans and forecasts and the years of asides left out.

        Nothing if the latest is one of an aside (自2014年以来 …, 2011年的车): the text is of that year or any after it.
        """
        titles = [(zone.start, zone.end) for zone in zones if zone.kind == "title"]
        furniture = [(zone.start, zone.end) for zone in zones if zone.kind == "furniture"]  # running heads
        found: list[Sighting] = []
        bound = 0
        sightings = list(self._sightings(text))
        if not all(sighting.event for _, sighting in sightings):
            sightings = [each for each in sightings if not each[1].event]
        for at, sighting in sightings:
            if any(start <= at < end for start, end in furniture):
                continue
            if sighting.aside:
                bound = max(bound, sighting.year)
                continue
            if found and sighting.year < found[0].year:
                continue
            if found and sighting.year > found[0].year:
                found = []
            headed = any(start <= at < end for start, end in titles) and not text.startswith(self._whole, at + 4)
            found.append(replace(sighting, past=sighting.past and not headed))
        return found if found and found[0].year >= max(bound, self._earliest) else []

    def _sightings(self, text: str) -> Iterator[tuple[int, Sighting]]:
        for match in self._edition.finditer(text):
            yield match.start(), Sighting(int(match[1] or match["named"]), None, False, False, False, False)
        forecast = -1, 0  # the sentence of the last forecast, and the year it is for
        for match in self._year.finditer(text):
            first, last = max(0, match.start() - AROUND), match.end() + AROUND
            start = max(first - 1, *(text.rfind(mark, first, match.start()) for mark in _MARKS))
            end = min((at for mark in _MARKS if (at := text.find(mark, match.end(), last)) >= 0), default=last)
            before, after = text[start + 1 : match.start()], text[match.end() : end]
            rest = self._rest.match(text, match.end())
            month = int(rest["m"]) if rest and rest["m"] else None
            planned = before.endswith(self._arrived) or self._plan.search(after) is not None
            planned = planned or self._plan_next.match(text, end + 1) is not None
            if self._imprint.search(before[-60:]):
                continue
            aside = self._is_aside(before, after, free=planned or bool(rest and rest["d"]))
            if self._from_then.match(text, match.end()):
                continue
            sentence = max(first, text.rfind("。", first, match.start()) + 1)
            if forecast[0] == sentence and int(match[1]) > forecast[1]:
                continue  # 预计2025年…，2030年…
            if self._future.search(before) or self._future.search(after) or int(match[1]) > self._farthest:
                forecast = sentence, int(match[1])
                continue
            if self._to_come.search(text, sentence, match.start()):
                continue
            whole = after.startswith(self._whole) or not before.strip() or before.endswith(self._from) or len(after) < 2
            contrast = self._contrast.match(text, match.end())
            contrasted = contrast is not None
            compared = contrast is not None and any(sign.isdigit() for sign in contrast[0])
            going_on = self._since.match(after, 1) is not None
            past = rest is None and (whole or contrasted) and not (planned or going_on)
            event = self._events.search(after) is not None
            yield match.start(), Sighting(int(match[1]), month, past, contrasted, compared, aside, event)

    def _is_aside(self, before: str, after: str, free: bool) -> bool:
        """成立于1978年, 1978年建厂, 自2011年以来: a year in which something began is not the present of the text.

        ``free`` says that the year comes with a day or a plan, and so is no year of founding.
        """
        if before.endswith(self._aside_before) or before.endswith(self._beside):
            return True
        if self._once.search(before) or self._once.search(after[:12]):
            return True
        if not free and (self._founded.search(after) or any(word in after[:8] for word in self._aside_after)):
            return True
        if before.endswith(("由", *self._from)) and self._left_behind.match(after):
            return True
        if after[1:2] in ("）", ")") and self._of_figure.search(before):
            return True
        return before.endswith(self._from) and self._since.search(after[:10]) is not None


def _year_of(month: int, latest: Sequence[Sighting]) -> int | None:
    """The year of a dateline that prints none: the latest the text names, or the next if the text looks back at it.

    A dateline of January that reports on the whole of 2018, or on December 2018, is of 2019.
    """
    if not latest:
        return None
    later = any(sighting.month is not None and sighting.month > month for sighting in latest)
    looks_back = month <= 3 and all(sighting.past for sighting in latest)
    return latest[0].year + (later or looks_back)


def _iso(match: Match) -> str:
    iso = f"{match[1]}-{int(match[2]):02}"
    return f"{iso}-{int(match[3]):02}" if match[3] else iso


@lru_cache(maxsize=1)
def _finder() -> DateFinder:
    return DateFinder(rulebook())


def document_date(
    text: str, zones: Sequence[Zone], head: Sequence[str], metadata: DocumentDate | None = None
) -> DocumentDate | None:
    """The date a document gives for itself, or None.

    Args:
        text: the healed text; zones: its zones; head: its first lines, raw; metadata: what the file's format says.

    >>> document_date("新华社北京6月1日电，2017年一季度增长3%。", (), [])
    DocumentDate(iso='2017-06-01', origin='dateline')
    """
    return _finder().find(text, zones, head, metadata)
