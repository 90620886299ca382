"""Checking rules: every example of every rule must give what it says, every counter-example must not fire the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extract.document import DocumentDate
from extract.exclusion import Exclusions
from extract.heal import document, healer
from extract.period import Periods
from extract.pipeline import Extractor
from extract.rulebook import Example, Rule, Rulebook

# Where rules with examples stand: file, list.
LISTS = (
    ("units", "families"),
    ("quantities", "forms"),
    ("quantities", "compounds"),
    ("relations", "relations"),
    ("exclusions", "exclusions"),
    ("sayings", "sayings"),
    ("periods", "periods"),
    ("subjects", "phrases"),
    ("claims", "examples"),
    ("reading", "lines"),
    ("tables", "tables"),
)


@dataclass(frozen=True)
class Failure:
    """An example that does not hold: the rule, its text, what was wanted and what came."""

    example: Example
    got: str

    def __str__(self) -> str:
        wanted = "nothing by this rule" if self.example.expected is None else self.example.expected
        return f"{self.example.rule}: {self.example.text!r} gave {self.got}, wanted {wanted}"


@dataclass(frozen=True)
class Result:
    """How the examples of one rule fared."""

    rule: Rule
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Count:
    """How many rules, examples and counter-examples there are, and how many of these do not hold."""

    rules: int
    examples: int
    counter: int
    failed: int

    @classmethod
    def of(cls, results: Sequence[Result]) -> Count:
        return cls(
            len(results),
            sum(len(result.rule.examples) for result in results),
            sum(len(result.rule.counter) for result in results),
            sum(len(result.failures) for result in results),
        )


class Checker:
    """Runs the examples of a folder of rules."""

    def __init__(self, rules: Path | None = None) -> None:
        self.extractor = Extractor(rules)
        self.book: Rulebook = self.extractor.book
        self._exclusions: Exclusions = self.extractor.exclusions
        self._periods: Periods = self.extractor.periods
        self._healer = healer(rules)

    def results(self) -> Iterator[Result]:
        """One result a rule, in the order of the files."""
        for file, key in LISTS:
            for rule in self.book.rules(file, key):
                examples = (*rule.examples, *rule.counter)
                yield Result(rule, tuple(f for f in (self._failure(file, e) for e in examples) if f is not None))

    def _failure(self, file: str, example: Example) -> Failure | None:
        got = {
            "exclusions": self._excluded,
            "sayings": self._excluded,
            "periods": self._period,
            "reading": self._line,
        }.get(file, self._claims)(example)
        return None if got is None else Failure(example, got)

    def _excluded(self, example: Example) -> str | None:
        found = [x.text for x in self._exclusions.find(example.text) if x.rule == example.rule]
        wanted = [] if example.expected is None else [str(example.expected)]
        holds = not found if example.expected is None else wanted[0] in found
        return None if holds else repr(found)

    def _period(self, example: Example) -> str | None:
        text, _, date = example.text.partition("@")
        known = DocumentDate(date, "option") if date else None
        found = [self._periods.resolve(m, known) for m in self._periods.find(text) if m.rule == example.rule]
        times = [period.iso or "" for period in found]
        holds = not times if example.expected is None else str(example.expected) in times
        return None if holds else repr(times)

    def _line(self, example: Example) -> str | None:
        kind = self._healer.kind_of(example.text)
        setting = next(r.settings["kind"] for r in self.book.rules("reading", "lines") if r.id == example.rule)
        holds = kind != setting if example.expected is None else kind == example.expected
        return None if holds else kind

    def _claims(self, example: Example) -> str | None:
        text, _, date = example.text.partition("@")
        claims = [claim.to_dict() for claim in self.extractor(document(text, "example", date or None))]
        if example.expected is None:
            fired = [claim["text"] for claim in claims if example.rule in claim["rules"]]
            return repr(fired) if fired else None
        if any(agrees(claim, example.expected) for claim in claims):
            return None
        return repr([{key: str(claim[key]) for key in example.expected} for claim in claims])


def agrees(claim: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a claim has all the wanted values; numbers agree as numbers.

    >>> agrees({"amount": Decimal("3.20"), "unit": "亿"}, {"amount": 3.2})
    True
    """
    return all(_same(claim[key], value) for key, value in wanted.items())


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool) and got is not None:
        try:
            return abs(Decimal(str(got)) - Decimal(str(wanted))) <= Decimal("1e-6") * max(
                Decimal(1), abs(Decimal(str(wanted)))
            )
        except InvalidOperation:
            return False
    return bool(got == wanted)
