"""Relaxed patterns: what a pattern comes to without all that an automaton can't follow; it matches wherever the pattern does.

An automaton reads a text once, however many patterns it holds. It knows no looks around and no references back, so
these are left out, or, at either end of a pattern, read as part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.reach import NotRead, over_stops, read, sre

# The counts up to which a repetition is counted; more states cost more than they tell.
MOST_TIMES = 4
# A pattern that matches any text.
ANYTHING = "(?s:.*)"
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None))
_WIDTHLESS = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
# All digits there are, with what else stands between the scripts that have their own; and those of Chinese texts alone.
DIGITS, OUR_DIGITS = r"0-9０-９\x{660}-\x{1c59}\x{a620}-\x{abf9}\x{104a0}-\x{1fbf9}", "0-9０-９"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: DIGITS,
    sre.CATEGORY_NOT_DIGIT: r"\x{0}-\x{2f}\x{3a}-\x{ff0f}\x{ff1a}-\x{10ffff}",
    sre.CATEGORY_SPACE: r"\t-\r\x1c-\x20\x{85}\p{Z}",
    sre.CATEGORY_WORD: r"\p{L}\p{N}_",
}
# Letters that are the same as an ASCII one where case does not matter, beside its two cases.
_SAME = r"\x{130}\x{131}\x{17f}\x{212a}"

Tree = Sequence[tuple[Any, Any]]


def relaxed(pattern: str) -> str:
    """A pattern in the syntax of Hyperscan that matches, in a sentence, wherever the given one does, and perhaps elsewhere.

    >>> relaxed("第[一二](?=届|次)"), relaxed("(?<!第)一(?!届)"), relaxed("(?R)?")
    ('第[一二](?:[届次])', '(?:[^第]|^)一(?:[^届]|$)', '(?s:.*)')
    """
    try:
        tree = read(pattern)
        return Relaxing(edges=not over_stops(tree)).sequence(list(tree), True, True, False)
    except NotRead:
        return ANYTHING


class Relaxing:
    """Writes a pattern's tree down again.

    Args:
        edges: whether what is looked for right before or behind a match stands in the same sentence.
    """

    def __init__(self, edges: bool) -> None:
        self._edges = edges

    def sequence(self, tree: Tree, first: bool, last: bool, caseless: bool) -> str:
        """Parts in a row; ``first`` and ``last`` say that nothing of the pattern stands before or behind them."""
        start, end = 0, len(tree)
        while start < end and tree[start][0] in _WIDTHLESS:
            start += 1
        while end > start and tree[end - 1][0] in _WIDTHLESS:
            end -= 1
        before = self._edge(tree[:start], -1, caseless) if first else ""
        behind = self._edge(tree[end:], 1, caseless) if last else ""
        if start == len(tree):
            return before or behind
        parts = (
            self._part(*tree[i], first and not before and i == start, last and i == end - 1 == len(tree) - 1, caseless)
            for i in range(start, end)
            if tree[i][0] not in _WIDTHLESS
        )
        return "".join((before, *parts, behind))

    def _edge(self, tree: Tree, way: int, caseless: bool) -> str:
        """What a pattern looks for at its beginning (``way`` −1) or end (1), read as part of it: the first that tells."""
        for kind, value in tree if self._edges else ():
            if kind is sre.ASSERT and value[0] == way:
                looked = self.sequence(within(value[1], way), way < 0, way > 0, caseless)
                if looked:
                    return f"(?:{looked})"
        for kind, value in tree if self._edges and not caseless else ():
            barred = _members(value[1]) if kind is sre.ASSERT_NOT and value[0] == way else None
            if barred:
                return f"(?:{_set(barred, False, but=True)}|{'^' if way < 0 else '$'})"
        return ""

    def _part(self, kind: Any, value: Any, first: bool, last: bool, caseless: bool) -> str:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            return _set([(sre.LITERAL, value)], caseless, but=kind is sre.NOT_LITERAL)
        if kind is sre.IN:
            return _set(value, caseless)
        if kind is sre.ANY:
            return r"[^\n]"
        if kind is sre.SUBPATTERN:
            return self._group(value[3], first, last, caseless or bool(value[1] & sre.SRE_FLAG_IGNORECASE))
        if kind is getattr(sre, "ATOMIC_GROUP", None):
            return self._group(value, first, last, caseless)
        if kind is sre.BRANCH:
            several = dict.fromkeys(self.sequence(branch, first, last, caseless) for branch in value[1])
            return f"(?:{'|'.join(several)})"
        if kind in _REPEATS:
            return _repeated(self._group(value[2], False, False, caseless), value[0], value[1])
        if kind is sre.GROUPREF:
            return ANYTHING
        raise NotRead(str(kind))

    def _group(self, tree: Tree, first: bool, last: bool, caseless: bool) -> str:
        inside = self.sequence(tree, first, last, caseless)
        return f"({'?i' if caseless else '?'}:{inside})" if inside else ""


def within(tree: Tree, way: int) -> Tree:
    """The parts of what is looked for that stand in the same sentence as the match: those before one that may be a stop.

    Args:
        tree: what is looked for; way: 1 behind the match, −1 before it, where it is read backwards.
    """
    kept: list[tuple[Any, Any]] = []
    for kind, value in tree if way > 0 else reversed(list(tree)):
        if not over_stops([(kind, value)], lines=True):
            kept.append((kind, value))
            continue
        if kind is sre.SUBPATTERN:
            kept.append((kind, (*value[:3], within(value[3], way))))
        elif kind is sre.BRANCH:
            kept.append((kind, (value[0], [within(branch, way) for branch in value[1]])))
        break
    return kept if way > 0 else kept[::-1]


def _repeated(part: str, least: int, most: Any) -> str:
    if most is not sre.MAXREPEAT and most <= MOST_TIMES:
        times = "?" if (least, most) == (0, 1) else f"{{{least},{most}}}"
    else:
        times = f"{{{min(least, MOST_TIMES)},}}"
    return part + times if part else ""


def _members(tree: Tree) -> Tree | None:
    """The members of a set that a pattern for one character is; None for another pattern."""
    if len(tree) != 1:
        return None
    kind, value = tree[0]
    if kind is sre.LITERAL:
        return [(kind, value)]
    if kind is sre.NOT_LITERAL:
        return [(sre.NEGATE, None), (sre.LITERAL, value)]
    if kind is sre.IN:
        return value  # type: ignore[no-any-return]
    if kind is sre.SUBPATTERN and not value[1]:
        return _members(value[3])
    several = [_members(branch) for branch in value[1]] if kind is sre.BRANCH else [None]
    if any(each is None or each[0][0] is sre.NEGATE for each in several):
        return None
    return [member for each in several if each for member in each]


def _set(members: Tree, caseless: bool, but: bool = False) -> str:
    """A set, or with ``but`` all that is not in it."""
    if members[0][0] is sre.NEGATE:
        members, but = members[1:], not but
    if caseless and but:
        return "(?s:.)"
    written = "".join(_member(member, but) for member in members)
    if len(members) == 1 and not but and not caseless and members[0][0] is sre.LITERAL:
        return written
    return f"[{'^' if but else ''}{written}{_SAME if caseless else ''}]"


def _member(member: tuple[Any, Any], but: bool) -> str:
    """A member of a set as it is written: rather more than it is, or, of what is not in it, rather less."""
    kind, value = member
    if kind is sre.LITERAL:
        return _sign(value)
    if kind is sre.RANGE:
        return f"{_sign(value[0])}-{_sign(value[1])}"
    if kind is sre.CATEGORY and but and value is sre.CATEGORY_DIGIT:
        return OUR_DIGITS
    if kind is sre.CATEGORY and value in _CATEGORIES and not (but and value is sre.CATEGORY_NOT_DIGIT):
        return _CATEGORIES[value]
    raise NotRead(str(kind))


def _sign(code: int) -> str:
    """A character: a letter of Chinese as it stands, another by its number."""
    return chr(code) if 0x4E00 <= code <= 0x9FFF else f"\\x{{{code:x}}}"
