"""Units: the longest unit after a numeral, as printed and as normalised."""

from __future__ import annotations

import pytest

from extract.numeral import Numerals
from extract.rulebook import rulebook
from extract.unit import Units

BOOK = rulebook()
UNITS = Units(BOOK, Numerals(BOOK.data["numerals"]).simplify)


@pytest.mark.parametrize(
    ("text", "unit", "base"),
    [
        ("元，", "元", "元"),
        ("圆", "圆", "元"),
        ("块", "块", "元"),
        ("块钱", "块钱", "元"),
        ("元钱", "元钱", "元"),
        ("美金", "美金", "美元"),
        ("分钱", "分钱", "分"),
        ("％", "％", "%"),
        ("个小时", "个小时", "小时"),
        ("个工作日", "个工作日", "工作日"),
        ("个百分点", "个百分点", "百分点"),
        ("个点", "个点", "百分点"),
        ("个月", "个月", "个月"),
        ("个城市", "个", "个"),
        ("元/平方米", "元/平方米", "元/平方米"),
        ("件/万人", "件/万人", "件/万人"),
        ("例/10万人", "例/10万人", "例/10万人"),
        ("立方米/万元", "立方米/万元", "立方米/万元"),
        ("元每月", "元每月", "元每月"),
        ("平方公里", "平方公里", "平方公里"),
        ("千米", "千米", "千米"),
        ("千克", "千克", "千克"),
        ("千瓦时", "千瓦时", "千瓦时"),
        ("公里", "公里", "公里"),
        ("km", "km", "km"),
        ("噸", "噸", "吨"),
        ("人次", "人次", "人次"),
    ],
)
def test_a_unit_is_found(text: str, unit: str, base: str) -> None:
    found = UNITS.at(text, 0)
    assert found is not None
    assert (found.text, found.base) == (unit, base)


@pytest.mark.parametrize(
    "text", ["人民", "发展", "年级", "平台", "个体", "成立", "家庭", "部门", "城市", "拍客", "国家"]
)
def test_a_word_that_begins_like_a_unit_is_none(text: str) -> None:
    found = UNITS.at(text, 0)
    assert found is None or found.bare
