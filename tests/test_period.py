"""Times: what a text prints, and the period it stands for; then which of them governs a quantity."""

from __future__ import annotations

import pytest

from extract.document import DocumentDate
from extract.period import Periods
from extract.rulebook import rulebook
from spec import claim

PERIODS = Periods(rulebook())


@pytest.mark.parametrize(
    ("text", "date", "iso"),
    [
        ("2020年", None, "2020"),
        ("二〇二〇年", None, "2020"),
        ("2020年度", None, "2020"),
        ("2020年3月", None, "2020-03"),
        ("2020年3月23日", None, "2020-03-23"),
        ("2020-03-23", None, "2020-03-23"),
        ("2018年一季度", None, "2018-Q1"),
        ("去年第四季度", "2024-03-01", "2023-Q4"),
        ("2020年上半年", None, "2020-H1"),
        ("下半年", "2024-07-01", "2024-H2"),
        ("2018年底", None, "2018-12"),
        ("2020年初", None, "2020-01"),
        ("20Q3", None, "2020-Q3"),
        ("2Q21", None, "2021-Q2"),
        ("19H1", None, "2019-H1"),
        ("2021FY", None, "2021"),
        ("前三季", "2024-11-01", "2024-01/2024-09"),
        ("今年前三季度", "2024-11-01", "2024-01/2024-09"),
        ("2018年前5个月", None, "2018-01/2018-05"),
        ("2016—2020年", None, "2016/2020"),
        ("“十三五”期间", None, "2016/2020"),
        ("今年", "2024", "2024"),
        ("去年", "2024-03-05", "2023"),
        ("去年12月", "2024-03-05", "2023-12"),
        ("上月", "2024-01-05", "2023-12"),
        ("昨日", "2024-03-01", "2024-02-29"),
        ("目前", "2024-03-05", "2024"),
        ("春节期间", "2024-02-20", "2024"),
        ("近三年", "2024-03-05", "2022/2024"),
        ("今年", None, None),
        ("20年前", "2024", None),
    ],
)
def test_a_time_is_reckoned_out(text: str, date: str | None, iso: str | None) -> None:
    known = DocumentDate(date, "option") if date else None
    assert [PERIODS.resolve(m, known).iso for m in PERIODS.find(text)] == [iso]


@pytest.mark.parametrize(
    ("text", "mention", "date", "year", "period"),
    [
        ("2023年，全市粮食产量20万吨。", "20万吨", None, 2023, "2023"),
        ("截至2023年12月，用户规模达10.74亿。", "10.74亿", None, 2023, "2023-12"),
        # carried on while the text still speaks of the same period
        ("截至2023年12月，账号总数达15.5亿个，主播数量已达1508万人。日直播场次超过350万场。", "350万场", None, 2023, "2023-12"),
        # relative words, against the document's date
        ("去年，全市粮食产量20万吨。", "20万吨", "2024-03-05", 2023, "2023"),
        ("上半年，全市出口3亿元。", "3亿元", "2020-08", 2020, "2020-H1"),
        ("去年，全市粮食产量20万吨。", "20万吨", None, None, None),
        ("清明三天，古城接待游客6万人次。", "6万人次", "2023-04-08", 2023, "2023"),
        ("假期前3天，全县接待游客9万人次。", "9万人次", "2023-10-05", 2023, "2023"),
        # 上年 is not counted from the year in brackets
        ("今年产值60亿元（去年51亿元），出口9亿元（上年7亿元）。", "7亿元", "2021-03-01", 2020, "2020"),
        # a report tells of the year or half before it came out
        ("某药企4月18日发布年报，报告期内营收9亿元。", "9亿元", "2022-04-18", 2021, "2021"),
        ("某药企8月20日晚间披露半年报：报告期内营收4亿元。", "4亿元", "2023-08-20", 2023, "2023-H1"),
        # plan periods
        ("“十三五”期间，全市建成高速公路300公里。", "300公里", None, 2020, "2016/2020"),
        # what a change is measured from is not its time
        ("截至2020年3月，用户规模达5.6亿，较2018年底增长1.63亿。", "1.63亿", None, 2020, "2020-03"),
        ("2023年上线微短剧384部，较2022年的172部增加了1倍多。", "172部", None, 2022, "2022"),
        ("2023年上线微短剧384部，较2022年的172部增加了1倍多。", "1倍", None, 2023, "2023"),
        # a forecast has the year it is for
        ("预计2026年市场规模将达50亿元。", "50亿元", "2024-03-05", 2026, "2026"),
        # a span has its last year
        ("2016—2020年，全市累计投资300亿元。", "300亿元", None, 2020, "2016/2020"),
        # a date of another fact does not count, and the document's date is nothing to fall back on
        ("公司成立于2005年，注册资本14.4亿元。", "14.4亿元", None, None, None),
        ("平台于2025年推出的剧场，单集制作仅需4小时。", "4小时", None, None, None),
        ("全市共有公园20个。", "20个", "2024-03-05", None, None),
    ],
)  # fmt: skip
def test_the_year_of_a_quantity(
    text: str, mention: str, date: str | None, year: int | None, period: str | None
) -> None:
    got = claim(text, mention, date)
    assert (got.year, got.period) == (year, period)


def test_the_baseline_of_a_change() -> None:
    got = claim("截至2020年3月，用户规模达5.6亿，较2018年底增长1.63亿。", "1.63亿")
    assert (got.baseline, got.year) == ("2018-12", 2020)
