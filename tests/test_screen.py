"""The screen: a pattern is never left out where it matches."""

from __future__ import annotations

import pickle
import random
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import hyperscan
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pattern import compiled
from extract.patterns import Patterns
from extract.phrase import Chain, expanded
from extract.reach import DIGIT, alternatives, reach
from extract.relaxed import ANYTHING, relaxed
from extract.rulebook import rulebook
from extract.screen import Screen, lines, units
from extract.token import Token, Tokens

BOOK = rulebook()
STAGES = (("exclusions", "exclusions"), ("periods", "periods"), ("sayings", "sayings"))
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
        ("(?i)top", "tOP"),
        ("(?i:i)", "\u0130"),
        ("(?i:[a-k])(?i:[^a])", "\u212a\u017f"),
        ("a*b?", ""),
        ("(?<=共)三|四", "四"),
        (r"\p{Han}{2}[^\p{Han}]", "人口3"),
        (r"\p{Han}{2}木", "佐々木"),
        (r"(?<=\p{Han})[^\p{Han}]", "𠮷3"),
        ("(?P<y>一)年|(?P<y>二)月", "二月"),
        ("一(?=个|名)", "一名"),
        ("一(?=。|个。|个人)", "一个。"),
        ("(?<=。|共)一", "。一"),
        ("(?<![^一])二(?!三)", "一二"),
        ("(?<=共)(?<=公共)一(?=人)(?!口)", "公共一人"),
        ("(?<=共)(?:(?<=公共)一|二)", "公共一"),
        ("(?P<n>[一二])到(?P=n)", "二到二"),
        (r"\d{3,12}人", "123456789012人"),
        (r"\s\w", "\x85é"),
        ("[]一]二", "]二"),
        ("什(?R)?么", "什什么么"),
    ],
)
def test_a_text_that_matches_is_alive(pattern: str, text: str) -> None:
    found = regex.search(pattern, text)
    assert found
    assert Screen([relaxed(pattern)]).alive(text, ((0, len(text)),)) == [(0, 0)]
    assert reach(pattern).first is None or reach(pattern).may_begin(found[0][:1])
    assert compiled(reach(pattern).beginning).match(found[0])


PARTS = st.recursive(
    st.sampled_from(["一", "二", "。", "[一三]", "[^一]", r"\d", ".", r"\s", "(?i:k)"]),
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map("".join),
        st.lists(part, min_size=1, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
        st.tuples(part, st.sampled_from(["?", "*", "+", "{2,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.tuples(st.sampled_from(["?=", "?!", "?<=", "?<!"]), part).map(lambda pair: f"({pair[0]}{pair[1]})"),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(PARTS, st.text("一二三。3k\u212a ", min_size=1, max_size=8))
def test_whatever_is_looked_for_what_matches_in_a_sentence_is_alive(pattern: str, text: str) -> None:
    over = reach(pattern).over_stops
    alive = {at for at, _ in Screen([relaxed(pattern)]).alive(text, lines(text) if over else units(text))}
    for match in regex.finditer(pattern, text, overlapped=True):
        for at, (start, end) in enumerate(lines(text) if over else units(text)):
            assert at in alive or not start <= match.start() <= match.end() <= end or match.start() == match.end()
        assert not match[0] or compiled(reach(pattern).beginning).match(text, match.start(), match.end())


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("第[一二]届", "第三届"),
        ("一(?=届|次)", "一个"),
        ("(?<!第)一", "第一"),
        ("一(?!届)", "一届"),
        ("(?<=共)一", "第一"),
        ("一(?=个。|名)", "一届"),
        ("(?<![^\n])一", "第一"),
    ],
)
def test_a_text_that_does_not_match_is_told_apart(pattern: str, text: str) -> None:
    assert Screen([relaxed(pattern)]).alive(text, ((0, len(text)),)) == []


def test_a_pattern_that_is_not_understood_may_match_anything() -> None:
    assert relaxed("(?R)?") == ANYTHING
    assert reach("(?R)?").first is None
    assert reach(r"\d+届").first == {DIGIT}


def test_a_screen_is_taken_up_again_and_a_damaged_one_is_not() -> None:
    screen = Screen([relaxed("第[一二]届")])
    kept = pickle.dumps(screen)
    assert pickle.loads(kept).alive("第二届", ((0, 3),)) == [(0, 0)]
    assert pickle.loads(pickle.dumps(Screen([]))).alive("第二届", ((0, 3),)) == []
    at = len(kept) // 2
    with pytest.raises(hyperscan.error):
        pickle.loads(kept[:at] + bytes([kept[at] ^ 255]) + kept[at + 1 :])


def test_a_pattern_that_the_automaton_cannot_hold_may_match_anything() -> None:
    assert sorted(Screen(["一届", "(", "二届"]).alive("一届", ((0, 2),))) == [(0, 0), (0, 1)]


def test_a_screen_may_be_asked_by_several_threads_at_once() -> None:
    screen = Screen([relaxed("[一二]届"), relaxed("三个")])
    texts = ["第二届" * n + "三个" for n in range(1, 200)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: screen.alive(text, ((0, len(text)),)), texts))
    assert all(sorted(each) == [(0, 0), (0, 1)] for each in found)


def test_half_a_character_is_none() -> None:
    assert Screen([relaxed("二届")]).alive("\ud800第二届", ((0, 4),)) == [(0, 0)]


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
