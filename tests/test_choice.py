"""Of several readings of a subject the one is chosen that is likeliest to agree with the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import extract
from extract.candidate import LENGTHS, MOST_STRETCHES, Scene, candidates
from extract.choice import Choices
from extract.decision import decided
from extract.heal import document
from extract.pipeline import Extractor
from extract.rulefiles import default_folder
from extract.topic import Subject
from extract.word_class import Spans

# The rules leave the second figure without an owner.
TEXT = "鸿光公司2023年收入3亿元。净利润达2千万元。"


class Watching(Choices):
    """Notes all readings, and chooses none."""

    def __init__(self) -> None:
        self.subjects: list[Subject] = []
        self.texts: list[list[str]] = []
        self.spans: list[int] = []

    def best(self, scene: Scene, subject: Subject) -> Subject | None:
        readings = list(candidates(scene, subject))
        self.subjects.append(subject)
        self.spans += [len(reading.spans) for reading in readings]
        self.texts.append(["".join(scene.words.text[s:e] for s, e in reading.spans) for reading in readings])
        return None


@pytest.fixture
def watching() -> tuple[Extractor, Watching]:
    extractor = Extractor()
    extractor.subjects.choices = watch = Watching()
    return extractor, watch


def extractor_with(folder: Path, weights: dict[str, dict[str, float]], margin: float = 0.3) -> Extractor:
    for file in default_folder().glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    settings = {"open": ["subject.measure"], "margin": margin, "weights": weights}
    (folder / "choices.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    return Extractor(folder)


def test_the_first_reading_is_that_of_the_rules(watching) -> None:
    extractor, watch = watching
    claims = extractor(document(TEXT))
    assert [texts[0] for texts in watch.texts] == [claim.subject for claim in claims]
    assert "鸿光公司净利润" in watch.texts[-1][1:]


def test_readings_differ_and_have_three_stretches_at_most(watching) -> None:
    extractor, watch = watching
    extractor(document(TEXT + "该市投资2.3亿元，建成厂房12座，占全省的5%，同比增长3%。"))
    assert all(len(set(texts)) == len(texts) for texts in watch.texts)
    assert max(watch.spans) <= MOST_STRETCHES


def test_an_owner_whom_the_sentence_names_stays(watching) -> None:
    extractor, watch = watching
    extractor(document("在武汉，去年大学毕业生新落户14.2万人。"))
    assert watch.texts
    assert all("武汉" in text for text in watch.texts[0])


@pytest.mark.parametrize(("rules", "margin", "is_kept"), [(0.0, 0.3, False), (0.0, 0.9, True), (3.0, 0.3, True)])
def test_a_reading_must_be_ahead_by_the_margin(tmp_path: Path, rules: float, margin: float, is_kept: bool) -> None:
    owned = {"length": {f"{length} owned": 1.0 for length in set(LENGTHS)}}
    weights = owned | {"rule": {"subject.measure": rules}}
    found = [claim.rules for claim in extractor_with(tmp_path, weights, margin)(document(TEXT))]
    chosen = [rule for each in found for rule in each if rule.startswith("choice.")]
    assert (not chosen) == is_kept


def test_the_rule_that_read_it_first_is_told_beside_the_choice(tmp_path: Path) -> None:
    weights = {"owner": {"before-owner measure": 5.0}}
    claim = extractor_with(tmp_path, weights)(document(TEXT))[-1]
    assert claim.subject == "鸿光公司净利润"
    assert {"subject.measure", "choice.before-owner-rule"} <= set(claim.rules)


def test_what_is_chosen_is_copied_from_the_text() -> None:
    for claim in extract.claims(TEXT):
        assert (claim.subject or "") == "".join(TEXT[start:end] for start, end in claim.subject_spans)


def test_what_a_pronoun_stands_for_is_put_before_and_not_the_pronoun(watching: tuple[Extractor, Watching]) -> None:
    extractor, watch = watching
    extractor(document("茶艺学校开设夜校，其播放量达2亿次。"))
    assert any(text.endswith("播放量") for text in watch.texts[-1])
    assert not any("其" in text for text in watch.texts[-1])


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("根据通知，这样的机构共有30家。", "机构"),
        ("小胡同的，店铺的至少2万个。", "小胡同店铺"),
        ("五岁的孙女爱问爱闹。", "孙女"),
    ],
)
def test_no_subject_begins_or_ends_in_a_particle(text: str, subject: str) -> None:
    assert [claim.subject for claim in extract.claims(text)] == [subject]


@pytest.mark.parametrize(("before", "owner"), [(1.1, "鸿光公司"), (-9.0, "")])
def test_what_is_measured_next_has_the_owner_that_was_chosen_before(tmp_path: Path, before: float, owner: str) -> None:
    weights = {
        "owner-length": {"3-4": before, "5-7": -9.0},
        "length": {"1-2 owned": -0.9},
    }  # too little for 毛利 by itself
    claims = extractor_with(tmp_path, weights)(document(TEXT.rstrip("。") + "，毛利5千万元。"))
    assert [claim.subject for claim in claims[-2:]] == [f"{owner}净利润", f"{owner}毛利"]


@pytest.mark.parametrize(
    ("readings", "scores", "chosen"),
    [
        # the likeliest of readings that share nothing
        ([((0, 4),), ((10, 14),)], [0.0, 1.0], 1),
        ([((0, 4),), ((10, 14),)], [0.0, 0.05], 0),  # … if it is clearly before that of the rules
        # three that agree come before a likelier one that stands alone, and of them the likeliest
        ([((20, 24),), ((0, 8),), ((0, 9),), ((0, 7),)], [0.5, 0.0, 0.4, 0.0], 2),
        # what is unlikely is not chosen, however many agree with it
        ([((20, 24),), ((0, 8),), ((0, 9),), ((0, 7),)], [2.0, 0.0, 0.0, 0.0], 0),
        # of two that say the same, the likelier, even if the other is that of the rules
        ([((0, 8),), ((0, 10),)], [0.0, 0.4], 1),
    ],
)
def test_readings_that_agree_support_each_other(readings: list[Spans], scores: list[float], chosen: int) -> None:
    assert decided(readings, scores, 0.05) == chosen
