"""Rules test themselves: every rule has examples, and all of them hold."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.check import LISTS, Checker, Result
from extract.heal import document

# A counter-example makes sense where a pattern could match too much: not for units of measure that no word begins with,
# nor for tables of words.
GUARDED = {("quantities", "forms"), ("relations", "relations"), ("exclusions", "exclusions"), ("reading", "lines")}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="module")
def results(checker: Checker) -> list[Result]:
    return list(checker.results())


def test_every_example_holds(results: list[Result]) -> None:
    assert [str(failure) for result in results for failure in result.failures] == []


def test_there_are_at_least_300_examples(results: list[Result]) -> None:
    assert sum(len(result.rule.examples) + len(result.rule.counter) for result in results) >= 300


def test_every_rule_has_an_example(results: list[Result]) -> None:
    assert [result.rule.id for result in results if not result.rule.examples] == []


def test_every_guarded_rule_has_a_counter_example(checker: Checker) -> None:
    rules = [rule for file, key in LISTS if (file, key) in GUARDED for rule in checker.book.rules(file, key)]
    assert [rule.id for rule in rules if not rule.counter] == []


def test_no_two_rules_share_an_identifier(results: list[Result]) -> None:
    assert [name for name, count in Counter(result.rule.id for result in results).items() if count > 1] == []


def test_every_list_of_rules_in_the_files_is_checked(checker: Checker) -> None:
    lists = {
        (file, key)
        for file, data in checker.book.data.items()
        for key, value in data.items()
        if isinstance(value, list) and value and all(isinstance(entry, dict) and "id" in entry for entry in value)
    }
    assert lists <= set(LISTS)


def test_an_example_fires_its_own_rule(checker: Checker) -> None:
    """An example that another rule makes true shows nothing of its own."""
    silent = []
    for file, key in LISTS:
        if file in ("units", "quantities", "relations"):
            for rule in checker.book.rules(file, key):
                for example in rule.examples:
                    text, _, date = example.text.partition("@")
                    claims = checker.extractor(document(text, "example", date or None))
                    if not any(rule.id in claim.rules for claim in claims):
                        silent.append(f"{rule.id}: {example.text}")
    assert silent == []


def test_a_claim_leads_to_its_rules(checker: Checker) -> None:
    claims = checker.extractor(document("截至2020年3月，用户规模达5.6亿元，较2018年底增长1.63亿元。"))
    named = {rule for claim in claims for rule in claim.rules}
    assert {"quantity.mixed", "unit.money", "period.month", "kind.change"} <= named
