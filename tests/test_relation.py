"""Relations: how the words beside a quantity bind the true amount."""

from __future__ import annotations

import pytest

from spec import claim

WORDS = {
    "eq": ["产量达20万吨", "产量为20万吨", "产量共20万吨", "产量20万吨", "最高补贴额20万元", "产量多达20万吨", "产量最高达到20万吨", "用电相当于20万户", "他开过20家店", "产量单日最高20万吨", "气温最低零下3℃"],
    "approx": [
        "产量约20万吨", "产量近20万吨", "产量将近20万吨", "产量为20万吨左右", "产量在20万吨上下", "产量大约20万吨", "人工约占成本的八成", "销量大约增长了20%", "产量约为邻县的3倍", "产量约占全省总产量的三成",
    ],
    "gt": ["产量超20万吨", "产量超过20万吨", "产量逾20万吨", "产量突破20万吨", "产量破20万吨", "产量20余万吨", "产量20多万吨", "产量高于20万吨", "产量20万吨都不止", "金价站在1500美元上方"],
    "ge": ["产量20万吨以上", "产量至少20万吨", "展览至少还要持续一周", "参加者至少要读10本书", "次品最低赔1000元", "产量不少于20万吨", "产量不低于20万吨", "赔款20万元人民币以上", "绿地不得少于用地的三成"],
    "lt": ["产量不足20万吨", "产量不到20万吨", "产量低于20万吨", "产量跌破20万吨", "产量20万吨不到", "产量连20万吨都不到", "油价在60美元下方", "售价不到原价的两折", "产量不到上年的一半"],
    "le": ["产量20万吨以下", "控制在20万吨以内", "产量最多20万吨", "最多能坐8个人", "全村不过30户", "学徒最高每月得到2000元补助", "违者最高罚三倍", "方圆5公里内", "违者最高可罚5万元", "产量至多20万吨", "产量不超过20万吨", "最高给予20万元奖励", "20天内完成审批", "罚款不超过货款的30%"],
    "range": ["产量20—30万吨", "产量二三十万吨"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "relation"), [(text, r) for r, texts in WORDS.items() for text in texts])
def test_a_word_binds_its_quantity(text: str, relation: str) -> None:
    import extract

    assert [c.relation for c in extract.claims(f"{text}。")] == [relation]


def test_a_word_binds_only_the_quantity_beside_it() -> None:
    text = "用户使用时长为187分钟，超过3小时。"
    assert (claim(text, "187分钟").relation, claim(text, "3小时").relation) == ("eq", "gt")


def test_a_word_before_a_list_that_is_dealt_out_binds_all_of_it() -> None:
    text = "三年利润分别不低于3亿元、4亿元和5亿元，投资约6亿元、贷款7亿元。"
    assert [claim(text, f"{n}亿元").relation for n in range(3, 8)] == ["ge", "ge", "ge", "approx", "eq"]


def test_the_most_beside_the_least_is_what_was_measured() -> None:
    text = "票价最高80元，最低30元；亩产最高700斤，平均500斤；每户最高9万元。"
    assert [claim(text, mention).relation for mention in ("80元", "30元", "700斤", "500斤", "9万元")] == [
        *["eq"] * 4,
        "le",
    ]


def test_a_bound_before_a_count_is_one() -> None:
    text = "中考700分以上23人，存栏80头以上12户。"
    assert [claim(text, mention).relation for mention in ("700分", "23人", "80头", "12户")] == ["ge", "eq", "ge", "eq"]
