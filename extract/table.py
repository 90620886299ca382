"""Tables: the figures of a table as claims, with subject, unit and time from headers, labels and caption."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.cell import ONE, Cells, Figure, TableUnit
from extract.claim import Claim, Span
from extract.counted import plain
from extract.document import Document, DocumentDate, Table
from extract.header import Header, Headers
from extract.layout import Layout, Layouts
from extract.period import Periods
from extract.rulebook import Rulebook
from extract.token import Tokens


@dataclass(frozen=True, slots=True)
class Tabled:
    """What the tables of a document gave: claims, and the stretches that are settled by them."""

    claims: tuple[Claim, ...] = ()
    settled: tuple[Span, ...] = ()

    def settles(self, offset: int) -> bool:
        """Whether a character of the healed text stands in a cell that is done with; ``settled`` is in order."""
        at = bisect_right(self.settled, (offset, 1 << 60)) - 1
        return at >= 0 and offset < self.settled[at][1]


@dataclass(slots=True)
class Frame:
    """What holds for a whole table, and what is carried from row to row."""

    document: Document
    layout: Layout
    caption: Header
    owner: tuple[Span, ...]
    date: DocumentDate | None
    led_by: bool = False
    columns: dict[int, Header] = field(default_factory=dict)
    section: Header = field(default_factory=Header)
    above: Header = field(default_factory=Header)


class Tables:
    """Reads tables with ``rules/tables.yaml``."""

    def __init__(self, book: Rulebook, periods: Periods, tokens: Tokens) -> None:
        data = book.data["tables"]
        self._cells = Cells(book)
        self._headers = Headers(book, periods, tokens, self._cells)
        self._layouts = Layouts(book, self._cells)
        self._leads = book.compile(data["leads"], "tables.leads")
        self._part_of = book.compile(data["part_of"], "tables.part_of")

    def read(self, document: Document) -> Tabled:
        """The claims of all tables of a document.

        >>> from extract.heal import document
        >>> from extract.pipeline import Extractor
        >>> claim = Extractor()(document("| 城市 | 营收（亿元） |\\n|---|---|\\n| 上海 | 12.5 |"))[0]
        >>> claim.text, claim.unit, claim.subject
        ('12.5', '亿元', '上海营收')
        """
        claims: list[Claim] = []
        settled: list[Span] = []
        for table in document.tables:
            layout = self._layouts.of(document.text, table)
            if layout is not None:
                claims += self._table(document, table, layout)
                settled += layout.settled
                settled += filter(
                    None, (self._headers.unit_mark(document.text, s) for s in _lines(document.text, table.caption))
                )
        return Tabled(tuple(claims), tuple(sorted(settled)))

    def _table(self, document: Document, table: Table, layout: Layout) -> Iterator[Claim]:
        frame = self._frame(document, table, layout)
        for r in range(layout.first, len(layout.rows)):
            if (section := layout.section(r)) is not None:
                header = self._headers.header(document.text, section, frame.date, frame.caption.period)
                frame.section = header
                continue
            labels: dict[tuple[int, ...], Header] = {}
            for c, figure in layout.figures(r):
                stubs = layout.stubs(c)
                if stubs not in labels:
                    labels[stubs] = self._label(frame, r, stubs)
                claim = self._claim(frame, r, c, figure, labels[stubs])
                if claim.subject or claim.unit:  # a bare number of nothing says nothing
                    yield claim

    def _frame(self, document: Document, table: Table, layout: Layout) -> Frame:
        spans = [*_lines(document.text, table.caption), *layout.titles]
        caption, owner = self._headers.caption(document.text, spans, document.date)
        led_by = False
        if caption.period is None and (lead := self._lead(document, table)) is not None:
            period = self._headers.header(document.text, lead, document.date).period
            led_by = period is not None
            caption = replace(caption, period=period)
        date = DocumentDate(caption.period.split("/")[-1][:4], "title") if caption.period else document.date
        frame = Frame(document, layout, caption, owner, date, led_by)
        left = Header()
        latest: str | None = None
        for c in range(len(layout.rows[0])):
            header = Header()
            for span in layout.header(c):
                header = header.over(self._headers.header(document.text, span, date, caption.period))
            if header.kind != "level" and not header.names:
                header = replace(
                    header, names=left.names, is_measure=left.is_measure, period=header.period or latest or left.period
                )
            elif header.kind == "level":
                latest = max(
                    filter(None, (header.period, latest if header.names == left.names else None)), default=None
                )
                left = header
            frame.columns[c] = header
        return frame

    def _lead(self, document: Document, table: Table) -> Span | None:
        """The sentence before a table that leads to it: 如下表所示."""
        start = min(table.span[0], table.caption[0] if table.caption else table.span[0])
        before = next((z for z in reversed(document.zones) if z.end <= start and z.kind != "table"), None)
        if before is None or before.kind not in ("body", "title"):
            return None
        text = document.text[before.start : before.end].strip()
        if not self._leads.search(text):
            return None
        return before.start + max(
            0, document.text[before.start : before.end - 1].rfind("。", 0, len(text) - 1) + 1
        ), before.end

    def _label(self, frame: Frame, r: int, stubs: Sequence[int]) -> Header:
        """What the label of a row says; a label of change alone speaks of the row above."""
        text = frame.document.text
        label = Header()
        for c in stubs:
            span = frame.layout.label(r, c, stubs)
            label = label.over(self._headers.header(text, span, frame.date, frame.caption.period))
        first = frame.layout.rows[r][stubs[0]] if stubs else (0, 0)
        if label.kind != "level" and not label.names:
            return replace(label, names=frame.above.names, is_measure=frame.above.is_measure)
        if self._part_of.match(text, *first):
            return label
        if label.kind == "level":
            frame.above = label
        return label

    def _claim(self, frame: Frame, r: int, c: int, figure: Figure, label: Header) -> Claim:
        column, document = frame.columns[c], frame.document
        kind_from = column if column.kind != "level" else label
        unit, unit_rule = self._unit(frame, r, c, figure, label, kind_from.kind)
        subject, subject_rule = self._subject(frame, c, label, column)
        period, time_rule = _period(frame, label, column)
        kind = "ratio" if unit.base == "倍" and kind_from.kind == "level" else kind_from.kind
        year = int(period.split("/")[-1][:4]) if period else None
        later = year is not None and document.date is not None and year > document.date.year
        projected = later or column.projected or label.projected
        amount = plain(figure.value * unit.scale)
        start, end = document.raw_span(figure.start, figure.end)
        row = [span for span in frame.layout.rows[r] if span[1] > span[0]]
        text = document.shown
        return Claim(
            doc=document.name, start=start, end=end, text=document.raw[start:end], value=figure.value, unit=unit.text,
            amount=abs(amount) if kind == "change" else amount, base_unit=unit.base,
            high_amount=None if figure.high is None else plain(figure.high * unit.scale), relation=figure.relation,
            kind=kind, direction=_direction(figure, kind_from) if kind == "change" else None,
            modality="projected" if projected else "actual",
            subject="".join(text[s:e] for s, e in subject) or None,
            subject_spans=tuple(document.raw_span(s, e) for s, e in subject), whole=None, year=year, period=period,
            baseline=None, source=None, sentence=text[row[0][0] : row[-1][1]].strip(), zone="table",
            page=document.page_at(figure.start),
            rules=tuple(r for r in (unit_rule, time_rule, kind_from.rule if kind != "level" else "",
                                    "table.projected" if projected else "", subject_rule) if r),
        )  # fmt: skip

    def _unit(
        self, frame: Frame, r: int, c: int, figure: Figure, label: Header, kind: str
    ) -> tuple[TableUnit, str]:  # fmt: skip
        """The unit printed nearest: in the cell, the header, the unit column, the label, the section, the caption."""
        column, caption = frame.columns[c], frame.caption
        if figure.unit is not None:
            return figure.unit, "table.unit-cell"
        if column.unit is not None:
            return column.unit, "table.unit-header"
        rate = kind != "level" and label.kind == "level"
        if not rate and (unit := frame.layout.unit_at(r, c)) is not None:
            return unit, "table.unit-column"
        if not rate and label.unit is not None:
            return label.unit, "table.unit-row"
        if not rate and frame.section.unit is not None:
            return frame.section.unit, "table.unit-row"
        named = (*label.names, *column.names)
        rated = kind != "level" or any(frame.document.text[e - 1] == "率" for _, e in named)
        far = caption.rate if rated else caption.unit
        return (far, "table.unit-caption") if far is not None else (TableUnit("", ONE, ""), "table.unit-none")

    def _subject(self, frame: Frame, c: int, label: Header, column: Header) -> tuple[tuple[Span, ...], str]:
        """Owner first, then the measure, from label, header, section and caption."""
        caption, section = frame.caption, frame.section
        if label.names and column.names:
            rows_measure = label.is_measure or frame.layout.rows_are_measures
            if rows_measure and not column.is_measure:
                return (*column.names, *label.names), "table.measure-row"
            return (*label.names, *column.names), "table.row-column"
        named = label if label.names else column
        if caption.is_measure and _ends(frame, caption.names, named.names):
            return caption.names, "table.caption-measure"
        if not named.names:
            return caption.names, "table.caption-measure"
        measures = named.is_measure or (named is label and frame.layout.rows_are_measures)
        if measures and section.names and not section.is_measure:
            return (*section.names, *named.names), "table.section"
        if measures:
            owner = () if _repeats(frame, named.names) else frame.owner
            return (*owner, *named.names), "table.one-header"
        if caption.is_measure:
            return (*named.names, *_without_owner(frame)), "table.caption-measure"
        return named.names, "table.one-header"


def _without_owner(frame: Frame) -> tuple[Span, ...]:
    """The caption's measure for rows that have owners of their own: 全市粮食产量 is then 粮食产量."""
    start = frame.owner[-1][1] if frame.owner else 0
    return tuple((max(s, start), e) for s, e in frame.caption.names if e > start)


def _ends(frame: Frame, long: Sequence[Span], short: Sequence[Span]) -> bool:
    """Whether a caption's measure is a header's in full: 粮食产量 over a column 产量."""
    text = frame.document.text
    tail = "".join(text[s:e] for s, e in short)
    return bool(tail) and "".join(text[s:e] for s, e in long).endswith(tail)


def _repeats(frame: Frame, names: Sequence[Span]) -> bool:
    """Whether the names begin with the owner already."""
    text = frame.document.text
    owner = "".join(text[s:e] for s, e in frame.owner)
    return not owner or "".join(text[s:e] for s, e in names).startswith(owner)


def _period(frame: Frame, label: Header, column: Header) -> tuple[str | None, str]:
    if column.period and label.period and len(label.period) > len(column.period):
        return label.period, "table.year-row"
    if column.period:
        return column.period, "table.year-header"
    if label.period:
        return label.period, "table.year-row"
    rule = "table.year-lead" if frame.led_by else "table.year-caption"
    return (frame.caption.period, rule) if frame.caption.period else (None, "")


def _direction(figure: Figure, header: Header) -> str:
    falls = figure.falls if figure.falls is not None else (figure.value < 0) != header.falls
    return "down" if falls else "up"


def _lines(text: str, span: Span | None) -> list[Span]:
    """A caption's lines."""
    if span is None:
        return []
    found, at = [], span[0]
    for line in text[span[0] : span[1]].split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found
