"""Headers: what the header of a column, the label of a row or the caption of a table says of the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.cell import Cells, TableUnit
from extract.claim import Span
from extract.document import DocumentDate
from extract.pattern import Pattern, compiled
from extract.period import Mention, Period, Periods
from extract.rulebook import Rulebook
from extract.token import Tokens

NAMES = frozenset({"OWNER", "PLACE", "NAME"})


@dataclass(frozen=True, slots=True)
class Header:
    """What one header, label or caption says.

    Attributes:
        names: stretches of the text that name what is counted, or whose; empty if it says only when or how.
        is_measure: the names end in a measure (营收), not in an owner (上海).
        kind, falls: as of a claim; ``falls`` says that the figures are decreases.
        rule: the rule that gave the kind.
    """

    names: tuple[Span, ...] = ()
    is_measure: bool = False
    unit: TableUnit | None = None
    rate: TableUnit | None = None
    period: str | None = None
    kind: str = "level"
    falls: bool = False
    projected: bool = False
    rule: str = ""

    def over(self, below: Header) -> Header:
        """This header standing over a lower one: what the lower one says counts first."""
        names = (*self.names, *(name for name in below.names if name not in self.names))
        return Header(
            names,
            below.is_measure if below.names else self.is_measure,
            below.unit or self.unit,
            below.rate or self.rate,
            below.period
            if below.period and (not self.period or len(below.period) >= len(self.period))
            else self.period,
            below.kind if below.kind != "level" else self.kind,
            below.falls or self.falls,
            below.projected or self.projected,
            below.rule or self.rule,
        )


class Headers:
    """Reads headers with ``rules/tables.yaml``."""

    def __init__(self, book: Rulebook, periods: Periods, tokens: Tokens, cells: Cells) -> None:
        data = book.data["tables"]
        self._periods, self._tokens, self._cells = periods, tokens, cells
        self._in_header = book.compile(data["unit_in_header"], "tables.unit_in_header")
        self._in_caption = book.compile(data["unit_in_caption"], "tables.unit_in_caption")
        self._between = book.compile(data["between_units"], "tables.between_units")
        self._lead = book.compile(data["lead"], "tables.lead")
        self._tail = book.compile(data["tail"], "tables.tail")
        self._longest = int(data["longest_name"])
        self._generic = book.compile(data["generic"], "tables.generic")
        self._change_tail = book.compile(data["change_tail"], "tables.change_tail")
        self._share_tail = book.compile(data["share_tail"], "tables.share_tail")
        self._number = book.compile(data["caption_number"], "tables.caption_number")
        self._caption_tail = book.compile(data["caption_tail"], "tables.caption_tail")
        self._split = book.compile(data["caption_split"], "tables.caption_split")
        self._year = book.compile("(?P<y>" + data["year_cell"] + ")", "tables.year_cell")
        self._than = "|".join(sorted(map(regex.escape, book.words("THAN")), key=len, reverse=True))
        self._than_before = compiled(f"(?:{self._than})$")
        kinds = [rule for rule in book.rules("tables", "tables") if "pattern" in rule.settings]
        self._kinds = [(rule, book.compile(rule.settings["pattern"], rule.id)) for rule in kinds]

    def header(self, text: str, span: Span, date: DocumentDate | None, running: str | None = None) -> Header:
        """What one cell of a header, or the label of a row, says.

        Args:
            text: the document's text; span: the cell in it.
            date: the date that 上年 and the like are reckoned from; running: the period of the table.
        """
        start, end = span
        if start >= end:
            return Header()
        unit, end = self._unit(text, start, end)
        period = self._period(text, start, span[1], date, running)
        kind, falls, rule, projected = self._kind(text[span[0] : span[1]])
        core = self._core(text, (start, end), kind)
        rate = unit if unit is not None and unit.is_rate else None
        names = (core,) if core else ()
        is_measure = core is not None and self.is_measure(text, core)
        return Header(names, is_measure, unit, rate, period, kind, falls, projected, rule)

    def _unit(self, text: str, start: int, end: int) -> tuple[TableUnit | None, int]:
        """The unit a header gives, and where the header ends without it."""
        for match in self._in_header.finditer(text, start, end):
            unit = self._cells.unit(match["u"])
            if unit is not None and match.start() > start:
                return unit, match.start() if match.end() >= end - 2 else end
        return None, end

    def _kind(self, label: str) -> tuple[str, bool, str, bool]:
        kind, falls, rule_id, projected = "level", False, "", False
        for rule, pattern in self._kinds:
            if pattern.search(label) is None:
                continue
            if "kind" not in rule.settings:
                projected = True
            elif kind == "level":
                kind, falls, rule_id = rule.settings["kind"], bool(rule.settings.get("down")), rule.id
        return kind, falls, rule_id, projected and kind != "ratio"

    def _period(self, text: str, start: int, end: int, date: DocumentDate | None, running: str | None) -> str | None:
        """The last time a header names that is not the one it compares with."""
        label = text[start:end]
        if (alone := self._year.fullmatch(label.strip())) is not None and label.strip()[-1] not in "年末底度":
            return alone["y"][:4]
        found = [m for m in self._periods.find(label) if not self._than_before.search(label[: m.start])]
        resolved = [self._resolve(m, date, running) for m in found]
        known = [period.iso for period in resolved if period.iso]
        return known[-1] if known else None

    def _resolve(self, mention: Mention, date: DocumentDate | None, running: str | None) -> Period:
        return self._periods.resolve(mention, date, running)

    def _core(self, text: str, span: Span, kind: str) -> Span | None:
        """The stretch that names something: without numbering, time, unit, words of change and notes."""
        start, end = self._trimmed(text, *span)
        if kind == "change":
            end = self._cut(self._change_tail, text, start, end)
        elif kind == "share" and self._share_tail.fullmatch(text, start, end):
            return None
        start, end = self._trimmed(text, start, end)
        if (
            start >= end
            or end - start > self._longest
            or self._generic.fullmatch(text, start, end)
            or self._cells.unit(text[start:end])
        ):
            return None
        return (start, end) if any(sign.isalpha() for sign in text[start:end]) else None

    def _trimmed(self, text: str, start: int, end: int) -> Span:
        while True:
            before = (start, end)
            if (found := self._lead.match(text[start:end])) is not None:
                start += found.end()
            end = self._cut(self._tail, text, start, end)
            for mention in self._periods.find(text[start:end]):
                if mention.start == 0:
                    start, end = start + mention.end, end
                    if text[start : start + 1] in ("的", "，"):
                        start += 1
                elif mention.end == end - start:
                    end = start + mention.start
                else:
                    continue
                break
            if (year := self._year.match(text, start, end)) is not None:
                start = year.end()
            if (start, end) == before or start >= end:
                return start, max(start, end)

    @staticmethod
    def _cut(tail: Pattern, text: str, start: int, end: int) -> int:
        found = tail.search(text[start:end])
        return start + found.start() if found is not None else end

    def is_measure(self, text: str, span: Span) -> bool:
        """Whether a stretch ends in a measure: 营业收入, 常住人口, 增加值."""
        tokens = self._tokens.of(text, *span, [])
        tail = [token for token in tokens if token.tag not in ("OPEN", "CLOSE", "QUOTE")]
        return bool(tail) and tail[-1].tag in ("MEASURE", "CHANGE_NOUN", "SHARE_NOUN", "COUNTED")

    def caption(self, text: str, spans: Sequence[Span], date: DocumentDate | None) -> tuple[Header, tuple[Span, ...]]:
        """What the lines above a table say: the unit, the time, the measure of the whole, and its owner."""
        whole = Header()
        owner: tuple[Span, ...] = ()
        for start, end in spans:
            unit, rate, end = self._caption_units(text, start, end)
            number = self._number.match(text, start, end)
            begin = number.end() if number is not None else start
            period = self._period(text, begin, end, date, None)
            core = self._caption_core(text, begin, end)
            names, is_measure = ((core,), self.is_measure(text, core)) if core else ((), False)
            if core:
                owner = self._owner(text, core) or owner
            header = Header(names, is_measure, unit, rate, period)
            whole = replace(whole.over(header), names=header.names or whole.names)
        return whole, owner

    def _caption_units(self, text: str, start: int, end: int) -> tuple[TableUnit | None, TableUnit | None, int]:
        unit = rate = None
        match = self._in_caption.search(text, start, end)
        if match is None:
            return None, None, end
        for part in self._between.split(match["u"]):
            found = self._cells.unit(part)
            if found is not None and found.is_rate:
                rate = rate or found
            else:
                unit = unit or found
        if unit is None and rate is None:
            return None, None, end
        opened = match.start()
        return unit or rate, rate, opened - 1 if opened > start and text[opened - 1] in "（([【" else opened

    def unit_mark(self, text: str, span: Span) -> Span | None:
        """Where a line of a caption gives the unit."""
        match = self._in_caption.search(text, *span)
        return match.span() if match is not None else None

    def _caption_core(self, text: str, start: int, end: int) -> Span | None:
        start, end = self._trimmed(text, start, end)
        end = self._cut(self._caption_tail, text, start, end)
        start, end = self._trimmed(text, start, end)
        if (split := self._split.match(text, start, end)) is not None and split.end() < end:
            start = split.end()
        return (start, end) if end - start > 1 else None

    def _owner(self, text: str, core: Span) -> tuple[Span, ...]:
        """The place or body that a caption begins with: 全市, 甲市."""
        tokens = self._tokens.of(text, *core, [])
        last = 0
        while last < len(tokens) and tokens[last].tag in NAMES:
            last += 1
        return ((core[0], tokens[last - 1].end),) if last else ()
