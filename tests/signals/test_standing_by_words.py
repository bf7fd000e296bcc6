"""What a side holds to, keeps back or ties to an agreement, in the words of crises that no rule was made from."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.records import Signal


def heard(text: str) -> list[Signal]:
    return list(read(text, date="2024-05-15").signals)


def only(text: str) -> Signal:
    signals = heard(text)
    assert len(signals) == 1, [(s.kind, s.rule) for s in signals]
    return signals[0]


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia will not pull its soldiers out of Badme, a government official said.",
        "Eritrea will never lift the blockade of the road, its president declared.",
        "Iran will not release the crew of the tanker, its foreign minister said.",
        "Armenia would not reopen the bridge to Azerbaijan, its defence ministry said.",
        "Turkey will not pull its tanks back from the Syrian hills, its president said.",
        "The army will not leave the hills, an aide to President Kagame said.",
    ],
)
def test_to_keep_what_one_holds_is_a_refusal_whoever_asked_for_it(text: str) -> None:
    assert only(text).kind == "refusal"


@pytest.mark.parametrize(
    ("text", "connective"),
    [
        ("Hamas will release captives only as part of a full deal, its spokesman said.", "only as"),
        ("The M23 will hand over the airport only under an agreement with Kinshasa, its leader said.", "only under"),
        ("Azerbaijan will open the road only within a peace treaty, its president said.", "only within"),
        ("Ukraine will return the officers only in a full exchange, a spokesman said.", "only in"),
        ("Iran would dilute its uranium only in the framework of a new accord, its foreign minister said.", "only in"),
        ("Prisoners will be freed only under a comprehensive settlement, the Houthis said.", "only under"),
    ],
)
def test_what_is_done_only_within_an_agreement_waits_for_it(text: str, connective: str) -> None:
    signal = only(text)
    assert signal.kind == "offer"
    assert signal.condition is not None
    assert signal.condition.connective == connective


def test_only_in_a_month_is_no_condition() -> None:
    assert all(s.condition is None for s in heard("Eritrea will open the border only in December, its president said."))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army will go on fighting until the hills are taken if the M23 does not leave Goma by Friday, Congo's president warned.", "COD"),
        ("Turkey will keep bombing the hills until the last fighter has left if the PKK does not lay down its arms, its defence minister said.", "TUR"),
        ("Israel will bomb Beirut until Hezbollah is broken if the group does not free the pilot by noon, its defence minister said.", "ISR"),
        ("Rwanda will fight until the FDLR is gone if Congo does not withdraw by Monday, its president said.", "RWA"),
        ("Ethiopia will shell the port until Eritrea yields if it does not return the crew, its army chief said.", "ETH"),
        ("The Houthis will fire at ships until the siege is lifted if Israel does not let food into Gaza, their leader said.", "Houthis"),
    ],
)  # fmt: skip
def test_how_long_it_would_last_is_no_condition_where_an_if_stands(text: str, speaker: str) -> None:
    threat = next(s for s in heard(text) if s.kind == "threat")
    assert (threat.speaker.group or threat.speaker.code) == speaker
    assert threat.condition is not None
    assert (threat.condition.connective, threat.condition.negated) == ("if", True)


@pytest.mark.parametrize(
    "text",
    [
        "If Russia left the accord, it would supply the poorest countries free of charge, President Putin promised.",
        "If Israel pulls out of the deal it will go on paying compensation to Egypt, its finance minister said.",
        "Should Ukraine leave the talks, it would still honour the exchange of prisoners, Zelenskiy said.",
        "If Iran quits the treaty it will still let the inspectors of the United Nations in, its foreign minister said.",
        "If Turkey walks out of the talks it will still return the bodies to Greece, its president said.",
        "If Serbia leaves the dialogue, it will still return the officers to Kosovo, its president said.",
    ],
)
def test_what_a_side_would_do_after_its_own_leaving_is_offered_to_nobody(text: str) -> None:
    assert [s.kind for s in heard(text) if s.kind in ("offer", "pledge")] == ["pledge"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Any raid will be answered, an aide to President Zelenskiy said.", "UKR"),
        ("Any raid will be answered, an adviser to the Iranian president said.", "IRN"),
        ("There will be an answer to the attack on Tabriz, Iran's president said.", "IRN"),
        ("An answer will follow, the Iranian foreign minister said after the attack on the embassy.", "IRN"),
        ("A bomb killed two Turkish soldiers. There would be an answer to that, President Erdogan said.", "TUR"),
        ("The safety of ships cannot be guaranteed until Kyiv gives up its attacks, the Russian defence ministry said.", "RUS"),
        ("The security of the convoys could no longer be guaranteed as long as Ethiopia arms the rebels, the Eritrean army said.", "ERI"),
        ("Ukraine may consider all vessels bound for Russian ports as carrying military cargo, its defence ministry warned.", "UKR"),
        ("Greek ships in the bay would be regarded as legitimate targets, the Turkish navy said.", "TUR"),
    ],
)  # fmt: skip
def test_an_answer_announced_or_safety_no_longer_vouched_for_is_a_threat(text: str, speaker: str) -> None:
    assert [s.speaker.code for s in heard(text) if s.kind == "threat"] == [speaker]


def test_an_answer_to_a_letter_threatens_nobody() -> None:
    assert heard("There would be an answer to the letter by Friday, Poland's foreign minister said.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Russia will begin to deliver grain free of charge to six African countries within weeks, President Putin said.",
        "Japan will send rice to four countries in the region, its prime minister said.",
        "Norway will deliver gas to its neighbours within a month, its prime minister said.",
        "Turkey will supply medicine to seven nations of the Sahel, President Erdogan said.",
        "China will send doctors to ten neighbouring countries, its foreign minister said.",
        "Kenya will send food to three hungry countries by June, its president said.",
    ],
)
def test_a_promise_to_other_countries_counts_though_none_is_named(text: str) -> None:
    signal = only(text)
    assert signal.kind == "pledge"
    assert signal.commitment is not None
    assert signal.commitment.type in ("AID", "COOPERATE")


def test_free_of_charge_accuses_nobody() -> None:
    events = read("Russia will deliver grain free of charge to Mali, President Putin said.", date="2024-05-15").events
    assert "ACCUSE" not in {event.type for event in events}


def test_a_place_on_the_border_with_a_third_country_addresses_it_with_nothing() -> None:
    signal = only(
        "Israel will not pull its troops out of the corridor on the border with Egypt, an Israeli official said."
    )
    assert signal.kind == "refusal"
    assert signal.addressees == ()


@pytest.mark.parametrize(
    "text",
    [
        "Serbia closed the road in the north. Kosovo will postpone the ban by 30 days, its prime minister said.",
        "Lorries waited at the line. Poland will lift the ban on grain from Ukraine if Kyiv limits its exports, its minister said.",
        "Kosovo fined the drivers. Serbia will remove the barricades within 48 hours, its president said.",
        "The United States will delay its tariffs on Mexico by a month, President Trump said.",
        "Ties with Niger are at their worst. Algeria will defer the new restrictions until June, its government said.",
        "Armenia complained to the court. Azerbaijan will waive the duties for a year, its foreign ministry said.",
    ],
)
def test_to_put_off_a_measure_is_to_ease_it(text: str) -> None:
    given = next(s for s in heard(text) if s.kind in ("pledge", "offer"))
    assert given.commitment is not None
    assert given.commitment.direction == "de-escalates"


def test_a_measure_put_off_at_home_is_nobody_elses_affair() -> None:
    assert heard("Kenya will postpone the ban on plastic bags by a year, its environment minister said.") == []


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("There will be further consequences if Hamas persists in refusing the American plan, Israel said.", "Hamas"),
        ("If Armenia turns down the treaty, there will be consequences, Azerbaijan's president warned.", "ARM"),
        ("If Iran rejects the offer, the United States will strike its plants, the president said.", "IRN"),
        ("If Eritrea refuses the plan, Ethiopia will close the port, its prime minister warned.", "ERI"),
        ("Turkey will attack if the PKK rejects the offer, its defence minister said.", "Kurdistan Workers' Party"),
        ("If Serbia turns down the deal, Kosovo will shut the crossings, its prime minister said.", "SRB"),
    ],
)  # fmt: skip
def test_a_refusal_that_will_be_answered_is_the_condition(text: str, whose: str) -> None:
    threat = next(s for s in heard(text) if s.kind == "threat")
    assert threat.condition is not None
    assert (threat.condition.type, threat.condition.direction, threat.condition.negated) == (
        "REJECT",
        "escalates",
        False,
    )
    assert [a.group or a.code for a in threat.condition.actors] == [whose]
