"""Phrases: stretches of tokens with a role (who says so, baseline, whole, place …), by spaCy's Matcher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.matcher import Matcher
from spacy.tokens import Doc

from extract.rulebook import RuleError, Rulebook
from extract.token import Token, Tokens

CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "STOP", "COLON", "OPEN", "CLOSE"})


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
        self._rules = {rule.id: rule.settings for rule in book.rules("subjects", "phrases")}
        self._order = {name: i for i, name in enumerate(self._rules)}
        self._matcher = Matcher(tokens.vocab)
        self._ids: dict[int, str] = {}
        for name, settings in self._rules.items():
            try:
                self._matcher.add(name, [settings["pattern"]], greedy="FIRST" if settings.get("shortest") else "LONGEST")
            except ValueError as error:
                raise RuleError(f"{name}: not a pattern of spaCy's Matcher: {error}") from error
            self._ids[tokens.vocab.strings[name]] = name
        self._triggers = frozenset(book.data["subjects"]["triggers"])

    def find(self, tokens: Sequence[Token], doc: Doc) -> list[Phrase]:
        """The phrases of a sentence, in order; where two overlap, the rule that comes first wins."""
        if self._triggers.isdisjoint(token.tag for token in tokens) and self._triggers.isdisjoint(t.text for t in tokens):
            return []
        found = []
        for key, start, end in self._matcher(doc):
            name = self._ids[key]
            settings = self._rules[name]
            if settings.get("at") == "clause" and start and tokens[start - 1].tag not in CLAUSE_MARKS | {"QUOTE", "ADV"}:
                continue
            left, right = settings.get("take", (0, 0))
            until = settings.get("until")
            last = next((i for i in range(start, end) if tokens[i].tag == until), end - right)
            found.append(Phrase(start, end, start + left, last, settings["role"], name))
        found.sort(key=lambda phrase: (self._order[phrase.rule], phrase.start))
        kept: list[Phrase] = []
        for phrase in found:
            if all(phrase.end <= other.start or phrase.start >= other.end for other in kept):
                kept.append(phrase)
        return sorted(kept, key=lambda phrase: phrase.start)
