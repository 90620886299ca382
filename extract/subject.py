"""Subjects: what each quantity measures, clause by clause, carrying owners and measures forward as a reader does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.claim import Span
from extract.clause import Clause
from extract.phrase import Phrase
from extract.quantity import Quantity
from extract.rulebook import Rulebook
from extract.token import Token

Spans = tuple[Span, ...]

NOUNS = frozenset("N NAME PLACE MEASURE OWNER SHARE_NOUN CHANGE_NOUN MEASURE_PREFIX A M OTHER COUNTED".split())
JOINTS = frozenset({"DE", "DUN", "C"})
OWNERS = frozenset({"NAME", "PLACE", "OWNER", "PRON"})
BARE = frozenset({"MEASURE", "MEASURE_PREFIX", "SHARE_NOUN", "CHANGE_NOUN", "DE", "A", "CMP", "M"})
# Never part of a subject.
EMPTY = frozenset(
    "ADV AUX LINK T CMP AMONG EACH SAY QUOTE COMMA SEMI STOP COLON OPEN CLOSE SPACE PER THAN OWN_SAY FROM TO_PARTICLE Q LIGHT ABOVE BELOW CAUSE".split()
)
# What may stand between the last word that tells and the quantity.
SKIPPED = frozenset("ADV AUX LINK T QUOTE SPACE TO_PARTICLE EACH M DE ABOVE BELOW".split())
CHANGES = frozenset({"UP", "DOWN", "MORE", "LESS"})


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
    at: int = 0
    owner_at: int = 0
    is_place: bool = False

    def next_sentence(self, index: int, reach: int) -> None:
        """Forget what does not reach as far as the sentence with this number."""
        if index != self.at:
            self.weak = ()
            self.subject = Subject(self.subject.spans, self.subject.owner) if index <= self.at + 1 else Subject()
        if index > self.owner_at + reach:
            self.owner = ()
        self.at = index


class Subjects:
    """Finds the subject of every quantity of a sentence."""

    def __init__(self, book: Rulebook) -> None:
        settings = book.data["claims"]["subjects"]
        self.longest = int(settings["longest"])
        self.reach = int(settings["reach"])
        self.often = int(settings["often"])
        self.own_say = frozenset(book.words("OWN_SAY"))
        self.self_standing = frozenset(settings["self_standing"])
        self.determiners = frozenset(settings["determiners"])
        self.ratio_words = frozenset(book.data["claims"]["kinds"]["ratio_words"])
        self.being = frozenset(settings["being"])
        self.empty_pronouns = frozenset(settings["empty_pronouns"])
        self.fillers = frozenset(settings["fillers"])
        self.regions = frozenset(settings["regions"])
        self.speakers = frozenset(settings["speakers"])
        self.ages = frozenset(settings["ages"])

    def of(
        self,
        text: str,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        phrases: Sequence[Phrase],
        topic: Topic,
        index: int,
    ) -> dict[int, Subject]:
        """The subject of each quantity, by the index of its token; ``topic`` is carried on."""
        topic.next_sentence(index, self.reach)
        reader = SentenceReader(text, tokens, phrases, topic, self)
        for clause in clauses:
            reader.read(clause)
        return reader.found


class SentenceReader:
    """Reads one sentence, clause by clause."""

    def __init__(
        self, text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], topic: Topic, settings: Subjects
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.tags = [token.tag for token in tokens]
        self.topic = topic
        self.settings = settings
        self.found: dict[int, Subject] = {}
        self.phrases = phrases
        self.dropped = self._dropped(phrases)

    def _dropped(self, phrases: Sequence[Phrase]) -> set[int]:
        """Tokens that belong to no subject: phrases of other roles, and brackets without a quantity."""
        dropped = {
            i for phrase in phrases if phrase.role in ("report", "frame", "example", "place")
            for i in range(phrase.start, phrase.end)
        }  # fmt: skip
        dropped |= {i for p in phrases if p.role == "baseline" for i in range(p.start, p.last)}
        opened: int | None = None
        for i, tag in enumerate(self.tags):
            if tag == "OPEN":
                opened = i
            elif tag == "CLOSE" and opened is not None:
                inside = range(opened, i + 1)
                if not any(self.tags[j] == "Q" for j in inside):
                    dropped.update(inside)
                opened = None
        return dropped

    # Clauses

    def read(self, clause: Clause) -> None:
        self._frames(clause)
        self._notice_topic(clause)
        before = clause.start
        for q in clause.quantities:
            subject = self._subject(clause, before, q)
            self.found[q] = subject
            if subject.spans:
                self.topic.subject = subject
            before = q + 1
        self._notice_title(clause)
        self._distribute(clause)

    def _notice_title(self, clause: Clause) -> None:
        """A work named after a quantity is what the next clause is about: 7分钟短片《牌子》上线一周，播放量…"""
        for q in clause.quantities[:1]:
            titles = [i for i in range(q + 1, clause.end) if self.tokens[i].text[:1] == "《"]
            if len(titles) == 1 and self._content(clause.start, q)[:1] != titles:
                self._set_owner(titles)

    def _frames(self, clause: Clause) -> None:
        """Owners that a frame names: 在武汉，… 以湖南省为例，… 海口提出，…"""
        if clause.mark == "SEMI":
            self.topic.weak = ()
        for phrase in self.phrases:
            if not clause.start <= phrase.start < clause.end:
                continue
            words = [i for i in range(phrase.first, phrase.last) if self.tags[i] not in EMPTY]
            if phrase.role in ("place", "example"):
                self._set_owner(words)
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
            self._set_owner(words)
        elif said & self.settings.own_say and all(self.tags[i] in NOUNS for i in words):
            self.topic.weak = self._spans(words)
        elif self.tags[words[0]] == "PLACE" and len(words) > 1:
            self._set_owner(words[:1])

    def _framing_measure(self, words: list[int]) -> None:
        words = [i for i in words if self.tags[i] not in ("P", "LOC")]
        if words and self.tags[words[-1]] in BARE:
            self.topic.subject = self._with_owner(words)
        elif words and all(self.tags[i] in NOUNS | JOINTS for i in words):
            self.topic.weak = self._spans(words)

    def _set_owner(self, words: Sequence[int]) -> None:
        owner = self._spans(words)
        if owner and sum(end - start for start, end in owner) <= 30:
            self.topic.owner, self.topic.weak, self.topic.owner_at = owner, (), self.topic.at
            self.topic.is_place = (
                self.tags[words[-1]] == "PLACE" or self.tokens[words[-1]].text in self.settings.regions
            )

    def _notice_topic(self, clause: Clause) -> None:
        """The noun phrase a clause begins with is what the text is about from here."""
        if clause.inside:
            return
        head = self._leading_nouns(clause)
        if not head or (head[-1] + 1 < clause.end and self.tags[head[-1] + 1] in ("COMMA", "DUN")):
            return
        owner = self._without_measure(head)
        if not clause.quantities and self.tags[head[-1]] == "MEASURE" and not self._is_counted(clause, head[-1]):
            self.topic.subject = self._with_owner(head)
        if not owner or (self.tags[owner[0]] == "PRON" and len(owner) <= 2 and self.topic.owner):
            return
        if self.tokens[owner[0]].text in self.settings.speakers:
            return
        counted = self._is_counted(clause, head[-1])
        if self._is_established(owner, acts=owner[-1] == head[-1] and not counted):
            self._set_owner(owner)
        elif len(owner) <= 8 and not self._only_modifies(owner, head):
            self.topic.weak = self._spans(owner)

    def _only_modifies(self, owner: Sequence[int], head: Sequence[int]) -> bool:
        """羽绒服业务毛利率 beside a known owner: the words before the measure are no owner of what follows."""
        measured = owner[-1] != head[-1] and not any(self.tags[i] in OWNERS for i in owner)
        return measured and bool(self.topic.owner)

    def _is_established(self, owner: Sequence[int], acts: bool) -> bool:
        """A place, an organisation, a title; or a doer the document keeps coming back to."""
        last = self.tokens[owner[-1]]
        if last.tag in ("PLACE", "OWNER", "PRON") or last.text[-1] in "》”」":
            return True
        start, end = self.tokens[owner[0]].start, last.end
        return acts and end - start >= 2 and self.text.count(self.text[start:end]) >= self.settings.often

    def _is_counted(self, clause: Clause, last: int) -> bool:
        """Whether a quantity follows a noun phrase at once: 办公室1间, 贫困户共59户."""
        for i in range(last + 1, clause.end):
            if self.tags[i] == "Q":
                return True
            if self.tags[i] not in ("LINK", "ADV", "EACH", "AUX"):
                return False
        return False

    def _leading_nouns(self, clause: Clause) -> list[int]:
        """The indices of the noun phrase at the beginning of a clause."""
        head: list[int] = []
        for i in range(clause.start, clause.end):
            tag = self.tags[i]
            if i in self.dropped or (not head and tag in EMPTY and tag != "Q"):
                continue
            if tag in NOUNS or tag == "PRON" or (head and tag in JOINTS) or (head and self._is_nominal(clause, i)):
                head.append(i)
            elif tag in ("QUOTE",):
                continue
            else:
                break
        while head and self.tags[head[-1]] in JOINTS:
            head.pop()
        return head

    def _is_nominal(self, clause: Clause, i: int) -> bool:
        """A verb inside a name: nouns follow it, and after them another verb (扶贫示范园位于…)."""
        if self.tags[i] != "V":
            return False
        j = i + 1
        while j < clause.end and self.tags[j] in NOUNS | {"V"} and j <= i + 3:
            if self.tags[j] in ("OWNER", "MEASURE") or self.tokens[j].text[:1] == "《":
                return True
            j += 1
        return False

    def _without_measure(self, head: Sequence[int]) -> list[int]:
        kept = list(head)
        while kept and self.tags[kept[-1]] in BARE:
            kept.pop()
        return kept

    # One quantity

    def _subject(self, clause: Clause, before: int, q: int) -> Subject:
        caused = next((i + 1 for i in range(q - 1, before - 1, -1) if self.tags[i] == "CAUSE"), before)
        left = self._bounded(self._content(caused, q))
        head = self._head(before, q)
        share = next((i for i in range(before, q) if self.tags[i] == "SHARE" and i not in self.dropped), None)
        if share is not None:
            return self._share(clause, left, share, q)
        if left and self._is_multiple_of(clause, before, q):
            return self._inherited(clause, q, "subject.multiple-inherits")
        counted, tail = self._counted(clause, q, left)
        if not left and not counted:
            return self._inherited(clause, q, "subject.inherited")
        if head is not None and self.tags[head] in CHANGES and not counted:
            left = [i for i in left if i != head]
            if not left:
                return self._inherited(clause, q, "subject.change-inherits")
        if left and not counted and all(self.tags[i] in ("SHARE_NOUN", "CHANGE_NOUN", "CMP") for i in left):
            return self._extended(left)
        return self._composed(clause, q, left, counted, tail)

    def _is_multiple_of(self, clause: Clause, before: int, q: int) -> bool:
        """为常规投放的3.2倍: the words between 为 and 的 are the base, not the subject."""
        quantity = self.tokens[q].item
        if not isinstance(quantity, Quantity) or quantity.base_unit not in ("倍", "%") or self.tags[q - 1] != "DE":
            return False
        first = next((i for i in range(before, q) if self.tags[i] not in ("ADV", "AUX", "T", "QUOTE")), q)
        return self.tokens[first].text in self.settings.ratio_words

    def _share(self, clause: Clause, left: list[int], share: int, q: int) -> Subject:
        """占网民整体的62.0%: what stands before 占, else the subject of the clause before."""
        whole = [i for i in left if share < i < q and self.tags[i] != "DE"]
        span = (self.tokens[whole[0]].start, self.tokens[whole[-1]].end) if whole else None
        mine = [i for i in left if i < share]
        if not whole and (held := self._held(clause, q)):
            return self._holding(clause, q, mine, share, held)
        if not mine:
            inherited = self.topic.subject
            return Subject(inherited.spans, inherited.owner, (), "subject.share-inherits", span)
        subject = self._with_owner(mine)
        return Subject(subject.spans, subject.owner, (), "subject.share", span)

    def _held(self, clause: Clause, q: int) -> list[int]:
        attributive = q + 1 < clause.end and self.tags[q + 1] == "DE"
        return self._nouns_from(q + 1 + attributive, clause.end, attributive)

    def _holding(self, clause: Clause, q: int, mine: list[int], share: int, held: list[int]) -> Subject:
        """头部1%创作者占据75%流量: who holds, and what is held."""
        earlier = [i for i in clause.quantities if i < q]
        if earlier and self.found[earlier[-1]].spans:
            holder = self.found[earlier[-1]]
        else:
            holder = self._with_owner(mine) if mine else self.topic.subject
        return Subject(_ordered(holder.spans, self._spans([share, *held])), holder.owner, (), "subject.holding")

    def _inherited(self, clause: Clause, q: int, rule: str) -> Subject:
        earlier = [i for i in clause.quantities if i < q]
        base = self.found[earlier[-1]] if earlier else self.topic.subject
        if not base.spans and (self.topic.owner or self.topic.weak):
            owner = self.topic.weak or self.topic.owner
            return Subject(owner, owner, (), "subject.topic")
        return Subject(base.spans, base.owner, base.verb, rule)

    def _extended(self, left: list[int]) -> Subject:
        """增幅, 占比: the measure of the clause before, with this noun."""
        base = self.topic.subject
        if not base.spans:
            return self._with_owner(left)
        last = self.tokens[left[-1]]
        spans = base.spans if base.spans[-1] == (last.start, last.end) else (*base.spans, (last.start, last.end))
        return Subject(spans, base.owner, (), "subject.extended")

    def _composed(self, clause: Clause, q: int, left: list[int], counted: list[int], tail: list[int]) -> Subject:
        if not left and counted and self.topic.owner_at != self.topic.at and not self.topic.weak:
            mine = self._trimmed([*counted, *tail])
            return Subject(self._spans(mine), self.topic.owner, (), "subject.counted")
        subject = self._with_owner([*left, *counted, *tail])
        verb = self._clause_verb(clause, q)
        verbless = not any(self.tags[i] in ("V", "UP", "DOWN") for i in left)
        if verbless and clause.mark in ("COMMA", "DUN", "C") and self._is_list_item(clause, left or counted):
            inherited = self.topic.subject.verb
            if inherited and (left or clause.mark != "COMMA"):
                owner = tuple(s for s in self.topic.subject.owner)
                spans = _ordered(owner, inherited, self._spans([*left, *counted]))
                return Subject(spans, owner, inherited, "subject.list-item")
        verbs = self._spans(verb) if left and verb and verb[0] != left[-1] else ()
        return Subject(subject.spans, subject.owner, verbs, subject.rule)

    def _clause_verb(self, clause: Clause, q: int) -> list[int]:
        """The deed a clause tells, which a list that follows shares: 建成养殖大棚两栋，办公室1间."""
        content = self._content(clause.start, q)
        nominal = len(self._until_verb(content))
        at = content[nominal : nominal + 1] if len(content) > nominal + 1 else []
        return [i for i in at if self.tags[i] in ("V", "UP", "DOWN")]

    def _is_list_item(self, clause: Clause, left: Sequence[int]) -> bool:
        nouns = all(self.tags[i] in ("N", "A", "DE", "COUNTED", "M") for i in left)
        return nouns and len(left) <= 5 and len(clause.quantities) >= 1

    def _with_owner(self, words: list[int]) -> Subject:
        """The words with the owner they have, or the one the text is about."""
        words = self._trimmed(words)
        if not words:
            owner = self.topic.weak or self.topic.owner
            return Subject(owner, owner, (), "subject.topic")
        if self.tags[words[0]] == "PRON":
            antecedent = self.topic.owner or self._owner_of_measure()
            if antecedent or self.tokens[words[0]].text in self.settings.self_standing:
                return self._with_antecedent(words, antecedent)
            words = (
                words[1:] if len(words) > 1 and self.tokens[words[0]].text in self.settings.empty_pronouns else words
            )
        nominal = self._until_verb(words)
        own = self._without_measure(nominal)
        mine = self._spans(words)
        locative = words[0] > 0 and self.tokens[words[0] - 1].text == "在" and bool(self.topic.weak)
        named = any(self.tags[i] in OWNERS for i in nominal) or self._length(own) >= 7 or self._is_described(words)
        if named and not locative:
            return Subject(mine, self._spans(own) or self.topic.owner, (), "subject.owner-measure")
        owner = self._owner_of_measure() if not own or locative else self._owner_nearby()
        if not owner or self._names(own, owner) or any(s < e2 and s2 < e for s, e in mine for s2, e2 in owner):
            return Subject(mine, self._spans(own), (), "subject.measure")
        return Subject(_ordered(owner, mine), owner, (), "subject.carried-owner")

    def _is_described(self, words: Sequence[int]) -> bool:
        """A noun with a clause of its own before it (包括直播在内的网络视听行业市场规模) says whose it is."""
        de = next((k for k, i in enumerate(words) if self.tags[i] == "DE"), None)
        return de is not None and k_nouns(self.tags, words[de + 1 :]) >= 2 and self._length(words[: de + 1]) >= 4

    def _owner_nearby(self) -> Spans:
        """For a noun of its own: an owner named in the same sentence, or a place the text stays in."""
        if self.topic.owner_at == self.topic.at or self.topic.is_place:
            return self.topic.owner
        return ()

    def _owner_of_measure(self) -> Spans:
        """For a bare measure: who owned the measure before it in the sentence, else what the sentence or text is about."""
        last = self.topic.subject
        if last.owner and any(q for q, subject in self.found.items() if subject.spans == last.spans):
            return last.owner
        return self.topic.weak or self.topic.owner

    def _names(self, words: Sequence[int], owner: Spans) -> bool:
        """Whether the words already name the owner."""
        text = "".join(self.tokens[i].text for i in words)
        return "".join(self.text[s:e] for s, e in owner) in text

    def _with_antecedent(self, words: list[int], antecedent: Spans) -> Subject:
        """其, 该公司 …: the owner the text is about stands in for the pronoun; 公司 and 我们 speak for themselves."""
        first = self.tokens[words[0]].text
        if first in self.settings.self_standing:
            return Subject(self._spans(words), self._spans(words[:1]), (), "subject.owner-measure")
        skip = 2 if first in self.settings.determiners and len(words) > 2 else 1
        return Subject(_ordered(antecedent, self._spans(words[skip:])), antecedent, (), "subject.pronoun")

    def _length(self, words: Sequence[int]) -> int:
        return sum(len(self.tokens[i].text) for i in words)

    def _until_verb(self, words: Sequence[int]) -> list[int]:
        kept = []
        for i in words:
            if self.tags[i] not in NOUNS | JOINTS | {"PRON"}:
                break
            kept.append(i)
        return kept

    def _counted(self, clause: Clause, q: int, left: list[int]) -> tuple[list[int], list[int]]:
        """The noun that is counted after a quantity, and what is said of it where nothing stands before."""
        quantity = self.tokens[q].item
        assert isinstance(quantity, Quantity)
        attributive = q + 1 < clause.end and self.tags[q + 1] == "DE"
        if left and self.tags[left[-1]] == "MEASURE" and not attributive:
            return [], []
        first = q + 1 + attributive
        if not left and first < clause.end and self.tokens[first].text in self.settings.being:
            first += 1
        nouns = self._nouns_from(first, clause.end, attributive)
        if quantity.base_unit in self.settings.ages and attributive:
            names = [i for i in range(q + 1, clause.end) if self.tags[i] == "NAME"]
            if names:
                left[:] = []
            return names[-1:] or nouns, []
        nouns = nouns or self._described(q + 1, self._next_quantity(clause, q))
        if not nouns:
            return [], []
        tail = self._content(nouns[-1] + 1, self._next_quantity(clause, q))
        length = self._length(tail)
        keep_tail = not left and (length <= 22 if quantity.base_unit == "%" else length <= 8)
        return nouns, tail if keep_tail else []

    def _described(self, start: int, end: int) -> list[int]:
        """100部融入中国元素的微短剧作品: the noun after the clause that describes it."""
        if start >= end or self.tags[start] not in ("V", "P", "A"):
            return []
        de = [i for i in range(start, end) if self.tags[i] == "DE"]
        return self._nouns_from(de[-1] + 1, end, True) if de else []

    def _next_quantity(self, clause: Clause, q: int) -> int:
        return next((j for j in clause.quantities if j > q), clause.end)

    def _nouns_from(self, start: int, end: int, attributive: bool) -> list[int]:
        rest = self._content(start, end)
        if (
            attributive
            and rest
            and self._length(rest) <= 10
            and self.tags[rest[-1]] == "N"
            and "Q" not in self.tags[start:end]
        ):
            return rest
        nouns: list[int] = []
        for i in range(start, end):
            tag = self.tags[i]
            if tag == "QUOTE" or i in self.dropped:
                continue
            follows = self.tags[i + 1] if i + 1 < end else ""
            verbal = tag == "V" and (
                follows in ("N", "MEASURE", "DE", "COUNTED")
                or (attributive and bool(nouns) and not follows)
                or (not nouns and follows in ("", "COMMA", "DUN", "C"))
            )
            if tag in NOUNS or (nouns and tag in JOINTS) or (verbal and len(nouns) < 6):
                nouns.append(i)
            else:
                break
        while nouns and self.tags[nouns[-1]] in JOINTS | (set() if attributive else {"V"}):
            nouns.pop()
        return nouns[:10]

    # Lists

    def _distribute(self, clause: Clause) -> None:
        """A、B、C分别为1、2、3: each quantity gets its own member of the list."""
        run = clause.quantities
        if len(run) < 2:
            return
        left = self._content(clause.start, run[0])
        while left and self.tags[left[-1]] in CHANGES:
            left.pop()
        if any(self._content(a + 1, b) and not self._only_joints(a + 1, b) for a, b in pairwise(run)):
            return
        members = self._members(left)
        if len(members) != len(run):
            return
        for q, member in zip(run, members, strict=True):
            subject = self._with_owner(member)
            self.found[q] = Subject(subject.spans, subject.owner, (), "subject.respectively")
        self.topic.subject = self.found[run[-1]]

    def _only_joints(self, start: int, end: int) -> bool:
        return all(self.tags[i] in JOINTS | EMPTY for i in range(start, end))

    def _members(self, words: Sequence[int]) -> list[list[int]]:
        """The members of a coordinate noun phrase, each with what all share at the head or the tail."""
        groups: list[list[int]] = [[]]
        for i in words:
            if self.tags[i] in ("DUN", "C"):
                groups.append([])
            else:
                groups[-1].append(i)
        groups = [group for group in groups if group]
        if len(groups) < 2:
            return groups
        tail = [i for i in groups[-1] if self.tags[i] in BARE][-2:]
        if len(groups[-1]) > len(tail) and not any(self.tags[i] == "MEASURE" for g in groups[:-1] for i in g):
            groups = [[*group, *tail] for group in groups[:-1]] + groups[-1:]
        first = groups[0]
        prefix = [i for i in first[:-1] if self.tags[i] in OWNERS]
        if prefix and not any(self.tags[i] in OWNERS for g in groups[1:] for i in g):
            groups = [first] + [[*prefix, *group] for group in groups[1:]]
        return groups

    # Words

    def _content(self, start: int, end: int) -> list[int]:
        return [
            i for i in range(start, end)
            if self.tags[i] not in EMPTY and i not in self.dropped and not self._is_filler(i)
        ]  # fmt: skip

    def _is_filler(self, i: int) -> bool:
        """时间 and 里 after a duration: 在6天时间里."""
        if self.tokens[i].text in self.settings.fillers:
            return i > 0 and (self.tags[i - 1] == "Q" or self.tokens[i - 1].text in self.settings.fillers)
        return False

    def _head(self, before: int, q: int) -> int | None:
        """The last word that tells before a quantity."""
        for i in range(q - 1, before - 1, -1):
            if self.tags[i] not in SKIPPED:
                return None if i in self.dropped else i
        return None

    def _bounded(self, words: list[int]) -> list[int]:
        """Without joints at the ends."""
        while words and self.tags[words[0]] in JOINTS:
            words = words[1:]
        while words and self.tags[words[-1]] in JOINTS:
            words = words[:-1]
        return words

    def _trimmed(self, words: list[int]) -> list[int]:
        """Without joints and prepositions at the ends; too long a subject loses its modifiers."""
        words = list(words)
        while words and self.tags[words[0]] in JOINTS | {"LOC", "AUX"}:
            words.pop(0)
        while words and (self.tags[words[-1]] in JOINTS | {"P", "LOC"}):
            words.pop()
        if words and self.tokens[words[0]].text == "在":
            words.pop(0)
        while sum(len(self.tokens[i].text) for i in words) > self.settings.longest:
            de = next((k for k, i in enumerate(words[:-1]) if self.tags[i] == "DE"), None)
            if de is None:
                words = words[-8:] if len(words) > 12 else words
                break
            words = words[de + 1 :]
        return words

    def _spans(self, words: Sequence[int]) -> Spans:
        """The words as stretches of the text; neighbours are one stretch."""
        spans: list[Span] = []
        for i in words:
            token = self.tokens[i]
            if spans and spans[-1][1] == token.start:
                spans[-1] = (spans[-1][0], token.end)
            else:
                spans.append((token.start, token.end))
        return tuple(spans)


def k_nouns(tags: Sequence[str], words: Sequence[int]) -> int:
    """How many of the words are nouns other than bare measures."""
    return sum(tags[i] in NOUNS and tags[i] not in BARE for i in words)


def _ordered(*parts: Spans) -> Spans:
    """The parts one after another, neighbours joined, repetitions left out."""
    spans: list[Span] = []
    for span in (span for part in parts for span in part):
        if any(s <= span[0] and span[1] <= e for s, e in spans):
            continue
        if spans and spans[-1][1] == span[0]:
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    return tuple(spans)
