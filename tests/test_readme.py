"""The README: what it shows is what one gets."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from extract.claim import FIELDS
from extract.cli import app
from readme import EXAMPLE, fenced, put, shown
from spec import ROOT, RULES

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_first_example_is_real_output() -> None:
    assert put(README, "show", fenced(f"$ zhclaims show - <<< '{EXAMPLE}'", *shown().splitlines()[2:])) == README


def test_its_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", README, re.S):
        exec(block.replace("reports/", "seeds/"), space)
    assert str(space["claims"][0].amount) == "1550000000"  # type: ignore[index]
    assert [claim.year for claim in space["doc"]._.claims] == [2023]  # type: ignore[attr-defined]


def test_it_names_every_command() -> None:
    def names(command: object, prefix: str) -> list[str]:
        inside = getattr(command, "commands", None)
        if inside is None:
            return [prefix]
        return [name for key, value in inside.items() for name in names(value, f"{prefix} {key}")]

    assert [name for name in names(get_command(app), "zhclaims") if f"`{name}" not in README] == []


def test_it_explains_every_field() -> None:
    table = README[README.index("| field | says") : README.index("What counts as a claim")]
    assert set(
        re.findall(r"`([a-z_]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()[:-1] if row))
    ) == set(FIELDS)


def test_the_page_on_rules_explains_every_file() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [path.name for path in RULES.glob("*.yaml") if f"## {path.name}: " not in page] == []


def test_its_links_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        text = (ROOT / name).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / name).parent / link).exists(), f"{name}: {link}"
