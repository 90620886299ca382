"""Phrases: stretches of tokens with a role (who says so, baseline, whole, place …), by spaCy's Matcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from spacy.matcher import Matcher

from extract.rulebook import Rulebook, RuleError
from extract.token import Token, Tokens

CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "STOP", "COLON", "OPEN", "CLOSE"})
BARRED = CLAUSE_MARKS | {"Q"}

Pattern = list[dict[str, Any]]
Matches = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` play a role; ``first`` to ``last`` are its content."""

    start: int
    end: int
    first: int
    last: int
    role: str
    rule: str


class Phrases:
    """Finds phrases with the token patterns of ``rules/subjects.yaml``."""

    def __init__(self, book: Rulebook, tokens: Tokens) -> None:
        self._tokens = tokens
        self._rules = {rule.id: rule.settings for rule in book.rules("subjects", "phrases")}
        self._tags: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, list[str]] = defaultdict(list)
        self._several: list[tuple[str, Beginning, Matcher]] = []
        for name, settings in self._rules.items():
            for part in ("pattern", "open", "close"):
                if isinstance(settings.get(part), list):
                    self._add(f"{name} {part}", settings[part])
        self._triggers = frozenset(book.data["subjects"]["triggers"])

    def _add(self, key: str, pattern: Pattern) -> None:
        """A pattern of one token is looked up; longer ones are the Matcher's."""
        matcher = Matcher(self._tokens.vocab)
        try:
            matcher.add(key, expanded(pattern), greedy="LONGEST")
        except ValueError as error:
            raise RuleError(f"{key}: not a pattern of spaCy's Matcher: {error}") from error
        values = _values(pattern[0])
        if len(pattern) == 1 and "OP" not in pattern[0] and values is not None:
            for value in values:
                (self._tags if "TAG" in pattern[0] else self._texts)[value].append(key)
        else:
            self._several.append((key, Beginning.of(pattern), matcher))

    def find(self, tokens: Sequence[Token]) -> list[Phrase]:
        """The phrases of a sentence, in order; where two overlap, the rule that comes first wins."""
        if not any(token.tag in self._triggers or token.text in self._triggers for token in tokens):
            return []
        matches = self._matches(tokens)
        if not matches:
            return []
        found = [phrase for name in self._rules for phrase in self._of_rule(name, tokens, matches)]
        kept: list[Phrase] = []
        for phrase in found:
            if all(phrase.end <= other.start or phrase.start >= other.end for other in kept):
                kept.append(phrase)
        return sorted(kept, key=lambda phrase: phrase.start)

    def _matches(self, tokens: Sequence[Token]) -> Matches:
        """Where each part of each rule matches."""
        matches: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, token in enumerate(tokens):
            for key in (*self._tags.get(token.tag, ()), *self._texts.get(token.text, ())):
                matches[key].append((i, i + 1))
        for key, beginning, matcher in self._several:
            for start, end in beginning.stretches(tokens):
                doc = self._tokens.doc(tokens[start:end])
                matches[key] += [(start + first, start + last) for _, first, last in matcher(doc)]
        return matches

    def _of_rule(self, name: str, tokens: Sequence[Token], matches: Matches) -> Iterator[Phrase]:
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

    def _from_clause(self, name: str, tokens: Sequence[Token], closes: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
        """Phrases that begin where their clause begins."""
        settings = self._rules[name]
        for closed, end in closes:
            start = closed
            while start and tokens[start - 1].tag not in BARRED:
                start -= 1
            if closed - start <= settings["most"] and (start == 0 or tokens[start - 1].tag != "Q"):
                yield Phrase(start, end, start, closed, settings["role"], name)

    @staticmethod
    def _placed(settings: Mapping[str, Any], tokens: Sequence[Token], start: int) -> bool:
        if settings.get("at") != "clause" or not start:
            return True
        return tokens[start - 1].tag in CLAUSE_MARKS or tokens[start - 1].tag in ("QUOTE", "ADV")


def _barred(tokens: Sequence[Token], start: int, end: int) -> bool:
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
class Beginning:
    """The tokens a pattern may begin with, and how many it may match at most; None where it doesn't say.

    A look at the beginnings spares the Matcher the sentences, and the parts of sentences, where nothing can match.
    """

    first: frozenset[str] | None
    second: frozenset[str] | None
    most: int | None

    @classmethod
    def of(cls, pattern: Pattern) -> Beginning:
        counts = [_most(token.get("OP", "{1}")) for token in pattern]
        first = None if "OP" in pattern[0] else _values(pattern[0])
        required = len(pattern) > 1 and pattern[1].get("OP", "+")[:2] in ("+", "{1")
        most = None if None in counts else sum(count for count in counts if count is not None)
        return cls(first, _values(pattern[1]) if required else None, most)

    def stretches(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Where the pattern may match: stretches of tokens, apart from each other."""
        if self.first is None or self.most is None:
            return [(0, len(tokens))]
        found: list[tuple[int, int]] = []
        for i, token in enumerate(tokens):
            if (token.tag in self.first or token.text in self.first) and self._goes_on(tokens, i + 1):
                start = found.pop()[0] if found and found[-1][1] >= i else i
                found.append((start, min(i + self.most, len(tokens))))
        return found

    def _goes_on(self, tokens: Sequence[Token], i: int) -> bool:
        if self.second is None:
            return True
        return i < len(tokens) and (tokens[i].tag in self.second or tokens[i].text in self.second)


def _most(operator: str) -> int | None:
    """How many tokens a part of a pattern may match: ``?`` 1, ``{1,4}`` 4, ``+`` any number."""
    if operator in ("?", "!"):
        return 1
    bound = operator.strip("{}").split(",")[-1]
    return int(bound) if bound.isdigit() else None


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
