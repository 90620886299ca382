"""Topic reading: what each clause tells the text is about, and so who owns a measure that names no owner."""

from __future__ import annotations

from typing import Final

from extract.account import tells_of_itself
from extract.clause import Clause
from extract.introduced import Introduced
from extract.noun import Words
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.topic import QUOTING, Topic
from extract.word_class import BARE, EMPTY, NOMINAL, NOUNS, OWNERS, OWNERS_AND_MEASURES, VERBS, Spans, length

# For so many sentences a thing with a name of its own may be called by its noun alone.
LONGEST_CALLED: Final = 1
NAMED: Final = OWNERS - {"PRON"}
BEFORE_OBJECTS: Final = VERBS | {"LIGHT", "AUX", "Q", "DE", "P"}
ACTING: Final = VERBS | {"ADV", "LINK", "LIGHT", "SAY", "OWN_SAY"}


class TopicReader(Introduced):
    """Notices in one sentence what the text is about from there."""

    def __init__(self, words: Words, topic: Topic) -> None:
        super().__init__(words, topic)
        self._may_happen = words.holds(self.settings.happens)

    def frames(self, clause: Clause) -> None:
        """Owners that a frame names: 在武汉，… 以湖南省为例，… 海口提出，…"""
        for phrase in self.words.phrases:
            if not clause.start <= phrase.start < clause.end:
                continue
            words = [i for i in range(phrase.first, phrase.last) if self.tags[i] not in EMPTY]
            if phrase.role == "event":
                after = [k for k, i in enumerate(words) if self.tags[i] == "DE"]
                named = words[after[-1] + 1 :] if after else words
                if any(self.tags[i] == "NAME" for i in named):
                    self.mention(named, "frame")
            elif phrase.role in ("place", "example"):
                if len(words) > 1 or not words or self.tokens[words[0]].text not in self.settings.aspects:
                    self.mention(words, "frame")
            elif phrase.role == "report":
                self._notice_speaker(words)
                self._reporting_owner(phrase, words)
            elif phrase.role == "frame" and self.tags[phrase.start] != "PER":
                self._framing_measure(words)
            elif phrase.role == "measure" and words and self.tags[words[-1]] not in BARE:
                self.mention(words, "presented")  # 棚改方面，今年开工1.35万套

    def _notice_speaker(self, words: list[int]) -> None:
        """王刚告诉记者，自己…: a person who speaks is who 他 is in what is said, and whoever speaks is 自己."""
        words = self.words.bounded([i for i in words if self.tags[i] != "SAY"])
        fits = all(self.tags[i] in NOUNS for i in words) and self.words.length(words) <= 10
        self.speaker = self.words.spans(words) if fits else ()
        self.speaker_is_person = fits and bool(words) and self.tags[words[-1]] == "NAME"

    def _reporting_owner(self, phrase: Phrase, words: list[int]) -> None:
        """The place whose office reports, or the organisation that says something of itself."""
        if not words or all(self.tokens[i].text in self.settings.own_say for i in words):
            return  # 财报显示
        said = {self.tokens[i].text for i in range(phrase.start, phrase.end)}
        doer = self.words.until_verb(words)
        if said & self.settings.own_say and doer and self.tags[doer[-1]] in NAMED and self.tags[phrase.start] != "PER":
            self.mention(doer, "reporter")
        elif self.tags[words[-1]] in OWNERS and said & self.settings.own_say and self.tags[phrase.start] != "PER":
            self.mention(words, "reporter")
        elif said & self.settings.own_say and all(self.tags[i] in NOUNS for i in words):
            self.mention(words, "doer")
        elif doer == words and tells_of_itself(self.words, phrase, bool(self.topic.entities)):
            self.mention(words, "reporter")
        elif self.tags[words[0]] == "PLACE" and len(words) > 1 and self.tags[words[-1]] != "NAME":
            self.mention(words[:1], "reporter")

    def _framing_measure(self, words: list[int]) -> None:
        words = [i for i in words if self.tags[i] not in ("P", "LOC")]
        if words and self.tags[words[-1]] in BARE:
            self.topic.subject = self.with_owner(words)
        elif words and all(self.tags[i] in NOMINAL for i in words):
            self.mention(words, "doer")

    def claim(self, owner: Spans) -> None:
        """A quantity was of this owner."""
        if owner and self.topic.weights["claimed"]:
            name = "".join(self.words.text[s:e] for s, e in owner)
            known = self.topic.entities.get(name)
            if known is not None:
                self.topic.mention(name, owner, self.topic.weights["claimed"], known.is_place, known.tag, known.root)

    def mention(self, words: list[int], role: str, first: bool = False) -> None:
        """The text names these words; what it adds to their salience depends on their role, and on who comes first."""
        if not words:
            return
        spans = self.words.spans(words)
        last = self.tokens[words[-1]]
        if len(last.text) == len(words) == 1 and words[0] and self.words.base_unit(words[0] - 1) == "":
            return  # 辗转4省9市
        if last.text[0] in "“「『" and any(pause in last.text for pause in "、，；"):
            return  # “随用随还、秒速放款”
        if not spans or length(spans) > self.settings.longest or self._owns_nothing(words):
            return
        weights = self.topic.weights
        owner = last.tag in ("PLACE", "OWNER", "PRON") or last.text[-1] in "》”」"
        name = "".join(self.tokens[i].text for i in words)
        often = min(self.topic.times.get(name, 0), 5)
        known = weights["owner_class"] if owner else weights["name_class"] if last.tag == "NAME" else 0.0
        if not known and self.tags[words[0]] in ("PLACE", "OWNER"):
            known = weights["of_owner"]
        if role in ("counted", "counted_object"):
            known = 0.0
        weight = weights[role] + (weights["first"] if first else 0.0) + known + weights["often"] * often
        is_place = last.tag == "PLACE" or last.text in self.settings.regions
        self.topic.times[name] = self.topic.times.get(name, 0) + 1
        if name[0] in QUOTING and last.tag == "N" and len(last.text) > 1:
            self.topic.called[last.text] = name, spans, self.topic.at
        elif first and len(words) == 1 and name in self.topic.called:
            full, named, at = self.topic.called[name]
            if self.topic.at - at <= LONGEST_CALLED:
                name, spans, weight = full, named, weight + weights["name_class"]  # 活动上线首日, after “春风”活动
        if weight > 0:
            root = self.words.spans(self.words.root(words)) if role in ("counted_object", "measured") else ()
            self.topic.mention(name, spans, weight, is_place, last.tag, root)

    def notice(self, clause: Clause) -> None:
        """The noun phrase a clause begins with is what the text is about from here."""
        begins = self.tokens[clause.start : clause.start + 2] if clause.mark == "COMMA" else ()
        self.joined = bool(begins) and "".join(token.text for token in begins).startswith(self.settings.joining)
        if clause.inside:
            return
        if clause.start == 0 and self.topic.holder and self._goes_into(clause):
            name = self._text(self.topic.holder)  # …。其中出口820亿元: of what the sentence before was about
            self.topic.mention(name, self.topic.holder, self.topic.weights["introduced"], False, "OWNER")
        if clause.mark == "SEMI":
            self.topic.fade(self.topic.weights["fade_part"])
            self.topic.condition = ()
        told_of, self.topic.told_of = self.topic.told_of, ()
        if described := self._described(clause):
            self.mention(described, "presented", first=clause.start == 0)
            return
        if clause.quantities:
            self.topic.told_of = told_of
        elif ranked := self.ranked(clause):
            self.topic.told_of = self.words.spans(ranked)
            self.mention(ranked, "doer", first=clause.start == 0)
            return
        if self._sets_condition(clause):
            return
        head = self.words.leading(clause)
        if not head or (head[-1] + 1 < clause.end and self.tags[head[-1] + 1] in ("COMMA", "DUN")):
            return
        if head := self._whose(clause, head):
            self._notice_head(clause, head)

    def _notice_head(self, clause: Clause, head: list[int]) -> None:
        """A noun phrase at the head of a clause names whose measures follow, unless it only labels, dates or tells."""
        if self._is_label(clause, head) or self._says_nothing(clause, head) or self._tells(clause):
            return
        if clause.quantities and self.tokens[head[0] - 1].text == "在" and head[0] == clause.start + 1:
            return  # 在北欧市场的转化率达9%
        if not clause.quantities and head[-1] + 1 < clause.end:
            self.topic.told_of = self.words.spans(head) if self.tags[head[0]] != "PRON" else ()
        if holder := self._holds_post(clause, head):
            self.mention(holder, "introduced", first=True)
            return
        counted = self.words.is_counted(clause, head[-1])
        if not clause.quantities and self.tags[head[-1]] == "MEASURE" and not counted:
            self.topic.subject = self.with_owner(head)
        owner = self._owner_in(head)
        self._notice_them(owner)
        if not owner or self._is_pronoun(owner) or self.tokens[owner[0]].text in self.settings.speakers:
            return
        if len(owner) <= self.settings.most_words:
            earlier = (i for i in range(clause.start) if i not in self.words.dropped)
            role = self._role(clause, head, owner, counted)
            self.mention(owner, role, first=not any(self.tags[i] in NOUNS for i in earlier))

    def _owner_in(self, head: list[int]) -> list[int]:
        """Who owns what is told, of the noun phrase at the head of a clause."""
        owner = self.words.without_deed(self.words.without_measure(head))
        per = next((k for k, i in enumerate(owner) if k and self.tags[i] == "MEASURE_PREFIX"), len(owner))
        owner = owner if per == 1 and self.tags[owner[0]] == "PRON" else owner[:per]
        if len(owner) > 1 and self.tokens[owner[-1]].text in self.settings.states:
            owner = owner[:-1]  # 东北弃风现象有所好转
        if len(owner) == 2 and self.tags[owner[0]] == "PRON" and self.tokens[owner[1]].text[0] == "《":
            owner = owner[1:]  # 其《山河》系列
        return owner

    def _whose(self, clause: Clause, head: list[int]) -> list[int]:
        """The noun phrase of a clause without those that are listed before their number, and the first of items that follow
        their measure (甲省、乙省2个省份; 平均年龄男29岁、女27岁): neither is what the text is about.
        """
        if not clause.quantities or head[-1] > clause.quantities[0]:
            return head
        q = clause.quantities[0]
        kept = self.words.without_listed(head, q)
        measures = [k for k, i in enumerate(kept) if self.tags[i] == "MEASURE"]
        if measures and kept[-1] == q - 1 and measures[-1] + 1 < len(kept) and self.tags[q + 1 : q + 2] == ["DUN"]:
            return [i for i in kept[: measures[-1]] if self.tags[i] not in BARE]
        return kept

    def _tells(self, clause: Clause) -> bool:
        """甲所、乙所研究员王某结合数据进行了分析：…: who tells what stands behind the colon owns none of it."""
        colon = self.tags[clause.end : clause.end + 1] == ["COLON"]
        return colon and not clause.quantities and self.tags[clause.end - 1] == "SAY"

    def _role(self, clause: Clause, head: list[int], owner: list[int], counted: bool) -> str:
        """In which role the owner in the noun phrase of a clause is mentioned."""
        if owner[-1] != head[-1]:
            return "measured"
        if counted:
            return "counted_object"
        introduced = head[-1] + 1 < clause.end and self.tokens[head[-1] + 1].text in self.settings.situated
        return "introduced" if introduced else "doer"

    def _goes_into(self, clause: Clause) -> bool:
        """Whether a sentence begins with 其中, and not with 其中的."""
        return self.tokens[0].text in self.settings.among and self.tags[1:2] != ["DE"] and clause.end > 1

    def notice_compelled(self, clause: Clause) -> None:
        """判处刘某有期徒刑3年，并处罚金2万元: who is made to do something is what the text is about from there."""
        for i in self.compelling:
            if clause.start <= i < clause.end and (named := self.compelled(i)):
                self.mention(named, "introduced")

    def _notice_them(self, owner: list[int]) -> None:
        """…用户650万，他们…: those who were just counted are who 他们 is, if no person was named."""
        counted = self.topic.subject.spans
        if not owner or self.tokens[owner[0]].text not in self.settings.them or not counted or self.topic.person:
            return
        inside = self.words.inside(counted)
        if inside and self.tags[inside[-1]] == "N":
            self.topic.mention(self._text(counted), counted, self.topic.weights["introduced"], False, "N")

    def _is_pronoun(self, owner: list[int]) -> bool:
        """它, 二者, 该片: a pronoun is no topic, unless it stands for itself and there is none."""
        if self.tags[owner[0]] != "PRON" or len(owner) > 2:
            return False
        first = self.tokens[owner[0]].text
        whole = "".join(self.tokens[i].text for i in owner)
        named = len(whole) > 1 and first[0] in self.settings.determiners and not whole.endswith(self.settings.cited)
        return bool(self.topic.entities) or not (named or first in self.settings.self_standing)

    def _is_label(self, clause: Clause, head: list[int]) -> bool:
        """律师：, 投诉：, 理由四：: what stands alone before a colon heads a stretch of text and owns nothing."""
        if head[-1] + 1 != clause.end or clause.end >= len(self.tags) or self.tags[clause.end] != "COLON":
            return False
        return not any(self.tags[i] in OWNERS_AND_MEASURES for i in head)

    def _owns_nothing(self, words: list[int]) -> bool:
        """A law or report that is cited, an official who speaks, a stage or a season: none of them owns a measure."""
        first, last = self.tokens[words[0]].text, self.tokens[words[-1]].text
        if last[-1] in "》”" and last[:-1].endswith(self.settings.cited):
            return True
        if any(self.tokens[i].text.endswith(self.settings.officials) for i in words):
            return True
        return first in self.settings.no_entities or last in self.settings.no_entities

    def _says_nothing(self, clause: Clause, head: list[int]) -> bool:
        """…，信息收集站，邻里和睦驿站。: a noun phrase that ends its sentence is no topic of the next; nor is one that says when."""
        last = head[-1] + 1
        if (
            last < clause.end
            and self.tokens[last].text in self.settings.moments
            and self.tags[last + 1 : last + 2] != ["V"]
        ):
            return True  # 重组后，仪器原值…
        after = self.tags[clause.end] if clause.end < len(self.tags) else "STOP"
        return clause.mark in ("COMMA", "DUN", "C") and head[-1] + 1 >= clause.end and after in ("STOP", "SEMI")

    def notice_counted(self, clause: Clause) -> None:
        """16家企业获得投资，总额…; 购买了3箱苹果，每箱…: what is counted may own what follows."""
        for q in clause.quantities:
            words = self.words.nouns_from(q + 1, clause.end, False)
            if not words and (person := self._aged(clause, q)):
                self.mention(person, "doer", first=True)
            if not words or clause.inside:
                continue
            after = words[-1] + 1
            acts = after < clause.end and self.tags[after] in ACTING
            if acts or after == clause.end:
                held = not acts and self.words.base_unit(q) in self.settings.held  # 举办12场直播，观看人数3万
                role = "presented" if held else "counted" if acts else "counted_object"
                self.mention(words[: self.settings.most_words], role)

    def _aged(self, clause: Clause, q: int) -> list[int]:
        """65岁的张大爷种了20亩苹果: a person told of with an age."""
        item = self.tokens[q].item
        if not isinstance(item, Quantity) or item.base_unit not in self.settings.ages:
            return []
        after = q + 2 if q + 1 < clause.end and self.tags[q + 1] == "DE" else clause.end
        return self.words.nouns_from(after, clause.end, False)[: self.settings.most_words]

    def notice_object(self, clause: Clause) -> None:
        """推出“交通在行动”系列直播，场均…: what a clause without a measure tells of at its end may own what follows."""
        if clause.inside:
            return
        self._notice_event(clause)
        words: list[int] = []
        for i in range(clause.end - 1, clause.start - 1, -1):
            if self.tags[i] in NOUNS and i not in self.words.dropped and self.tags[i] != "MEASURE":
                words.insert(0, i)
            elif not (words and self.tags[i] in ("QUOTE",)):
                break
        if not words or words[0] == clause.start or self.tags[words[-1]] == "M":
            return  # 居全省第2位
        new = self.tags[words[0]] == "M" and self.tokens[words[0]].text[:1] == "一"
        before = self.tokens[words[0] - 1].text
        if before in self.settings.hailed and self.tokens[words[0]].text[0] in "“「『":
            return
        if before in self.settings.naming:
            return self.mention(words, "presented")  # 一家名为某某的公司
        if self.tags[words[0] - 1] not in BEFORE_OBJECTS and not (new and self.tags[words[0] - 1] == "LINK"):
            return
        if before in self.settings.situated or before in self.settings.addressing or before in self.settings.joined:
            return
        named = any(self.tags[i] in ("NAME", "OWNER", "PLACE") for i in words)
        role = "object_named" if named else "presented" if new else "object"
        self.mention(words[new : self.settings.most_words], role)

    def _notice_event(self, clause: Clause) -> None:
        """发生一起瓦斯爆炸，造成3人遇难: what happened has the effects that are told next."""
        if not self._may_happen:
            return
        happens = [i for i in range(clause.start, clause.end) if self.tokens[i].text in self.settings.happens]
        words = self.words.content(happens[-1] + 1, clause.end) if happens else []
        de = [k for k, i in enumerate(words) if self.tags[i] == "DE"]
        named = [i for i in words[de[-1] + 1 if de else 0 :] if self.tags[i] != "M"]
        if named and self.words.length(named) <= 12:
            self.topic.event = self.words.spans(named)
            self.topic.event_at = self.topic.at

    def notice_title(self, clause: Clause) -> None:
        """A work named after a quantity is what the next clause is about: 7分钟短片《牌子》上线一周，播放量…"""
        for q in clause.quantities[:1]:
            titles = [i for i in range(q + 1, clause.end) if self.tokens[i].text[:1] == "《"]
            if len(titles) == 1 and self.words.content(clause.start, q)[:1] != titles:
                self.mention(titles, "title")
