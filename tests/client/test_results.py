"""Rows in notebooks: what is shown, and that nothing of a report is run there."""

from __future__ import annotations

import re

from detente.client import Client, Rows, show
from detente.records import Actor, Change, Commitment, Evidence, Signal

HOSTILE = '<img src=x onerror=alert(1)>"\u202e'


def commitment() -> Commitment:
    signal = Signal(id="s1", event=None, kind="offer", speaker=Actor(code="PAK", name=HOSTILE), quote=HOSTILE)
    return Commitment(
        id=HOSTILE, signal=signal, article="a1", history=(Change(state="open", date="2025-05-07", because=HOSTILE),),
        evidence=(Evidence(article="a1", record="e1", why=HOSTILE, quote=HOSTILE, date="2025-05-08", source=HOSTILE),),
    )  # fmt: skip


def test_nothing_of_a_report_is_run_in_a_notebook() -> None:
    for page in (
        Rows([commitment()])._repr_html_(),
        show(commitment())._repr_html_(),
        Rows([commitment().signal])._repr_html_(),
    ):
        assert "<img" not in page
        assert "&lt;img" in page
        assert "\u202e" not in page
        assert set(re.findall(r"<(\w+)", page)) <= set("table thead tbody tr th td p b blockquote ol ul li q".split())


def test_a_commitment_shows_its_state_its_words_and_what_bears_it_out(client: Client) -> None:
    page = client.commitments(dyad="IND-PAK")._repr_html_()
    assert "we are ready to reduce the tension" in page
    assert "<th>evidence</th>" in page
    row = client.commitments(kind="offer").first()[0]
    whole = show(client.commitment(row.id))._repr_html_()
    assert "<b>open</b>" in whole
    assert row.history[0].because in whole


def test_every_list_is_shown(client: Client) -> None:
    for name in ("events", "signals", "commitments", "changes", "articles", "places", "incidents", "dyads"):
        assert getattr(client, name)()._repr_html_().startswith("<table>")
    assert client.rulings()._repr_html_() == "<p>nothing</p>"


def test_long_lists_are_cut_and_say_so() -> None:
    assert "20 of 30" in Rows([commitment()] * 30)._repr_html_()


def test_rows_are_a_sequence(client: Client) -> None:
    rows = client.events().all()
    assert list(rows[:2]) == [rows[0], rows[1]]
    assert rows[:2] == Rows([rows[0], rows[1]])
    assert "EventItem" in repr(rows)
    assert "iterate" in repr(client.events())
