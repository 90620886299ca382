"""Quantities: every amount a text prints, as an exact number with its unit and relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extract.claim import Span
from extract.pattern import Pattern
from extract.rulebook import Rule, Rulebook
from extract.screen import Bounds, lines, units

ONE: Final = Decimal(1)
BLOCKED: Final = "\ue000"
# Characters that a form may look at. Without a bound the engine looks through the rest of the text for what it needs.
FARTHEST: Final = 400


@dataclass(init=False, slots=True)
class Quantity:
    """One quantity mention; ``start`` and ``end`` count characters of the text that was searched.

    ``scale`` is what 万, 亿 … multiply by; ``type`` says what the unit is (classifier, measure or ``""``);
    ``kind`` and ``direction`` are set only by forms that carry them (翻倍, 减半, 1:5.8); ``inner`` is the
    approximator printed inside the mention (余, 多).
    """

    start: Final[int]
    end: Final[int]
    text: Final[str]
    value: Final[Decimal]
    unit: Final[str]
    amount: Final[Decimal]
    base_unit: Final[str]
    high_amount: Final[Decimal | None]
    relation: Final[str]
    type: Final[str]
    scale: Final[Decimal]
    kind: Final[str | None]
    direction: Final[str | None]
    inner: Final[str]
    rules: Final[tuple[str, ...]]

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        value: Decimal,
        unit: str,
        amount: Decimal,
        base_unit: str,
        high_amount: Decimal | None = None,
        relation: str = "eq",
        type: str = "",
        scale: Decimal = ONE,
        kind: str | None = None,
        direction: str | None = None,
        inner: str = "",
        rules: tuple[str, ...] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.value = value
        self.unit = unit
        self.amount = amount
        self.base_unit = base_unit
        self.high_amount = high_amount
        self.relation = relation
        self.type = type
        self.scale = scale
        self.kind = kind
        self.direction = direction
        self.inner = inner
        self.rules = rules

    def bound(self, relation: str, rules: tuple[str, ...]) -> Quantity:
        """The quantity with another relation, and the rules that say so beside its own."""
        return Quantity(
            self.start, self.end, self.text, self.value, self.unit, self.amount, self.base_unit, self.high_amount, relation,
            self.type, self.scale, self.kind, self.direction, self.inner, (*self.rules, *rules),
        )  # fmt: skip


def mask(text: str, spans: Sequence[Span]) -> str:
    """The text with some stretches blanked out, offsets unchanged.

    >>> mask("第3届有5人", [(0, 3)]).endswith("有5人")
    True
    """
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], BLOCKED * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


class Quantities:
    """Finds quantities with the forms of ``rules/quantities.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        from extract.compound import Compounds
        from extract.forms import Forms
        from extract.relation import Relations

        rules = book.rules("quantities", "forms")
        self._starts = book.compile(book.data["quantities"]["guard"], "guard")
        self._patterns = book.patterns("quantities", "forms", whole=True)
        self._before = self._contexts(book, rules, "needs_before")
        self._not_before = self._contexts(book, rules, "not_before")
        self._beginning: dict[tuple[int, str], bool] = {}
        self._numeral = book.compile(
            "[{digit_set}.．]+|零(?={han_digit}|{han_power})|(?:{han_digit}|{han_power})+|.", "numerals"
        )
        self._forms = Forms(book)
        self._compounds = Compounds(book)
        self._relations = Relations(book)

    def find(self, text: str, blocked: Sequence[Span] = ()) -> list[Quantity]:
        """The quantities of a text, in order, outside the blocked stretches.

        >>> from extract.rulebook import rulebook
        >>> [(q.text, str(q.amount), q.base_unit) for q in Quantities(rulebook()).find("上线1.7万余部，占62%")]
        [('1.7万余部', '17000', '部'), ('62%', '62', '%')]
        """
        masked = mask(text, blocked)
        found = self._compounds.join(masked, list(self._scan(masked, units(text), lines(text))))
        return self._relations.shared([self._relations.bind(quantity, masked) for quantity in found], masked)

    def _scan(self, text: str, sentences: Bounds, rows: Bounds) -> Iterator[Quantity]:
        at = 0
        for unit, forms in self._patterns.alive(text, sentences, rows).items():
            start, end = sentences[unit]
            at = max(at, start)
            while (step := self._starts.search(text, at, end)) is not None:
                start = step.start()
                quantity = next(self._readings(text, start, forms), None)
                if quantity is not None:
                    yield quantity
                    at = quantity.end
                else:
                    skipped = self._numeral.match(text, start)
                    at = skipped.end() if skipped else start + 1

    def _readings(self, text: str, start: int, forms: list[int]) -> Iterator[Quantity]:
        """What the forms that match at a place make of it, the first form first."""
        sign = text[start]
        for i in forms:
            if not self._may_begin(i, sign):
                continue
            rule, pattern = self._patterns.rules[i][0], self._patterns.compiled(i)[1]
            match = pattern.match(text, start, start + FARTHEST)
            if match is not None and self._allowed(rule, text, match.start()):
                quantity = self._forms.read(rule, match, text)
                if quantity is not None:
                    yield quantity

    def _may_begin(self, form: int, sign: str) -> bool:
        known = self._beginning.get((form, sign))
        if known is None:
            known = self._beginning[form, sign] = self._patterns.prepared.reaches[form].may_begin(sign)
        return known

    def _allowed(self, rule: Rule, text: str, at: int) -> bool:
        needed, barred = self._before.get(rule.id), self._not_before.get(rule.id)
        if barred is not None and barred.search(text, max(0, at - 24), at):
            return False
        return needed is None or needed.search(text, max(0, at - 24), at) is not None

    @staticmethod
    def _contexts(book: Rulebook, rules: Sequence[Rule], setting: str) -> dict[str, Pattern]:
        return {rule.id: book.compile(rule.settings[setting], rule.id) for rule in rules if setting in rule.settings}
