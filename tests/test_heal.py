"""Healing: what a typesetter broke is whole again, and every character still knows where it came from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.heal import document

# A line as wide as a page, so that the break after it is the typesetter's.
WIDE = "某市新闻\n\n全市今年以来坚持稳中求进的工作总基调，农业农村经济运行总体平稳，"


@pytest.mark.parametrize(
    ("raw", "mention", "amount", "base_unit"),
    [
        (f"{WIDE}市场规模突破 7\n\n800 亿元，较去年明显扩大并继续保持。\n", "7\n\n800 亿元", "780000000000", "元"),
        (f"{WIDE}商家投入产出比 ROI 提升至 1:5.\n\n8。各地继续推进这项工作并取得成效。\n", "1:5.\n\n8", "5.8", "比"),
        (f"{WIDE}带动订单量明显增长，客单价提升 3\n\n5%。各地继续推进这项工作并取得成效。\n", "3\n\n5%", "35", "%"),
        (f"{WIDE}单集制作周期仅需 4\n\n小时，较传统流程明显缩短，效率继续提高。\n", "4\n\n小时", "4", "小时"),
        (f"{WIDE}市场规模突破 7\r\n800 亿元，较去年明显扩大并继续保持。\r\n", "7\r\n800 亿元", "780000000000", "元"),
        ("粮食总产量达３２０．５万吨。", "３２０．５万吨", "3205000", "吨"),
        ("全市粮食产量增长７％。", "７％", "7", "%"),
        ("主播数量已达 1508 万人。", "1508 万人", "15080000", "人"),
        ("销售额达1,508.5万元。", "1,508.5万元", "15085000", "元"),
    ],
)
def test_numerals_are_whole(raw: str, mention: str, amount: str, base_unit: str) -> None:
    found = {claim.text: claim for claim in extract.claims(raw)}
    assert mention in found
    assert (found[mention].amount, found[mention].base_unit) == (Decimal(amount), base_unit)


def test_a_year_broken_over_two_lines_dates_its_sentence() -> None:
    raw = f"{WIDE}在 202\n\n5 年汛期实现灾害预警信息 15分钟内触达 87%农户，成效明显提高。\n"
    assert [(c.text, c.year) for c in extract.claims(raw)] == [("15分钟", 2025), ("87%", 2025)]


def test_lines_without_a_break_stay_apart() -> None:
    text = document("产量20万吨\n价格300元\n").text
    assert text.splitlines() == ["产量20万吨", "价格300元"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("图：平台的疫情专题页面展示", "caption"),
        ("某某摄（人民图片）", "caption"),
        ("单位：亿元", "caption"),
        ("## 一、综述", "title"),
        ("1.1 重构内容生产范式", "title"),
        ("综合看点 查看更多>>", "furniture"),
        ("责任编辑：某某", "furniture"),
        ("时间:2026-02-26 10:17 来源:快讯社", "furniture"),
        ("- 12 -", "furniture"),
        ("全市粮食产量达20万吨。", "body"),
    ],
)
def test_a_line_has_a_role(line: str, role: str) -> None:
    from extract.heal import healer

    assert healer().kind_of(line) == role


def test_a_caption_between_two_halves_of_a_sentence_comes_after_it() -> None:
    raw = (
        "某某大会\n\n据统计，去年，在国家广电总局“重点\n\n\n\n现场观众体验车辆模型。\n杨波摄（人民图片）\n\n\n\n"
        "网络影视剧信息备案系统”中登记并上线备案的微短剧共557部，较上年增长3%。\n"
    )
    claim = extract.claims(raw, "2024")[0]
    assert (claim.text, claim.year) == ("557部", 2023)
    assert "“重点网络影视剧信息备案系统”" in claim.sentence


HEADLINES = [
    "逾790家展商云集某某影视展", "第51届发明展开幕", "规模约8000万桶", "去年共追回医保基金342亿元",
    "1500万吃牛排", "未来五年攻关走向", "796款服务完成备案", "电池产业化还需3—5年",
]  # fmt: skip


def test_a_list_of_headlines_after_the_article_is_furniture() -> None:
    raw = "某市新闻\n\n2023年，全市粮食产量达20万吨。\n\n" + "\n".join(HEADLINES)
    assert [claim.text for claim in extract.claims(raw)] == ["20万吨"]


def test_what_follows_a_notice_of_rights_is_furniture() -> None:
    article = "全市签约项目12个，总投资30亿元，工程按计划推进，各地继续抓好落实。" * 9
    raw = f"{article}\n如有侵权请联系删除。\n男子花3万元买下旧车！专家：五点提醒\n"
    assert {claim.zone for claim in extract.claims(raw)} == {"body"}
    assert "3万元" not in [claim.text for claim in extract.claims(raw)]


def test_furniture_is_read_when_asked_for() -> None:
    from extract.pipeline import Extractor

    raw = "某市新闻\n\n2023年，全市粮食产量达20万吨。\n\n" + "\n".join(HEADLINES)
    zones = {claim.zone for claim in Extractor(include_furniture=True)(document(raw))}
    assert zones == {"body", "furniture"}


PIECES = st.sampled_from(
    [
        "产量达",
        "20",
        "万吨",
        "３%",
        "，",
        "。",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "\u3000",
        "\t",
        "2023年",
        "“",
        "”",
        "图：",
        "a",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_character_is_where_it_says(raw: str) -> None:
    healed = document(raw)
    assert len(healed.origins) == len(healed.text)
    assert [zone.start for zone in healed.zones[1:]] == [zone.end for zone in healed.zones[:-1]]
    for claim in extract.claims(raw):
        assert raw[claim.start : claim.end] == claim.text
