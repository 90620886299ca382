"""The five seeds: what holds of every claim, and rows that a reader of the articles would write down."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extract.claim import DIRECTIONS, FIELDS, KINDS, MODALITIES, RELATIONS, Claim
from extract.document import ZONES, Document
from extract.gold import expected_amount
from extract.score import SIMILAR, similarity
from spec import close, number

# seed | the mention in its context | value | unit | amount | base_unit | relation | kind | direction | modality |
# subject, or several as good | year | period
TABLE = """
000 | 直播用户规模超过⟦5.6亿⟧，电商 | 5.6 | 亿 | 560_000_000 | | gt | level | | actual | 我国网络直播用户规模 | 2020 | 2020
000 | 电商直播用户规模超过⟦3亿⟧ | 3 | 亿 | 300_000_000 | | gt | level | | actual | 电商直播用户规模, 我国电商直播用户规模 | 2020 | 2020
000 | 短视频用户超⟦8亿⟧ | 8 | 亿 | 800_000_000 | | gt | level | | actual | 短视频用户, 我国短视频用户, 短视频用户规模 | 2020 | 2020
000 | 直播电商超⟦1000万场⟧ | 1000 | 万场 | 10_000_000 | 场 | gt | level | | actual | 全国直播电商 | 2020 | 2020-H1
000 | 活跃主播数超⟦40万⟧ | 40 | 万 | 400_000 | | gt | level | | actual | 活跃主播数, 全国直播电商活跃主播数 | 2020 | 2020-H1
000 | 观看人次超⟦500亿⟧ | 500 | 亿 | 50_000_000_000 | | gt | level | | actual | 全国直播电商观看人次 | 2020 | 2020-H1
000 | 上架商品数超⟦2000万⟧ | 2000 | 万 | 20_000_000 | | gt | level | | actual | 全国直播电商上架商品数 | 2020 | 2020-H1
001 | 用户规模达⟦10.74亿⟧ | 10.74 | 亿 | 1_074_000_000 | | eq | level | | actual | =中国网络视听用户规模 | 2023 | 2023-12
001 | 规模达到⟦3.20亿人⟧ | 3.2 | 亿人 | 320_000_000 | 人 | eq | level | | actual | =中国农村网络视听用户规模 | 2023 | 2023
001 | 同比增长⟦6.8%⟧ | 6.8 | % | 6.8 | % | eq | change | up | actual | =中国农村网络视听用户规模 | 2023 | 2023
001 | 时长为⟦187分钟⟧ | 187 | 分钟 | 187 | 分钟 | eq | level | | actual | 移动端网络视听应用人均单日使用时长 | 2023 | 2023
001 | 187分钟，超过⟦3小时⟧ | 3 | 小时 | 3 | 小时 | gt | level | | actual | 移动端网络视听应用人均单日使用时长 | 2023 | 2023
001 | 首次突破⟦万亿元⟧ | 1 | 万亿元 | 1_000_000_000_000 | 元 | gt | level | | actual | 网络视听行业市场规模, 包括长视频、短视频、直播、音频等领域在内的网络视听行业市场规模 | 2023 | 2023
001 | 达⟦11524.81亿元⟧ | 11524.81 | 亿元 | 1_152_481_000_000 | 元 | eq | level | | actual | 网络视听行业市场规模, 包括长视频、短视频、直播、音频等领域在内的网络视听行业市场规模 | 2023 | 2023
001 | 企业共有⟦66万家⟧ | 66 | 万家 | 660_000 | 家 | eq | level | | actual | 以网络视听业务为主营业务的存续企业 | 2023 | 2023
001 | 总数达⟦15.5亿个⟧ | 15.5 | 亿个 | 1_550_000_000 | 个 | eq | level | | actual | 全网短视频账号总数 | 2023 | 2023-12
001 | 数量已达⟦1508万人⟧ | 1508 | 万人 | 15_080_000 | 人 | eq | level | | actual | 职业主播数量 | 2023 | 2023-12
001 | 更新量近⟦8000万⟧ | 8000 | 万 | 80_000_000 | | approx | level | | actual | 主要短视频平台日均短视频更新量 | 2023 | 2023-12
001 | 场次超过⟦350万场⟧ | 350 | 万场 | 3_500_000 | 场 | gt | level | | actual | 主要短视频平台日直播场次 | 2023 | 2023-12
001 | 长视频作品⟦1.7万余部⟧ | 1.7 | 万部 | 17_000 | 部 | gt | level | | actual | 上线长视频作品 | 2023 | 2023
001 | 上线量⟦翻倍⟧ | 2 | 倍 | 2 | 倍 | eq | change | up | actual | 重点网络微短剧上线量 | 2023 | 2023
001 | 播放量达⟦515.34亿次⟧ | 515.34 | 亿次 | 51_534_000_000 | 次 | eq | level | | actual | 上线主旋律类长视频作品播放量 | 2023 | 2023
001 | 效应明显。⟦71.2%⟧的用户 | 71.2 | % | 71.2 | % | eq | share | | actual | 用户购买过商品, 用户因观看短视频/直播购买过商品 | |
001 | 微短剧共⟦557部⟧ | 557 | 部 | 557 | 部 | eq | level | | actual | 登记并上线备案的微短剧, “重点网络影视剧信息备案系统”中登记并上线备案的微短剧, 国家广电总局“重点网络影视剧信息备案系统”中登记并上线备案的微短剧 | 2023 | 2023
001 | 较2022年的⟦172部⟧ | 172 | 部 | 172 | 部 | eq | level | | actual | 上线重点网络微短剧, 全年上线重点网络微短剧, 国家广电总局“重点网络影视剧信息备案系统”全年上线重点网络微短剧 | 2022 | 2022
001 | 增加了⟦1倍⟧多 | 1 | 倍 | 1 | 倍 | gt | change | up | actual | 上线重点网络微短剧, 全年上线重点网络微短剧, 国家广电总局“重点网络影视剧信息备案系统”全年上线重点网络微短剧 | 2023 | 2023
001 | 用户规模突破⟦2.3亿⟧ | 2.3 | 亿 | 230_000_000 | | gt | level | | actual | 腾讯视频微短剧的用户规模 | 2023 | 2023
001 | 创作播出⟦100部⟧ | 100 | 部 | 100 | 部 | eq | level | | projected | 创作播出“跟着微短剧去旅行”主题优秀微短剧 | 2024 | 2024
001 | 缩短至⟦20分钟⟧ | 20 | 分钟 | 20 | 分钟 | eq | level | | actual | 虚拟拍摄的现场调试时间, 优酷虚拟拍摄的现场调试时间 | |
001 | 大会⟦1分30秒⟧的 | 90 | 秒 | 90 | 秒 | eq | level | | actual | 一镜到底宣传片, 本次大会一镜到底宣传片 | |
001 | 市场的份额超过⟦80%⟧ | 80 | % | 80 | % | gt | share | | actual | 中国短剧在海外短剧市场的份额 | 2023 | 2023-12
001 | 计划制作⟦100部⟧ | 100 | 部 | 100 | 部 | eq | level | | projected | 制作微短剧作品, 我们制作微短剧作品, 制作融入中国文化和中国元素的微短剧作品 | 2024 | 2024
001 | 总时长的⟦12.15%⟧ | 12.15 | % | 12.15 | % | eq | share | | actual | 电视动画出口时长 | 2023 | 2023
002 | 今年⟦72岁⟧ | 72 | 岁 | 72 | 岁 | eq | level | | actual | 郑伯伯, 长沙市民郑伯伯 | 2026 | 2026
002 | 制作了⟦7条⟧ | 7 | 条 | 7 | 条 | eq | level | | actual | 郑伯伯制作家庭趣味视频, 长沙市民郑伯伯借助抖音AI功能制作家庭趣味视频 | 2026 | 2026
002 | 同比增长⟦4倍⟧ | 4 | 倍 | 4 | 倍 | eq | change | up | actual | 文心助手月活跃用户 | 2026 | 2026
002 | 同比增长⟦40倍⟧ | 40 | 倍 | 40 | 倍 | eq | change | up | actual | 生视频功能调用量, 文心助手生视频功能调用量 | 2026 | 2026
002 | 播放量便突破⟦1000万次⟧ | 1000 | 万次 | 10_000_000 | 次 | gt | level | | actual | AI奇幻短片《牌子》播放量, 《牌子》播放量 | |
002 | 收获⟦80多万⟧ | 80 | 万 | 800_000 | | gt | level | | actual | AI奇幻短片《牌子》收获点赞, 《牌子》点赞 | |
003 | 覆盖率突破⟦85%⟧ | 85 | % | 85 | % | gt | level | | actual | 5G网络覆盖率 | |
003 | 时长已达⟦118分钟⟧ | 118 | 分钟 | 118 | 分钟 | eq | level | | actual | 我国短视频用户日均使用时长 | 2025 | 2025
003 | 市场规模突破⟦7800亿元⟧ | 7800 | 亿元 | 780_000_000_000 | 元 | gt | level | | actual | 我国短视频市场规模, 短视频市场规模 | 2025 | 2025
003 | 制作周期仅需⟦4小时⟧ | 4 | 小时 | 4 | 小时 | eq | level | | actual | 首部AI动画短剧《数字孪生城》单集制作周期 | |
003 | 播放量突破⟦12亿次⟧ | 12 | 亿次 | 1_200_000_000 | 次 | gt | level | | actual | 《长安夜未眠》系列单剧播放量 | |
003 | 同步率达⟦98.7%⟧ | 98.7 | % | 98.7 | % | eq | level | | actual | 昆仑万维开源的SkyReels-V2模型虚拟角色口型与台词同步率 | |
003 | 制作成本降低⟦60%⟧ | 60 | % | 60 | % | eq | change | down | actual | 文化类短视频制作成本 | |
003 | 预警信息⟦15分钟⟧内 | 15 | 分钟 | 15 | 分钟 | le | level | | actual | 灾害预警信息触达, 灾害预警信息触达农户 | 2025 | 2025
003 | 从⟦18%⟧提升至 | 18 | % | 18 | % | eq | share | | actual | 抖音“青云计划”知识类、非遗类内容占比 | |
003 | 18%提升至⟦31%⟧ | 31 | % | 31 | % | eq | share | | actual | 抖音“青云计划”知识类、非遗类内容占比 | |
003 | 常规投放的⟦3.2倍⟧ | 3.2 | 倍 | 3.2 | 倍 | eq | ratio | | actual | 一家连锁餐饮品牌在景区场景投放的短视频广告到店转化率 | |
003 | 提升至⟦1:5.8⟧ | 5.8 | 比 | 5.8 | 比 | eq | ratio | | actual | 商家ROI, 抖音电商商家ROI | |
003 | 客单价提升⟦35%⟧ | 35 | % | 35 | % | eq | change | up | actual | 绿豆农产品商家客单价, 绿豆农产品商家的果园实拍视频带动客单价 | |
003 | 办理量达⟦3.2万件⟧ | 3.2 | 万件 | 32_000 | 件 | eq | level | | actual | 深圳“智慧政务短视频平台”日均办理量 | |
003 | 覆盖率不足⟦20%⟧ | 20 | % | 20 | % | lt | level | | actual | 区块链存证覆盖率 | |
003 | 占比已达⟦38%⟧ | 38 | % | 38 | % | eq | share | | actual | AI生成内容占比, 电商平台AI生成内容占比 | 2025 | 2025-H1
003 | 缩短至⟦72小时⟧ | 72 | 小时 | 72 | 小时 | eq | level | | actual | 版权投诉处理周期, “元识链”系统版权投诉处理周期 | |
003 | 门槛降低⟦80%⟧ | 80 | % | 80 | % | eq | change | down | projected | “元宇宙短视频编辑器”创作门槛, 快手“元宇宙短视频编辑器”创作门槛 | 2026 | 2026
003 | 提升至⟦95%⟧以上 | 95 | % | 95 | % | ge | level | | projected | “短视频应急响应系统”灾害信息触达率, 应急管理部试点的“短视频应急响应系统”灾害信息触达率 | |
004 | 规模达⟦5.6亿⟧，较 | 5.6 | 亿 | 560_000_000 | | eq | level | | actual | =我国网络直播用户规模 | 2020 | 2020-03
004 | 增长⟦1.63亿⟧ | 1.63 | 亿 | 163_000_000 | | eq | change | up | actual | =我国网络直播用户规模 | 2020 | 2020-03
004 | 整体的⟦62.0%⟧ | 62 | % | 62 | % | eq | share | | actual | =我国网络直播用户规模 | 2020 | 2020-03
004 | 规模为⟦2.65亿⟧ | 2.65 | 亿 | 265_000_000 | | eq | level | | actual | 电商直播用户规模, 兴起并实现快速发展的电商直播用户规模 | 2020 | 2020-03
004 | 整体的⟦29.3%⟧ | 29.3 | % | 29.3 | % | eq | share | | actual | 电商直播用户规模, 兴起并实现快速发展的电商直播用户规模 | 2020 | 2020-03
004 | 带货成交额破⟦3.1亿⟧ | 3.1 | 亿 | 310_000_000 | | gt | level | | actual | 带货成交额, 董明珠带货成交额 | 2020 | 2020-05-10
004 | 围观人数超过⟦10万⟧。梁倩娟 | 10 | 万 | 100_000 | | gt | level | | actual | 直播间围观人数, 梁倩娟直播间围观人数 | 2020 | 2020-04-26
004 | 有来医生、平安好医生等⟦7家⟧ | 7 | 家 | 7 | 家 | eq | level | | actual | 快手联合第三方机构, 快手联合微医、好大夫在线、春雨医生、有来医生、平安好医生等第三方机构 | 2020 | 2020-01-30
004 | 成交额累计高达⟦3.1亿元⟧ | 3.1 | 亿元 | 310_000_000 | 元 | eq | level | | actual | 成交额累计, 董明珠成交额累计 | 2020 | 2020-05
004 | 成交额突破⟦7200万元⟧ | 7200 | 万元 | 72_000_000 | 元 | gt | level | | actual | 丁磊双平台成交额, “丁磊-严选直播间”和网易严选双平台成交额, 快手账号“丁磊-严选直播间”和网易严选双平台成交额 | 2020 | 2020-06-11
004 | 吸引了超过⟦2100万人⟧观看 | 2100 | 万人 | 21_000_000 | 人 | gt | level | | actual | “百城县长直播助力”活动吸引观看 | 2020 | 2020-03
004 | 收入的用户超过⟦2500万⟧ | 2500 | 万 | 25_000_000 | | gt | level | | actual | 全国从快手上获得收入的用户 | 2020 | 2020-01
004 | 视频总数超⟦29亿条⟧ | 29 | 亿条 | 2_900_000_000 | 条 | gt | level | | actual | 来自国家级贫困县的用户记录生活的视频总数, 国家级贫困县的用户视频总数 | 2020 | 2020-01
004 | 项目共举办⟦170余场⟧ | 170 | 场 | 170 | 场 | gt | level | | actual | “上快手看名校精品课”项目举办 | 2020 | 2020-03-05
004 | 波士顿、纽约⟦5个⟧城市 | 5 | 个 | 5 | 个 | eq | level | | actual | 城市, 北京、上海、合肥、波士顿、纽约城市, 身在北京、上海、合肥、波士顿、纽约城市 | 2020 | 2020-02
004 | 创作者获得了超过⟦6000万⟧的 | 6000 | 万 | 60_000_000 | | gt | level | | actual | 快手创作者收益分成, 快手创作者获得收益分成 | 2019 | 2019-06
004 | 商家号甄选⟦15位⟧房产 | 15 | 位 | 15 | 位 | eq | level | | actual | 商家号甄选房产经纪人 | 2020 | 2020-02-14
004 | 预计将有⟦666名⟧主播 | 666 | 名 | 666 | 名 | eq | level | | projected | 主播为湖北献力, 快手主播为湖北献力, 主播为湖北献力扶持湖北商家 | |
004 | 粉丝量成长到⟦10W⟧+ | 10 | W | 100_000 | | gt | level | | projected | 湖北创作者粉丝量 | |
"""
NAMES = ("unit", "base_unit", "relation", "kind", "direction", "modality", "year", "period")
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.splitlines() if row]


def located(raw: str, context: str) -> tuple[int, int]:
    """Where the mention of a context stands in a text, whatever white space the text has."""
    places = [i for i, sign in enumerate(raw) if not sign.isspace()]
    flat = "".join(raw[i] for i in places)
    before, rest = context.split("⟦")
    mention, after = rest.split("⟧")
    assert flat.count(before + mention + after) == 1, f"{context} stands {flat.count(before + mention + after)} times"
    start = flat.index(before + mention + after) + len(before)
    return places[start], places[start + len(mention) - 1] + 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_row(row: list[str], seeds: dict[str, Document], seed_claims: dict[str, list[Claim]]) -> None:
    seed, context, value, unit, amount, base, relation, kind, direction, modality, subjects, year, period = row
    span = located(seeds[seed].raw, context)
    found = [claim for claim in seed_claims[seed] if (claim.start, claim.end) == span]
    assert found, f"no claim at {span}"
    claim = found[0]
    wanted: list[Any] = [
        unit,
        base,
        relation,
        kind,
        direction or None,
        modality,
        int(year) if year else None,
        period or None,
    ]
    assert {name: getattr(claim, name) for name in NAMES} == dict(zip(NAMES, wanted, strict=True))
    assert close(claim.value, number(value))
    assert close(claim.amount, number(amount))
    if subjects.startswith("="):
        assert claim.subject == subjects[1:]
    else:
        assert similarity(claim.subject, subjects.split(", ")) >= SIMILAR, claim.subject


def test_there_are_rows_of_every_seed() -> None:
    assert {row[0] for row in ROWS} == {"000", "001", "002", "003", "004"}
    assert len(ROWS) >= 53


SEED_NUMBERS = ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("seed", SEED_NUMBERS)
def test_claims_keep_to_the_contract(
    seed: str, seeds: dict[str, Document], seed_claims: dict[str, list[Claim]]
) -> None:
    raw, claims = seeds[seed].raw, seed_claims[seed]
    assert claims
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    for claim in claims:
        record = claim.to_dict()
        assert tuple(record) == FIELDS
        assert raw[claim.start : claim.end] == claim.text
        assert all(isinstance(number, Decimal) for number in (claim.value, claim.amount))
        assert claim.relation in RELATIONS
        assert claim.kind in KINDS
        assert claim.modality in MODALITIES
        assert claim.zone in ZONES
        assert (claim.direction in DIRECTIONS) == (claim.kind == "change")
        assert (claim.high_amount is not None) == (claim.relation == "range")
        assert claim.year == (int(claim.period.split("/")[-1][:4]) if claim.period else None)
        assert claim.rules
        assert claim.sentence
        wanted = expected_amount(record)
        assert wanted is not None and close(abs(wanted), abs(claim.amount)), claim


@pytest.mark.parametrize("seed", SEED_NUMBERS)
def test_subjects_are_copied_from_the_text(
    seed: str, seeds: dict[str, Document], seed_claims: dict[str, list[Claim]]
) -> None:
    raw = seeds[seed].raw
    for claim in seed_claims[seed]:
        copied = "".join(raw[start:end] for start, end in claim.subject_spans)
        assert "".join((claim.subject or "").split()) == "".join(copied.split()), claim.text


def test_no_headline_of_the_furniture_gives_a_claim(
    seeds: dict[str, Document], seed_claims: dict[str, list[Claim]]
) -> None:
    end_of_article = seeds["002"].raw.index("外交部:将本着")
    assert [claim.text for claim in seed_claims["002"] if claim.start > end_of_article] == []
    assert {claim.zone for claim in seed_claims["002"]} == {"body"}


def test_what_a_change_is_measured_from_and_a_share_is_of(seed_claims: dict[str, list[Claim]]) -> None:
    rows = {claim.text: claim for claim in seed_claims["004"]}
    assert rows["1.63 亿"].baseline == "2018-12"
    assert rows["62.0%"].whole == "网民整体"
    assert {claim.text: claim for claim in seed_claims["001"]}["12.15%"].whole == "中国出口节目总时长"


def test_numbers_of_names_and_editions_give_no_claim(seed_claims: dict[str, list[Claim]]) -> None:
    for seed, names in {
        "001": ["第十一届", "360集团", "Top50", "5G", "（2024）", "“从0到1”"],
        "002": ["Seedance 2.0"],
        "003": ["657500", "12345", "360°", "3.0", "1.2 元宇宙"],
        "004": ["1.0", "第 45 次", "5G", "4S", "2016.12-2020.3"],
    }.items():
        for claim in seed_claims[seed]:
            assert not any(claim.text in name for name in names), claim.text
