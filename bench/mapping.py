"""From what a peer reports to what the label guide asks for: spans, amounts, base units. Needs no peer installed.

A peer prints a unit of its own (``Square kilometer``, ``hour``, ``CNY``). The guide's base unit is the unit as the text
prints it, normalised, so the mapping reads the unit off the end of the peer's own span and normalises it with the
project's table of units; where the span ends without one, the peer's name of the unit decides. Every choice that is open
is made in the peer's favour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from extract.numeral import Numerals
from extract.rulebook import rulebook
from extract.unit import CLASSIFIER, MEASURE, Units

NUMERALS = "0-9０-９〇零一二三四五六七八九十百千万亿兆两半几数壹贰叁肆伍陆柒捌玖拾佰仟萬億"
# What a numeral with an open end prints; peers give such a one as a range (3000多万: 3000万 to 4000万), the guide doesn't.
OPEN = re.compile("[多余几数]")

# The model whose results have no unit.
NUMBER = "number"

# Peers' names of currencies, as the guide writes them. A name that is not here stays as it is.
CURRENCIES = {
    "Chinese yuan": "元", "United States dollar": "美元", "Dollar": "美元", "Euro": "欧元", "British pound": "英镑",
    "Pound": "英镑", "Japanese yen": "日元", "Hong Kong dollar": "港元", "New Taiwan dollar": "新台币", "Fen": "分",
    "Jiao": "角", "Cent": "美分", "South Korean won": "韩元", "Australian dollar": "澳元", "Canadian dollar": "加元",
}  # fmt: skip
SMALL_COINS = ("角", "毛", "分")

# Durations: a peer's name of the unit, and the units a text may print for it with their worth in it.
PRINTED_TIMES: Mapping[str, Mapping[str, str]] = {
    "year": {"年": "1", "周年": "1", "世纪": "100", "季度": "0.25"},
    "month": {"个月": "1", "月": "1", "年": "12", "季度": "3", "季": "3"},
    "week": {"周": "1", "星期": "1", "礼拜": "1"},
    "day": {"天": "1", "日": "1", "周": "7", "星期": "7", "礼拜": "7", "工作日": "1"},
    "hour": {"小时": "1", "钟头": "1"},
    "minute": {"分钟": "1", "分": "1", "刻钟": "15"},
    "second": {"秒": "1", "秒钟": "1"},
}
# From the largest to the smallest, with how many of the next make one.
STEPS = (("year", 12), ("month", None), ("week", 7), ("day", 24), ("hour", 60), ("minute", 60), ("second", None))
TIMEX = re.compile(
    r"P(?:(?P<year>[\d.]+)Y)?(?:(?P<month>[\d.]+)M)?(?:(?P<week>[\d.]+)W)?(?:(?P<day>[\d.]+)D)?"
    r"(?:T(?:(?P<hour>[\d.]+)H)?(?:(?P<minute>[\d.]+)M)?(?:(?P<second>[\d.]+)S)?)?"
)

_NOT_NUMERAL = re.compile(rf"(?:[^{NUMERALS}\-－+负¥￥$€£]|数(?=[0-9]))+")
_CURRENCY_BEFORE = re.compile(r"(?:港币|人民币|新?台币|[美欧日港]元|美金|英镑)\s?$")
_AFTER = re.compile(r"(?:以[上下内]|左右|上下|[，,、 ]|将?近|只有|仅|大?约|大概|至少|[不逾超过达])+$")


@dataclass(frozen=True)
class Found:
    """A result of a peer: ``start`` and ``end`` in the text it was given; ``amount`` None for a date."""

    start: int
    end: int
    amount: Decimal | None
    base_unit: str = ""
    high_amount: Decimal | None = None
    model: str = ""

    def moved(self, by: int) -> Found:
        return Found(self.start + by, self.end + by, self.amount, self.base_unit, self.high_amount, self.model)

    def record(self, span: tuple[int, int]) -> dict[str, Any]:
        """As the scorer reads it, at a span of the raw text."""
        return {
            "start": span[0], "end": span[1], "amount": self.amount, "base_unit": self.base_unit,
            "high_amount": self.high_amount, "subject": None, "year": None,
        }  # fmt: skip


def longest(results: Iterable[Found]) -> list[Found]:
    """Results of several models without overlaps, in text order: the longest span wins; of equals, a unit over none.

    Dates are left out, and numbers without a unit that lie within one.

    >>> three, yuan = Found(0, 2, Decimal(3), model=NUMBER), Found(0, 3, Decimal(3), "元", model="currency")
    >>> longest([three, yuan]) == [yuan]
    True
    """
    everything = list(results)
    dates = [one for one in everything if one.amount is None]
    kept: list[Found] = []
    for one in sorted(everything, key=lambda r: (r.start - r.end, r.model == NUMBER, r.start)):
        dated = one.model == NUMBER and any(date.start <= one.start and one.end <= date.end for date in dates)
        free = all(one.end <= other.start or one.start >= other.end for other in kept)
        if free and not dated and one.amount is not None:
            kept.append(one)
    return sorted(kept, key=lambda r: r.start)


@lru_cache(maxsize=1)
def _units() -> Units:
    book = rulebook()
    return Units(book, Numerals(book.data["numerals"]).simplify)


def printed_unit(text: str) -> str:
    """The normalised unit at the end of a span, the longest the project's table has; ``""`` if there is none.

    >>> printed_unit("20.5万吨"), printed_unit("80千米"), printed_unit("3圆"), printed_unit("50万")
    ('吨', '千米', '元', '')
    """
    for at in range(1, len(text)):
        unit = _units().at(text, at)
        if unit is not None and at + len(unit.text) == len(text):
            return unit.base
    return ""


def unit_family(base: str) -> str:
    """The kind of a base unit for the table of kinds.

    >>> unit_family("美元"), unit_family("家"), unit_family("")
    ('money', 'classifier', 'none')
    """
    if not base:
        return "none"
    unit = _units().at(base, 0)
    if unit is None or unit.text != base:
        return "other"
    if unit.type == CLASSIFIER:
        return CLASSIFIER
    family = unit.rule.removeprefix("unit.")
    return family if family in ("money", "percent", "time", "multiple") else MEASURE


def trimmed(text: str) -> tuple[int, int]:
    """Where the numeral and its unit begin and end in a span that holds approximators or stray marks.

    >>> text = "超过3000多万元，仅"
    >>> text[slice(*trimmed(text))]
    '3000多万元'
    """
    lead = _NOT_NUMERAL.match(text)
    start = lead.end() if lead else 0
    tail = _AFTER.search(text)
    end = tail.start() if tail else len(text)
    currency = _CURRENCY_BEFORE.search(text[:start])
    if currency and not printed_unit(text[start:end]):
        start = currency.start()
    return (start, end) if start < end else (0, len(text))


def money(text: str, name: str) -> str:
    """The base unit of an amount of money: as printed, else by the peer's name of the currency.

    >>> money("300万美金", "United States dollar"), money("$50", "Dollar"), money("3元5角", "Chinese yuan")
    ('美元', '美元', '元')
    """
    printed = printed_unit(text)
    named = CURRENCIES.get(name, name)
    return named if not printed or (printed in SMALL_COINS and named not in SMALL_COINS) else printed


def percentage(text: str, value: str) -> tuple[Decimal, str]:
    """Amount and base unit of a percentage.

    >>> percentage("2.5个百分点", "2.5%"), percentage("三成", "30%")
    ((Decimal('2.5'), '百分点'), (Decimal('30'), '%'))
    """
    base = "百分点" if printed_unit(text) == "百分点" else "%"
    return Decimal(value.rstrip("%")), base


def number(text: str, value: str) -> tuple[Decimal, str]:
    """Amount and base unit of a bare number; the guide has fractions and halves in %.

    >>> number("50万", "500000"), number("四分之一", "0.25")
    ((Decimal('500000'), ''), (Decimal('25.0000'), '%'))
    """
    amount = Decimal(value)
    # Labels print thirds with four places.
    return (round(amount * 100, 4), "%") if "分之" in text or text == "半" else (amount, "")


def high(text: str, value: Decimal | None) -> Decimal | None:
    """The upper end of a range, unless only the open end of a numeral made it one (3000多万).

    >>> high("3—5亿元", Decimal(5)), high("3000多万元", Decimal(4)) is None
    (Decimal('5'), True)
    """
    return None if OPEN.search(text) else value


def duration(text: str, parts: Mapping[str, Decimal]) -> tuple[Decimal, str]:
    """Amount and base unit of a duration in a peer's parts: one in the unit printed, several in the smallest of them.

    >>> duration("一周", {"day": Decimal(7)}), duration("1分30秒", {"minute": Decimal(1), "second": Decimal(30)})
    ((Decimal('1'), '周'), (Decimal('90'), '秒'))
    """
    total, last = Decimal(0), ""
    for name, step in STEPS:
        if name in parts:
            total, last = total + parts[name], name
        if step and any(smaller in parts for smaller in _after(name)):
            total *= step
    printed = printed_unit(text)
    worth = PRINTED_TIMES[last].get(printed)
    if worth is None:
        return total, next(iter(PRINTED_TIMES[last]))
    return total / Decimal(worth), printed


def _after(name: str) -> Sequence[str]:
    names = [step for step, _ in STEPS]
    return names[names.index(name) + 1 :]


def timex(text: str) -> dict[str, Decimal]:
    """The parts of a TIMEX duration; empty if it is none.

    >>> timex("PT8H"), timex("2023-01")
    ({'hour': Decimal('8')}, {})
    """
    match = TIMEX.fullmatch(text)
    return {name: Decimal(part) for name, part in match.groupdict().items() if part} if match else {}
