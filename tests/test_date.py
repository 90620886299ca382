"""The date a document gives for itself: dateline, header, else the latest year its text treats as the present."""

from __future__ import annotations

import pytest

from extract.date import DateFinder
from extract.document import Zone
from extract.heal import document
from extract.rulebook import rulebook

BODY = "全市粮食产量达20万吨，农业生产形势继续向好。\n"


@pytest.mark.parametrize(
    ("raw", "iso", "origin"),
    [
        (f"某市新闻\n\n时间:2026-02-26 10:17 来源:快讯社\n\n{BODY}", "2026-02-26", "header"),
        (f"2025-03-18 17:24 星期二\n\n某市新闻\n\n时间:2026-02-26 10:17 来源:快讯社\n\n{BODY}", "2026-02-26", "header"),
        (f"某市研究报告\n\n2020年8月\n\n{BODY}", "2020-08", "header"),
        ("新华社北京6月1日电，2017年一季度增长3%。", "2017-06-01", "dateline"),
        (f"某某社某市2018年3月5日电（记者某某）{BODY}", "2018-03-05", "dateline"),
        ("2019年，产量为20万吨。2020年，产量为21万吨。", "2020", "text"),
        ("2020年，产量为20万吨，预计2025年将达30万吨。", "2020", "text"),
        ("公司成立于2005年，注册资本14.4亿元。", None, None),
        ("警方在“护苗2018”集中行动中抓获90人，今年以来破案30起。", "2018", "text"),
        ("茶园已由2012年的2万亩扩大到7万亩，去年亩产200斤。", None, None),
        ("茶园已由2012年的2万亩扩大到2018年的7万亩，去年亩产200斤。", "2018", "text"),
        ("全镇总人口5.2万人（2013年）。目前，建成服务站6个。", None, None),
        ("纸厂于2012年落户园区，目前员工有300人。", None, None),
        ("纸厂2016年9月更名为华光厂，今年产量20万吨。", None, None),
        ("1998年的时候，他有两条船。现在，他有20条船。", None, None),
        ("根据2014年卫生部门的一份通知，这样的机构共有30家。目前新设5家。", None, None),
        ("全镇总人口5.2万人（2013年）。2018年，建成服务站6个。", "2018", "text"),
        ("科室从2014年的86个减少至2017年的53个，眼下只有38个。", "2017", "text"),
        ("2017年，全镇种茶8万亩。今年的种植面积50万亩，比2017年增加6万亩。", "2018", "text"),
        ("今年的种植面积50万亩，比2010年增加6万亩。", None, None),
        ("2016年，公司有员工300人。要确保在2020年实现盈利。", "2016", "text"),
        ("与2015年相比，全厂能耗下降5%。今年上半年产纸30万吨。", None, None),
        ("2016年，公司投资20亿元。今年以来，公司投资21亿元。", None, None),
        ("某某社1月29日电，2018年，全省起诉20人。", "2019-01-29", "dateline"),
        ("5月25日，法院判处高某有期徒刑1年。2017年6月8日，警方查获手机12部。", "2018", "text"),
        ("大坝于1958年破土动工，坝高105米。", None, None),
        ("他曾于2017年5月就医，花费3000元。", None, None),
        ("农户2017年种油菜4亩，收入6000元，今年继续种油菜4亩。", "2018", "text"),
        ("2017年以来，村里种油菜4亩，收入6000元，今年继续种油菜4亩。", "2017", "text"),
        ("2017年9月，案件开庭。截至今年5月，涉案金额达150亿元。", "2018", "text"),
        ("2017年9月，案件开庭。截至今年11月，涉案金额达150亿元。", "2017", "text"),
        ("2010年7月，公司申请验收。自2014年以来，法院审结20件。", None, None),
        ("1958年3月，他题写牌匾。目前，村里有20户。", None, None),
        ("该批饮料1500件，生产日期为2019年1月1日。", None, None),
        ("2019年，产量为20万吨。2022年起，新税率将适用于全市。", "2019", "text"),
        ("2019年，产量为20万吨。公司将为2022年冬奥会供应3万吨。", "2019", "text"),
        ("2022年冬奥会期间，全市接待游客20万人。", "2022", "text"),
        ("2018年，双方签署了2018年至2022年合作大纲，投资20亿元。", "2018", "text"),
        (f"某市新闻\n\n2018-12-2602:40:21来源：某某晨报新闻中心记者某某\n\n{BODY}", "2018-12-26", "header"),
        # a month of 今年 that comes before the month told of just before it is of the next year
        ("2017年9月，法院受理此案。今年3月，法院判决赔偿5万元。", "2018", "text"),
        ("2017年3月，法院受理此案。今年9月，法院判决赔偿5万元。", "2017", "text"),
        ("2017年4月，督察组进驻。今年一季度，超标企业减少3家。", "2018", "text"),
        # the end of a span is no plan
        ("2015年1月至2017年7月期间，他诈骗96万元。", "2017", "text"),
        # reckoned from how long ago a year is
        ("老站始建于1921年，距今已有96年。施工方被罚款20万元。", "2017", "text"),
        ("集团从1996年成立至今22年，捐款3000万元。", "2018", "text"),
        # the day of an issue, the address of a page, the edition of an event
        ("每日要闻20180525\n\n全市粮食产量达20万吨。\n", "2018-05-25", "header"),
        ("司机被罚款400元。原文：http://news.example.com/n2/2019/0220/c1-2.html", "2019-02-20", "address"),
        ("7月9日，区长赴沪招商，参加2015苏沪产业对接活动，签约项目3个。", "2015", "text"),
        ("2018年“两会”昨天闭幕。今年开工棚改580万套。", "2018", "text"),
        ("截至2017年末，全市有老人20万人。今年，全市将进一步增加床位3000张。", "2018", "text"),
        ("这都2018年了，还有200户没通自来水。", "2018", "text"),
        ("某某网2月21日讯：自2018年4月以来，李某偷走电瓶15组。", "2019-02-21", "dateline"),
        # forecasts are of later years, and a header is believed
        ("2022年3月10日\n\n到2025年规模将达900亿元，2030年达到2000亿元。\n", "2022-03-10", "header"),
        ("2021年产量为3万吨。预计2025年将达5万吨，2027年达到8万吨，2030年突破10万吨。", "2021", "text"),
        # records and births are of other years
        ("8月份用电量增长6%，创1999年以来新低。", None, None),
        ("身份证上的出生年份是2006年，她月薪3000元。", None, None),
        (BODY, None, None),
    ],
)
def test_a_document_dates_itself(raw: str, iso: str | None, origin: str | None) -> None:
    date = document(raw).date
    assert (date and date.iso, date and date.origin) == (iso, origin)


def test_a_date_that_is_given_goes_before_all() -> None:
    date = document("2019年，产量为20万吨。", date="2024-03-05").date
    assert date is not None
    assert (date.iso, date.origin, date.year, date.month, date.day) == ("2024-03-05", "option", 2024, 3, 5)


def test_the_seeds_date_themselves(seeds: dict) -> None:
    dates = {number: document.date and document.date.iso[:4] for number, document in seeds.items()}
    assert dates == {"000": "2020", "001": "2024", "002": "2026", "003": "2025", "004": "2020"}


def test_a_running_head_is_not_the_present_of_the_text() -> None:
    head = "某某研究2024年第3期\n"
    text = head + "2020年，产量为20万吨。"
    zones = [Zone(0, len(head), "furniture"), Zone(len(head), len(text), "body")]
    found = DateFinder(rulebook()).find(text, zones, [], None)
    assert found is not None and found.iso == "2020"
