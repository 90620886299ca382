"""Needs: which characters a text must hold for a pattern to match at all, so that most patterns are never tried."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import import_module
from itertools import product
from typing import Any

import regex

from extract.pattern import cut, han_in_sets

# What `re` reads a pattern into. Its parser has no public name; it had another one before Python 3.11.
_NAMES = ("re._constants", "re._parser") if sys.version_info >= (3, 11) else ("sre_constants", "sre_parse")
sre, _parser = (import_module(name) for name in _NAMES)

DIGIT = "\\d"
LARGEST, MOST = 200, 512

Signs = frozenset[str]
Branch = frozenset[Signs]
Needs = frozenset[Branch]

ALWAYS: Needs = frozenset({frozenset()})

_NAMED = regex.compile(r"\(\?P<\w+>")
_HAN = regex.compile(r"\\p\{Han\}")
# Signs that are the same letter where case does not matter, beside its two cases.
_SAME = {"k": "\u212a", "s": "\u017f", "i": "\u0130\u0131"}
_STOPS = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a pattern needs, and how far it goes.

    Attributes:
        needs: alternatives, one of which holds in every text with a match; an alternative is a set of character sets
            (``\\d`` stands for all digits), of each of which the match has a character.
        over_stops: whether a match may go on after the end of a sentence.
        first: the characters a match may begin with, or None if it may begin with any.
    """

    needs: Needs
    over_stops: bool
    first: Signs | None

    @property
    def beginning(self) -> str:
        """A set of the characters a match may begin with; ``""`` if it may begin with any.

        >>> reach("第[一二]届").beginning
        '[第]'
        """
        if self.first is None:
            return ""
        return f"[{''.join(sign if sign == DIGIT else re.escape(sign) for sign in sorted(self.first))}]"

    def may_begin(self, sign: str) -> bool:
        """Whether a match may begin with a character."""
        return self.first is None or sign in self.first or (DIGIT in self.first and sign.isdecimal())


@lru_cache(maxsize=1024)
def reach(pattern: str) -> Reach:
    """Read off a pattern what it needs. A pattern in a syntax that is not understood may need anything.

    >>> reach("第[一二]届").first
    frozenset({'第'})
    >>> reach("a++(?R)?").needs == ALWAYS
    True
    """
    plain = _HAN.sub("㐀-鿿", _NAMED.sub("(?:", han_in_sets(pattern)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of sets that a later syntax may read otherwise
            tree: Any = _parser.parse(plain)
    except (sre.error, OverflowError, RecursionError, ValueError):
        return Reach(ALWAYS, True, None)
    return Reach(_sequence(tree, False), _over_stops(tree), _first(tree))


def alternatives(pattern: str, most: int = 48) -> list[str]:
    """A pattern as several that match the same where the first match of the first pattern is preferred.

    Few alternatives are taken one by one; many are grouped by the character they begin with, since the engine tries
    all alternatives it is given, and so is given only those that can match.

    >>> alternatives("天下|地上")
    ['天下', '地上']
    >>> alternatives("天下|地上|天上", most=2)
    ['地上', '天下|天上']
    """
    several = cut(pattern)
    if len(several) <= most:
        return several
    groups: list[tuple[Signs, list[int]]] = []
    for i, each in enumerate(several):
        first = reach(each).first
        if first is None or DIGIT in first:
            return [pattern]
        alike = [group for group in groups if not group[0].isdisjoint(first)]
        groups = [group for group in groups if group[0].isdisjoint(first)]
        groups.append((first.union(*(signs for signs, _ in alike)), sorted(sum((m for _, m in alike), [i]))))
    return ["|".join(several[i] for i in members) for _, members in groups]


def _sequence(tree: Iterable[tuple[Any, Any]], caseless: bool) -> Needs:
    parts = [needs for node in tree if (needs := _node(*node, caseless)) != ALWAYS]
    return reduce(_both, parts, ALWAYS)


def _both(left: Needs, right: Needs) -> Needs:
    if len(left) * len(right) > MOST:
        left, right = (_folded(left), right) if len(left) > len(right) else (left, _folded(right))
    if len(left) * len(right) > MOST:
        right = _folded(right)
    return frozenset(a | b for a, b in product(left, right))


def _folded(needs: Needs) -> Needs:
    """Many alternatives as one: a character of any of them."""
    if any(not branch for branch in needs):
        return ALWAYS
    union: Signs = frozenset().union(*(min(branch, key=_size) for branch in needs))
    return frozenset({frozenset({union})}) if len(union) <= LARGEST * 4 else ALWAYS


@lru_cache(maxsize=4096)
def _size(signs: Signs) -> tuple[int, list[str]]:
    return len(signs) + 20 * (DIGIT in signs), sorted(signs)


def _node(kind: Any, value: Any, caseless: bool) -> Needs:
    if kind in (sre.LITERAL, sre.IN):
        signs = _signs([(kind, value)] if kind is sre.LITERAL else value, caseless)
        return ALWAYS if signs is None else frozenset({frozenset({signs})})
    if kind is sre.SUBPATTERN:
        return _sequence(value[3], caseless or bool(value[1] & sre.SRE_FLAG_IGNORECASE))
    if kind is sre.BRANCH:
        branches: Needs = frozenset().union(*(_sequence(branch, caseless) for branch in value[1]))
        return ALWAYS if frozenset() in branches else branches
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)) and value[0] > 0:
        return _sequence(value[2], caseless)
    if kind is getattr(sre, "ATOMIC_GROUP", None):
        return _sequence(value, caseless)
    if kind is sre.ASSERT and not _over_stops(value[1], _STOPS + "\n"):  # stands in the same sentence as the match
        return _sequence(value[1], caseless)
    return ALWAYS


def _signs(members: Sequence[tuple[Any, Any]], caseless: bool) -> Signs | None:
    """The characters of a set, or None if they are too many to list."""
    signs: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            signs.add(chr(value))
        elif kind is sre.RANGE and value[1] - value[0] <= LARGEST:
            signs.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            signs.add(DIGIT)
        else:
            return None
    if caseless:
        signs |= {case for sign in signs for case in (*_SAME.get(sign.lower(), ""), sign.lower(), sign.upper())}
    return None if len(signs) > LARGEST else frozenset(signs)


def _over_stops(tree: Iterable[tuple[Any, Any]], stops: str = _STOPS) -> bool:
    """Whether any part of the pattern may match the end of a sentence. (No rule is meant to go over that of a line.)"""
    for kind, value in tree:
        if kind is sre.LITERAL:
            reached = chr(value) in stops
        elif kind is sre.IN:
            reached = _has_stop(value, stops)
        elif kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            reached = False
        else:
            whole = kind in (sre.NOT_LITERAL, sre.ANY, sre.CATEGORY)
            reached = whole or any(_over_stops(part, stops) for part in _parts(kind, value))
        if reached:
            return True
    return False


def _has_stop(members: Sequence[tuple[Any, Any]], stops: str) -> bool:
    """Whether a set holds one of some characters."""
    held: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            held.add(chr(value))
        elif kind is sre.RANGE:
            held.update(stop for stop in stops if value[0] <= ord(stop) <= value[1])
        elif kind is sre.CATEGORY and value is sre.CATEGORY_SPACE:
            held.add("\n")
        elif kind is sre.CATEGORY and "_NOT_" in str(value):
            held.update(stops)
    return not held.issuperset(stops) if members[0][0] is sre.NEGATE else not held.isdisjoint(stops)


def _parts(kind: Any, value: Any) -> list[Any]:
    """What a node consists of; a node of a kind that is not known may be anything."""
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.BRANCH:
        return list(value[1])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        return [value[2]]
    return [value] if kind is getattr(sre, "ATOMIC_GROUP", None) else [[(sre.ANY, None)]]


def _first(tree: Iterable[tuple[Any, Any]], caseless: bool = False) -> Signs | None:
    """The characters a match may begin with, or None; a sequence that may be empty may begin with any."""
    signs: Signs = frozenset()
    for kind, value in tree:
        if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        found, optional = _first_of(kind, value, caseless)
        if found is None:
            return None
        signs |= found
        if not optional:
            return signs
    return None


def _first_of(kind: Any, value: Any, caseless: bool) -> tuple[Signs | None, bool]:
    """The first characters of a node, and whether it may be empty."""
    if kind in (sre.LITERAL, sre.IN):
        return _signs([(kind, value)] if kind is sre.LITERAL else value, caseless), False
    if kind is sre.SUBPATTERN:
        return _first(value[3], caseless or bool(value[1] & sre.SRE_FLAG_IGNORECASE)), False
    if kind is sre.BRANCH:
        several = [_first(branch, caseless) for branch in value[1]]
        return (None if None in several else frozenset().union(*(s for s in several if s is not None))), False
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        return _first(value[2], caseless), value[0] == 0
    return None, False
