"""Settings of subjects: what ``rules/claims.yaml`` says of them, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from extract.rulebook import Rulebook

# How a setting of each class is made of what the file says.
_READ: Mapping[str, Callable[[Any], Any]] = {
    "int": int,
    "str": str,
    "frozenset": frozenset,
    "tuple": tuple,
    "Mapping": lambda weights: {name: float(weight) for name, weight in weights.items()},
}


@dataclass(frozen=True)
class SubjectSettings:
    """What the rules say of subjects: an attribute is the entry of ``subjects`` in ``rules/claims.yaml`` that has its name."""

    longest: int
    salience: Mapping[str, float]
    own_say: frozenset[str]
    coordinating: frozenset[str]
    counted_pronouns: frozenset[str]
    item_numbers: frozenset[str]
    section_marks: tuple[str, ...]
    among: frozenset[str]
    change_nouns: frozenset[str]
    self_standing: frozenset[str]
    determiners: frozenset[str]
    ratio_words: frozenset[str]
    to: frozenset[str]
    being: frozenset[str]
    empty_pronouns: frozenset[str]
    fillers: frozenset[str]
    regions: frozenset[str]
    speakers: frozenset[str]
    bounds: frozenset[str]
    ranges: frozenset[str]
    by_means: frozenset[str]
    agents: frozenset[str]
    of_deeds: frozenset[str]
    rest: frozenset[str]
    wholes: frozenset[str]
    counters: frozenset[str]
    passive: frozenset[str]
    spent: frozenset[str]
    time_nouns: frozenset[str]
    and_others: frozenset[str]
    included: tuple[str, ...]
    used_up: tuple[str, ...]
    times: frozenset[str]
    within: frozenset[str]
    manner: frozenset[str]
    adverbial: frozenset[str]
    charged: frozenset[str]
    attributive: frozenset[str]
    naming: frozenset[str]
    crimes: tuple[str, ...]
    no_crimes: frozenset[str]
    personal: frozenset[str]
    reflexive: frozenset[str]
    occasions: frozenset[str]
    among_ends: tuple[str, ...]
    purposes: frozenset[str]
    ends: frozenset[str]
    nicknames: frozenset[str]
    cited: tuple[str, ...]
    officials: tuple[str, ...]
    no_entities: frozenset[str]
    prepositions: frozenset[str]
    dimensions: frozenset[str]
    generic: int
    most_words: int
    of_times: frozenset[str]
    ages: frozenset[str]
    birthdays: frozenset[str]
    addressing: frozenset[str]
    enforcing: frozenset[str]
    enforcers: tuple[str, ...]
    finding: frozenset[str]
    no_things: frozenset[str]
    disposes: frozenset[str]
    abstract: frozenset[str]
    of_plan: frozenset[str]
    then: frozenset[str]
    with_object: frozenset[str]
    own_objects: frozenset[str]
    pivots: frozenset[str]
    happens: frozenset[str]
    effects: frozenset[str]
    situated: frozenset[str]
    describing: frozenset[str]
    undertakings: frozenset[str]
    having: frozenset[str]
    begun: tuple[str, ...]
    joining: tuple[str, ...]
    superlatives: frozenset[str]
    each: frozenset[str]
    negations: frozenset[str]
    joined: frozenset[str]
    own_measures: tuple[str, ...]
    appositions: frozenset[str]
    next_in_rank: frozenset[str]
    most: str
    averages: frozenset[str]
    all_of: tuple[str, ...]
    kept_shares: tuple[str, ...]
    own_accounts: frozenset[str]
    at_home: tuple[str, ...]
    abroad: tuple[str, ...]
    aspects: frozenset[str]
    hailed: frozenset[str]
    held: frozenset[str]
    courtesies: frozenset[str]
    keeps: frozenset[str]
    them: frozenset[str]
    totals: frozenset[str]
    of_goods: frozenset[str]
    done: frozenset[str]
    states: frozenset[str]
    paces: frozenset[str]
    posts: tuple[str, ...]
    moments: frozenset[str]

    @classmethod
    def of(cls, book: Rulebook) -> SubjectSettings:
        """The settings of a rulebook."""
        kinds, settings = book.data["claims"]["kinds"], dict(book.data["claims"]["subjects"])
        settings["own_say"] = [*book.words("OWN_SAY"), *settings["own_reports"]]
        settings |= {
            "coordinating": book.words("C"),
            "among": book.words("AMONG"),
            "change_nouns": book.words("CHANGE_NOUN"),
            "to": book.words("TO"),
        }
        settings |= {"ratio_words": kinds["ratio_words"], "times": kinds["times"]}
        settings["each"] = book.data["claims"]["times"]["each"]
        settings["begun"] = book.data["claims"]["times"]["begun"]
        return cls(**{each.name: _READ[_class(each.type)](settings[each.name]) for each in fields(cls)})


def _class(annotation: Any) -> str:
    """The class an annotation names; compiled, it is that class itself."""
    return annotation.partition("[")[0] if isinstance(annotation, str) else str(annotation.__name__)
