"""The topic: what the text is about at a point, and so who owns a measure that names no owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.claim import Span
from extract.clause import Clause
from extract.noun import BARE, EMPTY, JOINTS, NOUNS, OWNERS, Spans, Words, ordered
from extract.phrase import Phrase

# How far around a name its mentions are counted, in characters.
AROUND = 20_000


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as stretches of the healed text; ``owner`` and ``verb`` are what a later clause may inherit."""

    spans: Spans = ()
    owner: Spans = ()
    verb: Spans = ()
    rule: str = "subject.none"
    whole: Span | None = None


@dataclass(slots=True)
class Topic:
    """What the text is about at a point: its owner, a weaker one for the same sentence only, and the last subject."""

    owner: Spans = ()
    weak: Spans = ()
    subject: Subject = field(default_factory=Subject)
    told_of: Spans = ()
    at: int = 0
    owner_at: int = 0
    is_place: bool = False

    def next_sentence(self, index: int, reach: int) -> None:
        """Forget what does not reach as far as the sentence with this number."""
        if index != self.at:
            self.weak = self.told_of = ()
            self.subject = Subject(self.subject.spans, self.subject.owner) if index <= self.at + 1 else Subject()
        if index > self.owner_at + reach:
            self.owner = ()
        self.at = index

    @property
    def nearest(self) -> Spans:
        """The weaker owner if there is one, else the owner."""
        return self.weak or self.owner


class TopicReader:
    """Notices in one sentence what the text is about from there."""

    def __init__(self, words: Words, topic: Topic) -> None:
        self.words = words
        self.topic = topic
        self.settings = words.settings
        self.tags = words.tags
        self.tokens = words.tokens

    def frames(self, clause: Clause) -> None:
        """Owners that a frame names: 在武汉，… 以湖南省为例，… 海口提出，…"""
        if clause.mark == "SEMI":
            self.topic.weak = ()
        for phrase in self.words.phrases:
            if not clause.start <= phrase.start < clause.end:
                continue
            words = [i for i in range(phrase.first, phrase.last) if self.tags[i] not in EMPTY]
            if phrase.role in ("place", "example"):
                self.set_owner(words)
            elif phrase.role == "report":
                self._reporting_owner(phrase, words)
            elif phrase.role == "frame":
                self._framing_measure(words)

    def _reporting_owner(self, phrase: Phrase, words: list[int]) -> None:
        """The place whose office reports, or the organisation that says something of itself."""
        if not words:
            return
        said = {self.tokens[i].text for i in range(phrase.start, phrase.end)}
        if self.tags[words[-1]] in OWNERS and said & self.settings.own_say and self.tags[phrase.start] != "PER":
            self.set_owner(words)
        elif said & self.settings.own_say and all(self.tags[i] in NOUNS for i in words):
            self.topic.weak = self.words.spans(words)
        elif self.tags[words[0]] == "PLACE" and len(words) > 1:
            self.set_owner(words[:1])

    def _framing_measure(self, words: list[int]) -> None:
        words = [i for i in words if self.tags[i] not in ("P", "LOC")]
        if words and self.tags[words[-1]] in BARE:
            self.topic.subject = self.with_owner(words)
        elif words and all(self.tags[i] in NOUNS | JOINTS for i in words):
            self.topic.weak = self.words.spans(words)

    def set_owner(self, words: Sequence[int]) -> None:
        """From here the text is about these words."""
        owner = self.words.spans(words)
        if owner and sum(end - start for start, end in owner) <= 30:
            self.topic.owner, self.topic.weak, self.topic.owner_at = owner, (), self.topic.at
            last = words[-1]
            self.topic.is_place = self.tags[last] == "PLACE" or self.tokens[last].text in self.settings.regions

    def notice(self, clause: Clause) -> None:
        """The noun phrase a clause begins with is what the text is about from here."""
        if clause.inside:
            return
        told_of, self.topic.told_of = self.topic.told_of, ()
        if clause.quantities:
            self.topic.told_of = told_of
        head = self.words.leading(clause)
        if not head or (head[-1] + 1 < clause.end and self.tags[head[-1] + 1] in ("COMMA", "DUN")):
            return
        if self._is_label(clause, head):
            return
        if not clause.quantities and head[-1] + 1 < clause.end:
            self.topic.told_of = self.words.spans(head) if self.tags[head[0]] != "PRON" else ()
        owner = self.words.without_measure(head)
        counted = self.words.is_counted(clause, head[-1])
        if not clause.quantities and self.tags[head[-1]] == "MEASURE" and not counted:
            self.topic.subject = self.with_owner(head)
        if not owner or self._is_pronoun(owner):
            return
        if self.tokens[owner[0]].text in self.settings.speakers:
            return
        if self._is_established(owner, acts=owner[-1] == head[-1] and not counted):
            self.set_owner(owner)
        elif len(owner) <= 8 and not self._only_modifies(owner, head):
            self.topic.weak = self.words.spans(owner)

    def _is_pronoun(self, owner: Sequence[int]) -> bool:
        """它, 二者, 该片: a pronoun is no topic, unless it stands for itself and there is none."""
        if self.tags[owner[0]] != "PRON" or len(owner) > 2:
            return False
        return bool(self.topic.owner) or self.tokens[owner[0]].text not in self.settings.self_standing

    def _is_label(self, clause: Clause, head: Sequence[int]) -> bool:
        """律师：, 投诉：, 理由四：: what stands alone before a colon heads a stretch of text and owns nothing."""
        if head[-1] + 1 != clause.end or clause.end >= len(self.tags) or self.tags[clause.end] != "COLON":
            return False
        return not any(self.tags[i] in OWNERS | {"MEASURE"} for i in head)

    def notice_title(self, clause: Clause) -> None:
        """A work named after a quantity is what the next clause is about: 7分钟短片《牌子》上线一周，播放量…"""
        for q in clause.quantities[:1]:
            titles = [i for i in range(q + 1, clause.end) if self.tokens[i].text[:1] == "《"]
            if len(titles) == 1 and self.words.content(clause.start, q)[:1] != titles:
                self.set_owner(titles)

    def _only_modifies(self, owner: Sequence[int], head: Sequence[int]) -> bool:
        """羽绒服业务毛利率 beside a known owner: the words before the measure are no owner of what follows."""
        measured = owner[-1] != head[-1] and not any(self.tags[i] in OWNERS for i in owner)
        return measured and bool(self.topic.nearest)

    def _is_established(self, owner: Sequence[int], acts: bool) -> bool:
        """A place, an organisation, a title; or a doer the document keeps coming back to."""
        last = self.tokens[owner[-1]]
        if last.tag in ("PLACE", "OWNER", "PRON") or last.text[-1] in "》”」":
            return True
        start, end = self.tokens[owner[0]].start, last.end
        if not acts or end - start < 2:
            return False
        around = (max(0, start - AROUND), end + AROUND)
        return self.words.text.count(self.words.text[start:end], *around) >= self.settings.often

    # Owners for measures

    def with_owner(self, words: Sequence[int]) -> Subject:
        """The words with the owner they have, or the one the text is about."""
        words = self.words.trimmed(words)
        if not words:
            owner = self.topic.nearest
            return Subject(owner, owner, (), "subject.topic")
        if self.tags[words[0]] == "PRON":
            antecedent = self.topic.owner or self._owner_of_measure()
            if antecedent or self.tokens[words[0]].text in self.settings.self_standing:
                return self._with_antecedent(words, antecedent)
            if len(words) > 1 and self.tokens[words[0]].text in self.settings.empty_pronouns:
                words = words[1:]
        nominal = self.words.until_verb(words)
        own = self.words.without_measure(nominal)
        mine = self.words.spans(words)
        locative = words[0] > 0 and self.tokens[words[0] - 1].text == "在" and bool(self.topic.weak)
        named = any(self.tags[i] in OWNERS for i in nominal) or self.words.length(own) >= 7
        if (named or self.words.is_described(words)) and not locative:
            return Subject(mine, self.words.spans(own) or self.topic.owner, (), "subject.owner-measure")
        bare = not own or locative or self.tokens[words[0]].text in self.settings.rest
        owner = self._owner_of_measure() if bare else self._owner_nearby()
        if not owner or self._names(own, owner) or any(s < e2 and s2 < e for s, e in mine for s2, e2 in owner):
            return Subject(mine, self.topic.weak or self.words.spans(own), (), "subject.measure")
        return Subject(ordered(owner, mine), owner, (), "subject.carried-owner")

    def _owner_nearby(self) -> Spans:
        """For a noun of its own: an owner named in the same sentence, or a place the text stays in."""
        if self.topic.owner_at == self.topic.at or self.topic.is_place:
            return self.topic.owner
        return ()

    def _owner_of_measure(self) -> Spans:
        """For a bare measure: who owned the measure before it in the sentence, else what the text is about."""
        last = self.topic.subject
        if last.owner and last.spans and last.spans[0][0] >= self.tokens[0].start:
            return last.owner
        return self.topic.nearest

    def _names(self, words: Sequence[int], owner: Spans) -> bool:
        """Whether the words already name the owner."""
        text = "".join(self.tokens[i].text for i in words)
        return "".join(self.words.text[s:e] for s, e in owner) in text

    def _with_antecedent(self, words: list[int], antecedent: Spans) -> Subject:
        """其, 该公司 …: the owner the text is about stands in for the pronoun; 公司 and 我们 speak for themselves."""
        first = self.tokens[words[0]].text
        if first in self.settings.self_standing:
            return Subject(self.words.spans(words), self.words.spans(words[:1]), (), "subject.owner-measure")
        skip = 2 if first in self.settings.determiners and len(words) > 2 else 1
        return Subject(ordered(antecedent, self.words.spans(words[skip:])), antecedent, (), "subject.pronoun")
