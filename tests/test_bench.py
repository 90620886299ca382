"""The benchmark of accuracy: how results of other libraries become records the scorer reads. None of them is installed."""

from __future__ import annotations

import doctest
from decimal import Decimal
from typing import Any

import pytest

import mapping
from accuracy import tallied
from adapters import recognized, records
from extract.gold import Labelled
from extract.heal import document
from mapping import NUMBER, Found, duration, high, longest, money, trimmed, unit_family


def test_examples_of_the_mapping() -> None:
    assert doctest.testmod(mapping).failed == 0


@pytest.mark.parametrize(
    ("model", "text", "resolution", "amount", "unit"),
    [
        ("number", "50万", {"value": "500000"}, 500000, ""),
        ("number", "三分之一", {"value": "0.333333333333333"}, "33.3333", "%"),
        ("percentage", "6.8%", {"value": "6.8%"}, "6.8", "%"),
        ("percentage", "2.5个百分点", {"value": "2.5%"}, "2.5", "百分点"),
        ("currency", "3亿元", {"value": "300000000", "unit": "Chinese yuan"}, 300000000, "元"),
        ("currency", "$50", {"value": "50", "unit": "Dollar"}, 50, "美元"),
        ("dimension", "20 公里", {"value": "20", "unit": "Kilometer"}, 20, "公里"),
        ("age", "72岁", {"value": "72", "unit": "Year"}, 72, "岁"),
        ("datetime", "8小时", {"values": [{"timex": "PT8H", "type": "duration"}]}, 8, "小时"),
    ],
)
def test_recognizers(model: str, text: str, resolution: dict[str, Any], amount: object, unit: str) -> None:
    found = recognized(model, text, resolution)
    assert found is not None
    assert (found.amount, found.base_unit) == (Decimal(str(amount)), unit)


def test_a_unit_without_a_number_is_no_result() -> None:
    assert recognized("currency", "港币", {"value": None, "unit": "Hong Kong dollar"}) is None


def test_a_date_takes_its_numbers_but_no_quantity() -> None:
    year = Found(0, 4, Decimal(2023), model=NUMBER)
    date = Found(0, 5, None, model="datetime")
    yuan = Found(3, 9, Decimal(3), "元", model="currency")
    assert longest([year, date]) == []
    assert longest([date, yuan]) == [yuan]


def test_money_and_its_span() -> None:
    text = "港币两千"
    assert trimmed(text) == (0, 4), "no unit follows, so the currency before it is inside"
    assert money(text, "港元") == "港元"
    assert trimmed("人民币50元") == (3, 6)


@pytest.mark.parametrize(
    ("text", "parts", "amount", "unit"),
    [
        ("8天", {"day": 8}, 8, "天"),
        ("两周", {"day": 14}, 2, "周"),
        ("半年", {"month": 6}, "0.5", "年"),
        ("3个月", {"month": 3}, 3, "个月"),
        ("1小时30分", {"hour": 1, "minute": 30}, 90, "分"),
    ],
)
def test_durations(text: str, parts: dict[str, int], amount: object, unit: str) -> None:
    found = duration(text, {name: Decimal(part) for name, part in parts.items()})
    assert found == (Decimal(str(amount)), mapping.printed_unit(text))
    assert found[1] == unit


def test_an_open_end_is_no_range() -> None:
    assert high("数十元", Decimal(100)) is None
    assert high("3至5年", Decimal(5)) == 5


@pytest.mark.parametrize(
    ("base", "family"),
    [("元", "money"), ("%", "percent"), ("小时", "time"), ("倍", "multiple"), ("吨", "measure"), ("家", "classifier")],
)
def test_kinds_of_units(base: str, family: str) -> None:
    assert unit_family(base) == family


def test_a_peer_is_scored_in_the_raw_text() -> None:
    """It gets the healed text, without the typesetter's spaces; its spans go back to the raw text."""

    class Peer:
        name, failures = "peer", 0

        def __call__(self, text: str) -> list[Found]:
            at = text.find("7800亿元")
            return [Found(at, at + 6, Decimal(780_000_000_000), "元")] if at >= 0 else []

    raw = "这是一句话。突破 7800 亿元。"
    rows = records(Peer(), document(raw))
    assert [(row["start"], row["end"]) for row in rows] == [(9, 16)]
    label = {
        "start": 9, "end": 16, "amount": Decimal(780_000_000_000), "base_unit": "元", "subject": "x", "year": None,
    }  # fmt: skip
    score = tallied([Labelled("a", raw, (label,))], [rows])
    assert [score.score(level).fscore for level in ("found", "exact", "amount", "quantity")] == [1, 1, 1, 1]
