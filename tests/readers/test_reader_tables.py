"""Tables: subject from row and column headers, unit and year from header, label or caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.claim import Claim
from extract.heal import document
from extract.pipeline import Extractor
from extract.reader import read

Row = tuple[str, str, str, int | None, str, str | None]

# text, unit, subject, year, kind, direction of every figure in the bulletin's tables
BULLETIN_ROWS: list[Row] = [
    ("3215.6", "亿元", "全市地区生产总值", 2023, "level", None),
    ("5.2", "%", "全市地区生产总值", 2023, "change", "up"),
    ("1,208.7", "亿元", "全市社会消费品零售总额", 2023, "level", None),
    ("-1.6", "%", "全市社会消费品零售总额", 2023, "change", "down"),
    ("412.30", "万人", "全市常住人口", 2023, "level", None),
    ("12.5", "亿元", "石碛县一般公共预算收入", 2022, "level", None),
    ("13.1", "亿元", "石碛县一般公共预算收入", 2023, "level", None),
    ("45.0", "亿元", "南岭区一般公共预算收入", 2022, "level", None),
    ("47.7", "亿元", "南岭区一般公共预算收入", 2023, "level", None),
    ("80.2", "万吨", "粮食产量", 2021, "level", None),
    ("1.2%", "%", "粮食产量", 2021, "change", "up"),
    ("81.0", "万吨", "粮食产量", 2022, "level", None),
    ("1.0%", "%", "粮食产量", 2022, "change", "up"),
    ("84.4", "万吨", "粮食产量", 2023, "level", None),
    ("4.2%", "%", "粮食产量", 2023, "change", "up"),
]


def rows(claims: list[Claim]) -> list[Row]:
    tabled = [claim for claim in claims if claim.zone == "table"]
    return [(c.text, c.unit, c.subject or "", c.year, c.kind, c.direction) for c in tabled]


def read_rows(extractor: Extractor, text: str) -> list[Row]:
    return rows(extractor(document(text)))


def test_a_statistical_bulletin_as_text(extractor, bulletin) -> None:
    assert read_rows(extractor, bulletin) == BULLETIN_ROWS


@pytest.mark.parametrize("name", ["html", "html gb2312", "docx", "pdf", "gb18030"])
def test_a_statistical_bulletin_in_every_wrapping(extractor, bulletin, tmp_path: Path, name: str) -> None:
    from wrap import WRAPPINGS

    suffix, write = WRAPPINGS[name]
    path = tmp_path / f"公报{suffix}"
    write(bulletin, path)
    found = read(path)
    claims = extractor(found)
    assert rows(claims) == BULLETIN_ROWS
    assert all(found.raw[c.start : c.end] == c.text for c in claims)


def test_a_statistical_bulletin_that_a_browser_printed(extractor) -> None:
    document = read(Path(__file__).parent.parent / "data" / "bulletin.pdf")
    claims = extractor(document)
    assert rows(claims) == BULLETIN_ROWS
    assert document.date is not None and document.date.iso == "2024-03-18"


@pytest.mark.parametrize(
    "text",
    [
        "| 城市 | 营收（亿元） |\n| --- | ---: |\n| 甲市 | 12.5 |\n| 乙市 | 8 |",
        "城市 | 营收（亿元）\n--- | ---\n甲市 | 12.5\n乙市 | 8",
        "城市\t营收（亿元）\n甲市\t12.5\n乙市\t8",
        "城市    营收（亿元）\n甲市    12.5\n乙市    8",
        "城市　　营收（亿元）\n甲市　　12.5\n乙市　　8",
        "┌────┬────────┐\n│城市│营收（亿元）│\n├────┼────────┤\n│甲市│12.5│\n│乙市│8│\n└────┴────────┘",
        "城市,\n单位：亿元\n城市\t营收\n甲市\t12.5\n乙市\t8",
    ],
    ids=["markdown", "markdown without outer bars", "tabs", "spaces", "wide spaces", "box drawing", "unit above"],
)
def test_tables_set_in_text(extractor, text: str) -> None:
    assert read_rows(extractor, text) == [
        ("12.5", "亿元", "甲市营收", None, "level", None),
        ("8", "亿元", "乙市营收", None, "level", None),
    ]


def test_bars_between_the_cells_alone(extractor) -> None:
    text = "单位：万元\n项目 | 2022年 | 2023年\n教育支出 | 23,180 | 24,906.5\n农林支出|8,047|7,650\n"
    assert [(row[0], row[1], row[3]) for row in read_rows(extractor, text)] == [
        ("23,180", "万元", 2022), ("24,906.5", "万元", 2023), ("8,047", "万元", 2022), ("7,650", "万元", 2023),
    ]  # fmt: skip


def test_a_menu_is_no_table(extractor) -> None:
    assert not read_rows(extractor, "首页|新闻|财经\n体育|娱乐|科技\n2019|图片|视频\n")


def test_figures_that_stand_in_lines_of_single_spaces(extractor) -> None:
    text = "表4 主要产品产量（万吨）\n产品 2022年 2023年\n钢材 120.5 131\n水泥 80 79.2\n化肥 12.1 12.6\n"
    assert ("79.2", "万吨", "水泥产量", 2023, "level", None) in read_rows(extractor, text)


def test_a_number_of_a_row_is_no_claim(extractor) -> None:
    text = "| 序号 | 城市 | 人口（万人） |\n|--|--|--|\n| 1 | 甲市 | 30 |\n| 2 | 乙市 | 20 |"
    assert [row[0] for row in read_rows(extractor, text)] == ["30", "20"]


@pytest.mark.parametrize("blank", ["—", "-", "…", "", "/", "不适用"])
def test_an_empty_cell_is_no_claim(extractor, blank: str) -> None:
    text = f"| 城市 | 人口（万人） |\n|--|--|\n| 甲市 | {blank} |\n| 乙市 | 20 |"
    assert [row[0] for row in read_rows(extractor, text)] == ["20"]


def test_amounts_bounds_and_ranges(extractor) -> None:
    text = "| 产品 | 售价（元/吨） |\n|--|--|\n| 甲 | 约1,200 |\n| 乙 | 900-1000 |\n| 丙 | ≥80 |"
    claims = extractor(document(text))
    assert [(str(c.amount), c.relation) for c in claims] == [("1200", "approx"), ("900", "range"), ("80", "ge")]
    assert [c.high_amount for c in claims] == [None, 1000, None]


def test_thousands_and_millions_of_units(extractor) -> None:
    text = "| 科目 | 金额（千元） | 折合（百万美元） |\n|--|--|--|\n| 营业收入 | 1,500 | 2.5 |"
    assert [str(c.amount) for c in extractor(document(text))] == ["1500000", "2500000"]


def test_growth_goes_with_the_measure_on_its_left(extractor) -> None:
    text = "| 公司 | 营收（亿元） | 同比（%） | 净利润（亿元） | 同比（%） |\n|--|--|--|--|--|\n| 甲公司 | 8 | 12 | 1 | -3 |"
    assert [(row[2], row[5]) for row in read_rows(extractor, text)] == [
        ("甲公司营收", None), ("甲公司营收", "up"), ("甲公司净利润", None), ("甲公司净利润", "down"),
    ]  # fmt: skip


def test_a_forecast_in_the_header(extractor) -> None:
    text = "指标\t2022A\t2023A\t2024E\n营业收入（亿元）\t10\t12\t15\n净利润（亿元）\t1\t2\t3"
    claims = extractor(document(text, date="2024-03-01"))
    assert [(c.year, c.modality) for c in claims][:3] == [(2022, "actual"), (2023, "actual"), (2024, "projected")]


def test_sentences_in_cells_are_read_as_sentences(extractor) -> None:
    text = "行业\t案例\n家居\t2023年，甲公司营业收入达12亿元。\n汽车\t2022年，乙公司销量增长20%。\n钢铁\t丙公司产量增长5%。"
    claims = extractor(document(text))
    assert [(c.text, c.zone, c.year) for c in claims] == [
        ("12亿元", "table", 2023), ("20%", "table", 2022), ("5%", "table", None),
    ]  # fmt: skip


def test_prose_is_no_table(extractor) -> None:
    text = "关注时事|洞察风云\n\n2023年　全市粮食产量达20.5万吨，\n同比增长3%。\n\n他说  3个人  来了。\n"
    assert document(text).tables == ()


def test_every_claim_stands_where_it_says(extractor, bulletin) -> None:
    for claim in extractor(document(bulletin)):
        assert bulletin[claim.start : claim.end] == claim.text
        assert "".join(bulletin[s:e] for s, e in claim.subject_spans) == claim.subject
