"""From a text to its claims: the stages, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeVar

from extract.attribute import AttributeReader, Attributes
from extract.carry import Running
from extract.claim import Claim, Span
from extract.clause import clauses
from extract.document import Document, DocumentDate
from extract.exclusion import Exclusion, Exclusions
from extract.pattern import compiled
from extract.period import Mention, Period, Periods
from extract.phrase import Phrase, Phrases
from extract.quantity import Quantities, Quantity
from extract.rulebook import Rulebook, rulebook
from extract.scope import Governed, Times
from extract.subject import Subjects
from extract.table import Tables
from extract.token import Token, Tokens
from extract.topic import Subject, Topic

T = TypeVar("T", Quantity, Mention)

# Sentences over which a whole year is remembered.
FADING: Final = 3
# A longer sentence is none: a text without stops, or a table that lost its lines. It is read in pieces, since what is
# done to a sentence may take time as the square of its length.
LONGEST: Final = 2_000
# Characters at the beginning of a text in which its title may stand though nothing parts it from the body.
HEADING: Final = 60
# How many claims of the body a title is compared with, in a document with very many.
NEAR: Final = 500

# Times that later months and days are not reckoned from.
UNDATING: Final = frozenset({"period.now", "period.recent-years", "period.plan", "period.since-season"})

# Times that may tell of a year that is over.
OF_A_YEAR: Final = frozenset({"period.whole-year", "period.year-end"})

_BY_MONTH: Final = compiled(r"\d{4}-\d\d(?:-\d\d)?")
# Possessive, by runs and with a bound, for a sentence may have millions of characters, and what may be come back to is kept.
_SENTENCE: Final = compiled(r"(?:《[^》\n]{0,40}+》|[^。！？!?\n\t】《]++|《){1,5000}+[。！？!?\n\t】]*+[”’」』）)]*+")


@dataclass(slots=True)
class Context:
    """What a reader carries from sentence to sentence."""

    topic: Topic
    running: Running
    last: Period | None = None
    last_index: int = 0
    last_month: str | None = None
    index: int = 0

    def at(self, date: DocumentDate | None, over: bool = False) -> str | None:
        """The time that months and days without a year are reckoned from.

        A whole year named long before is none, if the document has a date of its own; but what tells of a year
        that is ``over`` (全年, 年末) is of that year, if it is the one before. A story told by months goes on after a look
        back at a year or half a year before it, and after a look ahead.
        """
        if self.last is None or self.last.iso is None:
            return None
        ahead = date is not None and self.last.iso[:4] > str(date.year)
        back = self.last_month is not None and self.last.iso[:4] < self.last_month[:4]
        if (ahead or back) and self.index > self.last_index:
            return self.last_month
        faded = date is not None and "-" not in self.last.iso and self.index - self.last_index > FADING
        if over and date is not None and self.last.iso == str(date.year - 1):
            return self.last.iso
        return None if faded else self.last.iso

    def tell(self, period: Period, date: DocumentDate | None) -> None:
        """A time is told that later months and days are reckoned from."""
        self.last, self.last_index = period, self.index
        if period.iso and _BY_MONTH.fullmatch(period.iso) and (date is None or int(period.iso[:4]) <= date.year):
            self.last_month = period.iso


class Extractor:
    """Reads claims off documents with one set of rules, compiled once. Cheap to call, costly to make.

    Args:
        rules: a folder of rules instead of the project's own.
        include_furniture: also read page furniture (navigation, lists of headlines).
        engine: the segmenter, ``rjieba`` or ``jieba``.

    >>> from extract.heal import document
    >>> [c.text for c in Extractor()(document("2023年，用户规模达3.20亿人，同比增长6.8%。"))]
    ['3.20亿人', '6.8%']
    """

    def __init__(self, rules: Path | None = None, *, include_furniture: bool = False, engine: str = "rjieba") -> None:
        book = rulebook(rules)
        self.book: Rulebook = book
        self.include_furniture = include_furniture
        self._list_item = book.compile(book.data["reading"]["list_item"], "list_item")
        self._lead = book.compile(book.data["reading"]["lead"], "lead")
        self._new_paragraph = book.compile(book.data["reading"]["new_paragraph"], "new_paragraph")
        self._than = frozenset(book.words("THAN"))
        self._by_the_way = book.compile(book.data["periods"]["by_the_way"], "by_the_way")
        self._over = book.compile(book.data["periods"]["over"], "over")
        self._lead_sentences = int(book.data["claims"]["times"]["lead"])
        self._reach = max(int(book.data["claims"][part]["reach"]) for part in ("subjects", "times"))
        self.exclusions = Exclusions(book)
        self.periods = Periods(book)
        self.quantities = Quantities(book)
        self.tokens = Tokens(book, engine)
        self.phrases = Phrases(book, self.tokens)
        self.subjects = Subjects(book)
        self.times = Times(book)
        self.attributes = AttributeReader(book)
        self.tables = Tables(book, self.periods, self.tokens)
        book.keep()

    @property
    def rules_version(self) -> str:
        """A digest of the rule files; equal rules give equal claims."""
        return self.book.version

    def __call__(self, document: Document) -> list[Claim]:
        """The claims of a document, in text order."""
        tabled = self.tables.read(document)
        found: list[Claim] = list(tabled.claims)
        context = Context(Topic(), Running())
        quantities, mentions = self.items(document.text)
        quantities = [q for q in quantities if not tabled.settles(q.start)] if tabled.settled else quantities
        context.running.issued = document.date.iso if document.date else ""
        context.running.sole = self._has_one_year(document, mentions)
        spans = list(self._sentences(document))
        counting, timed = _shared_out(quantities, spans), _shared_out(mentions, spans)
        told = self._told([bool(inside) for inside in counting], [bool(times) for times in timed])
        for index, span in enumerate(spans):
            inside, times = counting[index], timed[index]
            context.index = index
            if span[0] and self._new_paragraph.match(document.text, span[0] - 1):
                context.running.broken = True
            if told[index]:
                found += self._read(document, span, inside, times, context)
            elif times:
                context.running.pass_over(self._resolved(document, times, context))
        found.sort(key=lambda claim: claim.start)
        return list(dated_titles(found))

    def _has_one_year(self, document: Document, mentions: Iterable[Mention]) -> bool:
        """Whether a text is about one year; another in brackets, or that is only compared with, is told by the way."""
        text, one = document.text, None
        for mention in mentions:
            if mention.rule in UNDATING or text[mention.start - 1 : mention.start] in ("(", "（"):
                continue
            year = None if self._is_compared(text, mention) else self.periods.resolve(mention, document.date).year
            if year is not None and one is not None and year != one:
                return False
            one = year if one is None else one
        return one is not None

    def _told(self, counting: Sequence[bool], timed: Sequence[bool]) -> list[bool]:
        """Which sentences are read: those with a quantity, and those with a time that one of them may still inherit from."""
        told = [count or (timed[i] and i < self._lead_sentences) for i, count in enumerate(counting)]
        for i in range(len(told) - 1, -1, -1):
            told[i] = told[i] or (timed[i] and any(told[i + 1 : i + 1 + self._reach]))
        return told

    def items(self, text: str) -> tuple[list[Quantity], list[Mention]]:
        """The quantities and times of a text, in order and without overlap."""
        excluded = self.exclusions.find(text)
        mentions = list(_outside(self.periods.find(text), excluded))
        blocked = [(x.start, x.end) for x in excluded] + [(m.start, m.end) for m in mentions]
        return self.quantities.find(text, blocked), mentions

    def _sentences(self, document: Document) -> Iterator[Span]:
        """The sentences to read, zone by zone; the items of a list that runs on are sentences as well."""
        text = document.text
        items = [item.start() for item in self._list_item.finditer(text)]
        for zone in document.zones:
            if zone.kind == "furniture" and not self.include_furniture:
                continue
            for match in _SENTENCE.finditer(text, zone.start, zone.end):
                first, end = match.span()
                start = self._after_lead(text, first, end)
                for item in items[bisect_left(items, first) : bisect_left(items, end)] if items else ():
                    yield from _pieces(text, start, item)
                    start = item
                yield from _pieces(text, start, end)

    def _after_lead(self, text: str, start: int, end: int) -> int:
        """Where a sentence begins once the agency's dateline before it is left out."""
        lead = self._lead.match(text, start, end)
        return lead.end() if lead else start

    def _read(
        self,
        document: Document,
        span: Span,
        quantities: Sequence[Quantity],
        mentions: Sequence[Mention],
        context: Context,
    ) -> list[Claim]:
        periods = self._resolved(document, mentions, context)
        items: list[Quantity | Period] = sorted((*quantities, *periods), key=lambda item: item.start)
        tokens = self.tokens.of(document.text, *span, items)
        phrases = self.phrases.find(tokens)
        parts = clauses(tokens)
        times = self.times.of(tokens, parts, phrases, context.running, document.date, context.index)
        subjects = self.subjects.of(document.text, tokens, parts, phrases, context.topic, context.index)
        claims: list[Claim] = []
        if not quantities:
            return claims
        attributes = self.attributes.sentence(document.text, tokens, parts, document.date)
        for k, clause in enumerate(parts):
            for q in clause.quantities:
                subject, time = subjects[q], times[q]
                read = attributes.of(k, q, subject, time.year)
                source = _source(document, tokens, phrases, q)
                claims.append(self._claim(document, span, tokens, q, subject, time, read, source))
        return claims

    def _resolved(self, document: Document, mentions: Iterable[Mention], context: Context) -> list[Period]:
        resolved = []
        for mention in mentions:
            over = mention.rule in OF_A_YEAR and self._over.match(document.text, mention.start) is not None
            period = self.periods.resolve(mention, document.date, context.at(document.date, over))
            if period.iso and period.rule not in UNDATING and not self._is_compared(document.text, mention):
                context.tell(period, document.date)
            resolved.append(period)
        return resolved

    def _is_compared(self, text: str, mention: Mention) -> bool:
        """较上年, 上年同期: whether a time is only one that something is compared with."""
        if text[max(0, mention.start - 1) : mention.start] in self._than:
            return True
        return self._by_the_way.match(text, mention.start, mention.end + 8) is not None

    def _claim(
        self, document: Document, span: Span, tokens: list[Token], q: int, subject: Subject, time: Governed,
        attributes: Attributes, source: str | None,
    ) -> Claim:  # fmt: skip
        quantity = tokens[q].item
        assert isinstance(quantity, Quantity)
        start, end = document.raw_span(quantity.start, quantity.end)
        read = subject.read
        zone = document.zone_at(quantity.start)
        return Claim(
            doc=document.name,
            start=start,
            end=end,
            text=document.raw[start:end],
            value=quantity.value,
            unit=document.spelled(quantity.unit, quantity.start, quantity.end),
            amount=abs(quantity.amount) if attributes.kind == "change" else quantity.amount,
            base_unit=quantity.base_unit,
            high_amount=quantity.high_amount,
            relation=quantity.relation,
            kind=attributes.kind,
            direction=attributes.direction,
            modality=attributes.modality,
            subject=document.printed(read.spans) or None,
            subject_spans=document.raw_spans(read.spans),
            whole=document.printed([subject.whole]) if subject.whole else None,
            year=time.year,
            period=time.period,
            baseline=time.baseline if attributes.kind == "change" else None,
            source=source,
            sentence=document.shown[span[0] : span[1]].strip(),
            zone=zone.kind,
            page=document.page_at(quantity.start),
            rules=tuple(dict.fromkeys((*quantity.rules, *time.rules, subject.rule, read.rule, *attributes.rules))),
        )


def dated_titles(claims: Sequence[Claim]) -> Iterator[Claim]:
    """A title that repeats a figure of the body has the time the body gives it; so has one run into the first line."""
    body = [claim for claim in claims if claim.zone != "title" and claim.period]
    starts = [claim.start for claim in body]
    for claim in claims:
        if (claim.zone == "title" or claim.start < HEADING) and claim.period is None:
            first = max(0, bisect_left(starts, claim.start) - NEAR)
            twin = next((c for c in body[first : first + 2 * NEAR] if _repeats(claim, c)), None)
            if twin is not None:
                claim = replace(claim, year=twin.year, period=twin.period)
        yield claim


def _repeats(title: Claim, body: Claim) -> bool:
    """Whether a figure is the other one, or the other one rounded."""
    if body.base_unit not in (title.base_unit, "元") or not body.amount:
        return False
    if title.amount == body.amount:
        return True
    if title.base_unit == body.base_unit == "":
        return False
    return abs(title.amount - body.amount) * 2 <= _last_digit(title)


def _last_digit(claim: Claim) -> Decimal:
    """What one step of the last digit of a figure is worth: 0.1 for 26.9亿元, in units of 亿元 … times the scale."""
    exponent = claim.value.as_tuple().exponent
    scale = claim.amount / claim.value if claim.value else Decimal(1)
    return abs(scale) * Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence as a whole, or an overlong one cut after commas."""
    while end - start > LONGEST:
        limit = start + LONGEST
        cut = max(text.rfind(mark, start, limit) for mark in "，；、,; \u3000") + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def _shared_out(items: list[T], spans: list[Span]) -> list[list[T]]:
    """The items that stand inside each of some stretches of text; both are in order."""
    shared, at = [], 0
    for start, end in spans:
        inside: list[T] = []
        while at < len(items) and items[at].start < end:
            if items[at].start >= start and items[at].end <= end:
                inside.append(items[at])
            at += 1
        shared.append(inside)
    return shared


def _outside(mentions: Iterable[Mention], excluded: Sequence[Exclusion]) -> Iterator[Mention]:
    """The times that do not stand inside a name or the like, which then dates nothing; both are in order."""
    at = 0
    for mention in mentions:
        while at < len(excluded) and excluded[at].end <= mention.start:
            at += 1
        if mention.role == "title" or at == len(excluded) or excluded[at].start >= mention.start:
            yield mention


def _source(document: Document, tokens: list[Token], phrases: list[Phrase], q: int) -> str | None:
    """Who says so: the last report before the quantity, else the first after it."""
    reports = [p for p in phrases if p.role == "report" and p.last > p.first]
    chosen = [p for p in reports if p.start < q][-1:] or reports[:1]
    if not chosen:
        return None
    text = document.shown[tokens[chosen[0].first].start : tokens[chosen[0].last - 1].end]
    return text.strip('“”"，： ') or None
