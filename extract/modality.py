"""Modality: whether a claim tells what is, or what is planned, forecast or supposed."""

from __future__ import annotations

from typing import Final

from extract.clause import Clause, starts_change
from extract.document import DocumentDate
from extract.pattern import compiled
from extract.rulebook import Rulebook, one_of
from extract.stated import PAUSES, is_relative
from extract.token import Token

# "Will", or what is done with a thing.
WILL: Final = "将"
# Clauses over which a plan told of holds.
FARTHEST: Final = 40
# … and those over which a time holds by which something is due.
MOST_DUE: Final = 4
# Words between a time and what there is to do by then.
SOON: Final = 4
# Words between an aim and the end of its clause, where it is said to be met.
MET: Final = 4
# Words between what is done day by day and 要.
HABIT: Final = 9
# Classes of the words that name what was got.
GOT: Final = frozenset({"N", "A", "NAME", "PLACE", "OWNER", "DE"})


class ModalityReader:
    """Reads the modality of quantities with the word lists of ``rules/claims.yaml``."""

    def __init__(self, book: Rulebook) -> None:
        modality = book.data["claims"]["modality"]
        self._projected = frozenset(modality["projected"])
        self._firm = tuple(modality["firm"])
        self._done = frozenset(modality["done"])
        self._done_by = frozenset(modality["done_by"])
        self._finished = frozenset(modality["finished"])
        self._far = frozenset(modality["far"])
        self._far_begun = frozenset(word[:n] for word in (*self._far, WILL) for n in range(1, len(word) + 1))
        self._will_before = frozenset(modality["will_before"])
        self._taken = frozenset(modality["taken"])
        self._named = frozenset(modality["named"])
        self._until = frozenset(modality["until"])
        self._before = frozenset(modality["before"])
        self._ends = tuple(modality["ends"])
        self._summed, self._standing = frozenset(modality["summed"]), frozenset(modality["standing"])
        self._done_first = tuple(modality["done_first"])
        self._done_verbs = tuple(modality["done_verbs"])
        self._revised = frozenset(modality["revised"])
        self._reaches = frozenset(modality["reaches"])
        self._modals = frozenset(modality["modals"])
        self._maybe = frozenset(modality["maybe"])
        self._uncertain = frozenset(modality["uncertain"])
        self._reached = frozenset(modality["reached"])
        self._due_modals = frozenset(modality["due_modals"])
        self._not_modal_after = frozenset(modality["not_modal_after"])
        self._beyond = frozenset(modality["beyond"])
        self._aims = frozenset(modality["aims"])
        self._obtain, self._obtained = frozenset(modality["obtain"]), tuple(modality["obtained"])
        self._habitual, self._by_then = frozenset(modality["habitual"]), frozenset(modality["by_then"])
        self._wholly = frozenset(modality["wholly"])
        self._met, self._striving = tuple(modality["met"]), tuple(modality["striving"])
        self._plan = compiled(one_of([*self._projected, *self._far, *self._firm, WILL]))
        self._modal = compiled(one_of([*self._modals, *self._maybe, *self._due_modals]))

    def hints(self, text: str, tokens: list[Token]) -> tuple[int, int]:
        """Where in the text the first word of a plan, and the first modal, of a sentence ends; else the sentence's end."""
        start, end = tokens[0].start, tokens[-1].end
        plan, modal = self._plan.search(text, start, end), self._modal.search(text, start, end)
        return plan.end() if plan else end, modal.end() if modal else end

    def is_projected(
        self,
        tokens: list[Token],
        clauses: list[Clause],
        k: int,
        q: int,
        year: int | None,
        date: DocumentDate | None,
        hints: tuple[int, int],
    ) -> bool:
        """Whether the quantity at token ``q`` in the ``k``-th clause is planned, forecast or supposed."""
        if year is not None and date is not None and year > date.year:
            return True
        clause, at = clauses[k], tokens[q].start
        planned, modal = hints[0] <= at, hints[1] <= at
        aimed = self._is_aim(tokens, clause, q) or self._is_due(tokens, clauses, k, q, date)
        if not (planned or modal or aimed):
            return False  # as most are
        if (
            starts_change(tokens, q, self._revised)
            or self._is_done(tokens, clause.start, q)
            or self._is_of_aim(tokens, q)
        ):
            return False
        if planned and any(token.text.startswith(self._firm) for token in tokens[clause.start : q]):
            return True
        past = year is not None and date is not None and year < date.year
        if past and any(token.tag == "T" for token in tokens[:q]):  # a past that is only carried on may hold a plan
            return False
        if aimed or (planned and any(self._plans(tokens, i, self._projected) for i in range(clause.start, q))):
            return True
        if modal and any(self._means(tokens, i) for i in range(clause.start, q)):
            return True
        if modal and self._is_left_to_do(tokens, clauses[max(0, k - 1)].start, q):
            return True
        return planned and self._is_far(tokens, clauses, k)

    def _is_due(self, tokens: list[Token], clauses: list[Clause], k: int, q: int, date: DocumentDate | None) -> bool:
        """到2020年，…达到5万亩; 年底前，完成1000户: what is to be reached by then, unless it is said to be done."""
        first = self._dated(tokens, clauses, k)
        if not any(token.tag == "T" for token in tokens[first.start : q]):
            return False
        if any(token.text in self._done_by or token.text in self._finished for token in tokens[first.start : q]):
            return False
        for i in range(first.start, q):
            if tokens[i].tag != "T":
                continue
            begins = i == first.start + 1 and tokens[first.start].text in self._until and date is None
            if begins or (tokens[i + 1].text in self._before and tokens[i].text.endswith(self._ends)):
                return any(token.text in self._reaches for token in tokens[i:q])
        return False

    @staticmethod
    def _dated(tokens: list[Token], clauses: list[Clause], k: int) -> Clause:
        """到2025年，建成30个，覆盖率达95%: the clause with the time that still holds, else the one before."""
        for clause in reversed(clauses[max(0, k - MOST_DUE) : k + 1]):
            if any(token.tag == "T" for token in tokens[clause.start : clause.end]):
                return clause
            if clause.mark in ("SEMI", "STOP"):
                break
        return clauses[max(0, k - 1)]

    def _is_left_to_do(self, tokens: list[Token], start: int, q: int) -> bool:
        """年内还要新建50公里，改造5座: what there is still to do by a time."""
        for i in range(q - 1, start, -1):
            if tokens[i].tag in ("STOP", "SEMI"):
                return False
            if tokens[i].text in self._due_modals:
                return any(token.tag == "T" for token in tokens[max(start, i - SOON) : i])
        return False

    def _is_far(self, tokens: list[Token], clauses: list[Clause], k: int) -> bool:
        """Whether an earlier clause of the sentence speaks of a plan that still goes on."""
        later, listed = clauses[k].start, False
        first = clauses[max(0, k - FARTHEST)].start
        far = [i for i in range(first, later) if tokens[i].text in self._far_begun]
        if not far:
            return False
        done = [i for i in range(first, later) if self._may_say_done(tokens[i])]
        for earlier in reversed(clauses[max(0, k - FARTHEST) : k]):
            marks = {tokens[i].tag for i in range(earlier.end, later)}
            if "STOP" in marks:
                return False
            listed = listed or "SEMI" in marks
            later = earlier.start
            if (earlier.inside and not clauses[k].inside) or (listed and tokens[earlier.end].tag != "COLON"):
                continue  # 主要目标是：产量增长6%；收入增长5%: over items only what heads them holds
            start, end = earlier.start, earlier.end
            if any(start <= i < end and self._plans(tokens, i, self._far) for i in far):
                return True
            if any(start <= i < end and self._says_done(tokens, i, end) for i in done):
                return False
        return False

    def _is_done(self, tokens: list[Token], start: int, end: int) -> bool:
        """目前, 已: what is so by now; not where a change begins (由目前的41%提高到50%), nor before a word of plan."""
        if not any(self._may_say_done(token) for token in tokens[start:end]):
            return False
        for i in range(end - 1, start - 1, -1):
            if self._says_done(tokens, i, end):
                return True
            listed = i and tokens[i - 1].tag == "DUN"  # 已建、拟建的10所
            if tokens[i].text not in self._aims and not listed and self._plans(tokens, i, self._projected):
                return False  # 目前预计投资3亿元
        return False

    def _may_say_done(self, token: Token) -> bool:
        done = token.text in self._done_by or token.text.startswith(self._done_first)
        return done or (token.tag == "V" and token.text.startswith(self._done_verbs))

    def _says_done(self, tokens: list[Token], i: int, end: int) -> bool:
        text = tokens[i].text
        if not self._may_say_done(tokens[i]) or (i and tokens[i - 1].tag == "FROM"):
            return False
        if text.startswith(self._done_first):
            return i == 0 or tokens[i - 1].tag in PAUSES  # 计划招生90人，实际录取85人
        if text in self._summed:
            return i + 1 == end or tokens[i + 1].tag not in ("N", "MEASURE")
        compared = tokens[end - 1].tag == "DE" and end < len(tokens) and is_relative(tokens[end])
        return not (compared and text in self._standing)

    def _is_of_aim(self, tokens: list[Token], q: int) -> bool:
        """占年度目标任务的96%: a part of what was aimed at has been reached."""
        before = tokens[max(0, q - 3) : q]
        return bool(before) and before[-1].tag == "DE" and any(t.text in self._aims for t in before)

    def _means(self, tokens: list[Token], i: int) -> bool:
        """要新建, 可能升至, 或达到: a modal before a verb."""
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None or tokens[i].text not in self._modals:
            turns = after is not None and (after.tag in ("TO", "UP", "DOWN") or after.text in self._reached)
            return turns and tokens[i].text in self._maybe
        if after.text in self._by_then and [t.tag for t in tokens[i + 2 : i + 4]] in (["Q", "LOC"], ["T", "V"]):
            return not (i and tokens[i - 1].text in self._not_modal_after)  # 要在三年内建成
        reached = after.text in self._reached and tokens[i].text in self._uncertain
        if not reached and after.tag not in ("V", "TO", "UP", "DOWN", "LIGHT"):
            return False
        return not (i and tokens[i - 1].text in self._not_modal_after) and not self._is_habit(tokens, i)

    def _is_habit(self, tokens: list[Token], i: int) -> bool:
        """他每天要喂羊50只，要割草200斤: what has to be done day by day is done."""
        for token in reversed(tokens[max(0, i - HABIT) : i]):
            if token.tag in ("STOP", "SEMI", "T"):
                return False
            if token.text in self._habitual:
                return True
        return False

    def _obtains(self, tokens: list[Token], i: int) -> bool:
        """争取资金300万元, 多方争取，…: what was got, or tried; not 争取收入超过5万元, 争取早日通车."""
        if tokens[i].text not in self._obtain:
            return False
        got = False
        for token in tokens[i + 1 :]:
            if token.tag in ("Q", "COMMA", "SEMI", "STOP", "DUN"):
                return True
            got = got or token.tag in ("TO_PARTICLE", "AUX")  # 争取到帮扶资金
            named = token.tag in GOT or token.text.endswith(self._obtained)
            if not named and not (got and token.tag in ("TO_PARTICLE", "AUX", "V")):
                return False
        return True

    def _is_met(self, tokens: list[Token], i: int) -> bool:
        """各项目标如期实现，…; 完成年度目标，…: an aim that was met plans nothing; not 确保完成年度目标."""
        last = next((j for j in range(i + 1, min(i + MET + 3, len(tokens))) if tokens[j].tag in PAUSES), None)
        aim = next((j for j in range(i, i + 2) if j < len(tokens) and tokens[j].text in self._aims), None)
        if last is None or aim is None or any(token.tag == "Q" for token in tokens[i:last]):
            return False
        first = next((j + 1 for j in range(i - 1, -1, -1) if tokens[j].tag in PAUSES), 0)
        head = tokens[first : i - (i > first and tokens[i - 1].text in self._revised)]  # 预期目标
        if any(t.text.startswith(self._striving) or t.text in self._modals or t.text in self._projected for t in head):
            return False
        if tokens[last - 1].text.endswith(self._met):
            return True
        ends = all(t.text in self._aims for t in tokens[aim:last])
        return ends and any(t.text.endswith(self._met) for t in head)

    @staticmethod
    def _turns(tokens: list[Token], i: int) -> bool:
        """将办理时限由5天减至2天: what is turned from one into another stands behind 将, which is 把 then."""
        clause = (token.tag for token in tokens[i + 2 : i + FARTHEST])
        return next((tag for tag in clause if tag in ("FROM", "COMMA", "SEMI", "STOP")), None) == "FROM"

    def _disposes(self, tokens: list[Token], i: int) -> bool:
        """将货车9台全部扣押: what is done with all of an amount stands behind it, and 将 is 把 then."""
        q = next((j for j in range(i + 1, min(i + SOON + 3, len(tokens) - 1)) if tokens[j].tag == "Q"), 0)
        return q > 0 and tokens[q + 1].text in self._wholly

    def _is_aim(self, tokens: list[Token], clause: Clause, q: int) -> bool:
        """翻一番的目标: the quantity is what is aimed at."""
        after = tokens[q + 1 : min(q + 4, clause.end)]
        return any(token.text in self._aims for token in after) and any(token.tag == "DE" for token in after)

    def _plans(self, tokens: list[Token], i: int, words: frozenset[str]) -> bool:
        text = tokens[i].text
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if text == WILL:
            if after is None or after.tag not in self._will_before or after.text in self._taken:
                return False
            return not (after.tag == "V" and (self._turns(tokens, i) or self._disposes(tokens, i)))
        if text not in words and (after is None or text + after.text not in words):
            return False
        if self._obtains(tokens, i) or self._is_met(tokens, i):
            return False
        before = tokens[i - 1].text if i else ""
        if before in self._beyond and (text in self._aims or text in self._revised):
            return False  # 产量超出目标20万吨
        if before in self._named or before[-1:] in ("”", "》"):
            return False
        return after is None or after.text not in self._done
