"""Commitments with their versions, incidents, rulings: kept up to date, every change written down."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from tests.store.examples import CODER, INDIA, NEWER, PAKISTAN, article, reading

from detente import ledger
from detente.errors import UsageError
from detente.ledger import Ruling
from detente.records import Actor, Event, Reading, from_json
from detente.store import Coder, Incoming, Store
from detente.store.commitments import Made, made
from detente.store.ledger import add_ruling, articles_of, readings, rulings, withdraw_rulings
from detente.store.model import CommitmentRow, CommitmentVersionRow, IncidentRow, SideRow, StaleRow, TellingRow
from detente.store.query import Filters, find
from detente.store.refresh import Refreshed, mark_all, refresh


def put(store: Store, name: str, made: Reading | None = None, **given: str) -> None:
    store.add_articles([Incoming(article=article(name, **given))])
    store.add_readings([made or reading(name)], CODER)


def refreshed(store: Store) -> Refreshed:
    *_, last = refresh(store)
    return last


def table(store: Store, of: Any) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(of.__table__)).all())


def strike_back(name: str, day: str) -> Reading:
    """India attacks again: the condition of the offer is not met."""
    strike = Event(
        id="e1", type="ASSAULT", actors=(INDIA,), recipients=(PAKISTAN,), date=day, quote="India fired again", rule="x"
    )
    return Reading(id=name, events=(strike,), date=day, source="Example Wire")


def test_a_commitment_is_kept_as_the_ledger_has_it(store: Store) -> None:
    put(store, "a1")
    done = refreshed(store)
    assert {"new": 1} == done.commitments
    (row,) = table(store, CommitmentRow)
    (wanted,) = ledger.build([reading("a1")]).rows
    assert wanted == from_json(type(wanted), row.record)
    assert ("a1/s1", 1, "offer", "open", "PAK", "IND", "IND", False) == (
        row.id, row.version, row.kind, row.state, row.speaker, row.counterparts, row.next_mover, row.gone,
    )  # fmt: skip
    assert [] == table(store, StaleRow)
    assert {"new": 0} == {"new": refreshed(store).commitments["new"]}
    assert [("a1/s1", 1, "new", "open")] == versions(store)


def versions(store: Store) -> list[tuple[str, int, str, str]]:
    return [(row.commitment, row.version, row.change, row.state) for row in table(store, CommitmentVersionRow)]


def test_a_ruling_changes_a_row_and_taking_it_back_changes_it_again(store: Store) -> None:
    put(store, "a1")
    refreshed(store)
    ruling = Ruling(row="a1/s1", state="kept", because="seen on the ground", by="me", date="2025-06-01")
    before = store.stamp()
    assert add_ruling(store, ruling)
    assert not add_ruling(store, ruling)
    assert before != store.stamp()
    assert [ruling] == rulings(store)
    assert {"state": 1} == refreshed(store).commitments
    assert 1 == withdraw_rulings(store, row="a1/s1")
    assert {"state": 1} == refreshed(store).commitments
    assert [1, 2, 3] == [version for _, version, _, _ in versions(store)]
    assert ["open", "kept", "open"] == [state for _, _, _, state in versions(store)]


def test_a_retracted_report_takes_its_rows_away_and_they_can_come_back(store: Store) -> None:
    put(store, "a1")
    refreshed(store)
    add_ruling(store, Ruling(retracts="a1", because="withdrawn by its publisher"))
    assert {"gone": 1} == refreshed(store).commitments
    assert [] == list(find(store, "commitments", Filters()))
    assert [True] == [row["gone"] for row in find(store, "commitments", Filters(gone=True))]
    withdraw_rulings(store, retracts="a1")
    assert {"back": 1} == refreshed(store).commitments


def test_a_newer_coding_that_finds_no_signal_marks_the_row_gone(store: Store) -> None:
    put(store, "a1")
    refreshed(store)
    store.mark_outdated(NEWER)
    store.add_readings([Reading(id="a1", date="2025-05-07")], NEWER)
    assert {"gone": 1} == refreshed(store).commitments
    assert [] == table(store, IncidentRow)


def test_rows_from_reports_that_are_too_old_to_be_looked_at_stay(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, "a1")
    refreshed(store)
    put(store, "a2", strike_back("a2", "2025-06-09"), date="2025-06-09")
    with store.reading() as connection:
        assert (["a1/s1"], set()) == two(made(connection, "PAK", []))
        assert ([], {"a1/s1"}) == two(made(connection, "PAK", [], most=1))
    monkeypatch.setattr(made, "__defaults__", (1,))
    assert {} == refreshed(store).commitments
    assert [("a1/s1", 1, "new", "open")] == versions(store)


def two(found: Made) -> tuple[list[str], set[str]]:
    return [row.id for row in found.rows], set(found.older)


def test_incidents_are_those_of_the_reports_together(store: Store) -> None:
    put(store, "a1")
    put(store, "a2", source="Daily Example")
    assert 0 < refreshed(store).incidents
    rows = {row.id: row for row in table(store, IncidentRow)}
    assert ("ASSAULT", "IND", "PAK", 2) == (
        rows["a1/e1"].type, rows["a1/e1"].actors, rows["a1/e1"].recipients, rows["a1/e1"].reports,
    )  # fmt: skip
    assert "2025-05" == rows["a1/e1"].month
    told = {(row.article, row.event) for row in table(store, TellingRow) if row.incident == "a1/e1"}
    assert {("a1", "e1"), ("a2", "e1")} <= told
    assert ["a1/e1"] == [row["id"] for row in find(store, "incidents", Filters(dyad="IND-PAK", type="ASSAULT"))]
    assert ["a1/e1"] == [
        row["id"] for row in find(store, "incidents", Filters(actor="IND", article="a2", type="ASSAULT"))
    ]


def test_all_again_changes_nothing(store: Store) -> None:
    put(store, "a1")
    refreshed(store)
    mark_all(store)
    again = refreshed(store)
    assert (0, 0, 0) == (again.commitments.total(), again.incidents, again.incidents_gone)


def test_what_comes_in_while_a_refresh_runs_is_not_forgotten(store: Store) -> None:
    put(store, "a1")
    steps = refresh(store)
    next(steps)
    put(store, "a2", date="2025-05-08")
    list(steps)
    assert 1 == len(table(store, StaleRow))


def test_commitments_are_asked_for(store: Store) -> None:
    put(store, "a1")
    refreshed(store)

    def ids(**filters: str) -> list[str]:
        return [row["id"] for row in find(store, "commitments", Filters(**filters))]  # type: ignore[arg-type]

    assert (
        ["a1/s1"]
        == ids(dyad="IND-PAK")
        == ids(side="India")
        == ids(actor="PAK")
        == ids(state="open")
        == ids(kind="offer")
    )
    assert [] == ids(actor="IND")
    assert [] == ids(state="kept")
    assert ["a1/s1"] == ids(since="2025-05-07", until="2025-05-07")
    assert [] == ids(since="2025-05-08")
    assert {("k:a1/s1", "speaker", "PAK"), ("k:a1/s1", "counterpart", "IND")} <= {
        (row.record, row.part, row.side) for row in table(store, SideRow)
    }


def test_readings_of_a_pair_and_a_time(store: Store) -> None:
    put(store, "a1")
    put(store, "a2", strike_back("a2", "2025-05-09"), date="2025-05-09")
    far = Actor(code="SDN")
    put(
        store,
        "b1",
        Reading(id="b1", events=(Event(id="e1", type="CONSULT", actors=(far,), rule="x"),)),
        date="2025-05-08",
    )

    def ids(**given: str) -> list[str]:
        return [made.id for made in readings(store, **given)]

    assert ["a1", "a2", "b1"] == ids()
    assert ["a1", "a2"] == ids(dyad="PAK-IND") == ids(side="Pakistan")
    assert ["a2", "b1"] == ids(since="2025-05-08")
    assert ["a1"] == ids(until="2025-05-07")
    assert {"a1"} == set(articles_of(store, ["a1", "nothing"]))
    with pytest.raises(UsageError, match="not a date"):
        ids(since="last week")


def test_imported_readings_without_text_have_no_article(store: Store) -> None:
    gdelt = Coder(name="gdelt", version="2")
    store.add_articles([Incoming(article=article("g", text=""), reading=reading("g"), coder=gdelt)])
    assert {} == articles_of(store, ["g"])
    assert ["g"] == [made.id for made in readings(store)]


def test_the_stamp_changes_with_what_comes_in_and_with_nothing_else(store: Store) -> None:
    seen = [store.stamp()]
    put(store, "a1")
    seen.append(store.stamp())
    refreshed(store)
    assert seen[-1] == store.stamp()
    store.put_state("x", {})
    assert seen[-1] == store.stamp()
    store.add_readings([reading("a1", status="denied")], NEWER)
    seen.append(store.stamp())
    assert 3 == len(set(seen))
