"""Fixtures of the reader tests: one extractor for all, and the wrappings of bench/wrap.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.pipeline import Extractor

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))

BULLETIN = """榆川市2023年国民经济和社会发展统计公报

榆川市统计局

2024年3月18日

初步核算，2023年全市地区生产总值3215.6亿元，比上年增长5.2%。

表1 2023年全市主要指标
指标\t单位\t绝对数\t比上年增长（%）
地区生产总值\t亿元\t3215.6\t5.2
社会消费品零售总额\t亿元\t1,208.7\t-1.6
常住人口\t万人\t412.30\t…

全市财政收支保持平稳，各县区的情况见下表。

表2 各县区一般公共预算收入（单位：亿元）
县区\t2022年\t2023年
石碛县\t12.5\t13.1
南岭区\t45.0\t47.7

粮食生产再获丰收。

表3 2021—2023年粮食产量
年份\t产量（万吨）\t比上年增长
2021\t80.2\t1.2%
2022\t81.0\t1.0%
2023\t84.4\t4.2%
"""


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def bulletin() -> str:
    """A statistical bulletin with three tables."""
    return BULLETIN


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    return sorted((ROOT / "seeds").glob("*.txt"))
