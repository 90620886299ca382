"""Numerals: every way a number is printed, read exactly."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numeral import Numerals
from extract.rulebook import rulebook

NUMERALS = Numerals(rulebook().data["numerals"])


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1508", "1508"),
        ("1,508", "1508"),
        ("83，461，250", "83461250"),
        ("7\n800", "7800"),
        ("11524.81", "11524.81"),
        ("３２０．５", "320.5"),
        ("-3.5", "-3.5"),
        ("－3.5", "-3.5"),
        ("负三", "-3"),
        ("三", "3"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("两千", "2000"),
        ("一千七百", "1700"),
        ("三点五", "3.5"),
        ("九十二点五", "92.5"),
        ("二〇二〇", "2020"),
        ("贰拾叁", "23"),
        ("一万二千", "12000"),
    ],
)
def test_a_numeral_is_read(printed: str, number: str) -> None:
    assert NUMERALS.read(printed) == Decimal(number)


@pytest.mark.parametrize(
    ("scale", "head", "factor"),
    [("", 1, 1), ("万", 1, 10**4), ("亿", 1, 10**8), ("万亿", 1, 10**12), ("千万", 1000, 10**4), ("百亿", 100, 10**8), ("千亿", 1000, 10**8)],
)  # fmt: skip
def test_hundreds_belong_to_the_numeral_and_ten_thousands_to_the_scale(scale: str, head: int, factor: int) -> None:
    assert NUMERALS.scale(scale) == (Decimal(head), Decimal(factor))


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_go_there_and_back(number: int) -> None:
    assert NUMERALS.read(cn2an.an2cn(number, "low")) == number


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=1, max_value=9))
def test_decimals_are_exact(units: int, places: int) -> None:
    number = Decimal(units).scaleb(-places)
    assert NUMERALS.read(format(number, "f")) == number


@given(st.integers(min_value=1000, max_value=10**12))
def test_separators_change_nothing(number: int) -> None:
    assert NUMERALS.read(f"{number:,}") == number


@pytest.mark.parametrize("printed", ["十百", "百十千"])
def test_signs_out_of_order_are_no_numeral(printed: str) -> None:
    with pytest.raises(ValueError):
        NUMERALS.read(printed)
