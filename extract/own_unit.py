"""Forms that carry their own unit: shares, fractions, halves, multiples, ratios, amounts behind a currency."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.counted import HUNDRED, PERCENT, Counted, rounded
from extract.pattern import Match
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule
from extract.unit import MEASURE


class OwnUnit(Counted):
    """Readers of forms that carry their own unit."""

    def _read_percent(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"])
        if match["minus"]:
            value = -value
        return self._make(rule, match.start(), match.end(), text, value, ONE, PERCENT, PERCENT)

    def _read_percent_range(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """百分之十到二十, 百分之二三十: both ends behind one 百分之, or each behind its own."""
        low, high = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if power := match["p"]:
            low, high = low * self.numerals.read(power), high * self.numerals.read(power)
        if low >= high:
            return None
        return self._make(rule, match.start(), match.end(), text, low, ONE, PERCENT, PERCENT, high=high)

    def _read_permille(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"] or match["m"])
        unit = "‰"
        return self._make(rule, match.start(), match.end(), text, value, ONE, unit, PERCENT, amount=value / 10)

    def _read_of_many(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """15.7/10万: a rate whose unit is of how many."""
        value = self.numerals.read(match["n"])
        return self._make(rule, match.start(), match.end(), text, value, ONE, match["u"], match["u"])

    def _read_fixed(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """0.2个、0.3个百分点, 二两: the unit is that of the rule."""
        value = self.numerals.read(match["n"])
        unit = self.units.simple_at(rule.settings["base"], 0)
        return self._make(
            rule, match.start(), match.end(), text, value, ONE, match["u"], rule.settings["base"], unit=unit
        )

    def _read_discount(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """九五折: the second digit counts tenths."""
        value = self.numerals.read(match["n"]) + self.numerals.read(match["m"]) / 10
        return self._make(rule, match.start(), match.end(), text, value, ONE, match["u"], match["u"])

    def _read_fraction(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        whole, part = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if not whole:
            return None
        share = part / whole
        return self._make(
            rule, match.start(), match.end(), text, rounded(share), ONE, "", PERCENT, amount=rounded(share * HUNDRED)
        )

    def _read_slash_fraction(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """2/3, 1/5到1/4."""
        shares = [
            self.numerals.read(part) / self.numerals.read(whole)
            for part, whole in ((match["m"], match["n"]), (match["m2"], match["n2"]))
            if part
        ]
        if any(share >= ONE for share in shares):
            return None
        low, high = shares[0], (rounded(shares[1] * HUNDRED) if len(shares) > 1 else None)
        return self._make(
            rule,
            match.start(),
            match.end(),
            text,
            rounded(low),
            ONE,
            "",
            PERCENT,
            amount=rounded(low * HUNDRED),
            high=high,
        )

    def _read_dimension(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """50×60cm: a side whose unit is printed after the last."""
        unit = self.units.simple_at(match["u"], 0)
        if unit is None:
            return None
        return self._make(
            rule, match.start(), match.end(), text, self.numerals.read(match["n"]), ONE, unit.text, unit.base, unit=unit
        )

    def _read_tenths(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """三成, 八成五, 八成半, 五六成, 五到六成."""
        value = self.numerals.read(match["n"])
        high = self.numerals.read(match["m"]) if match["m"] else None
        if match["h"]:
            value += (self.numerals.read(match["d"]) if match["d"] else Decimal(5)) / 10
        return self._make(rule, match.start(), match.end(), text, value, Decimal(10), match["u"], PERCENT, high=high)

    def _read_half(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """一半, 过半, 多半: the relation 过 stands before the mention."""
        start = match.end("over") if match["over"] else match.start()
        relation = "gt" if match["over"] or match["more"] else None
        return self._make(
            rule, start, match.end(), text, Decimal("0.5"), ONE, "", PERCENT, amount=Decimal(50), relation=relation
        )

    def _read_half_unit(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        printed = match["u"].replace("多", "")
        unit = self.units.at(printed, 0)
        if unit is None and (counted := self.units.at(f"个{printed}", 0)):
            unit = replace(counted, text=printed, base=printed)  # 半月
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
        value = value if len(value.as_tuple().digits) < 8 else rounded(value, 7)
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

    def _read_thousands_elliptic(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """两千七: the last digit counts tenths of the power before it."""
        return self._make(rule, match.start(), match.end(), text, self.numerals.read(match["n"]), ONE, "", "")

    def _read_decimal_elliptic(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """3块7, 一块四毛五, 1米83: the digits behind the unit are its decimals. None if they count something else."""
        if self.units.at(text, match.end()) is not None:
            return None
        decimals = "".join(str(self.numerals.read(sign)) for sign in match["m"] + (match["k"] or ""))
        value = self.numerals.read(match["n"]) + Decimal(f"0.{decimals}")
        unit = self.units.simple_at(match["u"], 0)
        return self._make(
            rule, match.start(), match.end(), text, value, ONE, match["u"], unit.base if unit else "", unit=unit
        )

    def _read_dimes(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """六毛五, 4角8分: in 元, as all money of several units. None if the digit behind counts something else."""
        if self.units.at(text, match.end()) is not None:
            return None
        value = (self.numerals.read(match["n"]) + self.numerals.read(match["m"]) / 10) / 10
        unit = self.units.simple_at(rule.settings["base"], 0)
        base = rule.settings["base"]
        return self._make(rule, match.start(), match.end(), text, value, ONE, base, base, unit=unit)

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
