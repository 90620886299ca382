"""Patterns: compiled with ``re`` where it can, with ``regex`` where a pattern asks for more.

Both search alike, but ``re`` is several times as fast at sets and alternatives, of which the rules are full. What it
does not know: variable lookbehind, ``\\p{…}``, a group's name twice.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping

import regex

Pattern = re.Pattern[str] | regex.Pattern[str]
Match = re.Match[str] | regex.Match[str]

# The characters of the script Han (Unicode 15) as members of a set.
HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U000323af"
)
# … and digits, as they are printed in Chinese: the engine is slow to ask of every character whether it is one in any script.
DIGITS = "0-9０-９"
_CLASS = re.compile(r"\\p\{Han\}|\\d")
_MEMBERS = {r"\p{Han}": HAN, r"\d": DIGITS}
_GROUP = re.compile(r"\(\?i?:")
# A sign or a set; and how often it may stand: ``?``, ``{1,3}``.
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_COUNTS = re.compile(r"(?:\?|\{(\d*),(\d+)\})\??(?!\+)")
# A part that may stand more often is not spread, and of more looks than these none.
MOST_TIMES, MOST_BEHIND = 8, 60
_BEHIND = re.compile(r"\(\?<[=!]")


def compiled(pattern: str) -> Pattern:
    """The pattern compiled with ``re`` if that means the same, else with ``regex``.

    Raises:
        regex.error: neither knows the pattern.

    >>> type(compiled(r"第\\p{Han}(?<!第一|第二十)")).__module__, type(compiled(r"\\p{P}")).__module__
    ('re', '_regex')
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of sets that a later syntax may read otherwise
            return re.compile(written(pattern))
    except (re.error, OverflowError, RecursionError):
        return regex.compile(pattern)


def written(pattern: str) -> str:
    """The pattern in the syntax of ``re``, as far as that can say it."""
    return one_width(in_sets(pattern, _MEMBERS))


def one_width(pattern: str) -> str:
    """Alternatives in a lookbehind as lookbehinds of their own, each of one width, as ``re`` wants them.

    >>> one_width("(?<!一|十二)天"), one_width("(?<=一|十二)天")
    ('(?<!一)(?<!十二)天', '(?:(?<=一)|(?<=十二))天')
    """
    pieces, at = [], 0
    for found in _BEHIND.finditer(pattern):
        if found.start() < at:
            continue
        end = closing(pattern, found.start())
        several = [each for body in cut(pattern[found.end() : end]) for each in _spread(body)]
        if 1 < len(several) <= MOST_BEHIND or _BEHIND.search(several[0]):
            each = [f"{found[0]}{one_width(body)})" for body in several]
            pieces += [pattern[at : found.start()], "".join(each) if found[0][-1] == "!" else f"(?:{'|'.join(each)})"]
            at = end + 1
    return "".join([*pieces, pattern[at:]])


def _spread(pattern: str) -> list[str]:
    """A pattern as several without alternatives and optional parts, for each of them.

    >>> _spread("a(?:b|cd)e"), _spread("(?i:b|cd)"), _spread("ab?"), _spread("[ab]{1,2}c")
    (['abe', 'acde'], ['(?i:b)', '(?i:cd)'], ['a', 'ab'], ['[ab]c', '[ab][ab]c'])
    """
    at = 0
    while at < len(pattern):
        end = _end_of_part(pattern, at)
        part, before, counts = pattern[at:end], pattern[:at], _COUNTS.match(pattern, end)
        if counts:
            least, most = int(counts[1] or 0), int(counts[2] or 1)
            several = [part * n for n in range(least, most + 1)] if most <= MOST_TIMES else []
            end = counts.end()
        else:
            several = _members(part)
        if len(several) > 1:
            return [each for one in several for each in _spread(before + one + pattern[end:])]
        at = end
    return [pattern]


def _end_of_part(pattern: str, at: int) -> int:
    """Where a sign, a set or a group that begins at a place ends."""
    if pattern[at] == "(":
        return closing(pattern, at) + 1
    part = _PART.match(pattern, at)
    return part.end() if part else at + 1


def _members(part: str) -> list[str]:
    """The alternatives of a group, each as a group if the group says more; else nothing."""
    found = _GROUP.match(part)
    if found is None:
        return []
    several = cut(part[found.end() : -1])
    return several if found[0] == "(?:" else [f"{found[0]}{each})" for each in several]


def cut(pattern: str) -> list[str]:
    """A pattern cut at the bars that stand in no bracket.

    >>> cut("a|(?:b|c)|[|]")
    ['a', '(?:b|c)', '[|]']
    """
    pieces, depth, start = [], 0, 0
    for at, sign in _outside_sets(pattern):
        if sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            pieces.append(pattern[start:at])
            start = at + 1
    return [*pieces, pattern[start:]]


def closing(pattern: str, opened: int) -> int:
    """Where the bracket that opens at a place is closed."""
    depth = 0
    for at, sign in _outside_sets(pattern[opened:]):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return opened + at
    return len(pattern)


def _outside_sets(pattern: str) -> Iterator[tuple[int, str]]:
    """The signs of a pattern that are neither escaped nor in a set, each with its place."""
    return ((at, token) for at, token, inside in _tokens(pattern) if not inside and token[0] not in "[\\")


def _tokens(pattern: str) -> Iterator[tuple[int, str, bool]]:
    """The signs of a pattern, an escaped one with its backslash: each with its place, and whether it stands in a set."""
    opened, at = -1, 0
    while at < len(pattern):
        found = _CLASS.match(pattern, at)
        token = found[0] if found else pattern[at : at + 1 + (pattern[at] == "\\")]
        yield at, token, opened >= 0
        if opened < 0:
            opened = at if token == "[" else -1
        elif token == "]" and pattern[opened + 1 : at] not in ("", "^"):
            opened = -1
        at += len(token)


def in_sets(pattern: str, members: Mapping[str, str]) -> str:
    """``\\p{Han}`` and ``\\d`` as sets where they stand alone.

    Args:
        pattern: the pattern; members: what a set holds in their place.

    >>> in_sets(r"\\p{Han}[^\\p{Han}]\\d\\\\d", {r"\\p{Han}": "一-龥"})
    '[一-龥][^一-龥][\\\\d]\\\\\\\\d'
    >>> in_sets(r"[\\[]\\d[]\\d]", {})
    '[\\\\[][\\\\d][]\\\\d]'
    """
    pieces = []
    for _, token, inside in _tokens(pattern):
        member = members.get(token, token)
        pieces.append(f"[{member}]" if _CLASS.fullmatch(token) and not inside else member)
    return "".join(pieces)
