"""Reach: what a pattern may begin with, and how far it goes, read off the pattern."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import regex

from extract.pattern import HAN, cut, in_sets

# What `re` reads a pattern into. Its parser has no public name; it had another one before Python 3.11.
_NAMES = ("re._constants", "re._parser") if sys.version_info >= (3, 11) else ("sre_constants", "sre_parse")
sre, _parser = (import_module(name) for name in _NAMES)

DIGIT = "\\d"
LARGEST = 200

Signs = frozenset[str]

_NAMED = regex.compile(r"\(\?P<\w+>")
# Signs that are the same letter where case does not matter, beside its two cases.
_SAME = {"k": "\u212a", "s": "\u017f", "i": "\u0130\u0131"}
_STOPS = "。！？!?；;"


class NotRead(Exception):
    """A pattern in a syntax that is not understood."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a pattern goes.

    Attributes:
        over_stops: whether a match may go on after the end of a sentence.
        first: the characters a match may begin with (``\\d`` stands for all digits), or None if it may begin with any.
        second: those that may come next, or None if any may, or none.
    """

    over_stops: bool
    first: Signs | None
    second: Signs | None = None

    @property
    def beginning(self) -> str:
        """A pattern for the character a match may begin with, seen with the next; ``""`` if it may begin with any.

        >>> reach("第[一二]届").beginning, reach("第.").beginning
        ('[第](?=[一二])', '[第]')
        """
        if self.first is None:
            return ""
        return _one_of(self.first) + (f"(?={_one_of(self.second)})" if self.second else "")

    def may_begin(self, sign: str) -> bool:
        """Whether a match may begin with a character."""
        return self.first is None or sign in self.first or (DIGIT in self.first and sign.isdecimal())


def read(pattern: str) -> Any:
    """The tree of a pattern, as the parser of ``re`` gives it.

    Raises:
        NotRead: the parser does not know the syntax, or the pattern sets flags for all of itself.
    """
    plain = in_sets(pattern, {r"\p{Han}": HAN})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of sets that a later syntax may read otherwise
        for each in (plain, _NAMED.sub("(?:", plain)):  # a name may stand twice, for ``regex``
            try:
                tree = _parser.parse(each)
            except (sre.error, OverflowError, RecursionError, ValueError):
                continue
            if tree.state.flags & ~sre.SRE_FLAG_UNICODE:
                break  # (?i) of the whole pattern, which its parts don't show
            return tree
    raise NotRead(pattern)


@lru_cache(maxsize=1024)
def reach(pattern: str) -> Reach:
    """Read off a pattern how far it goes. One in a syntax that is not understood may go anywhere.

    >>> reach("第[一二]届").first
    frozenset({'第'})
    >>> reach("a++(?R)?")
    Reach(over_stops=True, first=None, second=None)
    """
    try:
        tree = read(pattern)
    except NotRead:
        return Reach(True, None)
    return Reach(over_stops(tree), _first(tree), _second(tree))


def _one_of(signs: Signs) -> str:
    return f"[{''.join(sign if sign == DIGIT else re.escape(sign) for sign in sorted(signs))}]"


def guarded(pattern: str) -> str:
    """A pattern behind a look at what it may begin with, unless it begins with a character or a set of them.

    The engine tries all alternatives it is given at every character; it is several times as fast where it sees first that
    none can match.

    >>> guarded("第一"), guarded("(?:一|十)?月")
    ('第一', '(?=[一十月])(?:(?:一|十)?月)')
    """
    if not any(sign in pattern for sign in "|?*{"):
        return pattern
    try:
        tree = read(pattern)
    except NotRead:
        return pattern
    first = _first(tree)
    if first is None or _is_quick(*tree[0]):
        return pattern
    return f"(?={_one_of(first)})(?:{pattern})"


def _is_quick(kind: Any, value: Any) -> bool:
    """Whether the engine itself sees where a pattern that begins with a node can't match."""
    if kind is sre.SUBPATTERN:
        return len(value[3]) > 0 and _is_quick(*value[3][0])
    if kind is sre.BRANCH:
        return all(len(branch) and branch[0][0] is sre.LITERAL for branch in value[1])
    return kind in (sre.LITERAL, sre.IN) or (kind is sre.ASSERT and value[0] > 0)


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


def over_stops(tree: Iterable[tuple[Any, Any]], lines: bool = False) -> bool:
    """Whether any part of a pattern may match the end of a sentence, or with ``lines`` that of a line.

    No rule is meant to go over the end of a line.
    """
    return _holds(tree, _STOPS + "\n" * lines)


def _holds(tree: Iterable[tuple[Any, Any]], stops: str) -> bool:
    for kind, value in tree:
        if kind is sre.LITERAL:
            reached = chr(value) in stops
        elif kind is sre.IN:
            reached = _has_stop(value, stops)
        elif kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            reached = False
        else:
            whole = kind in (sre.NOT_LITERAL, sre.ANY, sre.CATEGORY)
            reached = whole or any(_holds(part, stops) for part in _parts(kind, value))
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


def _second(tree: Iterable[tuple[Any, Any]]) -> Signs | None:
    """The characters that may stand second in a match, or None if any may, or none."""
    parts = list(tree)
    while parts and parts[0][0] in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        del parts[0]
    if not parts:
        return None
    (kind, value), rest = parts[0], parts[1:]
    if kind in (sre.LITERAL, sre.IN):
        return _first(rest)
    several: list[list[tuple[Any, Any]]] = []
    if kind is sre.SUBPATTERN and not value[1]:
        several = [[*value[3], *rest]]
    elif kind is sre.BRANCH:
        several = [[*branch, *rest] for branch in value[1]]
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
        least, most, inside = value
        if _first(inside) is None:
            return None
        again = [(kind, (max(least - 1, 0), most - 1, inside))] if most > 1 else []
        several = [[*inside, *again, *rest], *([] if least else [rest])]
    signs: Signs = frozenset()
    for each in several:
        found = _second(each)
        if found is None:
            return None
        signs |= found
    return signs or None
