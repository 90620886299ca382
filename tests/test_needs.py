"""What patterns need: a pattern is never left out where it matches."""

from __future__ import annotations

import random
from functools import cache

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.needs import ALWAYS, DIGIT, alternatives, reach
from extract.patterns import Patterns
from extract.phrase import Chain, expanded
from extract.rulebook import rulebook
from extract.screen import Screen
from extract.token import Token, Tokens

BOOK = rulebook()
STAGES = (("exclusions", "exclusions"), ("periods", "periods"))
EXAMPLES = [
    example.text
    for stage, key in (*STAGES, ("quantities", "forms"))
    for rule in BOOK.rules(stage, key)
    for example in (*rule.examples, *rule.counter)
]
PATTERNS = {(stage, key): BOOK.patterns(stage, key) for stage, key in STAGES}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("第[一二]届", "第二届"),
        (r"\d+(?:届|版)", "３版"),
        ("(?i:top)\\d", "tOP5"),
        ("(?i:k)", "\u212a"),
        ("a*b?", ""),
        ("(?<=共)三|四", "四"),
        (r"\p{Han}{2}[^\p{Han}]", "人口3"),
        ("(?P<y>一)年|(?P<y>二)月", "二月"),
        ("一(?=个|名)", "一名"),
        ("[]一]二", "]二"),
    ],
)
def test_a_text_that_matches_has_what_is_needed(pattern: str, text: str) -> None:
    assert regex.search(pattern, text)
    assert Screen([reach(pattern).needs]).alive(text, ((0, len(text)),) if text else ()) or not text
    first = reach(pattern).first
    found = regex.search(pattern, text)
    assert first is None or found is None or reach(pattern).may_begin(found[0][:1])


def test_a_pattern_that_is_not_understood_may_need_anything() -> None:
    assert reach("(?R)?").needs == ALWAYS
    assert reach("(?R)?").first is None


def test_what_is_needed_tells_texts_apart() -> None:
    assert reach("第[一二]届").needs == {frozenset({frozenset("第"), frozenset("一二"), frozenset("届")})}
    assert reach(r"\d+届").first == {DIGIT}
    assert Screen([reach("第[一二]届").needs]).alive("第三届", ((0, 3),)) == []


@cache
def by_regex(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def plain(patterns: Patterns, text: str) -> list[tuple[int, int, str]]:
    """Every pattern tried everywhere, by ``regex``, whatever it is compiled with."""
    found = []
    for i, (rule, pattern) in enumerate(patterns.rules):
        for match in by_regex(pattern).finditer(text, overlapped=True):
            found.append((match.start(), i, match.end(), rule.id))
    kept, at = [], 0
    for start, _, end, name in sorted(found):
        if start >= at and end > start:
            kept.append((start, end, name))
            at = end
    return kept


@pytest.mark.parametrize("stage", STAGES)
def test_screened_patterns_find_what_all_patterns_find(stage: tuple[str, str]) -> None:
    chance = random.Random(0)
    for _ in range(60):
        text = "".join(chance.choice(EXAMPLES) + chance.choice("，。；、") for _ in range(8))
        screened = [(match.start(), match.end(), rule.id) for rule, match in PATTERNS[stage].find(text)]
        assert screened == plain(PATTERNS[stage], text)


@given(
    st.lists(st.sampled_from(["天下", "地上", "天上", "一天", "天"]), min_size=1, max_size=5),
    st.text("天地上下一", max_size=8),
)
def test_alternatives_match_together_what_they_match_as_one(words: list[str], text: str) -> None:
    several = alternatives("|".join(words), most=2)
    apart = {m.start() for each in several for m in regex.finditer(each, text, overlapped=True)}
    assert apart == {m.start() for m in regex.finditer("|".join(words), text, overlapped=True)}


TAGS = ("SAY", "AUX", "COMMA", "N")
CHAINS = (
    [{"TAG": {"IN": ["SAY", "N"]}}, {"TAG": "AUX", "OP": "?"}, {"TAG": "COMMA"}],
    [{"ORTH": "在"}, {"TAG": {"IN": ["N", "SAY"]}, "OP": "{1,3}"}, {"TAG": "COMMA"}],
    [{"TAG": "N", "OP": "+"}, {"TAG": "SAY", "OP": "*"}],
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=9), st.sampled_from(CHAINS), st.integers(0, 8))
def test_a_chain_matches_what_the_matcher_of_spacy_matches(
    tags: list[str], pattern: list[dict[str, object]], at: int
) -> None:
    from spacy.matcher import Matcher

    tokens = [Token(i, i + 1, "在" if i == at else "某", tag, None) for i, tag in enumerate(tags)]
    maker = Tokens.__new__(Tokens)
    matcher = Matcher(maker.vocab)
    matcher.add("chain", expanded(pattern), greedy="LONGEST")
    theirs = sorted((start, end) for _, start, end in matcher(maker.doc(tokens))) if tokens else []
    chain_of = Chain.of(pattern)
    assert chain_of is not None
    assert chain_of.find(tokens) == theirs


def test_patterns_that_ask_for_more_are_left_to_spacy() -> None:
    assert Chain.of([{"TAG": "N", "OP": "!"}]) is None
    assert Chain.of([{"LEMMA": "多"}]) is None
