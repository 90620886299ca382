"""Scoring: section 4 of the label guide, on cases small enough to reckon by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.score import LEVELS, close, compare, pair, similarity
from extract.tally import MISS_COLUMNS, Tally, errors, misses, together


def record(start: int = 0, end: int = 3, **changed: Any) -> dict[str, Any]:
    """A label or a claim: 3亿元, 用户规模, 2023."""
    values = {
        "start": start, "end": end, "text": "3亿元", "amount": Decimal(300_000_000), "base_unit": "元", "high_amount": None,
        "relation": "eq", "kind": "level", "direction": None, "modality": "actual", "subject": "用户规模", "year": 2023,
        "period": "2023", "rules": ("quantity.mixed",),
    }  # fmt: skip
    return {**values, **changed}


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        ({}, set()),
        ({"end": 4}, {"exact"}),
        ({"year": 2022}, {"year", "claim"}),
        ({"year": None}, {"year", "claim"}),
        ({"subject": "市场价格"}, {"subject", "claim"}),
        ({"subject": None}, {"subject", "claim"}),
        ({"amount": Decimal(3)}, {"quantity", "year", "subject", "claim"}),
        ({"base_unit": "人"}, {"quantity", "year", "subject", "claim"}),
        ({"high_amount": Decimal(5)}, {"quantity", "year", "subject", "claim"}),
        ({"amount": Decimal("300000000.1")}, set()),
        ({"subject": "用户 的“规模”"}, set()),
        ({"kind": "change", "period": "2023-12", "relation": "gt"}, set()),
    ],
)
def test_what_each_level_asks_for(changed: dict[str, Any], lost: set[str]) -> None:
    assert compare(record(), record(**changed)).levels == set(LEVELS) - lost


@pytest.mark.parametrize(
    ("subject", "wordings", "alike"),
    [
        ("中国网络视听用户规模", ["中国网络视听用户规模"], 1.0),
        ("中国网络视听的用户规模", ["中国网络视听用户规模"], 1.0),
        ("用户规模", ["中国用户规模"], 0.8),
        ("用户规模", ["中国用户规模", "用户规模"], 1.0),
        ("规模用户", ["用户规模"], 0.5),
        (None, ["用户规模"], 0.0),
        (None, [""], 1.0),
        ("“九五二七”剧场", ["九五二七剧场"], 1.0),
    ],
)
def test_how_alike_subjects_are(subject: str | None, wordings: list[str], alike: float) -> None:
    assert similarity(subject, wordings) == pytest.approx(alike)


@given(st.text("用户规模的", max_size=8), st.text("用户规模的", max_size=8))
def test_likeness_is_symmetric_and_between_0_and_1(a: str, b: str) -> None:
    assert similarity(a, [b]) == similarity(b, [a])
    assert 0 <= similarity(a, [b]) <= 1


def test_numbers_are_close_within_a_millionth() -> None:
    assert close("33.3333", Decimal(100) / 3)
    assert not close("33.33", Decimal(100) / 3)
    assert close(None, None)
    assert not close(None, 0)


def test_the_larger_overlap_is_paired_first() -> None:
    wide, narrow = record(0, 6), record(5, 8, subject="另一")
    pairs = pair([record(0, 5)], [narrow, wide])
    assert [(p.label is not None, p.claim and p.claim["start"]) for p in pairs] == [(True, 0), (False, 5)]


def test_a_label_is_paired_once() -> None:
    pairs = pair([record(0, 6)], [record(0, 3), record(3, 6)])
    assert [errors(p) for p in pairs] == [(), ("extra",)]


def test_optional_labels_count_neither_way() -> None:
    optional = record(0, 3, optional=True)
    assert pair([optional], []) == []
    assert pair([optional], [record(0, 3)]) == []
    assert [errors(p) for p in pair([optional], [record(9, 12)])] == [("extra",)]


@pytest.mark.parametrize(
    ("label", "claim", "wrong"),
    [
        (record(), None, ("missing",)),
        (None, record(), ("extra",)),
        (record(), record(amount=Decimal(3)), ("amount",)),
        (record(), record(base_unit="人"), ("unit",)),
        (record(), record(year=2022), ("year",)),
        (record(), record(subject="价格"), ("subject",)),
        (record(), record(subject="价格", year=None), ("year", "subject")),
        (record(), record(kind="share"), ()),
    ],
)
def test_what_is_wrong_with_a_pair(label: dict | None, claim: dict | None, wrong: tuple[str, ...]) -> None:
    found = pair([label] if label else [], [claim] if claim else [])
    assert errors(found[0]) == wrong


# Two labels, three claims: one right in all, one of the wrong year, one that no label has.
TALLY = Tally(tuple(pair([record(0, 3), record(10, 13)], [record(0, 3), record(10, 13, year=2022), record(20, 23)])))


def test_precision_recall_and_f1() -> None:
    assert (TALLY.labels, TALLY.claims) == (2, 3)
    found, claim = TALLY.score("found"), TALLY.score("claim")
    assert (found.precision, found.recall, found.fscore) == pytest.approx((2 / 3, 1, 0.8))
    assert (claim.precision, claim.recall, claim.fscore) == pytest.approx((1 / 3, 1 / 2, 0.4))
    assert TALLY.f1() == pytest.approx(
        {"found": 0.8, "exact": 0.8, "quantity": 0.8, "year": 0.4, "subject": 0.8, "claim": 0.4}
    )


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert set(Tally(()).f1().values()) == {1.0}
    assert Tally(()).intervals() == {}
    assert Tally(()).to_dict()["levels"]["claim"]["interval"] is None


def test_attributes_are_asked_of_right_quantities_only() -> None:
    pairs = pair(
        [record(0, 3), record(10, 13), record(20, 23)],
        [record(0, 3, kind="share"), record(10, 13, period=None), record(20, 23, amount=Decimal(1), kind="ratio")],
    )
    assert Tally(tuple(pairs)).attributes() == pytest.approx(
        {"relation": 1, "kind": 0.5, "direction": 1, "modality": 1, "period": 0.5, "similarity": 1}
    )


def test_intervals_hold_the_score_and_repeat() -> None:
    intervals = TALLY.intervals()
    assert intervals == TALLY.intervals()
    for level, f1 in TALLY.f1().items():
        low, high = intervals[level]
        assert 0 <= low <= f1 <= high <= 1


def test_intervals_of_a_perfect_score_are_a_point_and_shrink_with_numbers() -> None:
    right = pair([record()], [record()])
    assert Tally(tuple(right)).intervals()["claim"] == (1.0, 1.0)
    few, many = TALLY.intervals()["claim"], together([TALLY] * 50).intervals()["claim"]
    assert many[1] - many[0] < few[1] - few[0]


def test_a_bootstrap_reckoned_by_hand() -> None:
    # One right pair and one miss: resamples of two hold 0, 1 or 2 right ones, F1 0, 2/3 or 1, with 1/4, 1/2, 1/4.
    one = Tally(tuple(pair([record(0, 3), record(10, 13)], [record(0, 3)])))
    assert one.intervals()["claim"] == (0.0, 1.0)


def test_misses_stand_in_their_context() -> None:
    raw = "用户规模达3亿元，价格5元。"
    label = record(5, 8)
    rows = misses(raw, pair([label], [record(5, 8, year=2022), record(11, 13, text="5元")]), "某文")
    assert [(row["error"], row["context"], row["gold_year"], row["year"]) for row in rows] == [
        ("year", "用户规模达⟦3亿元⟧，价格5元。", 2023, 2022),
        ("extra", "用户规模达3亿元，价格⟦5元⟧。", None, 2023),
    ]
    assert set(rows[0]) == set(MISS_COLUMNS)
