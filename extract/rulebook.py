"""The rules: YAML files read once, their patterns compiled, their examples kept for checking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import regex
import yaml

from extract.kept import keep, kept
from extract.pattern import Pattern
from extract.patterns import Patterns
from extract.precompiled import Precompiled
from extract.reach import Reach, alternatives, guarded, reach
from extract.relaxed import relaxed
from extract.rulefiles import FILES, default_folder, version_of
from extract.screen import Screen

_PART = re.compile(r"\{([a-z_][a-z_0-9]*)\}")


class RuleError(Exception):
    """A rule file that can't be used; says which rule, and why."""


@dataclass(frozen=True)
class Example:
    """A text with what a rule must give for it; ``expected`` is None for a counter-example."""

    rule: str
    text: str
    expected: Any


@dataclass(frozen=True)
class Rule:
    """One rule: its id, the file it stands in, its settings, examples and counter-examples."""

    id: str
    stage: str
    settings: Mapping[str, Any]
    examples: tuple[Example, ...] = ()
    counter: tuple[Example, ...] = ()

    @classmethod
    def read(cls, stage: str, entry: Mapping[str, Any]) -> Rule:
        if "id" not in entry:
            raise RuleError(f"{stage}: a rule without an id: {entry!r:.80}")
        name = str(entry["id"])
        settings = {key: value for key, value in entry.items() if key not in ("id", "examples", "counter")}
        examples = tuple(Example(name, str(text), wanted) for text, wanted in (entry.get("examples") or {}).items())
        counter = tuple(Example(name, str(text), None) for text in entry.get("counter") or ())
        return cls(name, stage, settings, examples, counter)


@dataclass(frozen=True)
class Prepared:
    """Patterns with what tells where they may match.

    Attributes:
        patterns: the number of its rule, and the pattern.
        precompiled: for each, what it may begin with, if that is known, and itself.
        reaches: how far each goes.
        short, long: the numbers of the patterns that stay in a sentence, and of those that go over its end.
        within, over: the screens of the two.
    """

    patterns: tuple[tuple[int, str], ...]
    precompiled: tuple[tuple[Precompiled | None, Precompiled], ...]
    reaches: tuple[Reach, ...]
    short: tuple[int, ...]
    long: tuple[int, ...]
    within: Screen
    over: Screen

    @classmethod
    def of(cls, patterns: tuple[tuple[int, str], ...], precompile: Callable[[int, str], Precompiled]) -> Prepared:
        reaches = tuple(reach(pattern) for _, pattern in patterns)
        precompiled = tuple(
            (Precompiled.of(each.beginning) if each.beginning else None, precompile(at, pattern))
            for each, (at, pattern) in zip(reaches, patterns, strict=True)
        )
        short, long = (tuple(i for i, each in enumerate(reaches) if each.over_stops is over) for over in (False, True))
        within, beyond = (Screen([relaxed(patterns[i][1]) for i in several]) for several in (short, long))
        return cls(patterns, precompiled, reaches, short, long, within, beyond)


@dataclass(frozen=True)
class Rulebook:
    """All rules of one folder.

    Args:
        folder: where the YAML files are.
        data: what they hold, by file name without suffix.
    """

    folder: Path
    data: Mapping[str, Any]
    version: str
    _known: dict[str, Precompiled] = field(default_factory=dict, repr=False, compare=False)
    _new: list[str] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path | None = None) -> Rulebook:
        """Read a folder of rules; the project's own if none is given.

        Raises:
            RuleError: a file is missing, is not YAML, or holds a pattern that doesn't compile.
        """
        folder = folder or default_folder()
        contents: dict[Path, bytes] = {}
        for path in (folder / f"{name}.yaml" for name in FILES):
            try:
                contents[path] = path.read_bytes()
            except FileNotFoundError:
                raise RuleError(f"{path}: no such rule file") from None
        version = version_of(contents.values())
        data = kept("rules", version, lambda: _parsed(contents))
        return cls(folder, data, version, kept("patterns", version, dict[str, Precompiled]))

    @cached_property
    def parts(self) -> dict[str, str]:
        """Named pieces of patterns, each already expanded."""
        parts: dict[str, str] = {}
        for source in ("numerals", "periods", "reading", "claims"):
            for name, pattern in (self.data[source].get("parts") or {}).items():
                parts[name] = self.expand(pattern, parts)
        return parts | self._unit_parts()

    def _unit_parts(self) -> dict[str, str]:
        """``{classifier}`` and ``{measure}``: all units of that type, the longest first."""
        units: dict[str, set[str]] = {}
        for family in self.data["units"]["families"]:
            units.setdefault(family["type"], set()).update(map(str, (*family["units"], *(family.get("aliases") or ()))))
        return {
            name: "|".join(map(regex.escape, sorted(texts, key=lambda text: (-len(text), text))))
            for name, texts in units.items()
        }

    @staticmethod
    def expand(pattern: str, parts: Mapping[str, str]) -> str:
        return _PART.sub(lambda found: parts.get(found[1], found[0]), pattern)

    def compile(self, pattern: str, owner: str) -> Pattern:
        """A pattern with its parts, ready to search.

        Raises:
            RuleError: it does not compile; ``owner`` says whose it is.
        """
        expanded = self.expand(pattern, self.parts)
        if expanded not in self._known:
            self._known[expanded] = _precompiled(guarded(expanded), owner)
            self._new.append(expanded)
        return self._known[expanded].pattern()

    def keep(self) -> None:
        """Keep the patterns that were compiled, so that the next run need not compile them."""
        if self._new:
            self._new.clear()
            keep("patterns", self.version, self._known)

    def rules(self, stage: str, key: str) -> tuple[Rule, ...]:
        """The rules of one list of one file, in their order."""
        return tuple(Rule.read(stage, entry) for entry in self.data[stage].get(key) or ())

    def patterns(self, stage: str, key: str, whole: bool = False) -> Patterns:
        """The rules of one list with their patterns.

        ``{words}`` in a pattern is the rule's own list of words. With ``whole``, none is cut into its alternatives.
        """
        rules = self.rules(stage, key)
        written = [self.expand(_pattern(rule), self.parts) for rule in rules]
        made_from = version_of(["\0".join(written).encode()])  # where one ends and the next begins counts

        def prepare() -> Prepared:
            return Prepared.of(tuple(_cut(written, whole)), lambda at, pattern: _precompiled(pattern, rules[at].id))

        return Patterns(rules, kept(f"{stage}-{key}", made_from, prepare))

    def words(self, name: str) -> tuple[str, ...]:
        """A named list of words."""
        try:
            return tuple(str(word) for word in self.data["words"]["lists"][name])
        except KeyError:
            raise RuleError(f"words.yaml has no list {name!r}") from None


def _precompiled(pattern: str, owner: str) -> Precompiled:
    try:
        return Precompiled.of(pattern)
    except regex.error as error:
        raise RuleError(f"{owner}: the pattern does not compile: {error}") from error


def _parsed(contents: Mapping[Path, bytes]) -> dict[str, Any]:
    """What the files hold, by their names without suffix."""
    data: dict[str, Any] = {}
    for path, content in contents.items():
        try:
            data[path.stem] = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        except yaml.YAMLError as error:
            raise RuleError(f"{path}: not YAML: {error}") from error
    return data


def _cut(written: Iterable[str], whole: bool) -> Iterator[tuple[int, str]]:
    """The patterns of some rules, cut into pieces to be searched by themselves, each with the number of its rule."""
    for at, pattern in enumerate(written):
        for piece in [pattern] if whole else alternatives(pattern):
            yield at, piece


def _pattern(rule: Rule) -> str:
    pattern = str(rule.settings.get("pattern", "{words}"))
    words = rule.settings.get("words")
    return pattern.replace("{words}", one_of(map(str, words))) if words else pattern


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, by common beginnings: several times faster than one alternative a word.

    >>> one_of(["三国", "三国志", "八角"])
    '(?=[三八])(?:三国(?:志)?|八角)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for sign in word:
            branch = branch.setdefault(sign, {})
        branch[""] = {}

    def pattern(branch: dict[str, Any]) -> str:
        rest = [regex.escape(sign) + pattern(below) for sign, below in branch.items() if sign]
        if "" in branch:
            return f"(?:{'|'.join(rest)})?" if rest else ""
        return rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"

    return f"(?=[{''.join(tree)}]){pattern(tree)}"


@lru_cache(maxsize=4)
def rulebook(folder: Path | None = None) -> Rulebook:
    """The rules of a folder, read once a process."""
    return Rulebook.load(folder)
