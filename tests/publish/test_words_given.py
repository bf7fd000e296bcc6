"""One side's word is worded as its word; an agreement only where the report has one."""

from __future__ import annotations

from detente.publish.deeds import deed
from detente.records import Actor, Event


def event(quote: str) -> Event:
    return Event(
        id="e1",
        type="AGREE",
        status="reported",
        actors=(Actor(code="PRK", sector="GOV"),),
        recipients=(Actor(code="KOR", sector="GOV"),),
        quote=quote,
    )


def test_what_one_side_says_it_would_do_is_no_agreement() -> None:
    assert "North Korea gave its word to South Korea" == deed(event("Pyongyang said it would stop its drills"))


def test_an_agreement_is_told_as_one() -> None:
    assert "North Korea reached an agreement with South Korea" == deed(event("Pyongyang signed a deal with Seoul"))
