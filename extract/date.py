"""The date a document gives for itself: dateline, header, title, else the latest year its text treats as the present."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from extract.document import DocumentDate, Zone
from extract.rulebook import Rulebook, rulebook

_FULL = regex.compile(r"((?:19|20)\d\d)[-年./](\d{1,2})(?:[-月./](\d{1,2})[日号]?)?(?!\d)")
_CHINESE = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = regex.compile(r"[一二][〇零○Ｏ九八][〇零○Ｏ一二三四五六七八九]{2}(?=年)")

# How far a clause may reach from a year in it, in characters.
AROUND = 1_000


class DateFinder:
    """Finds the document's date with the word lists of ``rules/periods.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        data = book.data["periods"]
        self._dateline = book.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日" + data["dateline"], "dateline")
        self._own = book.compile(data["own_date"], "own_date")
        self._future = book.compile(data["future"], "future")
        self._year = book.compile(r"(?<![\d.．])((?:19|20)\d\d)(?=年|[-./]\d{1,2}[-./月]|[）)》-]|财年)", "year")

    def find(
        self, text: str, zones: Sequence[Zone], head: Sequence[str], metadata: DocumentDate | None
    ) -> DocumentDate | None:
        text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_CHINESE), text)
        year = self._present(text, zones)
        dateline = self._dateline.search(text[:400]) or self._dateline.search(text[-200:])
        if dateline is not None:
            stated = dateline[1] or (str(metadata.year) if metadata else None) or (str(year) if year else None)
            if stated is not None:
                return DocumentDate(f"{stated}-{int(dateline[2]):02}-{int(dateline[3]):02}", "dateline")
        return self._header(head) or metadata or (DocumentDate(str(year), "text") if year else None)

    def _header(self, head: Sequence[str]) -> DocumentDate | None:
        """A date that stands in a line of its own, or after 时间：, near the top; one so named comes first."""
        found: list[tuple[bool, str]] = []
        for line in head:
            for match in _FULL.finditer(line):
                named = self._own.search(line, max(0, match.start() - 40), match.start()) is not None
                alone = len(line) - len(match[0]) <= 12
                if named or alone:
                    found.append((named, _iso(match)))
        if not found:
            return None
        named_first = sorted(found, key=lambda entry: not entry[0])
        return DocumentDate(named_first[0][1], "header")

    def _present(self, text: str, zones: Sequence[Zone]) -> int | None:
        """The latest year the text speaks of that no word of plan or forecast stands by."""
        latest: int | None = None
        for match in self._year.finditer(text):
            year = int(match[1])
            if latest is not None and year <= latest:
                continue
            first, last = max(0, match.start() - AROUND), match.end() + AROUND
            clause_start = max(first - 1, *(text.rfind(mark, first, match.start()) for mark in "，。；\n"))
            clause_end = min(
                (at for mark in "，。；\n" if (at := text.find(mark, match.end(), last)) >= 0), default=last
            )
            before, after = text[clause_start + 1 : match.start()], text[match.end() : clause_end]
            if not self._future.search(before) and not self._future.search(after) and year <= 2100:
                latest = year
        return latest


def _iso(match: regex.Match[str]) -> str:
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
