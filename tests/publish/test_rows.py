"""The ledger's rows as a list, one row's trail, CSV, Markdown and JSON, and what a hostile report cannot do to them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.ledger.crafted import IND, PAK, asif_offer, condition, india_pakistan, reading, signal, term

from detente.ledger import Ledger, Ruling, build
from detente.publish import rows
from detente.records import Actor, Commitment, Signal


def printed(show: Callable[[Console], None], width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, no_color=True)
    show(console)
    made = console.file
    assert isinstance(made, io.StringIO)
    return made.getvalue()


def listed(ledger: Ledger, chosen: tuple[Commitment, ...] | None = None, width: int = 80) -> str:
    return printed(lambda console: rows.show_list(ledger, ledger.rows if chosen is None else chosen, console), width)


def shown(row: Commitment, width: int = 80) -> str:
    return printed(lambda console: rows.show_row(row, console), width)


def hostile(quote: str, speaker: str = "Khawaja Asif") -> Commitment:
    who = Actor(code="PAK", sector="GOV", name=speaker)
    made = Signal(
        id="s1",
        event=None,
        kind="threat",
        speaker=who,
        commitment=term(PAK, None, text=quote),
        quote=quote,
        date="2025-05-07",
    )
    return Commitment(id="a/s1", signal=made, article="a", state="open")


# ------------------------------------------------------------------------------------------------------------- list


def test_the_list_gives_every_row_its_state_its_terms_its_id_and_a_count() -> None:
    ledger = build(india_pakistan())
    text = listed(ledger)
    assert [row.id for row in ledger.rows if row.id not in text] == []
    assert "7 May 2025  offer  Khawaja Asif, Defence Minister (Pakistan) to India" in text
    assert "if India stops its attacks → Pakistan eases tension" in text
    assert text.rstrip().endswith(f"{len(ledger.rows)} rows: {len(ledger.rows)} kept")
    assert "India – Pakistan: Nobody is asked to move." in text


def test_only_moves_of_the_rows_shown_are_told() -> None:
    other = signal(
        "s9",
        "offer",
        Actor(code="USA"),
        Actor(code="IRN"),
        "We will talk.",
        commitment=term(Actor(code="USA"), "CONSULT"),
    )
    ledger = build([*india_pakistan(), reading("usa", "2025-05-08", other)])
    chosen = tuple(row for row in ledger.rows if row.signal.speaker.code == "USA")
    text = listed(ledger, chosen)
    assert "Iran – United States" in text
    assert "India – Pakistan" not in text


def test_an_empty_list_says_so() -> None:
    assert listed(build([])).startswith("No row fits")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(width: int) -> None:
    ledger = build(india_pakistan())
    lines = (listed(ledger, width=width) + "".join(shown(row, width) for row in ledger.rows)).splitlines()
    assert max(len(line) for line in lines) <= width
    assert [line for line in lines if line != line.rstrip()] == []


def test_two_offers_that_meet_are_told_with_their_rows() -> None:
    mine = asif_offer()
    its = signal(
        "s2", "offer", IND, PAK, "If Pakistan eases tension, we stop our attacks.",
        condition=condition(PAK, "RETREAT", text="Pakistan eases tension"),
        commitment=term(IND, "ASSAULT", "halt", "we stop our attacks"),
    )  # fmt: skip
    ledger = build([reading("a", "2025-05-07", mine), reading("b", "2025-05-08", its)])
    assert "The two offers meet" in listed(ledger)


# ------------------------------------------------------------------------------------------------------------- show


def test_a_rows_trail_names_words_history_rules_and_evidence() -> None:
    ledger = build(india_pakistan())
    row = next(row for row in ledger.rows if row.signal.kind == "offer")
    text = shown(row, 400)
    assert "first said 7 May 2025" in text
    assert "again in post-0508" in text
    for change in row.history:
        assert f"rule {change.rule}" in text
    for name in {name for change in row.history for name in change.evidence}:
        article, _, record = name.partition("/")
        assert f"{article} {record}" in text


def test_weak_evidence_is_counted_and_not_listed() -> None:
    ledger = build(india_pakistan())
    row = max(ledger.rows, key=lambda row: sum(item.score < 0.75 for item in row.evidence))
    weak = [item for item in row.evidence if not rows._counts_for(row, item)]
    text = shown(row, 120)
    assert (f"and {len(weak)} that by themselves count for nothing" in text) == bool(weak)


def test_a_ruling_stands_in_the_history() -> None:
    first = build(india_pakistan()).rows[0]
    ruled = build(
        india_pakistan(), rulings=[Ruling(row=first.id, state="lapsed", because="nobody took it up", by="A. N.")]
    )
    row = ruled.row(first.id)
    assert row is not None
    assert row.state == "lapsed"
    text = shown(row, 120)
    assert "ruling (A. N.): nobody took it up" in text
    assert "rule ruling" in text


def test_a_row_without_evidence_or_date_says_so() -> None:
    text = shown(build([reading("a", None, asif_offer())]).rows[0])
    assert "none that counts yet" in text
    assert "on an unknown day" in text


# ------------------------------------------------------------------------------------------------- tables for programs


def test_csv_has_the_columns_and_a_line_a_row() -> None:
    ledger = build(india_pakistan())
    table = list(csv.DictReader(io.StringIO(rows.as_csv(ledger.rows))))
    assert tuple(table[0]) == rows.COLUMNS
    assert [line["id"] for line in table] == [row.id for row in ledger.rows]
    assert [line["state"] for line in table] == [row.state for row in ledger.rows]


def test_json_holds_the_rows_whole() -> None:
    ledger = build(india_pakistan())
    made = json.loads(rows.as_json(ledger.rows))
    assert [row["id"] for row in made] == [row.id for row in ledger.rows]
    assert made[0]["history"][0]["rule"] == "said"


def test_markdown_is_one_table() -> None:
    ledger = build(india_pakistan())
    lines = rows.as_markdown(ledger.rows).splitlines()
    assert len(lines) == len(ledger.rows) + 2
    assert {line.replace("\\|", "").count("|") for line in lines} == {len(rows.SHOWN) + 1}


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = rows.as_csv([hostile(f'{start}HYPERLINK("https://x.example")', speaker=f"{start}1+1")])
    (line,) = csv.DictReader(io.StringIO(text))
    assert [value for value in line.values() if value.startswith(start)] == []
    assert line["quote"].startswith(f"'{start}HYPERLINK")


@given(st.text(max_size=60), st.text(max_size=30))
def test_no_text_of_a_report_breaks_a_form(quote: str, name: str) -> None:
    row = hostile(quote, name)
    ledger = Ledger(rows=(row,))
    forms = [rows.as_markdown([row]), listed(ledger), shown(row)]
    assert [c for form in forms for c in form if c < " " and c != "\n"] == []
    assert len(rows.as_markdown([row]).splitlines()) == 3
    (line,) = csv.DictReader(io.StringIO(rows.as_csv([row])))
    assert [v for v in line.values() if v.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_markup_and_control_characters_are_only_text() -> None:
    row = hostile("[bold red]x[/] \x1b[31mred\u202eder [link=https://x.example]here[/link] <b>| `code`")
    for text in (listed(Ledger(rows=(row,)), width=200), shown(row, 200)):
        assert "[bold red]x[/]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
    table = rows.as_markdown([row])
    assert "&lt;b>" in table or "&lt;b\\>" in table
    assert "\\`code\\`" in table
