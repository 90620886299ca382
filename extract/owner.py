"""Owners: whose a measure or a noun is, if its own words do not say."""

from __future__ import annotations

from extract.noun import Words
from extract.topic import Subject, Topic
from extract.word_class import BARE, OWNERS, Spans, ordered


class Owners:
    """Finds owners in one sentence, among what the text is about.

    Attributes:
        joined: whether the clause that is read goes on with the owner of the one before.
        speaker: who speaks in what is said here; speaker_is_person: whether that is a person.
        unit: the base unit of the quantity that is read; measure: the last word of what it measures, if it has an owner.
    """

    def __init__(self, words: Words, topic: Topic) -> None:
        self.words = words
        self.topic = topic
        self.settings = words.settings
        self.tags = words.tags
        self.tokens = words.tokens
        self.joined = False
        self.speaker: Spans = ()
        self.speaker_is_person = False
        self.unit = self.measure = ""

    def with_owner(self, words: list[int]) -> Subject:
        """The words with the owner they have, or the one the text is about."""
        words = self.words.trimmed(words)
        if not words:
            owner = self.topic.nearest
            return Subject(owner, owner, (), "subject.topic")
        if self.topic.event and self.tokens[words[0]].text in self.settings.effects:
            return Subject(ordered(self.topic.event, self.words.spans(words)), self.topic.event, (), "subject.of-event")
        if self.tags[words[0]] == "PRON":
            antecedent = self._antecedent(self.tokens[words[0]].text)
            if antecedent or self.tokens[words[0]].text in self.settings.self_standing:
                return self._with_antecedent(words, antecedent)
            if len(words) > 1 and self.tokens[words[0]].text in self.settings.empty_pronouns:
                words = words[1 + (self.tags[words[1]] == "DE") :]
        return self._named_or_owned(words)

    def _named_or_owned(self, words: list[int]) -> Subject:
        """The words as they stand if they name their owner, else with the one the text is about."""
        nominal = self.words.until_verb(words)
        own = self.words.without_measure(nominal)
        mine, holder = self.words.spans(words), self.words.spans(self.words.holder(own))
        locative = words[0] > 0 and self.tokens[words[0] - 1].text == "在" and bool(self.topic.entities)
        named = (
            any(self.tags[i] in OWNERS for i in nominal) or self.words.length(self.words.without_adjectives(own)) >= 7
        )
        addressed = self.tags[words[0]] == "P" and self.tokens[words[0]].text in self.settings.addressing
        if (named or self.words.is_described(words)) and not locative and not (addressed and self.topic.entities):
            return Subject(mine, holder or self.topic.nearest, (), "subject.owner-measure")
        if self.topic.condition:
            spans = ordered(self.topic.condition, mine)
            return Subject(spans, self.topic.condition, (), "subject.condition")
        if self.tokens[words[0]].text in self.settings.enforcing and (office := self._enforcer()):
            return Subject(ordered(office, mine), office, (), "subject.enforcer")
        bare = not own or locative or addressed or self.tokens[words[0]].text in self.settings.rest
        plain = [i for i in own if self.tags[i] != "MEASURE_PREFIX"]  # 直播 in 日直播场次
        generic = self.tags[words[-1]] == "MEASURE" and self.words.length(plain) <= self.settings.generic
        beside = any(self.tags[i] not in BARE for i in words)
        self.measure = self.tokens[words[-1]].text if own else ""
        owner = self._owner("for_measure" if bare or generic else "for_noun", beside)
        if not owner or self._names(own, owner) or any(s < e2 and s2 < e for s, e in mine for s2, e2 in owner):
            return Subject(mine, holder, (), "subject.measure")
        abroad = self.tokens[words[0]].text.startswith(self.settings.abroad)
        if abroad and self._text(owner).endswith(self.settings.at_home):
            return Subject(mine, holder, (), "subject.abroad")
        mine = self._unshared(mine, owner, self.tokens[words[0]].text)
        return Subject(ordered(owner, mine), owner, (), "subject.carried-owner")

    def _enforcer(self) -> Spans:
        """警方打掉一个团伙，缴获手机218部: the office that does what only an office does."""
        offices = [e for name, e in self.topic.entities.items() if name.endswith(self.settings.enforcers)]
        return max(offices, key=lambda e: e.salience).spans if offices else ()

    def _antecedent(self, pronoun: str) -> Spans:
        """Whom or what a pronoun stands for: who speaks, the last person, or what was named last."""
        if pronoun not in self.settings.personal:
            return self.topic.nearest
        said = self.speaker_is_person or pronoun in self.settings.reflexive
        return (self.speaker if said else ()) or self.topic.person

    def _unshared(self, mine: Spans, owner: Spans, first: str) -> Spans:
        """用户规模 of 短视频用户, 森林覆盖率 of 全市森林: without the two characters or more that the owner ends in."""
        text = self._text(owner)
        shared = next((k for k in range(len(first), 1, -1) if text.endswith(first[:k])), 0)
        if not shared or shared >= mine[0][1] - mine[0][0]:
            return mine
        return ((mine[0][0] + shared, mine[0][1]), *mine[1:])

    def _text(self, spans: Spans) -> str:
        return "".join(self.words.text[s:e] for s, e in spans)

    def _owner(self, need: str, beside: bool) -> Spans:
        """Who owns a measure or a noun: the most salient entity, if it is salient enough for that; ``beside`` says that
        the noun stands beside what is counted (全省出口商品3亿元，进口商品…).
        """
        if self.joined and self.topic.subject.owner:
            return self.topic.subject.owner
        best = self.topic.best(self.topic.weights[need])
        if best is None:
            return ()
        if beside and not self.topic.measured.isdisjoint({(best.spans, self.unit), (best.spans, self.measure)}):
            return best.root  # 女士60人 after 男士80人, 冰箱销量 after 彩电销量
        return best.root if beside and best.root else best.spans

    def _names(self, words: list[int], owner: Spans) -> bool:
        """Whether the words already name the owner."""
        text = "".join(self.tokens[i].text for i in words)
        return self._text(owner) in text

    def _with_antecedent(self, words: list[int], antecedent: Spans) -> Subject:
        """其, 该公司 …: the owner the text is about stands in for the pronoun; 公司 and 我们 speak for themselves."""
        first = self.tokens[words[0]].text
        if first in self.settings.self_standing:
            return Subject(self.words.spans(words), self.words.spans(words[:1]), (), "subject.owner-measure")
        skip = 2 if first in self.settings.determiners and len(words) > 2 else 1
        mine = self.words.spans(words)
        if antecedent and antecedent[0] == (mine[0][0], antecedent[0][1]):
            return Subject(mine, antecedent, (), "subject.pronoun")  # 这条公路 has just been named
        return Subject(ordered(antecedent, self.words.spans(words[skip:])), antecedent, (), "subject.pronoun")
