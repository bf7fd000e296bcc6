"""Harm that others do is not one's own to stop; threats that point back to a demand have its addressee; whose troops "it" had sent."""

from __future__ import annotations

import pytest

from detente.api import read


@pytest.mark.parametrize(
    "text",
    [
        "Khawaja Asif said terrorist attacks from Afghan soil would stop at once.",
        "The attacks by Hezbollah would end soon, Israel's defence minister said.",
        "The shelling by Armenian troops will stop on Monday, Azerbaijan's army said.",
    ],
)
def test_that_anothers_attacks_will_stop_is_no_pledge_of_ones_own(text: str) -> None:
    assert not [s for s in read(text, date="2025-10-19").signals if s.kind in ("pledge", "offer")]


@pytest.mark.parametrize(
    "text",
    [
        "The strikes would stop if Hamas freed the hostages, Israel said.",
        "Its attacks on ships would end if the blockade of Gaza were lifted, the Houthis said.",
    ],
)
def test_ones_own_attacks_that_would_stop_are_offered(text: str) -> None:
    assert [s.kind for s in read(text, date="2025-10-19").signals] == ["offer"]


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("The United States called on Serbia to withdraw and warned of consequences if it did not.", "USA", "SRB"),
        ("Turkey urged Greece to pull back its ships and threatened to act if it refused.", "TUR", "GRC"),
    ],
)
def test_a_threat_whose_condition_points_back_to_a_demand_is_made_to_whom_it_was_made_of(
    text: str, by: str, to: str
) -> None:
    (threat,) = [s for s in read(text, date="2025-10-19").signals if s.kind == "threat"]
    assert (threat.speaker.code, [a.code for a in threat.addressees]) == (by, [to])


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The White House called on Serbia to withdraw the troops it had massed at the border.", "SRB"),
        ("France urged Rwanda to pull out the soldiers it had sent into Congo.", "RWA"),
        ("Japan asked China to remove the buoy it had put in its waters and the ships it had sent there.", "CHN"),
    ],
)
def test_what_it_did_who_is_asked_to_undo_it_is_his_deed(text: str, doer: str) -> None:
    told = [e for e in read(text, date="2023-09-25").events if e.type == "MOBILIZE" and e.status == "reported"]
    assert [a.code for e in told for a in e.actors] == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "Somalia's adviser Hussein Moalim spoke on Sunday. Ethiopian forces will not be part of the mission, he said.",
        "The foreign ministers of Chad and Sudan met in Doha. They would meet again in May, Qatar's foreign minister said.",
        "The two sides would return to Doha in May, Egypt's foreign minister said after talks between Israel and Hamas.",
        "The two countries will reopen the border, Turkey's president said after receiving the leaders of Armenia and Azerbaijan.",
        "Iran's missile programme threatens Israel, its prime minister Benjamin Netanyahu told the United Nations.",
        "Ethiopia's action threatened the stability of the region, Egypt said.",
    ],
)
def test_what_is_told_of_others_is_no_word_of_ones_own(text: str) -> None:
    kinds = {s.kind for s in read(text, date="2025-04-19").signals}
    assert not kinds & {"pledge", "offer", "threat", "refusal"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Should Kyiv accept the plan, Washington will lift its ban on arms.", "USA"),
        ("Were Iran to let inspectors back in, Russia would drop its sanctions.", "RUS"),
        ("Should Hanoi sign the accord, China would end its blockade of the islands.", "CHN"),
    ],
)
def test_a_ban_lifted_for_something_good_is_an_offer(text: str, by: str) -> None:
    assert [(s.kind, s.speaker.code) for s in read(text, date="2025-04-19").signals] == [("offer", by)]


@pytest.mark.parametrize(
    "text",
    [
        "Israel's army chief agreed with the American general that the strike had been a mistake.",
        "Russia's minister agreed that the talks had been useful.",
        "Chad's general swore that Libyan soldiers were mutilating the dead.",
        "Venezuela's president insisted that justice would triumph.",
    ],
)
def test_what_is_thought_of_what_was_binds_nobody(text: str) -> None:
    assert not {s.kind for s in read(text, date="2025-04-19").signals} & {"pledge", "offer", "threat"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Rumours that Damascus had refused to give up its posts were untrue, the Norwegian embassy said.", False),
        ("Rumours that Chad had shut its border were baseless, Sudan's ambassador said.", False),
        ("Allegations that Moscow had sent gunmen were false, the Indian foreign ministry said.", False),
        ("Claims that its jets had bombed the market were baseless, the Israeli army said.", True),
        ("Ukrainian claims of a strike on the bridge were untrue, Moscow said.", True),
        ("Allegations that Moscow had sent gunmen were false, the Russian foreign ministry said.", True),
    ],
)
def test_a_rumour_about_others_is_no_charge_for_a_bystander_to_deny(text: str, denied: bool) -> None:
    assert ("denial" in {s.kind for s in read(text, date="2025-04-19").signals}) is denied
