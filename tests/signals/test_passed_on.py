"""Words passed on by somebody named after them, releases without a doer, help that goes on, ships regarded as hostile."""

from __future__ import annotations

import pytest

from detente.api import read_article
from detente.records import Article, Signal


def signals(text: str) -> tuple[Signal, ...]:
    return read_article(Article(id="a", date="2024-05-06T12:00Z", text=text)).signals


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (
            "Any intrusion would meet with force, an adviser to Peru's president, Ollanta Rios, said.",
            "PER",
            "Ollanta Rios",
        ),
        (
            "The road would be reopened if Azerbaijan withdrew, an aide to the Armenian premier, Ara Saroyan, said.",
            "ARM",
            "Ara Saroyan",
        ),
        (
            "Chad will retaliate if Sudan attacks, an adviser to Chad's president, Idriss Abdoul, said.",
            "TCD",
            "Idriss Abdoul",
        ),
    ],
)
def test_a_role_and_its_name_between_commas_say_what_stands_before_them(text: str, code: str, name: str) -> None:
    (signal,) = signals(text)
    assert (code, name) == (signal.speaker.code, signal.speaker.name)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya closed the crossing after Somalia shelled it. It would stay closed until the guns were silent, and with no more "
        "exceptions, Nairobi's interior ministry said.",
        "Egypt held back the prisoners after Libya had freed two men. They would remain in jail until the hostages were released, and without "
        "any cameras, the Cairo government said.",
    ],
)
def test_what_a_comma_parts_from_the_one_who_says_so_belongs_to_what_is_said(text: str) -> None:
    found = [s for s in signals(text) if s.sentence == 1]
    assert {"threat"} == {s.kind for s in found}
    assert found[0].condition is not None
    assert found[0].condition.negated


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("A Hezbollah official said that Levi was alive and would be released next week.", "Hezbollah"),
        ("A Houthi spokesman said that the crew was safe and would be freed soon.", "Houthis"),
        ("The Houthis met the envoy. The armed wing confirmed that nine sailors would be freed on Friday.", "Houthis"),
        (
            "Hezbollah denied it. Its leaders met. The military wing announced that two captives would be let go.",
            "Hezbollah",
        ),
    ],
)
def test_whom_an_armed_group_will_let_go_is_promised_though_nobody_else_is_named(text: str, group: str) -> None:
    (signal,) = (s for s in signals(text) if s.kind == "pledge")
    assert (group, "release") == (signal.speaker.group, signal.commitment and signal.commitment.mode)


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah said that 90 Lebanese prisoners would be freed on Sunday.",
        "Ukraine said that ten of its captured sailors would be released on Monday.",
        "The Houthis said that their Yemeni detainees would be handed over on Friday.",
    ],
)
def test_whom_others_hold_is_promised_by_nobody_of_theirs(text: str) -> None:
    assert "pledge" not in {s.kind for s in signals(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Deliveries of gas to Moldova will continue, the Kremlin said.", "RUS"),
        ("The convoys to Tigray will go on with or without Eritrea, Ethiopia's premier indicated.", "ETH"),
        ("Egypt was ready to go on with the deliveries without Israel, it said.", "EGY"),
        ("Poland vowed to keep up its shipments of grain despite the Russian blockade.", "POL"),
    ],
)
def test_help_that_is_to_go_on_is_pledged(text: str, code: str) -> None:
    (signal,) = signals(text)
    assert ("pledge", code) == (signal.kind, signal.speaker.code)
    assert signal.commitment is not None
    assert ("COOPERATE", "continue", "de-escalates") == (
        signal.commitment.type,
        signal.commitment.phase,
        signal.commitment.direction,
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("All tankers bound for Basra would be considered as military targets, Iran said.", False),
        ("From noon all aircraft flying to Taipei will be regarded as hostile targets, China's army announced.", False),
        ("Venezuela may from Monday consider all boats off its coast as carrying arms, its navy warned.", False),
        ("Any ship that enters the gulf will be regarded as a legitimate target, Iran said.", True),
        ("Any attack on the reef will be regarded as an act of war, Manila said.", True),
    ],
)
def test_how_all_ships_are_regarded_asks_nothing_of_anybody(text: str, asked: bool) -> None:
    (signal,) = signals(text)
    assert ("threat", asked) == (signal.kind, signal.condition is not None)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Eritrea promised to open the port, and Ethiopia will guide the ships through its minefields.", "ETH"),
        ("Hamas undertook to free two men, and Israel will let 90 prisoners go.", "ISR"),
    ],
)
def test_what_the_other_party_takes_upon_itself_is_its_word(text: str, second: str) -> None:
    assert second in {s.speaker.code for s in signals(text) if s.kind == "pledge"}


@pytest.mark.parametrize(
    "text",
    [
        "A further extension would be considered only if there was progress on Russian exports, Moscow said.",
        "Another renewal after June will be possible only if there is progress on Syrian refugees, Ankara's letter to Brussels said.",
    ],
)
def test_a_further_extension_is_offered_for_progress(text: str) -> None:
    (signal,) = signals(text)
    assert ("offer", "de-escalates") == (signal.kind, signal.condition and signal.condition.direction)


def test_prisoners_of_war_are_no_war() -> None:
    (signal,) = signals("Kyiv confirmed that 150 prisoners of war would be exchanged on Sunday.")
    assert "pledge" == signal.kind
