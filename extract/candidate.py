"""Candidates: the ways in which a subject may be read, each an owner and what it owns, with the signs that speak for it.

The rules read a subject one way. Others are at hand: without its owner, with another that the text speaks of, with all
the words of the clause. Which of them is likeliest, ``extract/choice.py`` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extract.clause import Clause
from extract.noun import Words
from extract.quantity import Quantity
from extract.topic import Entity, Subject, Topic
from extract.word_class import BARE, CHANGES, VERBS, Spans, length, ordered

MOST_STRETCHES: Final = 3
LONGEST: Final = 40
# Entities that may be the owner, from the most salient.
MOST_SALIENT: Final = 3
# Sentences that an owner may stand back, as far as they are told apart.
FARTHEST: Final = 3
# Classes of words that name an owner.
NAMED: Final = frozenset({"PLACE", "OWNER", "NAME"})
# Owners that are tried with all words; the others only with those of the rules.
USUAL: Final = frozenset({"none", "rule", "salient1", "before"})
# How long some words are, as far as lengths are told apart, by their number of characters; 25 stands for all above.
LENGTHS: Final = ("0", *["1-2"] * 2, *["3-4"] * 2, *["5-7"] * 3, *["8-11"] * 4, *["12-16"] * 5, *["17-24"] * 8, "25+")


@dataclass(init=False, slots=True)
class Part:
    """One part of a reading, an owner or what it owns: where it stands, what it is known as, and what it looks like."""

    spans: Spans
    names: list[str]
    first: str
    last: str
    kind: str
    length: str
    signs: tuple[str, ...]
    score: float

    def __init__(
        self,
        spans: Spans,
        names: list[str],
        first: str = "-",
        last: str = "-",
        kind: str = "",
        length: str = "0",
        signs: tuple[str, ...] = (),
        score: float = 0.0,
    ) -> None:
        self.spans = spans
        self.names = names
        self.first = first
        self.last = last
        self.kind = kind
        self.length = length
        self.signs = signs
        self.score = score


@dataclass(init=False, slots=True)
class Reading:
    """A way to read a subject: an owner and what it owns; ``rule`` is that of the subject if the rules read it so."""

    spans: Spans
    owner: Part
    core: Part
    rule: str

    def __init__(self, spans: Spans, owner: Part, core: Part, rule: str = "") -> None:
        self.spans = spans
        self.owner = owner
        self.core = core
        self.rule = rule

    @property
    def signs(self) -> tuple[str, ...]:
        """All that speaks for or against it."""
        return (*self.core.signs, *self.owner.signs, *self.joint_signs())

    def joint_signs(self) -> list[str]:
        """What its two parts say together."""
        owner, core = self.owner, self.core
        signs = [f"owner {name} {core.kind}" for name in owner.names]
        signs += (f"join {core.last} {owner.last}", f"length {core.length} {'owned' if owner.spans else 'bare'}")
        if self.rule:
            signs += (f"rule {self.rule}", f"rule-length {_bucket(self.spans)}")
        return signs


@dataclass(init=False, slots=True)
class Scene:
    """Where a quantity stands: its clause, the one before, the first of the sentence, and the topic.

    ``before`` is where the words that may measure it begin.
    """

    words: Final[Words]
    topic: Final[Topic]
    past: Final[list[Clause]]
    clause: Final[Clause]
    before: Final[int]
    q: Final[int]

    def __init__(self, words: Words, topic: Topic, past: list[Clause], clause: Clause, before: int, q: int) -> None:
        self.words = words
        self.topic = topic
        self.past = past
        self.clause = clause
        self.before = before
        self.q = q

    @property
    def end(self) -> int:
        """The next quantity of the clause, or its end."""
        return next((j for j in self.clause.quantities if j > self.q), self.clause.end)


def candidates(scene: Scene, subject: Subject) -> Iterator[Reading]:
    """The ways to read a subject, that of the rules first."""
    if not subject.spans:
        return
    told = _told(scene, subject)
    cores, owners = _cores(scene, subject, told), _owners(scene, subject, told[0])
    mine = next(owner for owner in owners if "rule" in owner.names)
    yield Reading(subject.spans, mine, cores[0], subject.rule)
    seen = {subject.spans}
    usual = [owner for owner in owners if not USUAL.isdisjoint(owner.names)]
    for core in cores:
        for owner in owners if "rule" in core.names else usual:
            if _repeats(scene.words.text, owner.spans, core.spans) or _tells_again(owner, core):
                continue
            spans = ordered(owner.spans, core.spans)
            if spans and spans not in seen and len(spans) <= MOST_STRETCHES and length(spans) <= LONGEST:
                seen.add(spans)
                yield Reading(spans, owner, core)


def _is_age_of(scene: Scene, subject: Subject) -> bool:
    """Whether a quantity is an age, and whose stands behind it."""
    words = scene.words
    if words.base_unit(scene.q) not in words.settings.ages:
        return False
    return any(start > words.tokens[scene.q].start for start, _ in subject.spans)


# What is owned


def _cores(scene: Scene, subject: Subject, told: tuple[list[int], list[int]]) -> list[Part]:
    """The words that may say what is measured; first those of the rules."""
    words = scene.words
    left, after = told
    found: dict[Spans, Part] = {}
    _add(found, _without(subject.spans, subject.owner), "rule")
    aged = _is_age_of(scene, subject)  # 五岁的孙女爱问爱闹
    if not aged:
        _add(found, words.spans([*left, *after]), "clause")
    if not aged and all(words.tags[i] not in VERBS for i in left):
        _add(found, words.spans(after), "after")  # else the deed before is what is counted
    if not aged:
        _add(found, (), "none")
    if same := found.get(words.spans(left)):
        same.names.append("left")
    cores = list(found.values())
    for core in cores:
        _describe_core(core, scene)
    return cores


def _told(scene: Scene, subject: Subject) -> tuple[list[int], list[int]]:
    """The words before and after; 增至 in 床位增至1200张 and 减少 in 员工减少300人 are none that say what is measured."""
    words, q = scene.words, scene.q
    left, after = (
        [i for i in some if words.tokens[i].text not in words.settings.to]
        for some in (words.without_listed(words.content(scene.before, q), q), words.content(q + 1, _end_of_own(scene)))
    )
    while left and words.tags[left[-1]] in ("C", "DUN"):
        left.pop()  # 甲厂分别报30元和40元
    left = [*words.age_group(scene.before, left), *left]
    if subject.rule == "subject.pronoun" and not after and not set(left) & set(words.inside(subject.spans)):
        left = []  # 她花了3000元: who stands in for 她
    if (
        subject.rule == "subject.pronoun"
        and len(left) > 1
        and words.tokens[left[0]].text in words.settings.empty_pronouns - words.settings.personal
    ):
        left = left[1:]  # 其播放量: what 其 stands for is put before, and not 其 itself
    share = next((i for i in left if words.tags[i] == "SHARE"), None)
    beside = q - 1
    while share is not None and words.tags[beside] in ("LINK", "ADV"):
        beside -= 1
    if share is not None and words.tags[beside] == "DE":
        left = [i for i in left if i < share]  # 占整车成本的近四成: of which it is a part
    if share is not None and words.tags[q + 1 : q + 2] != ["DE"]:
        after = []
    alone = CHANGES if len(left) > 1 else ("UP", "DOWN") if subject.rule == "subject.told-of" else ()
    if words.counts_nothing(scene.clause, q):
        after = []
    if left and not after and words.tags[left[-1]] in alone:
        left = left[:-1]  # 恒指高开，涨1.5%
    elif left and words.tags[left[-1]] == "SHARE":
        left = left[:-1]
    ends = words.tags[scene.end : scene.end + 1] == ["Q"]
    measure = words.measure_at_end(after) if ends else []
    if 0 < len(measure) < len(after) and words.tags[after[-len(measure) - 1]] != "V":  # 给果农发放补贴
        after = after[: len(after) - len(measure)]  # 56所高校平均就业率90%
    governs = ends and not words.settings.with_object.intersection(words.tokens[i].text for i in after[-1:])
    while after and (words.tags[after[-1]] == "LOC" or (governs and words.tags[after[-1]] in CHANGES)):
        after.pop()  # 39个大类行业中; 比去年的300吨多出20吨
    return left, after


def _end_of_own(scene: Scene) -> int:
    """Where what stands behind a quantity is not its own any more: 收益率4.4%比二级市场4.6%低."""
    tags = scene.words.tags
    return next((i for i in range(scene.q + 1, scene.end) if tags[i] == "THAN"), scene.end)


def _describe_core(core: Part, scene: Scene) -> None:
    words, q = scene.words, scene.q
    tags = [words.tags[i] for i in words.inside(core.spans)]
    if tags:
        core.first, core.last = tags[0], tags[-1]
    core.kind = (
        "nothing" if not tags else "measure" if tags[-1] == "MEASURE" else "noun" if VERBS.isdisjoint(tags) else "deed"
    )
    core.length = _bucket(core.spans)
    family = _family(words, q)
    left = words.tags[q - 1] if q else "^"
    right = words.tags[q + 1] if q + 1 < len(words.tags) else "$"
    behind = any(start > words.tokens[q].start for start, _ in core.spans)
    signs = [f"ends {core.first} {core.last}", f"behind {'yes' if behind else 'no'} {family}"]
    for name in core.names:
        signs += [f"unit {name} {family}", f"left {name} {left}", f"right {name} {right}"]
    core.signs = tuple(signs)


def _family(words: Words, q: int) -> str:
    """What sort of quantity it is: the family of its unit, or the unit itself if that is of none."""
    item = words.tokens[q].item
    assert isinstance(item, Quantity)
    if item.base_unit in ("%", "百分点", "倍", "比"):
        return item.base_unit
    return next((rule[5:] for rule in item.rules if rule.startswith("unit.")), item.type or "bare")


# Owners


def _owners(scene: Scene, subject: Subject, left: list[int]) -> list[Part]:
    """Who or what may own it; first nobody."""
    topic = scene.topic
    salient = sorted(topic.entities.values(), key=lambda entity: -entity.salience)[:MOST_SALIENT]
    beside = any(scene.words.tags[i] not in BARE for i in left)  # 进口商品 after 全省出口商品3亿元
    found: dict[Spans, Part] = {}
    _add(found, (), "none")
    _add(found, subject.owner, "rule")
    for k, entity in enumerate(salient, 1):
        _add(found, entity.root if beside and entity.root else entity.spans, f"salient{k}")
    root = scene.words.spans(scene.words.root(scene.words.inside(topic.subject.spans)))
    read = topic.subject.read
    for name, spans in (
        ("before-owner", root if beside and root else topic.subject.owner or read.owner),
        ("before", topic.subject.spans),
        ("told", topic.told_of),
    ):
        if spans:
            _add(found, spans, name)
    for name, spans in (*_leading(scene), ("before-root", root)):
        if spans:
            _add(found, spans, name)
    mine = found[subject.owner]
    _describe_owner(mine, scene, salient)
    if mine.last in NAMED and mine.spans and mine.spans[0][0] >= scene.words.tokens[0].start:
        return [mine]  # an owner whom the sentence names stays
    if beside:  # 化工行业下降2.4% after 汽车行业增长9.2%
        unit = scene.words.base_unit(scene.q) or ""
        found = {at: part for at, part in found.items() if "rule" in part.names or (at, unit) not in topic.measured}
    if left and scene.words.tags[left[-1]] == "MEASURE":
        found = {at: part for at, part in found.items() if "rule" in part.names or not _is_sibling(scene, at)}
    owners = [part for part in found.values() if "rule" in part.names or not _is_deed(scene, part.spans)]
    for owner in owners:
        if owner is not mine:
            _describe_owner(owner, scene, salient)
    return owners


def _is_deed(scene: Scene, spans: Spans) -> bool:
    """翻山越岭: a deed without a noun owns nothing."""
    inside = scene.words.inside(spans)
    return bool(inside) and all(scene.words.tags[i] in VERBS for i in inside)


def _is_sibling(scene: Scene, spans: Spans) -> bool:
    """菜价, 菜价涨 before 粮价涨3%, 全省出口 before 进口2亿元: what was measured in the unit owns no other measure in it."""
    words, unit = scene.words, scene.words.base_unit(scene.q) or ""
    inside = words.inside(spans)
    while inside and words.tags[inside[-1]] in CHANGES:
        inside.pop()
    if not inside or words.tags[inside[-1]] != "MEASURE":
        return False
    told = scene.topic.measured
    return (scene.topic.unit == unit and len(inside) == 1) or (spans, unit) in told or (spans[-1:], unit) in told


def _leading(scene: Scene) -> Iterator[tuple[str, Spans]]:
    """What the clause and the sentence begin with, and all that the clause before tells."""
    words, past = scene.words, scene.past
    for name, clause in (("lead", scene.clause), *(("lead-first", clause) for clause in past[:1])):
        lead = words.leading(clause)
        if lead and lead[-1] < scene.q:
            yield name, words.spans(lead)
    for clause in past[-1:]:
        told = [i for i in words.content(clause.start, clause.end) if words.tokens[i].text not in words.settings.to]
        if told and words.tokens[told[-1]].text in words.settings.superlatives:
            told = words.without_change(told[:-1])  # 投诉居首，有900件; 投诉增幅最大，…
        if told and words.tags[told[-1]] in (CHANGES if clause.quantities and len(told) > 1 else ("MORE", "LESS")):
            told.pop()  # 房租最贵，占工资的三分之一; 焦炭跌2%，报收2100元
        while told and (words.tags[told[-1]] == "LOC" or all(words.tags[i] in CHANGES for i in told)):
            told.pop()  # 股市融资中，银行占四成; 出口1亿元，增长5%
        yield "clause-before", words.spans(told)


def _describe_owner(owner: Part, scene: Scene, salient: Sequence[Entity]) -> None:
    words = scene.words
    inside = words.inside(owner.spans)
    far = "none"
    entity = next((entity for entity in salient if entity.spans == owner.spans), None) if owner.spans else None
    if inside:
        owner.first, owner.last = words.tags[inside[0]], words.tags[inside[-1]]
        far = "clause" if inside[0] >= scene.clause.start else "sentence"
    elif owner.spans:
        owner.last = entity.tag if entity else "?"
        far = str(min(FARTHEST, max(1, scene.topic.at - entity.at))) if entity else "?"
    owner.length = _bucket(owner.spans)
    text = words.text[owner.spans[-1][0] : owner.spans[-1][1]] if owner.spans else ""
    endings = [f"ending {text[-n:]}" for n in (1, 2) if len(text) >= n]
    known = f"salience {int(entity.salience).bit_length()}" if entity else "salience none"
    owner.signs = (f"far {owner.last} {far}", f"owner-length {owner.length}", known, *endings)


def _add(found: dict[Spans, Part], spans: Spans, name: str) -> None:
    found.setdefault(spans, Part(spans, [])).names.append(name)


def _without(spans: Spans, owner: Spans) -> Spans:
    return tuple(span for span in spans if not any(s <= span[0] and span[1] <= e for s, e in owner))


def _repeats(text: str, owner: Spans, core: Spans) -> bool:
    """Whether an owner and what it owns share words, or begin alike, or the owner holds what the other begins with."""
    if not owner or not core:
        return False
    for start, end in owner:
        for s, e in core:
            if start < e and s < end:
                return True
    if text.startswith(text[owner[0][0] : owner[0][1]], core[0][0]):
        return True
    begun = text[core[0][0] : min(core[0][0] + 2, core[0][1])]
    return len(begun) == 2 and any(begun in text[s:e] for s, e in owner)


def _tells_again(owner: Part, core: Part) -> bool:
    """整改问题94项，问责36人: a deed that was told before owns no other."""
    return owner.first in VERBS and core.first in VERBS and "rule" not in owner.names


def _bucket(spans: Spans) -> str:
    return LENGTHS[min(length(spans), len(LENGTHS) - 1)]
