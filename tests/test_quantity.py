"""Quantities: section 2 of the label guide, row by row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from spec import claim, close, number

# text | mention | value | unit | amount | base_unit | relation | high_amount
TABLE = """
# the numeral as printed, its scale, its unit
用户规模达10.74亿，再创新高 | 10.74亿 | 10.74 | 亿 | 1_074_000_000 | | eq |
市场规模达11524.81亿元 | 11524.81亿元 | 11524.81 | 亿元 | 1_152_481_000_000 | 元 | eq |
上线作品1.7万余部 | 1.7万余部 | 1.7 | 万部 | 17_000 | 部 | gt |
总收入达一千七百万元 | 一千七百万元 | 1700 | 万元 | 17_000_000 | 元 | eq |
录取两千名学生 | 两千名 | 2000 | 名 | 2000 | 名 | eq |
市场规模达5万亿元 | 5万亿元 | 5 | 万亿元 | 5_000_000_000_000 | 元 | eq |
省下92个亿 | 92个亿 | 92 | 亿 | 9_200_000_000 | | eq |
利润为-3.5亿元 | -3.5亿元 | -3.5 | 亿元 | -350_000_000 | 元 | eq |
最低气温为负3摄氏度 | 负3摄氏度 | -3 | 摄氏度 | -3 | 摄氏度 | eq |
同步率达98.7% | 98.7% | 98.7 | % | 98.7 | % | eq |
日均办理量达3.2万件 | 3.2万件 | 3.2 | 万件 | 32_000 | 件 | eq |
音箱售价1299，另送耳机 | 1299 | 1299 | | 1299 | | eq |
学徒月薪八千，包吃住 | 八千 | 8000 | | 8000 | | eq |
高配价格5499起 | 5499 | 5499 | | 5499 | | ge |
南岸新盘总价95万起 | 95万 | 95 | 万 | 950_000 | | ge |
全年查处案件1.2万起 | 1.2万起 | 1.2 | 万起 | 12_000 | 起 | eq |
音箱首发价899，比旧款便宜了150 | 150 | 150 | | 150 | | eq |
票价从1200涨到1500 | 1200 | 1200 | | 1200 | | eq |
学费交了2000，只上了两节课 | 2000 | 2000 | | 2000 | | eq |
年度收入US$730 million | US$730 million | 730 | millionUS$ | 730_000_000 | 美元 | eq |
选手身高183，来自海南 | 183 | 183 | | 183 | | eq |
旧车以两万八成交 | 两万八 | 2.8 | 万 | 28_000 | | eq |
旧车以三千六成交 | 三千六 | 3600 | | 3600 | | eq |
收购价和零售价分别上涨0.6个、0.8个百分点 | 0.6个 | 0.6 | 个 | 0.6 | 百分点 | eq |
每斤少了二两 | 二两 | 2 | 两 | 2 | 两 | eq |
金价跌破1310关口 | 1310 | 1310 | | 1310 | | lt |
美元指数站上92台阶 | 92 | 92 | | 92 | | gt |
分别判处有期徒刑一年两个月至九年不等 | 一年两个月至九年 | 14 | 个月 | 14 | 个月 | range | 108
刑期为7个月至1年3个月 | 7个月至1年3个月 | 7 | 个月 | 7 | 个月 | range | 15
合作社的羊已过百，还在增加 | 百 | 100 | | 100 | | gt |
村里报名的上千，来了一半 | 上千 | 1000 | | 1000 | | ge |
萝卜每斤跌到四毛五 | 四毛五 | 0.45 | 元 | 0.45 | 元 | eq |
鸭蛋每斤由五块跌到3毛6 | 3毛6 | 0.36 | 元 | 0.36 | 元 | eq |
鸭蛋两块六一斤 | 两块六 | 2.6 | 块 | 2.6 | 元 | eq |
他喝下半斤后离开 | 半斤 | 0.5 | 斤 | 0.5 | 斤 | eq |
三镇分别建桥14、21、35座 | 21 | 21 | 座 | 21 | 座 | eq |
每次扣分调整为12、8、5、2分 | 5 | 5 | 分 | 5 | 分 | eq |
首批房源打九五折 | 九五折 | 9.5 | 折 | 9.5 | 折 | eq |
女儿刚满11个月大 | 11个月 | 11 | 个月 | 11 | 个月 | eq |
球员转会费为2000万 | 2000万 | 2000 | 万 | 20_000_000 | | eq |
拍卖从5000万起步 | 5000万 | 5000 | 万 | 50_000_000 | | ge |
蘑菇收了四茬 | 四茬 | 4 | 茬 | 4 | 茬 | eq |
产量下降10%至15% | 10%至15% | 10 | % | 10 | % | range | 15
库存增加2万吨至30万吨 | 2万吨 | 2 | 万吨 | 20_000 | 吨 | eq |
产妇死亡率为9.6/10万 | 9.6/10万 | 9.6 | /10万 | 9.6 | /10万 | eq |
人口自然增长率为-1.2‰ | -1.2‰ | -1.2 | ‰ | 0.12 | % | eq |
次品率介于2%与4%之间 | 2%与4% | 2 | % | 2 | % | range | 4
日租在80元和120元之间 | 80元和120元 | 80 | 元 | 80 | 元 | range | 120
修车花了一千七八 | 一千七八 | 1700 | | 1700 | | range | 1800
他开店已有十来年 | 十来年 | 10 | 年 | 10 | 年 | approx |
师生比为1:16 | 1:16 | 16 | 比 | 16 | 比 | eq |
# a scale with no numeral before it has 1; hundreds and thousands belong to the numeral
吸引近万名嘉宾 | 万名 | 1 | 万名 | 10_000 | 名 | approx |
完成过亿元融资 | 亿元 | 1 | 亿元 | 100_000_000 | 元 | gt |
投入近百亿元 | 百亿元 | 100 | 亿元 | 10_000_000_000 | 元 | approx |
播放量破千万 | 千万 | 1000 | 万 | 10_000_000 | | gt |
现场观众数万人 | 数万人 | 1 | 万人 | 10_000 | 人 | approx |
# 千 in 千米, k in km belong to the unit
全程5千米 | 5千米 | 5 | 千米 | 5 | 千米 | eq |
装机容量500万千瓦 | 500万千瓦 | 500 | 万千瓦 | 5_000_000 | 千瓦 | eq |
全程42.195km | 42.195km | 42.195 | km | 42.195 | km | eq |
播放量达23k | 23k | 23 | k | 23_000 | | eq |
粉丝量成长到10w+ | 10w | 10 | w | 100_000 | | gt |
# units are normalised
每人发100块钱 | 100块钱 | 100 | 块钱 | 100 | 元 | eq |
赔偿500美金 | 500美金 | 500 | 美金 | 500 | 美元 | eq |
花费三个小时 | 三个小时 | 3 | 个小时 | 3 | 小时 | eq |
审批压缩至5个工作日 | 5个工作日 | 5 | 个工作日 | 5 | 工作日 | eq |
建设工期18个月 | 18个月 | 18 | 个月 | 18 | 个月 | eq |
下降了1.6个百分点 | 1.6个百分点 | 1.6 | 个百分点 | 1.6 | 百分点 | eq |
均价为8500元/平方米 | 8500元/平方米 | 8500 | 元/平方米 | 8500 | 元/平方米 | eq |
租金为78元每月 | 78元每月 | 78 | 元每月 | 78 | 元每月 | eq |
# per cent and its relatives
合格率为百分之五 | 百分之五 | 5 | % | 5 | % | eq |
三成用户曾付费 | 三成 | 3 | 成 | 30 | % | eq |
入住率达八成五 | 八成五 | 8.5 | 成 | 85 | % | eq |
约占全国的三分之一 | 三分之一 | 0.333333 | | 33.3333 | % | approx |
占总数的十分之三 | 十分之三 | 0.3 | | 30 | % | eq |
学生中一半来自农村 | 一半 | 0.5 | | 50 | % | eq |
半数受访者表示满意 | 半数 | 0.5 | | 50 | % | eq |
人口自然增长率为5.2‰ | 5.2‰ | 5.2 | ‰ | 0.52 | % | eq |
死亡率为千分之三 | 千分之三 | 3 | ‰ | 0.3 | % | eq |
# halves of a unit
办理落户只花了半小时 | 半小时 | 0.5 | 小时 | 0.5 | 小时 | eq |
全程两个半小时 | 两个半小时 | 2.5 | 个小时 | 2.5 | 小时 | eq |
工期三年半 | 三年半 | 3.5 | 年 | 3.5 | 年 | eq |
# a counted noun without a classifier is no unit
联合50万拍客 | 50万 | 50 | 万 | 500_000 | | eq |
平台接入12家媒体中心 | 12家 | 12 | 家 | 12 | 家 | eq |
覆盖全省17市 | 17 | 17 | | 17 | | eq |
# compounds are one claim in the smallest unit, money in 元; ratios
宣传片长1分30秒 | 1分30秒 | 90 | 秒 | 90 | 秒 | eq |
每斤卖3元5角 | 3元5角 | 3.5 | 元 | 3.5 | 元 | eq |
全程需1小时20分钟 | 1小时20分钟 | 80 | 分钟 | 80 | 分钟 | eq |
使商家 ROI 提升至1:5.8 | 1:5.8 | 5.8 | 比 | 5.8 | 比 | eq |
城乡居民收入比为2.33∶1 | 2.33∶1 | 2.33 | 比 | 2.33 | 比 | eq |
# doubling and halving
重点网络微短剧上线量翻倍 | 翻倍 | 2 | 倍 | 2 | 倍 | eq |
产值翻了一番 | 翻了一番 | 2 | 倍 | 2 | 倍 | eq |
产值翻两番 | 翻两番 | 4 | 倍 | 4 | 倍 | eq |
会费减半 | 减半 | 0.5 | | 50 | % | eq |
# vague numerals
引来数十家媒体 | 数十家 | 10 | 家 | 10 | 家 | approx |
引来几十家媒体 | 几十家 | 10 | 家 | 10 | 家 | approx |
吸引数百名学生 | 数百名 | 100 | 名 | 100 | 名 | approx |
吸引几百名学生 | 几百名 | 100 | 名 | 100 | 名 | approx |
每天上百单 | 上百单 | 100 | 单 | 100 | 单 | ge |
每天上千单 | 上千单 | 1000 | 单 | 1000 | 单 | ge |
现场来了上万人 | 上万人 | 1 | 万人 | 10_000 | 人 | ge |
投入数千万元 | 数千万元 | 1000 | 万元 | 10_000_000 | 元 | approx |
现场来了几万人 | 几万人 | 1 | 万人 | 10_000 | 人 | approx |
投资十几万元 | 十几万元 | 10 | 万元 | 100_000 | 元 | gt |
工人三十多名 | 三十多名 | 30 | 名 | 30 | 名 | gt |
百余家企业参展 | 百余家 | 100 | 家 | 100 | 家 | gt |
千余名选手参赛 | 千余名 | 1000 | 名 | 1000 | 名 | gt |
国内外十余家主流媒体 | 十余家 | 10 | 家 | 10 | 家 | gt |
# approximators inside stay, those outside stay out
帮助30多万人就业 | 30多万人 | 30 | 万人 | 300_000 | 人 | gt |
累计销售额2000 多万元 | 2000 多万元 | 2000 | 万元 | 20_000_000 | 元 | gt |
增加了1倍多 | 1倍 | 1 | 倍 | 1 | 倍 | gt |
支持10万+商品的渲染 | 10万 | 10 | 万 | 100_000 | | gt |
# currency before the numeral
门票为¥3000 | ¥3000 | 3000 | ¥ | 3000 | 元 | eq |
赔偿港币两千 | 港币两千 | 2000 | 港币 | 2000 | 港元 | eq |
获得罚款3000元人民币 | 3000元 | 3000 | 元 | 3000 | 元 | eq |
收入累计达1.7亿美元 | 1.7亿美元 | 1.7 | 亿美元 | 170_000_000 | 美元 | eq |
# ranges
面积为3—5公顷 | 3—5公顷 | 3 | 公顷 | 3 | 公顷 | range | 5
投入八九亿元 | 八九亿元 | 8 | 亿元 | 800_000_000 | 元 | range | 900_000_000
用了六七年时间 | 六七年 | 6 | 年 | 6 | 年 | range | 7
占比为30%~40% | 30%~40% | 30 | % | 30 | % | range | 40
气温将下降6至8℃ | 6至8℃ | 6 | ℃ | 6 | ℃ | range | 8
# watts and ten thousands
电饭锅功率1700W | 1700W | 1700 | W | 1700 | W | eq |
文章阅读量10W+ | 10W | 10 | W | 100_000 | | gt |
# rates of rates, halves of minutes, tenths before 为
租金3.5元/平方米/天 | 3.5元/平方米/天 | 3.5 | 元/平方米/天 | 3.5 | 元/平方米/天 | eq |
间隔为4分半钟 | 4分半钟 | 4.5 | 分钟 | 4.5 | 分钟 | eq |
约七成为女性读者 | 七成 | 7 | 成 | 70 | % | approx |
估值为600亿到900亿美元 | 600亿到900亿美元 | 600 | 亿美元 | 60_000_000_000 | 美元 | range | 90_000_000_000
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.splitlines() if row and not row.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_quantity(row: list[str]) -> None:
    text, mention, value, unit, amount, base_unit, relation, high = row
    got = claim(f"{text}。", mention)
    assert (got.unit, got.base_unit, got.relation) == (unit, base_unit, relation)
    assert close(got.value, number(value)), got.value
    assert close(got.amount, number(amount)), got.amount
    assert close(got.high_amount, number(high)), got.high_amount


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("占比从18%提升至31%。", ["18%", "31%"]),
        ("周期从30天缩短至72小时。", ["30天", "72小时"]),
        ("按2∶1∶1的比例随机分组。", ["2", "1", "1"]),
        ("12个省级电网和一个区域电网接入系统。", ["12个", "一个"]),
        ("事故致一死两伤。", ["一", "两"]),
        ("一年租金五万元。", ["一年", "五万元"]),
        ("修建一公里道路需3亿元。", ["一公里", "3亿元"]),
        ("客房880元一晚，停车10元一小时。", ["880元", "10元"]),
        ("万元GDP能耗下降4.5%。", ["4.5%"]),
        ("平均每2.5天检查一次。", []),
        ("截至2019年6月30日止六个月，毛利3亿元。", ["3亿元"]),
        ("清明三天接待游客6万人次。", ["6万人次"]),
        ("清明放假3天。", ["3天"]),
        ("产品参数如下：\n·轴距2650mm，排量1.5L\n·座椅7个", ["2650mm", "1.5L", "7个"]),
        ("会议闭幕。\n·男子花3万元买下旧车 修好后卖出\n·城南新开5家面馆生意红火", []),
        ("煤炭库存周增2.3万吨至30万吨。", ["2.3万吨", "30万吨"]),
    ],
)
def test_what_is_one_claim_and_what_is_two(text: str, mentions: list[str]) -> None:
    assert [c.text for c in extract.claims(text)] == mentions


@pytest.mark.parametrize("vague", ["几家公司参展。", "数家公司参展。", "数据显示，公司参展。"])
def test_几_alone_is_no_quantity(vague: str) -> None:
    assert extract.claims(vague) == []


@pytest.mark.parametrize("figure", ["360", "996", "1919", "4399", "315", "618", "9.11"])
def test_figures_known_as_names_are_quantities_before_units(figure: str) -> None:
    assert claim(f"全市产值达{figure}元。", f"{figure}元").amount == Decimal(figure)


@given(
    st.integers(min_value=2, max_value=9999), st.integers(min_value=1, max_value=99), st.sampled_from(["", "万", "亿"])
)
def test_amounts_are_exact(whole: int, part: int, scale: str) -> None:
    value = Decimal(f"{whole}.{part:02}")
    got = claim(f"全市产值达{value}{scale}元。", f"{value}{scale}元")
    assert got.value == value
    assert got.amount == value * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert isinstance(got.amount, Decimal)
