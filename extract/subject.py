"""Subjects: what each quantity measures, clause by clause, carrying owners and measures forward as a reader does."""

from __future__ import annotations

from typing import Final

from extract.again import Again
from extract.candidate import Scene
from extract.change import Change
from extract.choice import Choices
from extract.clause import Clause
from extract.compared import Compared
from extract.distribution import Distribution
from extract.group import Groups
from extract.inherit import Inheritance
from extract.noun import Words
from extract.part import Parts
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.relative import Relatives
from extract.rulebook import Rulebook
from extract.share import Shares
from extract.sibling import Siblings
from extract.subject_settings import SubjectSettings
from extract.thing import Things
from extract.token import RATIO_SIGNS, Token
from extract.told import Told
from extract.topic import Subject, Topic
from extract.topic_reader import TopicReader
from extract.unit import CLASSIFIER
from extract.word_class import BARE, JOINTS, MOVES, NOMINAL, OWNERS, VERBS, before_place, ordered

# Characters of the words of a clause that own what it causes, and of what is caused.
LONGEST_CAUSER: Final = 14
LONGEST_CAUSED: Final = 8
# Classes of words that name an item of a list that shares its deed (走进13所学校、16个村庄).
ITEMS: Final = frozenset({"N", "A", "DE", "COUNTED", "M"})
OWNERS_AND_VERBS: Final = OWNERS | VERBS


class Subjects:
    """Finds the subject of every quantity of a sentence."""

    def __init__(self, book: Rulebook) -> None:
        self._settings = SubjectSettings.of(book)
        self.choices = Choices(book)

    def of(
        self,
        text: str,
        tokens: list[Token],
        clauses: list[Clause],
        phrases: list[Phrase],
        topic: Topic,
        index: int,
    ) -> dict[int, Subject]:
        """The subject of each quantity, by the index of its token; ``topic`` is carried on."""
        topic.weights = self._settings.salience
        topic.next_sentence(index)
        words = Words(text, tokens, phrases, self._settings)
        reader = SentenceReader(words, topic, self.choices)
        for clause in clauses:
            reader.read(clause)
        topic.last_measure = reader.siblings.memory
        return {q: each.read_as(words.without_joints(each.read.spans)) for q, each in reader.found.items()}


class SentenceReader:
    """Reads one sentence, clause by clause."""

    def __init__(self, words: Words, topic: Topic, choices: Choices) -> None:
        self.words = words
        self.choices = choices
        self.past: list[Clause] = []
        self.topic = topic
        self.topics = TopicReader(words, topic)
        self.distribution = Distribution(words, self.topics)
        self.shares = Shares(words, self.topics)
        self.told = Told(words, self.topics)
        self.groups = Groups(words)
        self.things = Things(words, self.told)
        self.tokens = words.tokens
        self.tags = words.tags
        self.settings = words.settings
        self.found: dict[int, Subject] = {}
        self.parts = Parts(words, topic)
        self.outside: tuple[Subject, str] | None = None
        self.entry = Subject()
        self.relatives = Relatives(words, self.topics)
        self.siblings = Siblings(words, self.topics)
        self.inheritance = Inheritance(words, self.topics, self.found)
        self.change = Change(words, self.topics, self.inheritance)
        self.again = Again(words, self.topics, self.found)
        self.compared = Compared(words, self.topics, self.change, self.again, self.things)

    def read(self, clause: Clause) -> None:
        """Read one clause: what it is about, then the subject of each of its quantities."""
        self._cross_bracket(clause)
        self.topics.frames(clause)
        self.siblings.frame(clause)
        self.topics.notice(clause)
        self.topics.notice_compelled(clause)
        before, self.entry = clause.start, self.topic.subject
        self.parts.notice(clause)
        for q in clause.quantities:
            self.topics.unit = self.words.base_unit(q) or ""
            subject = self._subject(clause, before, q)
            scene = Scene(self.words, self.topic, self.past, clause, before, q)
            likelier = self.choices.best(scene, subject)
            self.found[q] = subject if likelier is None else subject.with_likelier(likelier)
            if subject.spans:
                self.topic.subject = self.found[q]
                self.topic.unit = self.words.base_unit(q) or ""
                last = (self.words.inside(subject.spans) or [0])[-1]
                if self.tags[last] not in OWNERS:
                    self.topic.measured.add((subject.spans, self.topic.unit))
                if self.tags[last] == "MEASURE" and not self._has_thing(subject):
                    self.topic.measured.add((subject.owner, self.tokens[last].text))
                self.topics.claim(subject.owner)
                if subject.owner != self.topic.holder and (inside := self.words.inside(subject.owner)):
                    named = all(self.tags[i] in OWNERS for i in inside)
                    self.topic.holder = subject.owner if named else self.words.spans(self.words.root(inside))
            self.siblings.remember(before, q)
            before = q + 1
        if clause.quantities:
            self.topic.told_of = ()
        self.siblings.announce(clause)
        self.groups.notice(clause, self.found)
        self.topics.notice_counted(clause)
        self.topics.notice_object(clause)
        self.topics.notice_title(clause)
        self.found.update(shared := self.distribution.of(clause, self.found))
        if shared:
            self.topic.subject = self.found[clause.quantities[-1]]
        self.inheritance.before = self.distribution.before = clause
        self.past.append(clause)

    def _has_thing(self, subject: Subject) -> bool:
        """该机场年旅客吞吐量: whether a thing stands between whose a measure is and the measure."""
        owner = self.words.inside(subject.owner)
        between = [i for i in self.words.inside(subject.spans) if i not in owner]
        return bool(owner) and any(self.tags[i] not in BARE for i in between)

    def _cross_bracket(self, clause: Clause) -> None:
        """客运量8万人次（不含出租车1万人次），下降3%: what stands behind brackets goes on with what stands before them."""
        if clause.inside and self.outside is None:
            self.outside = self.topic.subject, self.topic.unit
        elif not clause.inside and self.outside is not None:
            if self.outside[0].spans:
                self.topic.subject, self.topic.unit = self.outside
            self.outside = None

    def _settled(self, clause: Clause, before: int, q: int) -> Subject | None:
        """What was said before settles it, whatever words stand beside the quantity."""
        if casualty := self.told.next_casualty(q):
            return casualty
        if before == q - 1 and self.tokens[before].text in RATIO_SIGNS and before - 1 in self.found:
            return self.found[before - 1]  # 46.9∶34.4∶18.7
        if compared := self.compared.of(clause, before, q, self.entry):
            return compared
        end = self.told.next_quantity(clause, q)
        if settled := self.told.purpose(before, q, end, self.found) or self.groups.part(clause, before, q, self.found):
            return settled
        if disposed := self.told.disposed(clause, before, q):
            return disposed
        return self.inheritance.of(clause, q, "subject.change-to") if self.change.reached(before, q) else None

    def _subject(self, clause: Clause, before: int, q: int) -> Subject:
        if settled := self._settled(clause, before, q):
            return settled
        if headless := self.relatives.headless(clause, before, q):
            return headless
        left = self._left(clause, before, q)
        if left and left[-1] == q - 1 and (by := self.compared.by(clause, left, q)):
            return by
        if sized := self._sized(clause, before, q):
            return sized
        share = next((i for i in range(before, q) if self.tags[i] == "SHARE" and i not in self.words.dropped), None)
        if share is not None:
            inherited = self.inheritance.told_of_before(clause, q) or self.topic.subject
            return self.shares.of(clause, left, share, q, self.found, inherited)
        if left and (base := self.change.base_of_multiple(before, q)) is not None:
            left = [i for i in left if i < base]
            if not left:
                return self.inheritance.of(clause, q, "subject.multiple-inherits")
        if left and self.change.goes_on_comparing(clause, before, q):
            return self.inheritance.of(clause, q, "subject.multiple-inherits")
        if relative := self.relatives.headed(clause, before, left):
            return relative
        return self._from_words(clause, before, q, left)

    def _from_words(self, clause: Clause, before: int, q: int, left: list[int]) -> Subject:
        """What is measured, by the words before a quantity, or counted, by those behind it; or what was before."""
        head = self.words.head(before, q)
        counted, tail = self.things.after(clause, q, left)
        if counted and self.change.is_whole(before, q, head):
            counted, tail = [], []
        if part := self.parts.of(clause, q, left, counted):
            return part
        if not left and counted and (planned := self.compared.of_plan(clause, counted)):
            return planned  # 完成全年1400亿元目标
        whose = self.siblings.without_rate(self.change.whose(left, head) if self.siblings.same_change(q) else left)
        of_plan = all(self.tokens[i].text in self.settings.of_plan for i in left)
        if not counted and not of_plan and (sibling := self.siblings.of(whose, q) or self.siblings.of_other(whose, q)):
            return sibling
        if not left and not counted and (other := self.told.other(clause, q, self.found)):
            return other
        if not counted and (told := self.told.after(clause, q)):
            return self.told.subject(clause, left, told, self.inheritance.of(clause, q, ""))
        if not left and not counted:
            return self.inheritance.of(clause, q, "subject.inherited")
        if head is not None and self.tags[head] in MOVES and not counted:
            left, changed = self.change.of(clause, q, left, head)
            if changed:
                return changed
        if left and not counted and (again := self.again.of_things(clause, left, q, self.past)):
            return again
        if left and not counted and self.change.only_reaches(left, q):
            return self.inheritance.of(clause, q, "subject.change-inherits")
        if left and not counted and (averaged := self.inheritance.averaged(q, left)):
            return averaged
        if left and not counted and (extended := self.compared.extended(clause, left)):
            return extended
        return self._composed(clause, q, left, counted, tail)

    def _left(self, clause: Clause, before: int, q: int) -> list[int]:
        """The words between a place of the clause and a quantity that may say what it measures."""
        caused = next((i + 1 for i in range(q - 1, before - 1, -1) if self._is_pivot(i)), before)
        left = self.words.bounded(self.words.content(max(caused, self._predicate(caused, q)), q))
        left = self.words.without_adverbials(self.words.without_dimension(left), before)
        left = self.change.without_end(self.words.without_others(self.words.without_listed(left, q), q))
        if caused > before and self.tags[caused - 1] == "CAUSE":
            left = [*self._causer(clause, caused, left), *left]
        if before > clause.start and self._counted_before(before, q, left):
            return []
        if before > clause.start:
            left = [*self.words.age_group(before, left), *self.told.addressed(clause, before, left), *left]
        if (
            before > clause.start
            and self.tags[q - 1] == "DE"
            and all(self.tags[i] in NOMINAL for i in range(before, q))
        ):
            return []
        return left

    def _counted_before(self, before: int, q: int, left: list[int]) -> bool:
        """下辖6县2区, 12个乡镇86个村: what stands before is counted by the numeral before it, as this one counts its own."""
        things = all(self.tags[i] in ("N", "OWNER", "COUNTED", "A") for i in left)
        items = [self.tokens[i].item for i in (before - 1, q)]
        alike = all(isinstance(item, Quantity) and item.type in (CLASSIFIER, "") for item in items)
        if not left or not things or not alike or left != list(range(before, q)):
            return False
        return bool(self.words.nouns_from(q + 1, len(self.tags), False)) and self.tags[q + 1] in ("N", "OWNER")

    def _causer(self, clause: Clause, caused: int, left: list[int]) -> list[int]:
        """甲品牌通过该技术使转化率提升27%: who causes it owns what is caused, unless that has an owner of its own."""
        lead = self.words.leading(clause)
        named = any(self.tags[i] in OWNERS for i in left) or not left or self.words.length(left) > LONGEST_CAUSED
        if named or not lead or lead[-1] >= caused - 1 or self.tags[lead[0]] == "PRON":
            return []
        if any(q < caused for q in clause.quantities):
            return []  # 覆盖率不足20%使纠纷年增45%
        return lead if self.words.length(lead) <= LONGEST_CAUSER else []

    def _is_pivot(self, i: int) -> bool:
        """使转化率提升27%, 判处刘某有期徒刑3年: what is caused, and who is made to do it, stand behind."""
        return self.tags[i] == "CAUSE" or (i in self.topics.compelling and bool(self.topics.compelled(i)))

    def _predicate(self, before: int, q: int) -> int:
        """甲村是乙县96个行政村之一: after 是 with an owner of its own, what stands before 是 is not counted."""
        be = next((i for i in range(q - 1, before, -1) if self.tokens[i].text in self.settings.being), None)
        if be is None or not any(self.tags[i] in ("PLACE", "OWNER", "NAME") for i in range(be + 1, q)):
            return before
        counted = q + 1 < len(self.tags) and self.tags[q + 1] in ("N", "OWNER", "MEASURE")
        return be + 1 if counted and all(self.tags[i] in NOMINAL for i in range(be + 1, q)) else before

    # Subjects of the clause

    def _composed(self, clause: Clause, q: int, left: list[int], counted: list[int], tail: list[int]) -> Subject:
        if not left and counted and self.topic.best(self.topic.weights["for_counted"]) is None:
            mine = self.words.trimmed([*counted, *tail])
            return Subject(self.words.spans(mine), self.topic.nearest, (), "subject.counted")
        if deed := self.again.of_deed(left):
            return deed
        bare = bool(left) and not counted and all(self.tags[i] in BARE for i in left)
        if clause.inside and bare and (named := self.inheritance.named_before(clause)):
            owner = self.words.spans(named)
            return Subject(ordered(owner, self.words.spans(left)), owner, (), "subject.bracket")
        if left and counted and all(self.tags[i] == "M" for i in left):
            left = []
        if left and not counted and (repeated := self.again.repeated(left)):
            return repeated
        if counted and left and self.tags[left[-1]] == "MEASURE" and self.tags[counted[-1]] != "MEASURE":
            return self._measured(left, counted)
        subject = self._listed(clause, left, counted) or self.topics.with_owner([*left, *counted, *tail])
        verb = self._clause_verb(clause, q)
        verbless = q == clause.quantities[0] and not any(self.tags[i] in VERBS for i in left)
        verbless = verbless and self.words.base_unit(q) not in self.settings.ages
        if verbless and clause.mark in ("COMMA", "DUN", "C") and self._is_list_item(clause, left or counted):
            inherited = self.topic.subject.verb
            if inherited and (left or clause.mark != "COMMA" or not tail):
                owner = self.topic.subject.owner
                spans = ordered(owner, inherited, self.words.spans([*left, *counted]))
                return Subject(spans, owner, inherited, "subject.list-item")
        # 新建住宅价格 tells of no deed
        shared = bool(left) and verb[-1:] != left[-1:] and self.tags[left[-1]] != "MEASURE"
        shared = shared and (bool(counted) or self.tags[left[-1]] not in VERBS)  # 吊销注销6户，通报批评5户
        verbs = self.words.spans(verb) if shared else ()
        if left and counted and self.tags[left[-1]] == "V" and self.tags[clause.end : clause.end + 1] == ["DUN"]:
            verbs = self.words.spans(left[-1:])  # 走进13所学校、16个村庄
        return Subject(subject.spans, subject.owner, verbs, subject.rule)

    def _listed(self, clause: Clause, left: list[int], counted: list[int]) -> Subject | None:
        """被告赔偿医疗费7130元、营养费900元: items of a list that end in a measure have the owner of the first."""
        owner = self.topic.subject.owner
        if self.siblings.spans and all(self.tags[i] == "MEASURE" for i in left):
            owner = before_place(self.topic.subject.spans, self.siblings.spans[0][0]) or owner
        if self.words.length(left) > 3 and self.siblings.thing and owner and owner[-1][1] == self.siblings.thing[0][1]:
            alike = self.words.text[self.siblings.spans[-1][1] - 2 : self.siblings.spans[-1][1]]
            if self.tokens[left[-1]].text.endswith(alike):
                owner = before_place(owner, self.siblings.thing[0][0])  # 餐饮收入 after 门票收入
        bare = bool(left) and not counted and self.tags[left[-1]] == "MEASURE" and self.words.length(left) <= 8
        if bare and clause.mark == "DUN" and not owner:
            return Subject(self.words.spans(left), (), (), "subject.list-item")
        if clause.mark != "DUN" or not bare or not owner or any(self.tags[i] in OWNERS_AND_VERBS for i in left):
            return None
        return Subject(ordered(owner, self.words.spans(left)), owner, (), "subject.list-item")

    def _measured(self, left: list[int], counted: list[int]) -> Subject:
        """总长1500公里的路网: the thing after 的 owns the measure before the quantity."""
        counted = self.words.until_verb(counted) or counted
        measure: list[int] = []
        while left and self.tags[left[-1]] in ("MEASURE", "MEASURE_PREFIX"):
            measure.insert(0, left.pop())
        owner = self.words.without_measure(self.words.until_verb(left))
        owner = [i for i in owner if self.tags[i] not in JOINTS]
        subject = self.topics.with_owner([*owner, *counted])
        return Subject(ordered(subject.spans, self.words.spans(measure)), subject.spans, (), "subject.measured")

    def _sized(self, clause: Clause, before: int, q: int) -> Subject | None:
        """长2米、重30斤的大鱼: what has these sizes stands behind the last of them."""
        words = [i for i in self.words.content(before, q) if self.tags[i] != "M"]
        owner = self.words.spans(self.things.sized_by_list(clause, q, words))
        earlier = self.found.get(before - 2) if clause.mark == "DUN" else None
        if earlier and earlier.owner and earlier.owner[0][0] > self.tokens[q].start:
            owner = earlier.owner
        return Subject(ordered(owner, self.words.spans(words)), owner, (), "subject.measured") if owner else None

    def _clause_verb(self, clause: Clause, q: int) -> list[int]:
        """The deed a clause tells, which a list that follows shares: 建成育苗温室三座，仓库1间."""
        content = self.words.content(clause.start, q)
        nominal = len(self.words.until_verb(content))
        if nominal < len(content) and self.tags[content[nominal]] == "P":  # 向农户收购花椒
            nominal = next((k for k in range(nominal, len(content)) if self.tags[content[k]] == "V"), len(content))
        at = content[nominal : nominal + 1] if len(content) > nominal + 1 else []
        if at and "LOC" in self.tags[at[0] : q]:
            return []  # 运到县城后标价98元，价差四倍
        if at and at[0] + 2 == q and self.tags[q - 1] == "N" and len(self.tokens[q - 1].text) == 1:
            return []  # 分拣室1间，员工食堂2间
        return [i for i in at if self.tags[i] in VERBS and self.tokens[i].text not in self.settings.describing]

    def _is_list_item(self, clause: Clause, left: list[int]) -> bool:
        kinds = ITEMS
        if clause.mark == "DUN":
            kinds |= {"OWNER", "MEASURE"} if left and left[0] > clause.quantities[0] else {"MEASURE"}
        return all(self.tags[i] in kinds for i in left) and len(left) <= 5
