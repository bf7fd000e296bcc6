"""What is accepted is promised; a promise to stop one practice is one of its own, and no raid breaks it."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.ledger import build
from detente.ledger.model import Ledger
from detente.records import Article


def ledger(*reports: tuple[str, str]) -> Ledger:
    return build(
        [
            read_article(Article(id=f"r{n}", date=f"{day}T12:00Z", text=text, source=f"paper {n}"))
            for n, (day, text) in enumerate(reports)
        ]
    )


@pytest.mark.parametrize(
    ("text", "side", "type_"),
    [
        ("Hamas has accepted mediation by Qatar.", "Hamas", "CONSULT"),
        ("The RSF accepted talks with Sudan's army in Jeddah.", "Rapid Support Forces", "CONSULT"),
        ("The Taliban accepted a truce with the Afghan government.", "Taliban", "RETREAT"),
        ("The MILF has accepted a Malaysian mediator.", "Moro Islamic Liberation Front", "CONSULT"),
        ("The TPLF accepted Kenya's mediation.", "Tigray People's Liberation Front", "CONSULT"),
        ("The FDLR accepted mediation by Angola.", "Democratic Forces for the Liberation of Rwanda", "CONSULT"),
    ],
)
def test_what_is_accepted_is_a_promise_of_whoever_accepts(text: str, side: str, type_: str) -> None:
    found = [
        (r.signal.speaker.side, r.signal.commitment.type)
        for r in ledger(("2024-05-06", text)).rows
        if r.signal.commitment
    ]
    assert (side, type_) in found


def test_what_another_says_was_accepted_is_contested() -> None:
    (row,) = ledger(("2024-05-06", "Hamas has accepted mediation by Qatar, the Qatari foreign ministry said.")).rows
    assert ("contested", "announced") == (row.state, row.history[-1].rule)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (
            "The FARC will suspend kidnappings for ransom, they announced on Monday.",
            "The FARC attacked an army base in Cauca on Friday.",
        ),
        ("The PKK will stop kidnappings, it announced on Monday.", "The PKK shelled a Turkish army post on Friday."),
        ("The Maoists will end abductions, they said on Monday.", "The Maoists ambushed a Nepalese patrol on Friday."),
    ],
)
def test_a_raid_breaks_no_promise_about_kidnappings(first: str, later: str) -> None:
    assert "broken" not in {r.state for r in ledger(("2024-05-06", first), ("2024-05-10", later)).rows}
