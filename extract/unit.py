"""Units: the longest known unit after a numeral, by table look-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from extract.pattern import compiled
from extract.rulebook import Rulebook

CLASSIFIER: Final = "classifier"
MEASURE: Final = "measure"
_STOP: Final = compiled(r"$|[\s\p{P}]")
# Between the two units of a rate: 公里/小时, 元每月, 公里/每小时.
_JOINT: Final = compiled(r"[/／]?每|[/／]")
# The numeral of a denominator: mg/100ml, 件/万人, 例/10万人.
_COUNT: Final = compiled(r"[0-9]+\s?[万亿]?|[十百千]?[万亿]|百")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed and as normalised. ``type`` is classifier or measure; ``bare`` nouns count as no unit."""

    text: str
    base: str
    type: str
    rule: str
    bare: bool = False


class Units:
    """The units of ``rules/units.yaml``.

    >>> from extract.rulebook import rulebook
    >>> from extract.numeral import Numerals
    >>> book = rulebook()
    >>> units = Units(book, Numerals(book.data["numerals"]).simplify)
    >>> units.at("8500元/平方米以上", 4).text, units.at("5个工作日", 1).base
    ('元/平方米', '工作日')
    """

    def __init__(self, book: Rulebook, simplify: Callable[[str], str]) -> None:
        self._table: dict[str, Unit] = {}
        for family in book.rules("units", "families"):
            settings = family.settings
            aliases = settings.get("aliases") or {}
            bare = set(settings.get("bare") or ())
            for text in (*settings["units"], *aliases):
                base = simplify(str(aliases.get(text, text)))
                unit = Unit(text, aliases.get(base, base), settings["type"], family.id, text in bare)
                self._table.setdefault(text, unit)
        self._time = "unit.time"
        self._joints = set(book.data["units"]["joints"])
        self._denominators = sorted(book.data["units"]["denominators"], key=len, reverse=True)
        self._only_before = {unit: tuple(words) for unit, words in book.data["units"]["only_before"].items()}
        self._at_end = set(book.data["units"]["unit_at_end"])
        self._after_ge = set(book.data["units"]["after_ge"])
        self._latin = {text.lower(): unit for text, unit in self._table.items() if text.isascii() and text.isalpha()}
        self._nouns = {
            noun: Unit(noun, "", CLASSIFIER, "unit.noun", True) for noun in map(str, book.data["units"]["nouns"])
        }
        self._lengths = self._lengths_by_first([*self._table, *self._nouns], self._latin)
        self._simplify = simplify
        self._never_before: dict[str, tuple[str, ...]] = {
            unit: tuple(words) for unit, words in book.data["units"]["not_before"].items()
        }

    @staticmethod
    def _lengths_by_first(units: Iterable[str], latin: Iterable[str]) -> dict[str, list[int]]:
        """How long the units are that begin with a character, longest first; Latin ones in either case."""
        lengths: dict[str, set[int]] = {}
        for text in units:
            lengths.setdefault(text[0], set()).add(len(text))
        for text in latin:
            for first in (text[0], text[0].upper()):
                lengths.setdefault(first, set()).add(len(text))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def simple_at(self, text: str, at: int) -> Unit | None:
        """The longest unit of the table that starts at a place."""
        for length in self._lengths.get(text[at : at + 1], ()):
            piece = text[at : at + length]
            if len(piece) < length:
                continue
            unit = self._table.get(piece) or self._nouns.get(piece) or self._latin_unit(piece)
            if unit is not None and not self._is_word(text, at, length):
                last = unit.bare and piece in self._at_end and _STOP.match(text, at + length)
                return replace(unit, bare=False) if last else unit
        return None

    def _latin_unit(self, piece: str) -> Unit | None:
        """A unit in Latin letters that is printed in another case (gw for GW)."""
        known = self._latin.get(piece.lower()) if len(piece) > 1 and piece.isascii() else None
        return replace(known, text=piece, base=piece) if known else None

    def _is_word(self, text: str, at: int, length: int) -> bool:
        end = at + length
        if (
            text[end - 1].isascii()
            and text[end - 1].isalpha()
            and text[end : end + 1].isascii()
            and text[end : end + 1].isalpha()
        ):
            return True
        only = self._only_before.get(text[at:end])
        if only is not None:
            return not text.startswith(only, end)
        words = self._never_before.get(text[at:end])
        return words is not None and text.startswith(words, at)

    def at(self, text: str, at: int) -> Unit | None:
        """The unit that starts at a place: simple, with 个 before a measure, or compound (元/平方米, 元每月)."""
        unit = self.simple_at(text, at)
        if unit is not None and unit.text in ("个", "個"):
            inner = self.simple_at(text, at + 1)
            if inner is not None and inner.type == MEASURE and (len(inner.text) > 1 or inner.text in self._after_ge):
                unit = Unit(text[at] + inner.text, inner.base, MEASURE, inner.rule)
        if unit is None:
            return None
        end = at + len(unit.text)
        joint = text[end : end + 1]
        if joint in self._joints and (unit.type == MEASURE or joint in "/／"):
            over = joint == "每" and unit.rule == self._time  # 四年每年增收: a duration is of no rate
            return unit if over else self._per(text, self._compound(text, unit, end), at)
        return unit

    def _per(self, text: str, unit: Unit, at: int) -> Unit:
        """元/平方米/天: a rate of a rate."""
        end = at + len(unit.text)
        below = next((d for d in self._denominators if text.startswith(d, end + 1)), None)
        if below is None or text[end] not in "/／·" or unit.text[-1] in "/／":
            return unit
        return replace(unit, text=unit.text + text[end] + below, base=f"{unit.base}{text[end]}{self._simplify(below)}")

    def _compound(self, text: str, unit: Unit, end: int) -> Unit:
        joint = _JOINT.match(text, end)[0]  # type: ignore[index]
        start = end + len(joint)
        below = next((d for d in self._denominators if text.startswith(d, start)), None)
        if below is None and joint in "/／":
            count = _COUNT.match(text, start)
            found = self.simple_at(text, count.end() if count else start)
            below = text[start : (count.end() if count else start) + len(found.text)] if found else None
        if below is None:
            return unit
        base = f"{unit.base}{joint.replace('／', '/')}{self._simplify(below)}"
        return Unit(unit.text + joint + below, base, MEASURE, unit.rule)
