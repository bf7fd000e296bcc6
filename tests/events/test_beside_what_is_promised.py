"""Deeds told beside a promise or threat are deeds; what is to come under "would", or of nobody in particular, is none."""

from __future__ import annotations

import pytest

from detente.api import read


def _told(text: str) -> list[tuple[str, str, str]]:
    """Type, first doer and status of each event."""
    return [(e.type, e.actors[0].code if e.actors else "-", e.status) for e in read(text, date="2025-01-28").events]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Poland will reopen its crossings with Belarus, which it shut in September.", ("COERCE", "POL", "reported")),
        ("Hamas will free the soldiers it seized in October, its spokesman said.", ("COERCE", "PSE", "claimed")),
        (
            "“We will answer the missiles fired at Haifa by Hezbollah,” Israel's army said.",
            ("ASSAULT", "LBN", "claimed"),
        ),
        (
            "India will retaliate after Pakistan bombed its bases on Friday, its minister said.",
            ("ASSAULT", "PAK", "claimed"),
        ),
        ("Cyprus will not open the crossing which Turkey closed in May.", ("COERCE", "TUR", "reported")),
        (
            "Poland closed a crossing with Belarus as Minsk warned Warsaw against any provocations.",
            ("COERCE", "POL", "reported"),
        ),
    ],
)
def test_a_deed_told_beside_a_promise_or_threat_has_happened(text: str, deed: tuple[str, str, str]) -> None:
    assert deed in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Israel said it would stop once Hamas had freed the hostages.",
        "Kenya said it would open the border after Somalia freed the sailors.",
        "Whoever attacked Turkish troops would be struck, Ankara said.",
        "Russia would strike any ship that entered the zone without leave, its navy said.",
    ],
)
def test_what_is_waited_for_has_not_happened(text: str) -> None:
    assert not [e for e in _told(text) if e[2] in ("reported", "claimed") and e[0] not in ("AGREE", "THREATEN")]


@pytest.mark.parametrize(
    "text",
    [
        "Poland's prime minister blamed the crisis on a hybrid attack orchestrated by the government of Alexander Lukashenko.",
        "Iran put the blast down to sabotage by Israel.",
        "Kyiv blamed the blackout on strikes carried out by Russian drones.",
    ],
)
def test_what_somebody_is_blamed_for_is_not_told_as_fact(text: str) -> None:
    assert not [e for e in _told(text) if e[0] == "ASSAULT" and e[2] == "reported"]


@pytest.mark.parametrize(
    ("text", "not_asked"),
    [
        ("Zelensky urged partners to impose new sanctions on Russia.", "RUS"),
        ("Ursula von der Leyen called on member states to approve new sanctions on the authorities in Minsk.", "BLR"),
        ("Ethiopia's premier asked donors to stop funding Eritrea.", "ERI"),
        ("Xi Jinping told Vladimir Putin that Ukraine must give up the town.", "RUS"),
    ],
)
def test_those_whom_others_are_asked_to_harm_or_told_about_are_not_asked(text: str, not_asked: str) -> None:
    asked = [{a.code for a in e.recipients} for e in read(text, date="2025-01-28").events if e.type == "REQUEST"]
    assert all(not_asked not in codes for codes in asked)


@pytest.mark.parametrize(
    ("text", "type_", "to"),
    [
        (
            "Min Aung Hlaing said the Three Brotherhood Alliance must leave. He accused the alliance of breaking the ceasefire.",
            "ACCUSE",
            "Three Brotherhood Alliance",
        ),
        ("Morocco shelled the Polisario Front on Monday. Spain condemned the front.", "ACCUSE", "Polisario Front"),
    ],
)
def test_the_last_word_of_a_groups_name_stands_for_it(text: str, type_: str, to: str) -> None:
    (event,) = [e for e in read(text, date="2025-01-28").events if e.type == type_]
    assert [a.group for a in event.recipients] == [to]
