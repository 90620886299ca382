"""Subjects: owner first, then the measure, copied from the text."""

from __future__ import annotations

import pytest

import extract
from extract.score import SIMILAR, similarity
from spec import claim

# text | mention | subject, or several as good
TABLE = """
# owner and measure, without time, verb and approximators
2023年，中国农村网络视听用户规模达到3.20亿人 | 3.20亿人 | 中国农村网络视听用户规模
《报告》显示，截至2023年12月，全国短视频账号总数达15.5亿个 | 15.5亿个 | 全国短视频账号总数
据统计，全市粮食产量超过20万吨 | 20万吨 | 全市粮食产量
应用人均单日使用时长为187分钟 | 187分钟 | 应用人均单日使用时长
# the counted thing, with its verb if that is what is counted
大会吸引2000余家业内企业和机构参加 | 2000余家 | 业内企业和机构, 大会吸引业内企业和机构
全年上线重点网络微短剧384部 | 384部 | 上线重点网络微短剧, 全年上线重点网络微短剧
平台接入12家媒体中心 | 12家 | 平台接入媒体中心
# growth, shares and comparisons inherit the measure they modify
2023年，中国农村网络视听用户规模达到3.20亿人，同比增长6.8% | 6.8% | 中国农村网络视听用户规模
我国网络直播用户规模达5.6亿，占网民整体的62.0% | 62.0% | 我国网络直播用户规模
# x% of A and a predicate
71.2%的用户因观看短视频购买过商品 | 71.2% | 用户因观看短视频购买过商品, 用户购买过商品
# what a noun is described with owns nothing, the noun does
为期6天的灯会闭幕，门票收入70万元 | 70万元 | 灯会门票收入
为期两个月的专项整治行动结束，查处案件32起 | 32起 | 专项整治行动查处案件
总投资2亿元的纸厂建成，惠及9万人 | 9万人 | 纸厂惠及
家住河西村的马大伯今年77岁，养鸡60只，种菜3亩 | 3亩 | 马大伯种菜
家住河西村的马大伯今年77岁，党龄50年 | 50年 | 马大伯党龄
家住城西社区的退休教师方敏今年66岁，教龄39年 | 39年 | 教师方敏教龄, 退休教师方敏教龄
市医院住院患者2.3万人次，手术900台 | 900台 | 市医院手术
位于城北的新校区竣工，建筑面积4万平方米 | 4万平方米 | 新校区建筑面积
周芸回到河西村，流转土地90亩 | 90亩 | 周芸流转土地
# amounts dealt out, each for a time or a measure of its own
城镇和乡村低保标准分别为每人每月800元、每人每月610元 | 610元 | 乡村低保标准每人每月
城乡低保标准分别提高到每人每月810元、每人每年7300元 | 7300元 | 城乡低保标准每人每年
小麦、玉米收购价分别是每斤1.3元、每斤0.9元 | 1.3元 | 小麦收购价每斤
# parts of those who were counted
警方抓获嫌疑人25名，其中16人被刑拘 | 16人 | 嫌疑人被刑拘
警方抓获嫌疑人25名，16人已被刑拘，9人取保候审 | 9人 | 嫌疑人取保候审
# a rule for several deeds
逆行、闯红灯的，分别罚款50元、200元 | 200元 | 闯红灯罚款
警方抓获嫌疑人25名，其中16人被刑拘，其余9人被行政拘留 | 9人 | 嫌疑人被行政拘留
桃、杏分别卖到每斤4元和每斤3元 | 3元 | 杏每斤
未按规定清运垃圾的，处90元罚款 | 90元 | 未清运垃圾处罚款, 未按规定清运垃圾处罚款
# who reckons, what heads a stretch of text, and counts of regions own nothing
老赵给记者算了一笔账：种瓜收入9000元 | 9000元 | 种瓜收入
民生账：修渠6公里 | 6公里 | 修渠
农业账——种植大户增加9家 | 9家 | 种植大户
养殖——新建鸡舍70座 | 70座 | 新建鸡舍
专案组辗转4省9市，抓获嫌疑人25名 | 25名 | 专案组抓获嫌疑人
头年亏本，第二年盈利7万元 | 7万元 | 盈利
马大伯退休金和补贴有3000元，这些年累计捐款9万元 | 9万元 | 马大伯累计捐款
# what ranks first, and what parts are told by
噪声投诉居首，有900件，占35% | 900件 | 噪声投诉
噪声投诉居首，有900件，占35% | 35% | 噪声投诉
租房纠纷增幅最大，由800件猛增到1900件 | 1900件 | 租房纠纷
获刑三年以上有期徒刑的占7% | 7% | 获刑三年以上有期徒刑
# shares of all that there is, though they look like times of day
2019年，全县三次产业结构为16:42:42 | 16 | 全县三次产业结构
城区用地结构由2011年的22:48:30调整为17:45:38 | 45 | 城区用地结构
# the owner comes from the sentence before
快手推出了《拜托啦奶奶》。该片全网累计播放量超过10亿 | 10亿 | 《拜托啦奶奶》全网累计播放量
# what happened owns its effects
隧道发生一起交通事故，造成三人死亡、六人受伤 | 六人 | 交通事故造成受伤, 交通事故受伤
# brackets are about who is named before them
警方抓获了张某（男，22岁，河北人）、赵某（男，23岁，河南人） | 23岁 | 赵某
# a list is shared out
石油、煤炭、钢铁等三个行业价格分别下降2.7%、0.6%和1.8% | 0.6% | 煤炭价格
三所学校新招收的学生人数分别为：第一中学880人，第二中学608人 | 608人 | 第二中学学生人数, 第二中学新招收的学生人数
5月份，长安汽车销量为12万辆，吉利汽车为10万辆 | 10万辆 | 吉利汽车销量
全省公交用户规模超过300万，地铁用户超80万 | 80万 | 地铁用户规模
# who is addressed owns nothing
李明以还贷为由，向苏某索要30万元 | 30万元 | 李明向苏某索要
# an owner named by a determiner, where nothing else is known
该公司2017年实现营业收入27.4亿元；净利润3.2亿元 | 3.2亿元 | 该公司净利润
# deeds follow one another
检查组检查企业300家，发现问题120个 | 120个 | 检查组发现问题
# prices, ages, durations
长沙市民郑伯伯今年72岁 | 72岁 | 郑伯伯, 长沙市民郑伯伯
短剧单集制作周期仅需4小时 | 4小时 | 短剧单集制作周期
# what is done so many times, or in so much time, is what is counted
他曾经两次拿过全国比赛的冠军 | 两次 | 他拿过全国比赛的冠军
在联赛中，孙某三次获得亚军 | 三次 | 孙某获得亚军
他花了40分钟写完作业 | 40分钟 | 他写完作业, 他花写完作业
非法占用耕地的，处五年以下有期徒刑 | 五年 | 非法占用耕地的有期徒刑, 非法占用耕地处有期徒刑
# an accident owns its dead and injured, a gathering those who took part
甲市一处煤矿发生爆炸事故，已致13死7伤 | 7 | 甲市煤矿爆炸事故伤, 爆炸事故致伤, 爆炸事故伤
智利爆发第三轮示威活动，9万人参加 | 9万人 | 第三轮示威活动参加
# who is made to do something
法院判处刘某有期徒刑3年 | 3年 | 刘某有期徒刑
# where a change got to has the subject of where it began
第二份合同的违约金由3万元变更为8万元 | 8万元 | 第二份合同的违约金
小微企业的税率从5%统一调整到3% | 3% | 小微企业的税率
# brackets are about what is named before them
有人推销一款名为“减肥茶”的商品（成本20元/盒，售价168元/盒） | 168元/盒 | “减肥茶”的商品售价, 商品售价
被害人小芳（时年8岁）是家中独女 | 8岁 | 小芳, 被害人小芳
# an age is that of who is named after it
三名少年撞倒了一名五岁幼童 | 五岁 | 幼童
2006年，年仅26岁的李明华被提拔为县环保局副主任 | 26岁 | 李明华
# … though the name, or a part of it, is a word of another sort
34岁的司机王建设被拘留 | 34岁 | 王建设
今年47岁的店主徐多福被骗了钱 | 47岁 | 徐多福
# for which crime is no part of what somebody is sentenced to
2012年因受贿罪，方某被判有期徒刑3年，罚金5万元 | 5万元 | 方某罚金
因受贿罪方某获刑3年 | 3年 | 方某获刑
钱某因犯盗窃罪、抢劫罪被判处有期徒刑5年 | 5年 | 钱某被判处有期徒刑
# what is named is what the text goes on about
方某还投资了一家名为清河华盛医美股份有限公司，该公司2017年开业，注册资本为3千万元 | 3千万元 | 清河华盛医美股份有限公司注册资本
# of two deeds neither is shared by what is counted next
全镇清查商户56户，吊销注销6户，通报批评5户 | 5户 | 全镇通报批评
# a frame may describe what it names
以素有茶乡之称的丹溪县为例，茶园面积总计5万亩 | 5万亩 | 素有茶乡之称的丹溪县茶园面积, 丹溪县茶园面积
# … but what is fought is no charge
该局以打击电信诈骗犯罪为重点，破案30起 | 30起 | 该局破案
张某涉嫌犯盗窃罪的3名同伙落网 | 3名 | 张某涉嫌犯盗窃罪的同伙落网, 张某涉嫌犯盗窃罪的同伙, 涉嫌犯盗窃罪的同伙, 犯盗窃罪的同伙
# 年度 is none where a word for holidays begins with 度
2018年度假区收储土地30亩 | 30亩 | 度假区收储土地
# a counted noun may be described by where it is, or by what it has to do with
6条在本地有名气的小吃街参加评选 | 6条 | 小吃街参加评选
# … but not by what is told with a time
百名在外务工青年5日举行了盛大的联欢活动 | 百名 | 务工青年举行联欢活动, 在外务工青年
# a frame with 方面 names the measure of what follows
响应时间方面，甲系统只需要6秒，乙系统需要9秒 | 9秒 | 乙系统响应时间
# persons listed before their count are those that are counted
民警抓获林某、赵某、方某等5名嫌疑男子 | 5名 | 民警抓获嫌疑男子
# items of a list owe to one
被告赔偿原告医疗费7130元、误工费2360元、护理费1250元 | 1250元 | 被告赔偿原告护理费
# neither the number of an item nor a site's suffix nor a lead is an owner
2大良新江小学由街道办出资建设，占地面积32000平方米 | 32000平方米 | 大良新江小学占地面积
明河财经app讯，鸿光股份发布2017年业绩，收益同比增长4.2% | 4.2% | 鸿光股份收益
# who causes it owns what is caused
甲品牌通过该技术使转化率提升27% | 27% | 甲品牌转化率
# a bound inside what is counted
全市6家二级以上医院全部实现联网挂号 | 6家 | 全市二级以上医院
# what is done with an amount stands behind it
小陈将750元存到同学新开的户头里 | 750元 | 小陈存到同学新开的户头里
会计便将52万元转入指定账户 | 52万元 | 会计转入指定账户
# a duration that goes on measures the deed that follows
清江县已连续30年未发生重大火灾 | 30年 | 清江县发生重大火灾, 清江县未发生重大火灾
结果不到一刻钟就修好了水管 | 一刻钟 | 修好水管, 修好了水管
# a noun with a clause of its own, or a new thing with 一, is what the next clause measures
工厂生产的密集架，高度2300毫米，宽度900毫米 | 900毫米 | 密集架宽度
正在改造中的阅览区，面积由580平方米扩大到1000平方米 | 1000平方米 | 阅览区面积
老贺家后来有一块果园，面积为7.4亩 | 7.4亩 | 果园面积, 老贺家果园面积
# parts of a total that was just told
全区登记故障71起，其中：漏水30起、停电18起、电梯14起、其他9起 | 9起 | 全区登记故障其他
# a comparison that goes on with another base
新涂层的厚度不大，只是漆的四分之一，蜡的三分之二 | 三分之二 | 新涂层的厚度
# what a clause puts first, or next
去年盗窃案最多，有320起，占41% | 320起 | 盗窃案
去年盗窃案最多，有320起，占41% | 41% | 盗窃案
噪音占51%，其次是油烟和垃圾，分别占23%、9% | 23% | 油烟
噪音占51%，其次是油烟和垃圾，分别占23%、9% | 9% | 垃圾
油烟、垃圾次之，分别占23%、9% | 9% | 垃圾
# each change is of one of the quantities before
梨2.8元，桃3.1元，涨幅分别为7.7%、3.3% | 7.7% | 梨
# a sibling has the measure, and what it is counted for
城市低保标准提高到每月620元，农村提高到450元 | 450元 | 农村低保标准
城区最低工资标准每人每月1620元，郊区每人每月1450元 | 1450元 | 郊区最低工资标准每人每月
# what stands behind a list of bare owners
太原、大同两地分别报4010元和3995元 | 3995元 | 大同
太原、大同焦炭分别报4010元和3995元 | 4010元 | 太原焦炭
# a negation before a verb is told
去年，法院不支持索赔12起 | 12起 | 法院不支持索赔
# who is joined or sued owns nothing
刘某入职某物流公司，年薪18万元 | 18万元 | 刘某年薪
# a penalty is of who is punished in the clause before
主犯周某获刑九年，从犯钱某获刑二年，罚金1万元 | 1万元 | 从犯钱某罚金
县法院宣判一起盗窃案，被告人郑某获刑一年，缓刑两年 | 两年 | 被告人郑某缓刑
# a dateline without an agency, and signs, are no words
5月8日电，2月交付货船9艘 | 9艘 | 交付货船
（记者 何舟）5月6日电 3月交付货船9艘 | 9艘 | 交付货船
误工费为9000元（3000元/月×3个月） | 9000元 | 误工费
# companies that are counted
全行业有220家公司亏损，14家公司市值腰斩 | 14家 | 公司市值, 公司市值腰斩
# neither the number of a section nor a conjunction is part of what is told
第十八条第二款所称大型车辆是指载客20人以上的车辆 | 20人 | 大型车辆载客, 大型车辆是指载客
如果新增的两处站点顺利启用 | 两处 | 站点, 新增站点顺利启用, 新增的站点
# with no noun behind 的, all before it says what is counted
其中要求两年经验的占16%，要求五年的占9% | 16% | 要求两年经验
判处十年以上有期徒刑的有12人 | 12人 | 判处十年以上有期徒刑
投资3亿元以上的项目占六成 | 六成 | 投资3亿元以上的项目
30岁以下的用户比重超过一半 | 一半 | 30岁以下的用户比重
# what was done at a price
郑某以每把300元的价格购买气枪 | 300元 | 郑某以每把价格购买气枪, 郑某价格购买气枪
该公司以3.2亿元的价格竞得地块 | 3.2亿元 | 该公司价格竞得地块
# the parties of a lawsuit
法院判令被告于十日内支付货款127万元 | 127万元 | 被告支付货款
# a full name, whatever it is made of
岭禾农业科技有限公司始于2009年，注册资本6亿元 | 6亿元 | 岭禾农业科技有限公司注册资本
# no dateline, though 社 and 电 stand in it
全社会用电量5800亿千瓦时，同比增长8.5% | 5800亿千瓦时 | 全社会用电量
# so does an average over years
2021年，全县茶叶产值增长9%，两年平均增长6% | 6% | 全县茶叶产值
# so do the parts that a sentence with 其中 tells
2021年，全县货运量5万吨。其中公路3万吨，铁路2万吨 | 2万吨 | 全县铁路货运量
2021年，全县货运量5万吨。公路总里程3000公里，铁路200公里 | 200公里 | 全县铁路总里程
2021年，全县货运量5万吨。其中公路里程3000公里 | 3000公里 | 全县公路里程
# what changes may be named by a verb
食品价格上涨2%，衣着上涨1%，居住上涨3% | 3% | 居住价格
# shares and growth that are dealt out to what was just told
2020年，红茶销售3万吨，绿茶销售2万吨，占比分别为60%和40% | 60% | 红茶销售占比
2020年，红茶销售3万吨，增长5%，绿茶销售2万吨，增长4%，占比分别为60%和40% | 40% | 绿茶销售占比
2020年，红茶销售3万吨，仓库2座，占比分别为60%和40% | 40% | 仓库占比
# a mark that is passed owns nothing
2021年，全县茶叶产值突破百亿元大关，税收9亿元 | 9亿元 | 全县税收
2021年，全县茶叶产值迈上百亿元台阶 | 百亿元 | 全县茶叶产值
全县茶叶单产90斤，与全省平均还差8斤 | 8斤 | 全县茶叶单产
# what stands behind brackets goes on with what stands before them
2021年，全县客运量9万人次（不含网约车2万人次），下降3% | 3% | 全县客运量
2021年，全县茶园8万亩（其中有机茶园2万亩），增长3% | 3% | 全县茶园
2021年，全县小学9所（含教学点3个），在校生4000人 | 4000人 | 全县在校生
# by what something is converted is not measured
2021年，全县人均产值9万元，按年平均汇率计算为1.3万美元，增长6% | 6% | 全县人均产值
# a part of an amount that is named
2021年，全县新栽茶树63万株，为年度任务60万株的105% | 105% | 全县新栽茶树
茶企捐款3亿元，占营收9亿元的33% | 33% | 茶企捐款
# terms of national accounts are one measure
2021年，国内生产总值3万亿元，林业增加值2000亿元 | 2000亿元 | 林业增加值
2021年，最终消费支出拉动国内生产总值增长3个百分点 | 3个百分点 | 最终消费支出拉动国内生产总值
修路投资完成年度计划的83%，超序时进度8个百分点 | 8个百分点 | 修路投资
2020年，红茶销售3万吨，绿茶销售2万吨，占全部销售的比重分别为60%和40% | 60% | 红茶销售比重
2021年，全县利用外资3亿美元。其中制造业2亿美元 | 2亿美元 | 全县制造业利用外资
# an aim that was met owns nothing
2021年，各项目标全面完成，红茶产量达9万吨 | 9万吨 | 红茶产量
# a difference is one of what stands before 比, even if what is compared with has a figure
现售价89元，比门市价120元低31元，比网店价95元低6元 | 31元 | 售价
现售价89元，比门市价120元低31元，比网店价95元低6元 | 6元 | 售价
今年的茶叶产量比去年的300吨多出20吨 | 20吨 | 茶叶产量
杀青率由21%升至58%，比行业红线只高8个点 | 8个点 | 杀青率
全县用电负荷900万千瓦，较去年最大值高出5% | 5% | 全县用电负荷
收盘收益率4.41%比二级成交4.43%低2个基点比中债估值4.46%低5个基点 | 5个基点 | 收盘收益率
# a change beside 同比, and a fraction in a row of figures, count nothing that stands behind
茶厂营收7.2亿元，同比增长45%记者从茶厂获悉 | 45% | 茶厂营收
市盈率0.25净利率3.91费用率0.12 | 3.91 | 净利率
# owners alone are measured as the one before
甲省耗电量为44万度；排第52位的日本为49万度 | 49万度 | 日本耗电量
甘肃失业率均超过5%，新疆由前年的6%降至3% | 3% | 新疆失业率
中国茶业利润占总利润的比例高达75%，而美国仅15% | 15% | 美国茶业利润
用药组复发率为8%，对照组为15% | 15% | 对照组复发率
复发率在用药组、对照组分别为11%和9% | 9% | 对照组复发率, 复发率对照组
平均年龄男29岁、女27岁 | 27岁 | 女年龄
雨量分别为：清岗13毫米、望亭9毫米、老鸦渡21毫米 | 21毫米 | 老鸦渡雨量
# what is severe, or in a state, has what comes next
河东失业率超过9%，新河旱情严重，逼近40% | 40% | 新河旱情
东北弃风现象有所好转，弃风率仍超过20% | 20% | 东北弃风率
# those who are listed are those that are counted
今年仅山东、河南、四川3个省份完成任务 | 3个 | 省份完成任务, 省份任务
园区与长青茶业集团、绿野茶业集团等7家公司签约 | 7家 | 园区与公司, 园区与公司签约
甲店、乙店在内的20家茶店开业 | 20家 | 茶店开业, 茶店
茶农参加开园仪式、品鉴会以及40场讲座 | 40场 | 茶农参加讲座
全场共有11位镇长、村干部连同8位主播直播 | 8位 | 主播, 主播直播
# what figures are told apart by, what something is called, and slogans own nothing
从产品看，红茶、绿茶产量分别下降5%和3% | 5% | 红茶产量, 红茶
全市茶园投资实现“开门红”：完成额9亿元 | 9亿元 | 全市茶园投资完成额
平台号称“随用随还、秒速放款”，茶贷额度20万元 | 20万元 | 平台茶贷额度, 茶贷额度
# who tells what stands behind a colon, who holds a post, what stands behind 在
甲所、乙所研究员李雪结合数据进行了分析：新茶销量仍维持在3000斤 | 3000斤 | 新茶销量
平台的第一大股东是法国茶业，至今有29%的股份 | 29% | 法国茶业股份
绿野短视频通过本地化运营，在北欧市场的转化率达9% | 9% | 绿野短视频在北欧市场的转化率
# a thing with a name of its own is called by its noun in the next sentence
茶企推出9场“春茶”活动。活动上线首日播放200万次 | 200万次 | “春茶”活动上线首日播放, “春茶”活动播放
# those who were counted are who 他们 is, if no person was named
全国茶友超过250万，他们的茶艺视频总数超29万条 | 29万条 | 全国茶友茶艺视频总数, 茶友茶艺视频总数
# measured of things that were counted, and of what was held
查获象牙制品38件，净重21公斤，鉴定价值90万元 | 90万元 | 象牙制品鉴定价值
拟以两幢写字楼抵债，评估值11亿元 | 11亿元 | 写字楼评估值
茶企举办12场茶艺直播，观看人数3万 | 3万 | 茶艺直播观看人数
# another deed, counted in the same unit, is done to the same things
全县引进茶企30个，投产12个 | 12个 | 全县投产茶企
抽检茶叶30批次，不合格2批次 | 2批次 | 茶叶不合格, 抽检茶叶不合格
# how fast something changes
该市茶叶产量以每年3%的速度增长 | 3% | 该市茶叶产量
国内有3000家茶企，每年以超过200家的速度增长 | 200家 | 国内茶企
# parts of totals, what is of a size, what lasts
全省茶农总量30万人，其中年轻茶农3万人 | 3万人 | 全省年轻茶农, 全省茶农年轻茶农
80马力以上收割机、耕整机补贴9万元 | 80马力 | 收割机
中国连续八年保持第一大产茶国地位 | 八年 | 中国第一大产茶国地位
# an amount that was done, and what is left
2019年全厂职工900人，到2023年只剩700人 | 700人 | 全厂职工
上半年登记茶叶合同320项，成交额28亿元 | 28亿元 | 登记茶叶合同成交额
# measures by day or year have the owner before them
绿野茶艺平台日均视频更新量近80万条，日直播场次达到3万场 | 3万场 | 绿野茶艺平台日直播场次
# traditional characters are read as simplified ones
該廠產量為3萬噸，來年還將擴產；輕颱「松鼠」暴風半徑150公里，山區累積雨量可達600毫米 | 600毫米 | 山區累積雨量
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.splitlines() if row and not row.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}:{row[1]}")
def test_the_subject_of_a_claim(row: list[str]) -> None:
    text, mention, wordings = row
    subject = claim(f"{text}。", mention, "2024").subject
    assert similarity(subject, wordings.split(", ")) >= SIMILAR, subject


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("护士增至860人", ["护士"]),
        ("医院将床位扩充到1200张", ["医院床位"]),
        ("医院把床位扩充到1200张", ["医院床位"]),
        ("门店扩展至300家", ["门店"]),
        ("航线由15条减少到12条", ["航线", "航线"]),
        ("公司将产能扩至20万辆", ["公司产能"]),
        ("员工减少了300人", ["员工"]),
        ("补贴标准提高到每人500元", ["补贴标准每人"]),
        ("小区房价炒到每平方米8万元", ["小区房价每平方米"]),
        # … whatever the verb, and though something is told of it otherwise
        ("车间工人从最初的9人扩到现在近80人", ["车间工人", "车间工人"]),
        ("风速由每秒3米蹿到每秒20米", ["风速每秒", "风速每秒"]),
        ("失窃案从去年的210起骤降至90起", ["失窃案", "失窃案"]),
        ("诈骗案增幅最大，由上年的520件猛增到960件", ["诈骗案", "诈骗案"]),
        # … but what is told of each end stays
        ("工程从3月动工到9月完工，投资2亿元", ["工程投资"]),
        ("学校新增床位200张", ["学校新增床位"]),
    ],
)
def test_a_change_is_no_part_of_what_changes(text: str, subjects: list[str]) -> None:
    assert [got.subject for got in extract.claims(f"{text}。")] == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # what stands beside a thing is its owner's, not its own
        ("全省出口商品3亿元，进口商品2亿元", ["全省出口商品", "全省进口商品"]),
        ("小区共有住户1860户，缺口超过1000个", ["小区住户", "小区缺口"]),
        ("该机场年旅客吞吐量达3500万人次，货邮吞吐量50万吨", ["该机场年旅客吞吐量", "该机场货邮吞吐量"]),
        ("港口完成货物吞吐量5.3亿吨、集装箱吞吐量1800万标箱", ["港口货物吞吐量", "港口集装箱吞吐量"]),
        ("这条高速公路全长128公里，总投资156亿元", ["这条高速公路全长", "这条高速公路总投资"]),
        ("该楼盘均价2.3万元，月供6800元", ["该楼盘均价", "该楼盘月供"]),
        # … but a measure of it is its own
        ("全县小麦播种面积68万亩，预计亩产480公斤", ["全县小麦播种面积", "全县小麦亩产"]),
        # what changes as the measure before did
        ("全市居民收入增长8.1%，其中城镇增长7.2%", ["全市居民收入", "全市城镇居民收入"]),
        ("猪肉价格下跌12.5%，牛肉上涨3%", ["猪肉价格", "牛肉价格"]),
        # the mark or number of an item is no part of it
        ("财务摘要如下：\n1. 营收9亿元；\n2. 毛利率31%。\n-净利率8%", ["营收", "毛利率", "净利率"]),
        ("产品参数如下：\n· 轴距2650mm。\n* 油耗6.1L", ["轴距", "油耗"]),
        ("截至年底，① 注册会员580万；② 付费会员12万。", ["注册会员", "付费会员"]),
        # a term is one word with its number
        ("1年期贷款利率为3.5%，10年期国债收益率为2.4%", ["1年期贷款利率", "10年期国债收益率"]),
        ("某行6个月、1年、2年期存款利率分别为1.4%、1.7%和2%", ["某行6个月存款利率", "1年存款利率", "2年期存款利率"]),
        # a band of amounts has a share of its own
        (
            "30岁以下占22%，30-45岁占五成，45岁以上占28%",
            [None, "30岁以下", "30岁以下", "30-45岁", "30-45岁", "45岁以上"],
        ),
        # the sides of one thing
        ("木箱长、宽、高分别为45厘米、18厘米和16厘米", ["木箱长", "木箱宽", "木箱高"]),
        # who does not what is told
        ("4家工厂不按规定排水，6批次标签不规范", ["工厂不按规定排水", "标签不规范"]),
        # who is made to do something
        ("法院判处被告人赵某有期徒刑3年，并处罚金5000元", ["被告人赵某有期徒刑", "被告人赵某罚金"]),
        # a word that the dictionary takes for a person or a place
        ("新校区占地320亩，可容纳学生6000人", ["新校区占地", "新校区容纳学生"]),
        ("项目总投资12亿元，一期投资4亿元", ["项目总投资", "项目一期投资"]),
        # siblings own nothing of each other
        ("上半年彩电销量500万台，冰箱销量锐减30%", ["彩电销量", "冰箱销量"]),
        ("石像高12米，重3.5吨", ["石像高", "石像重"]),
        ("全县56所小学平均入学率99%", ["全县小学", "全县小学平均入学率"]),
        ("上周羊肉零售价每斤38元，鸭肉15元，鹅肉27元", ["羊肉零售价每斤", "鸭肉零售价每斤", "鹅肉零售价每斤"]),
        ("全县土豆产量6万吨，红薯2万吨", ["全县土豆产量", "全县红薯产量"]),
        ("景区门票收入2亿元、餐饮收入3亿元", ["景区门票收入", "景区餐饮收入"]),
        ("公司研发费用2亿元、销售费用3亿元", ["公司研发费用", "公司销售费用"]),
        # … but a part is of what has the measure
        ("平台营收12亿元，广告3亿元", ["平台营收", "平台广告营收"]),
        # who speaks owns nothing of it, but is who 自己 and 他 are
        ("果农何大壮说：“今年我们收了900斤桃子，卖出600斤。”", ["我们收桃子", "桃子卖出"]),
        ("郑强告诉记者，自己花了3000元", ["郑强"]),
        ("今年21岁的小郑说，她每月挣4000元", ["小郑", "小郑每月挣"]),
        # a thing with a relative clause needs no owner
        ("领先的剧目合计贡献9亿元；票房不足十万元的剧目有41部", ["领先的剧目贡献", "剧目票房", "票房不足十万元的剧目"]),
        # no part of what is measured
        ("水库水深12米有余，较平日翻了两番", ["水库水深", "水库水深"]),
        ("玉米主力合约收涨1.2%", ["玉米主力合约"]),
        # what has a measure, run together with it
        ("电脑产量下降5%，汽车产量增长9%", ["电脑产量", "汽车产量"]),
        ("小麦、大豆价格分别为每斤1.2元和2.8元", ["小麦价格", "大豆价格"]),
        # … but 最低 is part of the measure
        ("今晨最低气温3度", ["最低气温"]),
        # words that are parts of names of what is measured
        ("全县累计减贫2.3万人，在岗村医600人", ["全县累计减贫", "全县在岗村医"]),
        ("单份价格方面，12元最受欢迎", ["单份价格"]),
        ("全年发电量30亿度，超过去年全年的两倍", ["发电量", "发电量"]),
        # the deed of the clause before is no part of an owner, unless it is pointed at
        ("该镇今年投入资金3亿元，新建机耕路12公里", ["该镇投入资金", "该镇新建机耕路"]),
        ("本次发行3亿股，募资12亿元", ["本次发行", "本次发行募资"]),
        # what something changes by is none of it
        ("水温每升高1度，产量就下降3%", ["产量"]),
        # what is bought, not who buys it
        ("城西地块被恒岭置业以8亿元竞得，溢价率21%", ["城西地块竞得", "城西地块溢价率"]),
        ("该厂房由一家药企以3000万元买下", ["该厂房买下"]),
        # … but who leads
        ("甲公司以30%的份额领跑", ["甲公司份额"]),
        # a rank owns nothing, and deeds in a row have their own verbs
        ("全区工业产值增长6%，居全省第3位；外贸出口增长9%", ["全区工业产值", "全区外贸出口"]),
        ("村里修建水塔2座，硬化村道6公里", ["村里修建水塔", "村里硬化村道"]),
        # a verb that is a noun before a measure
        ("消费品价格上涨1.2%，服务价格下降0.8%", ["消费品价格", "服务价格"]),
        # … but a deed elsewhere
        ("志愿者服务老人300名", ["志愿者服务老人"]),
        # motorways and grades of fuel are names
        ("杭瑞高速北段堵车7公里", ["杭瑞高速北段堵车"]),
        ("全省92号汽油、0号柴油每升分别上调0.3元和0.2元", ["全省92号汽油", "0号柴油"]),
        ("8GB+256GB版售价2299元", ["8GB+256GB版售价"]),
        # … but what goes fast is none
        ("本市经济高速增长8%", ["本市经济"]),
        # parts of those who were counted
        ("受访的300名业主中，七成表示满意，20人打算搬走", ["受访业主", "受访业主表示满意", "受访业主打算搬走"]),
        ("受访商户中，五成表示客流增加，两成表示减少", ["受访商户表示客流增加", "受访商户表示减少"]),
        # … but a course of things is no group
        ("建设过程中，三成材料来自本地", ["材料来自本地"]),
        ("码头有40台吊机，其中9台已经报废", ["码头吊机", "码头吊机报废"]),
        ("抽检蜂蜜80批次，其中3批次不合格", ["抽检蜂蜜", "抽检蜂蜜不合格"]),
        # … but what has a measure of its own is none
        ("厂里的40台吊机中，年均检修费3万元", ["厂里的吊机", "年均检修费"]),
        # several sizes before the thing that has them
        ("全长18公里、设站12座的轻轨3号线开通", ["轻轨3号线全长", "轻轨3号线设站"]),
        ("总投资5亿元、占地90亩、年产6万吨的造纸项目开工", ["造纸项目总投资", "造纸项目占地", "造纸项目年产"]),
        ("一条长约2米、重15公斤的蟒蛇钻进民宅", ["蟒蛇长", "蟒蛇重"]),
        # … but not where the first has an owner, or what follows is a deed
        ("赵某被处以罚款800元、记6分的处罚", ["赵某处以罚款", "赵某记处罚"]),
        # parts of some money, by where they go
        (
            "县里筹集资金3000万元，其中1800万元用于修渠，900万元投向电网",
            ["县里筹集资金", "县里筹集资金用于修渠", "县里筹集资金投向电网"],
        ),
        (
            "景区收入9000万元，其中6000万元来自门票，2000万元来自餐饮",
            ["景区收入", "景区收入来自门票", "景区收入来自餐饮"],
        ),
        # … but not what has words of its own
        ("厂里买设备花了300万元，工资800万元用于一线", ["厂里买设备", "厂里工资"]),
        # dealt out, with a verb for each
        ("沪指、深指分别跌0.5%、涨1.2%", ["沪指", "深指"]),
        ("出口、进口、顺差分别为6亿元、4亿元和2亿元", ["出口", "进口", "顺差"]),
        ("文科480分，理科510分，分别比上年降低6分和提高9分", ["文科", "理科", "文科", "理科"]),
        ("全县出口8亿元，进口5亿元，分别增长4%、下降2%", ["全县出口", "全县进口", "全县出口", "全县进口"]),
        ("蓝湾、金谷分列二、三位，份额分别为21%和17%", ["蓝湾份额", "金谷份额"]),
        ("《远山》《海岸》分居第二、三名，分别收获12亿元、9亿元", ["《远山》", "《海岸》"]),
        ("河南、安徽紧随其后，产量分别是3万吨和2万吨", ["河南产量", "安徽产量"]),
        ("城市、农村低保标准分别为每人每月900元和650元", ["城市低保标准", "农村低保标准"]),
        ("第一、二、三产业增加值分别增长3%、5%和4%", ["第一产业增加值", "二产业增加值", "三产业增加值"]),
        ("股票基金、债券基金规模分别为3亿元和5亿元", ["股票基金规模", "债券基金规模"]),
        # … but not what no list stands before
        ("蓝湾位居第二，份额和销量分别为21%和3万台", ["蓝湾份额", "蓝湾销量"]),
        # … but the two ends of a change are of all
        ("绘本、童书占比从12%提升至20%", ["绘本、童书占比", "绘本、童书占比"]),
        # parts of what the sentence before told of
        ("全市进出口1200亿元。其中出口800亿元", ["全市进出口", "全市出口"]),
        # figures of the economy with Latin names are measures
        ("今年GDP增长5.6%，居民收入增长6%，财政收入增长4%", ["GDP", "居民收入", "财政收入"]),
        ("全县GDP300亿元，税收20亿元", ["全县GDP", "全县税收"]),
        # a noun of growth goes with what the clause before measured
        ("全县用电量增长8%，增速比去年提高2个百分点", ["全县用电量", "全县用电量增速"]),
        ("木材出口累计增速9%，当月增速回落至6%", ["木材出口累计", "木材出口增速"]),
        ("扣除能源的核心物价上涨1%，涨幅扩大0.2个百分点", ["核心物价", "核心物价涨幅"]),
        # … but not with an owner of its own
        ("全县用电量增长8%，西镇增速达12%", ["全县用电量", "西镇用电量"]),
        # a bare measure, changed or not, owns no other in the same unit
        ("油价涨3%，电价涨1%", ["油价", "电价"]),
        ("出口增长3%，进口降4%", ["出口", "进口"]),
        # … but in another unit it may
        ("贷款300亿元，利率4.5%", ["贷款", "贷款利率"]),
        # what changes, run together with a word of change
        ("米价涨两成，虾价跌5%", ["米价", "虾价"]),
        # what went on for so long is told after the duration
        ("工业利润连续7个月下降", ["工业利润下降"]),
        ("客流增长8%，连续10年增长", ["客流", "客流增长"]),
        # the stages of a project
        ("泵站一期年产能8万吨，二期5万吨", ["泵站一期年产能", "泵站二期年产能"]),
        ("隧道一期长3公里，二期2公里", ["隧道一期长", "二期长"]),
        # 以上 inside a term
        ("全省限额以上单位餐饮收入90亿元", ["全省限额以上单位餐饮收入"]),
        ("限额以上单位家具类、金银类零售额分别增长3%、5%", ["限额以上单位家具类零售额", "金银类零售额"]),
        # indices named with a number
        ("中证1000涨0.7%，上证50跌0.4%", ["中证1000", "上证50"]),
        ("沪深300市盈率11倍", ["沪深300市盈率"]),
        # two headlines with a space between them
        ("全县工业增长6% 茶叶出口下降3%", ["全县工业", "茶叶出口"]),
        ("全县工业增长 6% 以上", ["全县工业"]),
        ("员工由年初的900人增至1200人", ["员工", "员工"]),
        # an average after a total in the same unit
        ("全省公路运送旅客3亿人次，日均82万人次", ["全省公路运送旅客", "全省公路日均运送旅客"]),
        ("该村户均收入6万元，人均2万元", ["该村户均收入", "该村人均收入"]),
        # … but not in another
        ("厂里有员工300人，人均9平方米", ["厂里员工", "厂里人均"]),
        # who does something for so many stands before them
        ("县里给7000户果农发放补贴2100万元", ["县里给果农发放补贴", "县里给果农发放补贴"]),
        ("邮局已向400个站点配送设备900台", ["邮局向站点配送设备", "邮局向站点配送设备"]),
        # companies that tell of themselves, whenever they do
        ("甲控股预计今年亏损3亿元", ["甲控股亏损"]),
        ("恒岭地产晚间公告，前7月销售额9亿元", ["恒岭地产销售额"]),
        ("恒岭地产周二盘后公告，前7月销售额9亿元", ["恒岭地产销售额"]),
        ("长安股份去年净利润2亿元，营收9亿元", ["长安股份净利润", "长安股份营收"]),
        ("长安科技12日晚间公告，拟投资6亿元", ["长安科技投资"]),
        # … but what others own is theirs
        ("甲控股预计明年油价上涨3%", ["油价"]),
        ("某公司持有长安股份300万股", ["某公司持有长安股份"]),
        # how things go, before a colon, is no part of what is told behind it
        ("丹溪外贸稳中有进：全年出口60亿元", ["丹溪外贸出口"]),
        ("丹溪楼市降温明显：全年售房900套", ["丹溪楼市售房"]),
        # a change is of what was told in its unit
        ("粮库存粮6万吨，可用9个月，同比增加4000吨", ["粮库存粮", "粮库可用", "粮库存粮"]),
        ("商场营收6亿元，员工300人，同比增加20人", ["商场营收", "商场员工", "商场员工"]),
        # what is sold at home owns nothing of what goes abroad
        ("今年国内市场销量80万台；出口20万台", ["国内市场销量", "出口"]),
        ("国内销量80万台，国内库存3万台", ["国内销量", "国内库存"]),
        # a season that lasts so long
        ("2024年暑运期间（7月1日至8月31日，共62天）", ["暑运期间"]),
        ("村里修路30公里。国庆假期（10月1日至7日，共7天）", ["村里修路", "国庆假期"]),
        # shares of siblings
        ("甲厂市场份额为45%，乙厂25%", ["甲厂市场份额", "乙厂市场份额"]),
        ("市场份额方面，长安21%，丰田13%", ["长安市场份额", "丰田市场份额"]),
        ("毛利率为45%，乙厂25%", ["毛利率", "乙厂"]),
        # the base of a bound is not measured
        ("研发费用不低于营收的6%", ["研发费用"]),
        # what so many of something cost or bring
        ("长江机械每10股派现2元，共计派发现金3亿元", ["长江机械每10股派现", "长江机械派发现金"]),
        # others of those that were counted
        ("18家纸厂上调报价，6家下调", ["纸厂上调报价", "纸厂下调"]),
        ("9名矿工获救，2名遇难", ["矿工获救", "矿工遇难"]),
        ("38个项目已开工35个，3个正在办理手续", ["项目开工", "项目开工", "项目办理手续"]),
        # … but not of who counts them
        ("事故造成3人死亡，5人受伤", ["事故造成死亡", "事故造成受伤"]),
        # what holds for all to whom figures were dealt out
        ("长沙、株洲两地分别报30元和40元，跌幅均为2元", ["长沙", "株洲", "长沙株洲"]),
        ("两家纸厂分别报30元和40元，均跌2元", ["纸厂", "纸厂", "纸厂", "纸厂"]),
        # a change is no part of what the next clause measures
        ("恒指高开，涨1.5%，报26500点", ["恒指", "恒指"]),
        ("焦炭跌2%，报2100元", ["焦炭", "焦炭"]),
        # what each of those counted does on average is told of the next figure
        ("公司的30台货车平均每天跑400公里", ["公司货车", "公司货车平均每天跑"]),
        ("电厂机组平均利用小时1195小时", ["电厂机组平均利用小时"]),
        ("A股融资中，银行占四成", ["A股银行"]),
        ("该县为4万户企业减税3亿元", ["该县企业减税", "该县企业减税"]),
        # the weather owns nothing
        ("今年天气冷，柑橘减收三成，每斤卖4元", ["柑橘减收", "柑橘每斤卖"]),
        # the owner of the one before, however that was read
        (
            "今年，我国货物贸易进出口总值9万亿元。其中，出口5万亿元，增长5%；进口4万亿元",
            ["我国货物贸易进出口总值", "我国货物贸易出口", "我国货物贸易出口", "我国货物贸易进口"],
        ),
        # a part that names the total again
        ("企业处理快件39万件，其中11日处理快件6万件", ["企业处理快件", "企业处理快件"]),
        ("全县经济增长6%，居民收入增长5%", ["全县经济", "全县居民收入"]),
        # the whole of a share, and what something is by
        ("食材占了成本的四成", ["食材"]),
        ("甲公司以1250万部的出货量排名第一", ["甲公司出货量"]),
        ("水库水位比汛限水位低1.3米", ["水库水位"]),
        # what is done with a part takes the place of what was done with the whole
        ("全县共栽种行道树90公里，其中补栽12公里", ["全县栽种行道树", "全县行道树补栽"]),
        ("矿山开采矿石900吨，同比增长8%，其中出口200吨", ["矿山开采矿石", "矿山开采矿石", "矿山矿石出口"]),
        # the next of a series takes the place of the one before
        ("一线城市去库存周期为12个月，二线为18个月", ["一线城市去库存周期", "二线周期"]),
        ("首套房贷款利率为3.5%，二套房为3.9%", ["首套房贷款利率", "二套房贷款利率"]),
        # manner: set phrases before a verb, 一口气
        ("榴莲每公斤40元，漂洋过海运到县城后零售价98元", ["榴莲每公斤", "榴莲运到县城后零售价"]),
        ("去年他们一口气建了12所学校，又修了8座桥", ["他们建学校", "他们修桥"]),
        # a sum that is named in quotation marks owns nothing
        ("老人交了“押金”，共转出4万元", ["老人转出"]),
        # what only an office does
        ("警方打掉一个盗车团伙，捣毁窝点2处", ["警方捣毁窝点"]),
        # given names that are words
        ("茶农陈丰收今年净赚2万元", ["茶农陈丰收净赚"]),
        # what a time is spent on, behind 时间
        ("县医院用两年时间把床位增加到600张", ["县医院把床位增加到", "县医院床位"]),
        ("工作队用3个月时间，对全县中小学逐一检查", ["工作队对全县中小学检查"]),
        ("施工队用了一年的工夫修好了这座桥", ["施工队修好这座桥"]),
        ("合作社向农户收购花椒3万斤，价格比去年低2元", ["合作社向农户收购花椒", "合作社收购花椒价格"]),
        ("建成大棚1座，分拣室1间，员工食堂2间", ["建成大棚", "分拣室", "员工食堂"]),
        ("80马力以上收割机补助额上限为9万元", ["收割机", "80马力以上收割机补助额上限"]),
        # … and on the deed of the clause before
        ("小陶在窗口补办了证件，只花了20分钟", ["小陶窗口补办证件只花"]),
    ],
)
def test_whose_the_next_one_is(text: str, subjects: list[str]) -> None:
    for got, wanted in zip(extract.claims(f"{text}。"), subjects, strict=True):
        assert similarity(got.subject, [wanted]) > 0.8, (got.subject, wanted)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}:{row[1]}")
def test_subjects_are_copied(row: list[str]) -> None:
    text = f"{row[0]}。"
    for got in extract.claims(text, "2024"):
        copied = "".join(text[start:end] for start, end in got.subject_spans)
        assert (got.subject or "") == "".join(copied.split())
        assert 0 <= len(got.subject_spans) <= 3


@pytest.mark.parametrize(
    ("text", "mention", "source"),
    [
        ("《报告》显示，截至2023年12月，全国短视频账号总数达15.5亿个。", "15.5亿个", "《报告》"),
        ("据国家统计局统计，2023年全国粮食产量20万吨。", "20万吨", "国家统计局"),
        ("2023年全国粮食产量20万吨。", "20万吨", None),
        ("省农业农村厅：夏粮收购价每斤1.3元。", "1.3元", "省农业农村厅"),
        ("丹溪县：夏粮收购价每斤1.3元。", "1.3元", None),
        ("职工代表：工资从4000元涨到4600元。", "4600元", "职工代表"),
        ("园长何婷告诉记者，暑期班每人1200元。", "1200元", "园长何婷"),
        ("市水利局：修复泵站12座。", "12座", None),
    ],
)
def test_who_says_so(text: str, mention: str, source: str | None) -> None:
    assert claim(text, mention).source == source
