"""The topic: what the text is about at a point, by how salient it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from extract.claim import Span
from extract.word_class import Spans

# No measure, of no thing, in no unit, that did not change.
NO_MEASURE: tuple[Spans, Spans, str | None, bool] = ((), (), None, False)

# What titles and names of things begin with.
QUOTING: Final = frozenset('“「『"‘《')


@dataclass(init=False, slots=True)
class Subject:
    """A subject as stretches of the healed text; ``owner`` and ``verb`` are what a later clause may inherit.

    ``likelier`` is the same read another way, if that is likelier; what comes later still goes by the first.
    """

    spans: Final[Spans]
    owner: Final[Spans]
    verb: Final[Spans]
    rule: Final[str]
    whole: Final[Span | None]
    likelier: Final[Subject | None]

    def __init__(
        self,
        spans: Spans = (),
        owner: Spans = (),
        verb: Spans = (),
        rule: str = "subject.none",
        whole: Span | None = None,
        likelier: Subject | None = None,
    ) -> None:
        self.spans = spans
        self.owner = owner
        self.verb = verb
        self.rule = rule
        self.whole = whole
        self.likelier = likelier

    @property
    def read(self) -> Subject:
        """The subject as it is read in the end."""
        return self.likelier or self

    def read_as(self, spans: Spans) -> Subject:
        """The subject, read with other stretches in the end."""
        read = self.read
        if spans == read.spans:
            return self
        return self.with_likelier(Subject(spans, read.owner, read.verb, read.rule, read.whole, read.likelier))

    def with_likelier(self, likelier: Subject) -> Subject:
        """The subject with another reading of it that is likelier."""
        return Subject(self.spans, self.owner, self.verb, self.rule, self.whole, likelier)


@dataclass(init=False, slots=True)
class Entity:
    """Something the text is about: where it is named, how salient it is now, whether it is a place, and the class of
    the last word that names it; ``root`` is whose it is (全省 of 全省出口商品).
    """

    spans: Spans
    salience: float
    at: int
    is_place: bool
    tag: str
    root: Spans

    def __init__(
        self, spans: Spans, salience: float, at: int, is_place: bool = False, tag: str = "?", root: Spans = ()
    ) -> None:
        self.spans = spans
        self.salience = salience
        self.at = at
        self.is_place = is_place
        self.tag = tag
        self.root = root


@dataclass(slots=True)
class Topic:
    """What the text is about at a point: the entities named so far, by salience, the last subject with the unit it was
    counted in, and all subjects of the sentence with theirs; ``holder`` is the place or name that owned the last of them,
    ``last_measure`` what the sentence before remembered for its siblings, ``called`` by their nouns where things with names
    of their own were told last, and in which sentence (活动: “春风”活动).

    Salience follows Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 20(4),
    1994: every mention adds the weight of its role, and what was added fades from sentence to sentence.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    times: dict[str, int] = field(default_factory=dict)
    unit: str = ""
    measured: set[tuple[Spans, str]] = field(default_factory=set)
    told_of: Spans = ()
    holder: Spans = ()
    condition: Spans = ()
    event: Spans = ()
    event_at: int = -1
    at: int = 0
    last_measure: tuple[Spans, Spans, str | None, bool] = NO_MEASURE
    called: dict[str, tuple[str, Spans, int]] = field(default_factory=dict)

    def next_sentence(self, index: int) -> None:
        """Let fade what was said before the sentence with this number."""
        steps = index - self.at
        if steps:
            self.last_measure = self.last_measure if steps == 1 else NO_MEASURE
            self.told_of = ()
            self.condition = ()
            self.measured.clear()
            self.event = self.event if steps == 1 else ()
            self.holder = self.holder if steps == 1 else ()
            self.subject = Subject(self.subject.spans, self.subject.owner) if steps == 1 else Subject()
            self.fade(self.weights["fade_sentence"] ** min(steps, 6))
        self.at = index

    def fade(self, factor: float) -> None:
        """Make everything less salient by a factor; forget what is hardly salient any more."""
        for name in list(self.entities):
            entity = self.entities[name]
            entity.salience *= factor
            if entity.salience < self.weights["least"]:
                del self.entities[name]

    def mention(self, name: str, spans: Spans, weight: float, is_place: bool, tag: str, root: Spans = ()) -> None:
        """Add the weight of a mention to what it names; what else was named fades, the more the stronger the mention."""
        known = self.entities.pop(name, None)
        self.fade(self.weights["fade_mention"] ** min(weight / self.weights["strong"], 1.0))
        salience = weight + (known.salience if known else 0.0)
        self.entities[name] = Entity(spans, min(salience, self.weights["most"]), self.at, is_place, tag, root)

    def best(self, least: float = 0.0) -> Entity | None:
        """The most salient entity, if it is at least that salient."""
        best = max(self.entities.values(), key=lambda entity: entity.salience, default=None)
        return best if best is not None and best.salience >= least else None

    @property
    def person(self) -> Spans:
        """Where the most salient entity that is no place and no title is named."""
        persons = (e for name, e in self.entities.items() if not e.is_place and name[0] not in QUOTING)
        best = max(persons, key=lambda e: e.salience, default=None)
        return best.spans if best else ()

    @property
    def nearest(self) -> Spans:
        """Where the most salient entity is named."""
        best = self.best()
        return best.spans if best else ()
