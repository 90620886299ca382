"""The forms of quantities: how a match of each form becomes an exact number with a unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from extract.counted import plain
from extract.own_unit import OwnUnit
from extract.pattern import Match
from extract.quantity import ONE, Quantity
from extract.rulebook import Rule, Rulebook
from extract.unit import MEASURE


class Forms(OwnUnit):
    """Reads a match of one form of ``rules/quantities.yaml``; a reader gives None where the match is no quantity."""

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)
        self._dealt = book.compile(book.data["quantities"]["dealt"], "dealt")
        self._times = book.compile("{digit}[xX]$", "times")
        self._moved = book.compile(book.data["quantities"]["moved"], "moved")
        self._leap = Decimal(book.data["quantities"]["leap"])
        self._measured = book.compile(book.data["quantities"]["measured"], "measured")
        self._padded = book.compile(book.data["quantities"]["padded"], "padded")
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

    def _read_numeral(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["n"])
        groups = match.groupdict()
        if groups.get("z") and groups.get("s"):
            return None
        if groups.get("p"):
            value *= self.numerals.read(match["p"])
        if not match["s"] and self._is_code(match["n"], text, match):
            return None
        return self._finish(rule, match, text, value, match["s"] or "", match["a"] or "")

    def _is_code(self, numeral: str, text: str, match: Match) -> bool:
        """A leading zero without a point, or a Latin letter right before: a code, no amount."""
        before = text[match.start() - 1 : match.start()]
        latin = before.isascii() and before.isalpha() and not self._times.search(text, 0, match.start())
        padded = len(numeral) > 1 and numeral[0] in "0０" and numeral[1:2].isdigit()
        measured = self._measured.match(text, match.end()) is not None
        return (latin and not measured) or (
            padded and not self._padded.search(text, max(0, match.start() - 2), match.start())
        )

    def _read_series(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """41.2、52.7、160.3亿元: a member of a series has the scale and the measure printed after the last."""
        end = match.end("rest")
        scaled = self._scale.match(text, end)
        head, scale = self.numerals.scale(scaled["s"]) if scaled else (ONE, ONE)
        unit = self._unit_at(text, scaled.end() if scaled else end, ONE)
        if unit is None or (
            unit.type != MEASURE and not self._dealt.search(text, max(0, match.start() - 24), match.start())
        ):
            return None
        printed = (self.numerals.proper(scaled["s"]) if scaled else "") + unit.text
        value = self.numerals.read(match["n"]) * head
        return self._make(rule, match.start(), match.end(), text, value, scale, printed, unit.base, unit=unit)

    def _read_casualties(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """18死33伤: a count with the verb right behind it."""
        return self._make(rule, match.start(), match.end(), text, self.numerals.read(match["n"]), ONE, "", "")

    def _read_price(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """总价95万起: a price from so much on, and not so many cases."""
        value, printed = self.numerals.read(match["n"]), match["s"] or ""
        head, scale = self.numerals.scale(printed)
        unit = self.numerals.proper(printed) if printed else ""
        return self._make(rule, match.start(), match.end(), text, value * head, scale, unit, "")

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
        return None if quantity is None else quantity.bound(relation, ())

    def _read_teens(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        value = self.numerals.read(match["p"]) if match["p"] else ONE
        return self._finish(rule, match, text, value, match["s"] or "", match["a"] or "")

    def _read_adjacent(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """七八, 二三十, 十五六, 一百六七十万: neighbouring digits, perhaps behind the rest of the numeral.

        In 一千七八 they count tenths of the power before them.
        """
        low, high = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        if high != low + 1:
            return None
        head, power = match["h"] or "", match["p"] or ""
        if head and power and head[-1] == "十":
            return None
        worth = self.numerals.read(power) if power else self._tenth(head)
        base = self.numerals.read(head) if head else Decimal(0)
        return self._finish(
            rule, match, text, base + low * worth, match["s"] or "", match["a"] or "", high=base + high * worth
        )

    def _tenth(self, head: str) -> Decimal:
        """What a digit counts that stands without a power behind 百, 千 or 万."""
        return self.numerals.read(head[-1]) / 10 if head and head[-1] != "万" else Decimal(1000) if head else ONE

    def _read_listed(self, rule: Rule, match: Match, text: str) -> Quantity | None:
        """5、6个: neighbouring digits in Arabic."""
        low, high = self.numerals.read(match["n"]), self.numerals.read(match["m"])
        return self._finish(rule, match, text, low, match["s"] or "", "", high=high) if high == low + 1 else None

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
        if not low_scale and quantity.scale > ONE and (low_unit or low >= high):  # 6000至2万美元
            low_amount = low * ONE
        if not (low_amount < quantity.amount) or (low_unit and self._leaps(text, match.start(), low_amount, quantity)):
            return None
        return Quantity(
            start=match.start(), end=quantity.end, text=text[match.start() : quantity.end], value=plain(low),
            unit=quantity.unit, amount=plain(low_amount), base_unit=quantity.base_unit, high_amount=quantity.amount,
            relation="range", type=quantity.type, scale=quantity.scale, rules=quantity.rules,
        )  # fmt: skip

    def _leaps(self, text: str, start: int, low: Decimal, high: Quantity) -> bool:
        """提升6.4%至48.2%: how much something changed, and where it got to."""
        return high.amount > low * self._leap and self._moved.search(text, max(0, start - 4), start) is not None

    def _same_unit(self, printed: str, quantity: Quantity) -> bool:
        unit = self.units.at(printed, 0)
        return unit is not None and len(unit.text) == len(printed) and unit.base == quantity.base_unit
