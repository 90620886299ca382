"""Phrases: stretches of tokens with a role (who says so, baseline, whole, place …), by spaCy's Matcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from extract.rulebook import Rulebook, RuleError
from extract.rulefiles import default_folder
from extract.token import Token, Tokens

if TYPE_CHECKING:
    from spacy.matcher import Matcher

CLAUSE_MARKS: Final = frozenset({"COMMA", "SEMI", "STOP", "COLON", "OPEN", "CLOSE"})
BARRED: Final = CLAUSE_MARKS | {"Q"}
UNBOUND: Final = 10_000

Pattern = list[dict[str, Any]]
Matches = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(init=False, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` play a role; ``first`` to ``last`` are its content."""

    start: Final[int]
    end: Final[int]
    first: Final[int]
    last: Final[int]
    role: Final[str]
    rule: Final[str]

    def __init__(self, start: int, end: int, first: int, last: int, role: str, rule: str) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.role = role
        self.rule = rule


class Phrases:
    """Finds phrases with the token patterns of ``rules/subjects.yaml``."""

    def __init__(self, book: Rulebook, tokens: Tokens) -> None:
        self._tokens = tokens
        self._rules = {rule.id: rule.settings for rule in book.rules("subjects", "phrases")}
        self._tags: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._chains: list[tuple[str, Chain]] = []
        self._others: list[tuple[str, Pattern]] = []
        self._matchers: dict[str, Matcher] = {}
        for name, settings in self._rules.items():
            for part in ("pattern", "open", "close"):
                if isinstance(settings.get(part), list):
                    self._add(f"{name} {part}", settings[part])
        self._known_tags, self._known_texts = frozenset(self._tags), frozenset(self._texts)
        self._needed = [
            (name, f"{name} {'pattern' if 'pattern' in settings else 'close'}")
            for name, settings in self._rules.items()
        ]
        self._triggers = frozenset(book.data["subjects"]["triggers"])

        if book.folder != default_folder():
            for key, pattern in self._others:
                self._matcher(key, pattern)

    def _add(self, key: str, pattern: Pattern) -> None:
        """A pattern of one token is looked up; a chain of classes is followed; whatever else is spaCy's Matcher's."""
        values = _values(pattern[0])
        chain = Chain.of(pattern)
        if len(pattern) == 1 and "OP" not in pattern[0] and values is not None:
            for value in values:
                (self._tags if "TAG" in pattern[0] else self._texts)[value].append(key)
        elif chain is not None:
            self._chains.append((key, chain))
        else:
            self._others.append((key, pattern))

    def _matcher(self, key: str, pattern: Pattern) -> Matcher:
        """spaCy's Matcher for one pattern; made when it is first needed."""
        if key not in self._matchers:
            from spacy.matcher import Matcher

            matcher = Matcher(self._tokens.vocab)
            try:
                matcher.add(key, expanded(pattern), greedy="LONGEST")
            except ValueError as error:
                raise RuleError(f"{key}: not a pattern of spaCy's Matcher: {error}") from error
            self._matchers[key] = matcher
        return self._matchers[key]

    def find(self, tokens: list[Token]) -> list[Phrase]:
        """The phrases of a sentence, in order; where two overlap, the rule that comes first wins."""
        tags, texts = {token.tag for token in tokens}, {token.text for token in tokens}
        if self._triggers.isdisjoint(tags) and self._triggers.isdisjoint(texts):
            return []
        matches = self._matches(tokens, tags, texts)
        if not matches:
            return []
        able = [name for name, needed in self._needed if needed in matches]
        found = [phrase for name in able for phrase in self._of_rule(name, tokens, matches)]
        kept: list[Phrase] = []
        for phrase in found:
            if all(phrase.end <= other.start or phrase.start >= other.end for other in kept):
                kept.append(phrase)
        return sorted(kept, key=lambda phrase: phrase.start)

    def _matches(self, tokens: list[Token], tags: Set[str], texts: Set[str]) -> Matches:
        """Where each part of each rule matches; ``tags`` and ``texts`` are those of the tokens."""
        matches: dict[str, list[tuple[int, int]]] = defaultdict(list)
        known_tags, known_texts = self._known_tags & tags, self._known_texts & texts
        for i, token in enumerate(tokens) if known_tags or known_texts else ():
            if known_tags and token.tag in known_tags:
                for key in self._tags[token.tag]:
                    matches[key].append((i, i + 1))
            if known_texts and token.text in known_texts:
                for key in self._texts[token.text]:
                    matches[key].append((i, i + 1))
        for key, chain in self._chains:
            if chain.may_match(tags, texts) and (found := chain.find(tokens)):
                matches[key] += found
        if self._others:
            doc = self._tokens.doc(tokens)
            for key, pattern in self._others:
                matches[key] += [(start, end) for _, start, end in self._matcher(key, pattern)(doc)]
        return matches

    def _of_rule(self, name: str, tokens: list[Token], matches: Matches) -> Iterator[Phrase]:
        settings = self._rules[name]
        role = settings["role"]
        if "pattern" in settings:
            for start, end in matches.get(f"{name} pattern", ()):
                if self._placed(settings, tokens, start):
                    yield Phrase(start, end, start + 1, end - 1, role, name)
            return
        closes = sorted(matches.get(f"{name} close", ()))
        if not closes:
            return
        if settings["open"] == "clause":
            yield from self._from_clause(name, tokens, closes)
            return
        for start, opened in sorted(matches.get(f"{name} open", ())):
            close = next((c for c in closes if c[0] >= opened + settings.get("least", 0)), None)
            if close is None or not self._placed(settings, tokens, start):
                continue
            if close[0] - opened <= settings["most"] and not _barred(tokens, opened, close[0]):
                end = close[0] if settings.get("keep") == "close" else close[1]
                yield Phrase(start, end, opened, close[0], role, name)

    def _from_clause(self, name: str, tokens: list[Token], closes: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
        """Phrases that begin where their clause begins."""
        settings = self._rules[name]
        for closed, end in closes:
            start = closed
            while start and tokens[start - 1].tag not in BARRED:
                start -= 1
            if _beside(tokens, closed - 1, settings.get("not_after")) or _beside(
                tokens, end, settings.get("not_before")
            ):
                continue
            if "ends" in settings and not (start == 0 < closed and self._is_speaker(settings, tokens, closed)):
                continue
            if closed - start <= settings["most"] and (start == 0 or tokens[start - 1].tag != "Q"):
                yield Phrase(start, end, start, closed, settings["role"], name)

    @staticmethod
    def _is_speaker(settings: Mapping[str, Any], tokens: list[Token], closed: int) -> bool:
        """省统计局：…: the words before the closing token end in one of some endings, and no other closes a phrase like it."""
        speaks = tokens[closed - 1].text.endswith(tuple(settings["ends"]))
        return speaks and sum(token.tag == tokens[closed].tag for token in tokens) == 1

    @staticmethod
    def _placed(settings: Mapping[str, Any], tokens: list[Token], start: int) -> bool:
        if settings.get("at") != "clause" or not start:
            return True
        return tokens[start - 1].tag in CLAUSE_MARKS or tokens[start - 1].tag in ("QUOTE", "ADV")


def _beside(tokens: list[Token], i: int, classes: Sequence[str] | None) -> bool:
    """Whether a token is of some classes."""
    return classes is not None and 0 <= i < len(tokens) and tokens[i].tag in classes


def _barred(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.tag in BARRED for token in tokens[start:end])


def _values(token: Mapping[str, Any]) -> frozenset[str] | None:
    """The tags or words a token of a pattern may be, or None if it asks for something else."""
    attributes = [key for key in token if key != "OP"]
    if len(attributes) != 1 or attributes[0] not in ("TAG", "ORTH", "TEXT"):
        return None
    wanted = token[attributes[0]]
    if isinstance(wanted, str):
        return frozenset({wanted})
    return frozenset(wanted["IN"]) if isinstance(wanted, dict) and set(wanted) == {"IN"} else None


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a chain: ``least`` to ``most`` tokens, each of one of some classes, or one of some words."""

    tags: frozenset[str]
    texts: frozenset[str]
    least: int
    most: int

    def fits(self, token: Token) -> bool:
        return token.tag in self.tags or token.text in self.texts


@dataclass(frozen=True, slots=True)
class Chain:
    """A pattern that asks of tokens only their classes or words. It matches what spaCy's Matcher does with
    ``greedy="LONGEST"``, much faster, and without spaCy, which is slow to import.
    """

    links: tuple[Link, ...]

    def may_match(self, tags: Set[str], texts: Set[str]) -> bool:
        """Whether all that it cannot do without is among the classes and words of a sentence."""
        for link in self.links:
            if link.least and link.tags.isdisjoint(tags) and link.texts.isdisjoint(texts):
                return False
        return True

    @classmethod
    def of(cls, pattern: Pattern) -> Chain | None:
        """The chain of a pattern, or None if it asks for more."""
        links = []
        for token in pattern:
            values, counts = _values(token), _counts(token.get("OP", "1"))
            if values is None or counts is None:
                return None
            tags = values if "TAG" in token else frozenset[str]()
            links.append(Link(tags, values - tags if "TAG" in token else values, *counts))
        return cls(tuple(links))

    def find(self, tokens: list[Token]) -> list[tuple[int, int]]:
        """Where the pattern matches, in order; of matches that overlap the longest, then the first."""
        first = self.links[0]
        tags, texts = first.tags, first.texts
        found = []
        for i, token in enumerate(tokens):
            if (token.tag in tags or token.text in texts or not first.least) and (end := self._end(tokens, i)) > i:
                found.append((i, end))
        if len(found) < 2:
            return found
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if all(end <= s or start >= e for s, e in kept):
                kept.append((start, end))
        return sorted(kept)

    def _end(self, tokens: list[Token], start: int) -> int:
        """Where the longest match from a place ends; the place itself if there is none."""
        ends = {start}
        for link in self.links:
            reached = set()
            for at in ends:
                count = 0
                if not link.least:
                    reached.add(at)
                while count < link.most and at + count < len(tokens) and link.fits(tokens[at + count]):
                    count += 1
                    if count >= link.least:
                        reached.add(at + count)
            ends = reached
        return max(ends, default=start)


def _counts(operator: str) -> tuple[int, int] | None:
    """How often a part of a pattern may match: ``?`` 0 to 1, ``{1,4}`` 1 to 4, ``+`` once or more."""
    known = {"1": (1, 1), "?": (0, 1), "+": (1, UNBOUND), "*": (0, UNBOUND)}
    if operator in known:
        return known[operator]
    least, comma, most = operator.strip("{}").partition(",")
    if not (least or "0").isdigit() or not (most or "0").isdigit():
        return None
    return int(least or 0), int(most or UNBOUND) if comma else int(least)


def expanded(pattern: Pattern) -> list[Pattern]:
    """A pattern as several without alternatives: the Matcher compares one value much faster than a set.

    >>> expanded([{"TAG": {"IN": ["UP", "DOWN"]}}, {"TAG": "Q"}])
    [[{'TAG': 'UP'}, {'TAG': 'Q'}], [{'TAG': 'DOWN'}, {'TAG': 'Q'}]]
    """
    choices: list[list[dict[str, Any]]] = []
    for token in pattern:
        attribute = next(key for key in token if key != "OP")
        values = token[attribute]
        if isinstance(values, dict) and set(values) == {"IN"} and "OP" not in token:
            choices.append([{**token, attribute: value} for value in values["IN"]])
        else:
            choices.append([token])
    return [list(choice) for choice in product(*choices)]
