"""Names several bear, and groups whose standing changed with the day."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .conftest import Who, arguments, label, read

DATA = Path(__file__).parents[2] / "src" / "detente" / "actors" / "data"


def table(name: str, key: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))[key]
    return rows


def everyone(text: str, date: str | None) -> set[str]:
    """All actors of a text, in short."""
    found, cast = read(text, date)
    return {label(a) for c, argument in arguments(found) for a in cast.resolve(argument.phrase, c)}


@pytest.mark.parametrize("row", table("homonyms.toml", "homonym"), ids=lambda row: str(row["name"]))
def test_examples_of_homonyms(row: dict[str, object]) -> None:
    date = "1960-01-01" if row["name"] == "National Liberation Front" else "2024-06-02"
    assert any(str(row["expected"]) in found for found in everyone(str(row["example"]), date))


@pytest.mark.parametrize("row", table("tenures.toml", "tenure"), ids=lambda row: f"{row['group']} {row['since']}")
def test_examples_of_tenures(row: dict[str, object]) -> None:
    example = row["example"]
    assert isinstance(example, dict)
    found, cast = read(example["text"], example["date"])
    actors = {(a.group, a.sector) for c, argument in arguments(found) for a in cast.resolve(argument.phrase, c)}
    assert (row["group"], row["sector"]) in actors


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The National Liberation Army met envoys of Bogota.", "The National Liberation Army", ["ELN REB"]),
        ("The National Liberation Army left the hills above Skopje.", "The National Liberation Army", ["NLA REB"]),
        ("The National Liberation Army denied it.", "The National Liberation Army", ["National Liberation Army REB"]),
        ("Islamic Jihad denied it.", "Islamic Jihad", ["PIJ REB"]),
        ("Kabul blamed Islamic State for the blast.", "Islamic State", ["ISK REB"]),
        ("Baghdad blamed Islamic State for the blast.", "Islamic State", ["IS REB"]),
        ("France said Islamic State had sent the attackers.", "Islamic State", ["IS REB"]),
        ("Mali's army fought Islamic State near Menaka.", "Islamic State", ["ISSP REB"]),
        ("Ankara told the SDF to disband.", "the SDF", ["SDF REB"]),
        ("Tokyo sent the SDF to the port.", "the SDF", ["JPN MIL"]),
        ("The minister told AFP that Manila would not yield.", "AFP", ["Agence France-Presse JRN"]),
        ("Chinese ships circled the shoal. The AFP sent a Philippine plane.", "The AFP", ["PHL MIL"]),
    ],
)
def test_the_nearest_state_decides(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert [found.replace("FRA ", "").replace("MNC ", "") for found in who(text, words)] == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2021-08-14", ["TAL REB"]), ("2021-08-15", ["TAL GOV"]), ("2005-01-01", ["TAL REB"]), (None, ["TAL REB"])],
)
def test_the_taliban_rule_from_the_day_kabul_fell(who: Who, date: str | None, expected: list[str]) -> None:
    assert who("The Taliban refused.", "The Taliban", date=date) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2024-12-07", ["HTS REB Ahmed al-Sharaa"]), ("2024-12-08", ["SYR GOV Ahmed al-Sharaa"])],
)
def test_a_leader_changes_sides_with_the_day(who: Who, date: str, expected: list[str]) -> None:
    assert who("Ahmed al-Sharaa refused.", "Ahmed al-Sharaa", date=date) == expected
