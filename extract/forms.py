"""The forms of quantities: how a match of each form becomes an exact number with a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import regex

from extract.numeral import Numerals
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule, Rulebook
from extract.unit import MEASURE, Unit, Units

HUNDRED = Decimal(100)
PERCENT = "%"
Match = regex.Match[str]


def plain(number: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros."""
    number = number.normalize()
    return number.quantize(ONE) if number == number.to_integral_value() else number


def rounded(number: Decimal) -> Decimal:
    """To six significant digits, as thirds and sevenths are written."""
    return number.quantize(Decimal(1).scaleb(number.adjusted() - 5)) if number else number


class Forms:
    """Reads a match of one form of ``rules/quantities.yaml``; a reader gives None where the match is no quantity."""

    def __init__(self, book: Rulebook) -> None:
        self.numerals = Numerals(book.data["numerals"])
        self.units = Units(book, self.numerals.simplify)
        settings = book.data["quantities"]
        self._inner = book.compile("{inner}", "numerals")
        self._space = book.compile("[ \u3000\u00a0]?", "numerals")
        self._scale = book.compile(
            "[ \u3000]?(?:[个個]{inner}?)?(?P<s>{scale}|(?:(?i:million|billion|trillion)|[kKwW])(?![A-Za-z/]))",
            "numerals",
        )
        self._bare_after = book.compile(settings["bare_after"], "bare_after")
        self._bare_decimal = book.compile(settings["bare_decimal"], "bare_decimal")
        self._bare_strong = book.compile(settings["bare_strong"], "bare_strong")
        self._bare_before = book.compile(settings["bare_before"], "bare_before")
        self._vague_relations: dict[str, str] = settings["vague_relations"]
        self._least = {unit: Decimal(least) for unit, least in settings["least"].items()}
        self._currencies: dict[str, str] = settings["currencies"]
        self._readers: dict[str, Callable[[Rule, Match, str], Quantity | None]] = {
            name.removeprefix("_read_").replace("_", "-"): getattr(self, name)
            for name in dir(self)
            if name.startswith("_read_")
        }

    def read(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        try:
            return self._readers[rule.settings["reads"]](rule, match, text)
        except ValueError:
            return None

    # A numeral, then scale, approximator and unit

    def _finish(
        self,
        rule: Rule,
        match: Match,
        text: str,
        value: Decimal,
        scale_text: str,
        inner: str,
        high: Decimal | None = None,
    ) -> Quantity | None:
        """Take in the scale, approximator and unit that stand after a numeral."""
        end = match.end()
        head, scale = self.numerals.scale(scale_text)
        printed = scale_text[len(scale_text) - len(scale_text.lstrip("十百千")) :]
        if not scale_text and (found := self._scale.match(text, end)):
            head, scale = self.numerals.scale(found["s"])
            printed = found["s"].lstrip("十百千")
            inner += self._approximator(found[0])
            end = found.end()
        after = self._inner.match(text, end)
        unit_at = after.end() if after else end
        unit = self._unit_at(text, unit_at, value)
        if unit is None and after is not None:
            unit = self._unit_at(text, end, value)
            unit_at = end if unit is not None else unit_at
        if unit is not None:
            unit_at += len(self._space.match(text, unit_at)[0])  # type: ignore[index]
        inner += text[end:unit_at].strip()
        if unit is None:
            return self._bare(
                rule, match.start(), unit_at if after else end, text, value * head, scale, printed, inner, high
            )
        unit_text, base = ("", "") if unit.bare else (unit.text, unit.base)
        unit_end = unit_at if unit.bare else unit_at + len(unit.text)
        return self._make(
            rule, match.start(), unit_end, text, value * head, scale, printed + unit_text, base,
            high=None if high is None else high * head, unit=unit, inner=inner,
        )  # fmt: skip

    def _approximator(self, text: str) -> str:
        found = self._inner.search(text)
        return found[0] if found else ""

    def _unit_at(self, text: str, at: int, value: Decimal) -> Unit | None:
        """The unit after a numeral, over one space if there is one; none that asks for a larger numeral."""
        at += len(self._space.match(text, at)[0])  # type: ignore[index]
        unit = self.units.at(text, at)
        if unit is not None and value < self._least.get(unit.text, value):
            return None
        return unit

    def _bare(
        self, rule: Rule, start: int, end: int, text: str, value: Decimal, scale: Decimal, printed: str, inner: str,
        high: Decimal | None,
    ) -> Quantity | None:  # fmt: skip
        """A numeral with no known unit: a quantity only where its surroundings say so."""
        if scale == ONE and not self._stands_alone(text, start, end):
            return None
        if inner and self._inner.fullmatch(text[end - 1 : end]):
            end -= 1
        return self._make(rule, start, end, text, value, scale, printed, "", high=high, inner=inner)

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """A decimal after a word, or any numeral between words that frame an amount."""
        if "." in text[start:end] and self._bare_decimal.search(text, max(0, start - 12), start):
            return not text[end : end + 1].isascii() or text[end : end + 1] in " \t\n,;)?" or end == len(text)
        before = max(0, start - 12)
        code = end - start > 5 and text[start:end].isdigit() and text[start:end].endswith("00") is False
        if self._bare_strong.search(text, before, start) and not code:
            return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
        return (
            self._bare_after.match(text, end) is not None
            and self._bare_before.search(text, max(0, start - 12), start) is not None
        )

    def _make(
        self, rule: Rule, start: int, end: int, text: str, value: Decimal, scale: Decimal, unit_text: str, base: str, *,
        high: Decimal | None = None, unit: Unit | None = None, inner: str = "", amount: Decimal | None = None,
        relation: str | None = None, kind: str | None = None, direction: str | None = None,
    ) -> Quantity:  # fmt: skip
        return Quantity(
            start=start,
            end=end,
            text=text[start:end],
            value=plain(value),
            unit=unit_text,
            amount=plain(value * scale if amount is None else amount),
            base_unit=base,
            high_amount=None if high is None else plain(high * scale),
            relation="range" if high is not None else relation or rule.settings.get("relation", "eq"),
            type=unit.type if unit else rule.settings.get("type", ""),
            scale=scale,
            kind=kind,
            direction=direction,
            inner=inner,
            rules=(rule.id, unit.rule) if unit else (rule.id,),
        )

    def _read_numeral(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"])
        groups = match.groupdict()
        if groups.get("z") and groups.get("s"):
            return None
        if not match["s"] and self._is_code(match["n"], text, match):
            return None
        return self._finish(rule, match, text, value, match["s"] or "", match["a"] or "")

    @staticmethod
    def _is_code(numeral: str, text: str, match: Match) -> bool:
        """A leading zero without a point, or a Latin letter right before: a code, no amount."""
        before = text[match.start() - 1 : match.start()]
        latin = before.isascii() and before.isalpha()
        return latin or (len(numeral) > 1 and numeral[0] in "0０" and numeral[1:2].isdigit())

    def _read_casualties(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """18死33伤: a count with the verb right behind it."""
        return self._make(rule, match.start(), match.end(), text, self.numerals.read(match["n"]), ONE, "", "")

    def _read_wan_more_yi(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """3万多亿元: the approximator stands inside the scale."""
        return self._finish(rule, match, text, self.numerals.read(match["n"]), "万亿", match["a"])

    def _read_bare_scale(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        scale_text = match["s"]
        if scale_text in ("百", "千"):
            return self._finish(rule, match, text, self.numerals.read(scale_text), "", match["a"] or "")
        return self._finish(rule, match, text, ONE, scale_text, match["a"] or "")

    def _read_vague(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """数十, 几百, 上千, 数万: the power stands for one of it."""
        if not match["p"] and not match["s"]:
            return None
        quantity = self._read_teens(rule, match, text)
        relation = self._vague_relations[match["v"]]
        return None if quantity is None else replace(quantity, relation=relation)

    def _read_teens(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["p"]) if match["p"] else ONE
        return self._finish(rule, match, text, value, match["s"] or "", match["a"] or "")

    def _read_adjacent(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        low, high = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if high != low + 1:
            return None
        power = match["p"] or ""
        head, scale_text = (power[0], power[1:]) if power[:1] in ("十", "百", "千") else ("", power)
        worth = self.numerals.read(head) if head else ONE
        return self._finish(rule, match, text, low * worth, scale_text, match["a"] or "", high=high * worth)

    def _read_range(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        low, high = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        low_scale, high_scale = match["s1"] or "", match["s"] or ""
        if high_scale:
            quantity = self._finish(rule, match, text, high, high_scale, match["a"] or "")
        else:
            quantity = self._finish(rule, match, text, high, "", match["a"] or "")
        if quantity is None:
            return None
        low_unit = match["u1"].lstrip("多余")
        if low_unit and not self._same_unit(low_unit, quantity):
            return None
        scale = self.numerals.scale(low_scale)[1] * self.numerals.scale(low_scale)[0] if low_scale else quantity.scale
        low_amount = low * (scale if low_scale or not low_unit else ONE)
        if low_unit and not low_scale and quantity.scale > ONE:
            low_amount = low * ONE
        if not (low_amount < quantity.amount):
            return None
        return Quantity(
            start=match.start(), end=quantity.end, text=text[match.start() : quantity.end], value=plain(low),
            unit=quantity.unit, amount=plain(low_amount), base_unit=quantity.base_unit, high_amount=quantity.amount,
            relation="range", type=quantity.type, scale=quantity.scale, rules=quantity.rules,
        )  # fmt: skip

    def _same_unit(self, printed: str, quantity: Quantity) -> bool:
        unit = self.units.at(printed, 0)
        return unit is not None and len(unit.text) == len(printed) and unit.base == quantity.base_unit

    # Forms that carry their own unit

    def _read_percent(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"])
        if text.startswith("负", match.start() + 3):
            value = -value
        return self._make(rule, match.start(), match.end(), text, value, ONE, PERCENT, PERCENT)

    def _read_permille(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"] or match["m"])
        unit = "‰"
        return self._make(rule, match.start(), match.end(), text, value, ONE, unit, PERCENT, amount=value / 10)

    def _read_fraction(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        whole, part = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if not whole:
            return None
        share = part / whole
        return self._make(
            rule, match.start(), match.end(), text, rounded(share), ONE, "", PERCENT, amount=rounded(share * HUNDRED)
        )

    def _read_tenths(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        digits = [self.numerals.read(sign) for sign in match["n"] if sign in "一二三四五六七八九两"]
        value = digits[0] if digits else self.numerals.read(match["n"])
        high = digits[1] if len(digits) > 1 else None
        if match["h"]:
            value += (Decimal(5) if match["h"] == "半" else self.numerals.read(match["h"])) / 10
        quantity = self._make(rule, match.start(), match.end(), text, value, Decimal(10), "成", PERCENT, high=high)
        return quantity

    def _read_half(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        start = match.start() + (1 if match[0].startswith("过") else 0)
        relation = "gt" if match[0].startswith(("过", "多")) else None
        return self._make(
            rule, start, match.end(), text, Decimal("0.5"), ONE, "", PERCENT, amount=Decimal(50), relation=relation
        )

    def _read_half_unit(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        unit = self.units.at(match["u"].replace("多", ""), 0)
        if unit is None:
            return None
        return self._make(
            rule, match.start(), match.end(), text, Decimal("0.5"), ONE, unit.text, unit.base, unit=unit,
            inner="多" if "多" in match["u"] else "",
        )  # fmt: skip

    def _read_half_more(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        counted = match["u"] in ("个",)
        if counted and not match["v"]:
            return None
        printed = match["u"] + (match["v"] or "")
        unit = self.units.at(printed, 0)
        if unit is None:
            return None
        value = self.numerals.read(match["n"]) + Decimal("0.5")
        return self._make(rule, match.start(), match.end(), text, value, ONE, unit.text, unit.base, unit=unit)

    def _read_double(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        times = self.numerals.read(match["n"]) if match["n"] else ONE
        value = Decimal(2) ** int(times)
        return self._make(rule, match.start(), match.end(), text, value, ONE, "倍", "倍", kind="change", direction="up")

    def _read_halve(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        return self._make(
            rule, match.start(), match.end(), text, Decimal("0.5"), ONE, "", PERCENT, amount=Decimal(50),
            kind="change", direction="down",
        )  # fmt: skip

    def _read_ratio(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        left, right = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if not left or not right:
            return None
        value = right / left if left == ONE else left / right
        value = value if len(value.as_tuple().digits) < 8 else rounded(value)
        return self._make(rule, match.start(), match.end(), text, value, ONE, "比", "比", kind="ratio")

    def _read_member(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """A member of a ratio of three: a part of the whole."""
        value = self.numerals.read(match["n"])
        return self._make(rule, match.start(), match.end(), text, value, ONE, "", "", kind="share")

    def _read_elliptic(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """十一万六: the last digit counts tenths of the scale."""
        value = self.numerals.read(match["n"]) + self.numerals.read(match["m"]) / 10
        return self._make(
            rule, match.start(), match.end(), text, value, self.numerals.scale(match["s"])[1], match["s"], ""
        )

    def _read_money_elliptic(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """3块7: the last digit counts tenths."""
        value = self.numerals.read(match["n"]) + self.numerals.read(match["m"]) / 10
        unit = self.units.simple_at(match["u"], 0)
        return self._make(
            rule, match.start(), match.end(), text, value, ONE, match["u"], unit.base if unit else "", unit=unit
        )

    def _read_currency(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"])
        head, scale = self.numerals.scale(match["s"] or "")
        sign = match["c"]
        unit = self.units.simple_at(text, match.end())
        if unit is not None and unit.type == MEASURE:
            return None
        return self._make(
            rule, match.start(), match.end(), text, value * head, scale, (match["s"] or "") + sign, self._currencies[sign],
            inner=match["a"] or "",
        )  # fmt: skip
