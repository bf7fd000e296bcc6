"""A side that ends its own truce, lifts its suspension of attacks or cancels the meeting it promised has withdrawn its word."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.ledger import build
from detente.ledger.model import Ledger
from detente.records import Article


def ledger(*reports: tuple[str, str]) -> Ledger:
    """The ledger of reports given as day and text, each of a publisher of its own."""
    return build(
        [
            read_article(Article(id=f"r{n}", date=f"{day}T12:00Z", text=text, source=f"paper {n}"))
            for n, (day, text) in enumerate(reports)
        ]
    )


def ends(side: str, made: Ledger) -> list[tuple[str, str]]:
    rows = [r for r in made.rows if r.signal.speaker.side == side and r.signal.kind in ("pledge", "acceptance")]
    return [(r.state, r.history[-1].rule) for r in rows]


@pytest.mark.parametrize(
    ("first", "later", "side"),
    [
        (
            "The Philippine government will observe a ceasefire with the MILF, it announced on Monday.",
            "The Philippine president lifted the ceasefire with the MILF on Friday.",
            "PHL",
        ),
        (
            "The PKK will observe a ceasefire with Turkey, it announced on Monday.",
            "The PKK ended its ceasefire with Turkey on Friday.",
            "Kurdistan Workers' Party",
        ),
        (
            "The Taliban will observe a truce with the Afghan army, they announced on Monday.",
            "The Taliban called off their truce with the Afghan army on Friday.",
            "Taliban",
        ),
        (
            "Sudan's army will observe a truce with the RSF, it announced on Monday.",
            "Sudan's army suspended the truce with the RSF on Friday.",
            "SDN",
        ),
        (
            "The FARC will observe a ceasefire with Colombia's government, they announced on Monday.",
            "The FARC suspended their ceasefire with Colombia's government on Friday.",
            "FARC",
        ),
        (
            "The TPLF will observe a truce with Ethiopia, it announced on Monday.",
            "The TPLF withdrew from the truce with Ethiopia on Friday.",
            "Tigray People's Liberation Front",
        ),
    ],
)
def test_a_truce_its_own_side_ends_is_withdrawn_and_not_broken(first: str, later: str, side: str) -> None:
    assert ("withdrawn", "ended") in ends(side, ledger(("2024-05-06", first), ("2024-05-10", later)))


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (
            "The Philippine government and the MILF closed their talks. The two delegations will hold a seventh round in Kuala Lumpur in June, "
            "according to a joint statement.",
            "The MILF has cancelled the seventh round of talks with the Philippine government.",
        ),
        (
            "Turkey and the PKK met in Oslo. The two delegations will meet for a third round in Oslo in June, according to a joint statement.",
            "Turkey has postponed the third round of talks with the PKK.",
        ),
        (
            "The Sudanese army and the RSF met in Jeddah. Both delegations will hold a new round of talks in June, according to a joint statement.",
            "The Sudanese army called off the new round of talks with the RSF.",
        ),
    ],
)
def test_a_meeting_of_two_is_called_off_by_either(first: str, later: str) -> None:
    made = ledger(("2024-05-06", first), ("2024-05-20", later))
    told = [r for r in made.rows if r.signal.commitment and r.signal.commitment.type == "CONSULT"]
    assert len(told) == 2
    assert {("withdrawn", "ended")} == {(r.state, r.history[-1].rule) for r in told}


@pytest.mark.parametrize(
    "later",
    [
        "The truce between Turkey and the PKK expired on Friday without being renewed.",
        "The ceasefire between Turkey and the PKK ran out on Friday.",
        "Turkey suspended its talks with the PKK on Friday.",
        "Iran ended its ceasefire with the PKK on Friday.",
    ],
)
def test_what_runs_out_or_another_ends_takes_no_word_back(later: str) -> None:
    made = ledger(
        ("2024-05-06", "The PKK will observe a ceasefire with Turkey, it announced on Monday."), ("2024-05-10", later)
    )
    assert {"withdrawn", "broken"}.isdisjoint({state for state, _ in ends("Kurdistan Workers' Party", made)})


@pytest.mark.parametrize(
    "text",
    [
        "The truce between Ethiopia and the TPLF ran out on Monday.",
        "The ceasefire between the Philippine government and the MILF expired on Monday.",
        "The truce between Sudan's army and the RSF lapsed on Monday.",
        "Hamas declared the truce with Israel over.",
        "Turkey declared its ceasefire with the PKK dead.",
        "The Taliban announced that the truce was over.",
    ],
)
def test_a_truce_that_ran_out_is_nobodys_deed(text: str) -> None:
    events = read_article(Article(id="a", date="2024-05-07T12:00Z", text=text)).events
    assert {"ASSAULT", "RETREAT"}.isdisjoint({e.type for e in events if e.status in ("reported", "claimed")})
