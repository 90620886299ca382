"""Kinds, directions and modality: section 3 of the label guide."""

from __future__ import annotations

import pytest

from spec import claim

# text | mention | kind | direction
KINDS = """
用户规模达到3.20亿人，同比增长6.8% | 6.8% | change | up
截至2020年3月，用户规模达5.6亿，较2018年底增长1.63亿 | 1.63亿 | change | up
制作成本降低60% | 60% | change | down
全年新增用户4074万人 | 4074万人 | change | up
公司增持股份200万股 | 200万股 | change | up
公司裁员300人 | 300人 | change | down
全年节省开支20万元 | 20万元 | change | down
城镇用户增速为5% | 5% | change | up
利润降幅为12% | 12% | change | down
城镇用户增速为-3% | -3% | change | down
产量同比增长-2.4% | -2.4% | change | down
出口增速为百分之负三 | 百分之负三 | change | down
每平方米价格比周边高出920元 | 920元 | change | up
重点网络微短剧上线量翻倍 | 翻倍 | change | up
会费减半 | 减半 | change | down
营收40亿元（同比+12.5%） | 12.5% | change | up
净利润4亿元（同比-7.5%） | -7.5% | change | down
菜价环比微降0.8% | 0.8% | change | down
出口连续7个月下降 | 7个月 | level |
客流增长8%，连续10年增长 | 10年 | level |
客流增长8%，实现了5个百分点的增长 | 5个百分点 | change | up
网店贡献了六成增量 | 六成 | share |
货车贡献了两成的增长 | 两成 | share |
县城去年有6%的增长 | 6% | change | up
门票最便宜的200元 | 200元 | level |
门票比去年便宜20元 | 20元 | change | down
煤价上涨推高PPI0.4个百分点 | 0.4个百分点 | change | up
房地产向下拉动GDP0.7个百分点 | 0.7个百分点 | change | down
净出口拖累GDP0.6个百分点 | 0.6个百分点 | change | down
消费带动旅游收入300亿元 | 300亿元 | level |
入秋后虾价涨20% | 20% | change | up
当月羊肉价跌5% | 5% | change | down
钢材、木材、水泥价格分别上涨9%、7%和6% | 6% | change | up
指数样本中80只上涨，19只下跌 | 19只 | level |
门店增加12家，5个点的增长 | 5个点 | change | up
老年、中年、青年读者分别占22%、48%、30% | 30% | share |
车间来自8省31所院校 | 31所 | level |
负债率为61%，高于去年同期的57% | 57% | level |
上涨的县有37个 | 37个 | level |
金融业对经济增长的贡献率达21% | 21% | level |
全县收入的七成以上用于教育 | 七成 | share |
甲公司以27%的份额居首 | 27% | share |
完成全年50亿元目标的64% | 64% | ratio |
全县减贫700人、8个村出列 | 8个 | level |
客流恢复到2019年的82%，票房恢复到91% | 91% | ratio |
客流恢复到2019年的82%，票房恢复到九成 | 九成 | ratio |
客流恢复到2019年的82%，开工率恢复到91% | 91% | level |
骑行比去年慢了两小时 | 两小时 | change | up
成绩比去年快了0.65秒 | 0.65秒 | change | down
税收超预算3亿元 | 3亿元 | change | up
大股东已减持50万股，减持均价8元 | 8元 | level |
公司增发价9.6元/股 | 9.6元/股 | level |
厂家下调价格200元 | 200元 | change | down
车速超过规定标准20公里/小时 | 20公里/小时 | change | up
绿地面积不得低于用地面积的25% | 25% | ratio |
配套资金不得少于补助的1倍 | 1倍 | ratio |
男性占55%，女性45% | 45% | share |
渔业占55%，利润率45% | 45% | level |
市场份额：甲厂31%、乙厂22%、其他47% | 22% | share |
铁路占客流的比重由现在的31%提高到40% | 40% | share |
新增财力的75%以上用于教育 | 75% | share |
他获得17%的选票 | 17% | share |
县城以4%的环比涨幅居首 | 4% | change | up
车辆超速20% | 20% | change | up
两名犯人各减刑一年 | 一年 | change | down
全款购车优惠8000元 | 8000元 | change | down
门卫多收了20元停车费 | 20元 | change | up
逾期按日息万分之五计算 | 万分之五 | level |
投诉最多的是餐饮（31%）、住宿（22%）和洗衣（9%） | 22% | share |
涨幅居前的是煤炭（3.1%）、钢铁（2.2%） | 2.2% | level |
累计减排完成五年目标任务的93% | 93% | ratio |
完成目标任务37亿元的102% | 102% | ratio |
转让要收10%的手续费 | 10% | level |
全镇提升12个村 | 12个 | level |
该镇排名提升3位 | 3位 | change | up
工人砍掉四根树枝 | 四根 | level |
茶价飞涨了近十倍 | 十倍 | change | up
线上和线下分别贡献了62%和38%的销售额 | 62% | share |
线上和线下分别贡献了62%和38%的销售额 | 38% | share |
张某、李某持股51%和29% | 29% | share |
市场份额方面，甲厂以23%居首，乙厂以19%紧随其后 | 19% | share |
合格率方面，甲厂以93%居首 | 93% | level |
商店适用17%和11%税率 | 11% | level |
城乡收入比由2.9缩小到2.5 | 2.9 | ratio |
群众人均少跑2.4趟 | 2.4趟 | change | down
比批复工期提前110天建成 | 110天 | level |
占全部新增装机的九成一 | 九成一 | share |
其中三分之二由民办机构提供 | 三分之二 | share |
按货值的10%给予奖励 | 10% | ratio |
接种率不到一成 | 一成 | level |
用户规模达5.6亿，占网民整体的62.0% | 62.0% | share |
在海外市场的份额超过80% | 80% | share |
71.2%的用户因观看短视频购买过商品 | 71.2% | share |
四成用户经常看 | 四成 | share |
30%以上是外地人 | 30% | share |
甲公司收购乙公司51%股权 | 51% | share |
剩余30%由企业自筹 | 30% | share |
甲方出资60%，乙方出资40% | 40% | share |
罚款为货值的10% | 10% | ratio |
贷款利率为3.5% | 3.5% | level |
控股股东持股39% | 39% | share |
知识类内容占比从18%提升至31% | 18% | share |
知识类内容占比从18%提升至31% | 31% | share |
到店转化率达19.3%，为常规投放的3.2倍 | 3.2倍 | ratio |
使商家 ROI 提升至1:5.8 | 1:5.8 | ratio |
全年完成计划的154% | 154% | ratio |
到店转化率达19.3% | 19.3% | level |
网络覆盖率突破85% | 85% | level |
全年新建公园20个 | 20个 | level |
挽回经济损失9.25亿元 | 9.25亿元 | level |
时间从2小时缩短至20分钟 | 2小时 | level |
时间从2小时缩短至20分钟 | 20分钟 | level |
完课率提升至79% | 79% | level |
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in KINDS.splitlines() if row]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}:{row[1]}")
def test_the_kind_of_a_claim(row: list[str]) -> None:
    text, mention, kind, direction = row
    got = claim(f"{text}。", mention)
    assert (got.kind, got.direction) == (kind, direction or None)


def test_the_amount_of_a_change_is_positive() -> None:
    assert claim("气温下降5℃。", "5℃").amount == 5


@pytest.mark.parametrize(
    ("text", "mention", "modality"),
    [
        ("2024年我们计划制作100部作品。", "100部", "projected"),
        ("公司拟投资3亿元。", "3亿元", "projected"),
        ("力争产值达到50亿元。", "50亿元", "projected"),
        ("预计2026年市场规模达50亿元。", "50亿元", "projected"),
        ("产量有望突破20万吨。", "20万吨", "projected"),
        ("到2030年要建成公园300个。", "300个", "projected"),
        ("如果投入100万元，工程就能完工。", "100万元", "projected"),
        ("每年要培训500人次以上。", "500人次", "projected"),
        ("全市要在三年内建成泵站40座。", "40座", "projected"),
        ("全县要确保灌溉面积不少于5万亩，修渠60条。", "60条", "projected"),
        ("民警随后将货车9台全部扣押。", "9台", "actual"),
        ("油耗要在9升以上。", "9升", "actual"),
        ("他每天要挑水12担，要劈柴80斤。", "12担", "actual"),
        ("他每天要挑水12担，要劈柴80斤。", "80斤", "actual"),
        ("每亩要赔200元。", "200元", "actual"),
        ("驻村干部争取资金90万元，修渠4公里。", "90万元", "actual"),
        ("驻村干部争取资金90万元，修渠4公里。", "4公里", "actual"),
        ("支书争取到扶持项目6个。", "6个", "actual"),
        ("经多方争取，为村里架桥3座。", "3座", "actual"),
        ("全镇争取收入超过5亿元。", "5亿元", "projected"),
        ("全镇争取新建冷库12座。", "12座", "projected"),
        ("机构认为油价或升至80美元。", "80美元", "projected"),
        ("机构认为棉价可能跌到每吨9000元。", "9000元", "projected"),
        ("锡价恐降至12万元，跌幅或达6%。", "6%", "projected"),
        ("菜价料回落三成。", "三成", "projected"),
        ("到2027年底，全县路灯达9000盏，亮灯率达98%。", "98%", "projected"),
        ("2024年底前，新建泵站6座，惠及村民2万人。", "2万人", "projected"),
        ("2024年底前，新建泵站6座，已投资3000万元。", "3000万元", "actual"),
        ("公司拟以每股9元的价格回购股份，回购期限为6个月。", "6个月", "projected"),
        ("公司拟以仓库抵债，评估值2亿元。", "2亿元", "actual"),
        ("公司拟向股东派发红利，总额约3亿元。", "3亿元", "projected"),
        ("病人可能用了3支药。", "3支", "actual"),
        ("年底前还要再修渠道8条，打井5眼。", "8条", "projected"),
        ("年底前还要再修渠道8条，打井5眼。", "5眼", "projected"),
        ("读者还要付押金100元。", "100元", "actual"),
        ("合龙时间比原计划提前30天。", "30天", "actual"),
        ("县里将审批时限由9天减至4天。", "4天", "actual"),
        ("实现收入翻一番的目标。", "翻一番", "projected"),
        ("2024年底前，完成改造1000户。", "1000户", "projected"),
        ("2024年底前，全县的危房完成改造1000户。", "1000户", "projected"),
        ("2024年底前，完成了改造1000户。", "1000户", "actual"),
        ("2023年制作作品100部。", "100部", "actual"),
        ("计划投资3亿元，目前已投入1亿元。", "1亿元", "actual"),
        ("公司计划把良率由目前的62%提高到85%。", "85%", "projected"),
        ("居民人均预期寿命提高到80岁。", "80岁", "actual"),
        ("劳务输出90万人，占年度目标任务的97%。", "97%", "actual"),
        ("企业将3亿元投入研发。", "3亿元", "actual"),
        ("公司将出货预期由4万台下修至3万台。", "4万台", "projected"),
        ("公司将出货量由4万台下调至3万台。", "4万台", "actual"),
        ("计划装灯500盏，现有仅120盏。", "120盏", "actual"),
        ("目前预计投资3亿元。", "3亿元", "projected"),
        ("专家预计，全县累计降水量有60毫米。", "60毫米", "projected"),
        ("若有浓雾，能见度可能降到50米。", "50米", "projected"),
        ("白天气温可达21℃。", "21℃", "actual"),
    ],
)
def test_what_is_and_what_is_planned(text: str, mention: str, modality: str) -> None:
    assert claim(text, mention, "2024").modality == modality


def test_the_whole_of_a_share_is_not_its_subject() -> None:
    got = claim("我国网络直播用户规模达5.6亿，占网民整体的62.0%。", "62.0%")
    assert (got.subject, got.whole) == ("我国网络直播用户规模", "网民整体")
