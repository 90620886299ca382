"""What looks like a quantity and is none: section 1 of the label guide."""

from __future__ import annotations

import pytest

from spec import mentions

NOTHING = """
# dates and stretches that say when
2020年上半年，工作有序推进
3月23日，大会闭幕
2016.12-2020.3网络直播用户规模及使用率
过去三年，我们坚持创新
近五年来，产业稳步发展
20年前，他离开家乡
两年后，工厂恢复生产
改革开放40年来，变化巨大
# ordinals, ranks, editions, grades, floors, numbers of sections
第十一届中国网络视听大会在成都闭幕
发布的第 45 次统计报告显示
以每年Top50新剧来看
排名前三的企业
国家5A级景区开放
产品摆在五层的柜台
1.2 元宇宙技术拓展沉浸式场景
一是健全制度；二是加强管理
# names and terms
360集团创始人出席了大会
Seedance 2.0模型一经推出就引发关注
随着5G网络建成
支持4K分辨率
4S店员工在直播间说车
平台接入12345政务服务
直播 1.0 时代以秀场为主
电商进入“内容即货架”的3.0阶段
联合顶级三甲医院开始科普
云南省昭通市，657500；
85后消费者更爱新品
落实“1+22”文件精神
“百模大战”打响
办好民生十件实事
发布《中国网络视听发展研究报告（2024）》
覆盖K12教育
易见股份（600093）发布公告
支持360°空间镜头语言
# articles and sayings
推出一个新平台
一系列产业政策发布
一名负责人表示
全国两会召开
一带一路建设走深走实
走进千家万户
打通“最后一公里”
万物互联时代到来
“十四五”规划实施
实现“从1到100”的突破
# the author's counting of his text, references back, denominators
主要体现在三个方面
面临三重矛盾
总结了打造精品的四大要素
以两大引擎驱动
这两家企业负责人表示
上述三项措施落地
书记算了三笔账
发布时间：2021-04-05 阅读：88次
# scores
主队3:2战胜客队
会议于15:30开始
# ranks and events
两队分获二、三名
三人篮球赛和百米决赛今晚举行
混合3米板预赛开始
# years over which a growth is averaged
茶叶产值三年平均增长较快
"""
TEXTS = [line for line in NOTHING.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_claimed(text: str) -> None:
    assert mentions(f"{text}。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("展会为期三天，接待观众2万人。", ["三天", "2万人"]),
        ("历时8天完成抢修。", ["8天"]),
        ("连续6年增长。", ["6年"]),
        ("这一工程不到一周完工。", ["一周"]),
        ("三个月内完成整改。", ["三个月"]),
        ("第45次报告显示，用户达5.6亿。", ["5.6亿"]),
        ("360个项目开工。", ["360个"]),
        ("每100人拥有汽车32辆。", ["32辆"]),
        ("每出售1吨亏损30元。", ["30元"]),
        ("12345人参加活动。", ["12345人"]),
        ("下载量达3.41GB。", ["3.41GB"]),
        ("提前一年完成目标。", ["一年"]),
        ("经过5天5夜奋战，堵口合龙。", ["5天"]),
        ("后卫三分命中，得到9分。", ["9分"]),
        ("下周限行的尾号为4和9，共有车9万辆。", ["9万辆"]),
        ("省道长兴方向4km+600m处有2车相撞。", ["2"]),
        ("唐武德八年，置县。", []),
        ("教育支出是上一个五年的2倍。", ["2倍"]),
        ("12GB+256GB版售价3999元。", ["3999元"]),
        ("一公斤鲜菇卖7元，买了一公斤鲜菇。", ["7元", "一公斤"]),
        ("一亩地年产鱼400斤。", ["400斤"]),
        ("最多的一天来了90人。", ["90人"]),
        ("由每百万tokens 15元降至2元。", ["15元", "2元"]),
    ],
)
def test_what_stands_beside_it_is_claimed(text: str, found: list[str]) -> None:
    assert mentions(text) == found
