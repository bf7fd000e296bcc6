"""Precision of the verdicts: what may not be called kept or broken, and which words open no row of their own."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.ledger.crafted import condition, event, reading, signal, term

from detente.ledger import build
from detente.ledger.words import own_text
from detente.records import Actor, Commitment, Reading, Signal, Term

ETH = Actor(code="ETH", sector="GOV")
ERI = Actor(code="ERI", sector="GOV")
ETH_ARMY = Actor(code="ETH", sector="MIL")
ERI_ARMY = Actor(code="ERI", sector="MIL")
USA = Actor(code="USA", sector="GOV")
ISR = Actor(code="ISR", sector="GOV")
IRN = Actor(code="IRN", sector="GOV")


def row_of(name: str, *readings: Reading, as_of: str | None = None) -> Commitment:
    row = build(readings, as_of=as_of).row(name)
    assert row is not None
    return row


def quiet(*days: int) -> list[Reading]:
    """Reports of June that look at both sides and tell of no act of arms."""
    return [
        reading(f"quiet{day}", f"2024-06-{day:02}", event("e", "ACCUSE", ETH, ERI, date=f"2024-06-{day:02}"))
        for day in days
    ]


def fire(day: str, quote: str, by: Actor = ERI_ARMY, at: Actor = ETH, **more: Any) -> Reading:
    return reading(f"fire-{day}", day, event("e", "ASSAULT", by, at, date=day, quote=quote, **more))


def threat(words: str, asked: str = "", **more: Any) -> Signal:
    """Eritrea threatens Ethiopia, without a condition or on one."""
    on = condition(ETH, "ASSAULT", text=asked, connective="if", recipients=(ERI,)) if asked else None
    given = Term(actors=(ERI,), recipients=(ETH,), direction="escalates", text=words)
    return signal("t", "threat", ERI, ETH, f"{words} {asked}".strip(), commitment=given, condition=on, **more)


# ----------------------------------------------------------------------------------- an act that is less than the words


@pytest.mark.parametrize(
    "words",
    [
        "would suffer irreparable damage in reply",
        "would see the end of its regime, a reply it never forgets",
        "the response will be of a new kind",
        "would be wiped off the map in response",
    ],
)
def test_an_ordinary_blow_leaves_open_whether_it_was_the_one_threatened(words: str) -> None:
    vow = reading("vow", "2024-06-01", threat(words))
    row = row_of("vow/t", vow, fire("2024-06-03", "Eritrean guns shelled a post."))
    assert (row.state, row.history[-1].rule) == ("contested", "deed-lesser")


def test_a_blow_told_in_such_words_is_the_one_threatened() -> None:
    vow = reading("vow", "2024-06-01", threat("would suffer irreparable damage in reply"))
    row = row_of("vow/t", vow, fire("2024-06-03", "Eritrean guns did irreparable damage to the dam."))
    assert row.state == "kept"


def test_an_ordinary_threat_is_carried_out_by_an_ordinary_blow() -> None:
    vow = reading("vow", "2024-06-01", threat("would suffer for it"))
    assert row_of("vow/t", vow, fire("2024-06-03", "Eritrean guns shelled a post.")).state == "kept"


def test_a_blow_at_soldiers_does_not_carry_out_a_threat_to_people() -> None:
    vow = reading("vow", "2024-06-01", threat("Ethiopian people will suffer in reply"))
    posts = fire("2024-06-03", "Eritrea's army shelled military posts near the river.")
    village = fire("2024-06-03", "Eritrea's army shelled a village near the river.")
    assert row_of("vow/t", vow, posts).state == "contested"
    assert row_of("vow/t", vow, village).state == "kept"


def test_after_such_a_blow_the_same_threat_is_a_new_one() -> None:
    first = reading("vow", "2024-06-01", threat("would suffer irreparable damage in reply"))
    again = reading("anew", "2024-06-08", threat("would suffer irreparable damage in reply"))
    ledger = build([first, fire("2024-06-03", "Eritrean guns shelled a post."), again])
    assert {row.id: row.state for row in ledger.rows} == {"vow/t": "contested", "anew/t": "open"}


# ------------------------------------------------------------------------------------- what surely happened stays so


def restraint(**more: Any) -> Signal:
    given = term(ERI, "ASSAULT", "refrain", "will not attack Ethiopia", recipients=(ETH,))
    return signal("p", "pledge", ERI, ETH, "Eritrea will not attack Ethiopia.", commitment=given, **more)


def test_a_promise_it_surely_broke_in_answer_is_not_kept_again_when_quiet_returns() -> None:
    word = reading("word", "2024-06-01", restraint())
    answer = fire("2024-06-03", "Eritrea's army shelled Badme in response to a raid.")
    row = row_of("word/p", word, answer, *quiet(6, 9, 12, 15, 18, 21, 24))
    assert row.state == "contested"


def test_one_that_was_only_said_to_be_broken_is() -> None:
    word = reading("word", "2024-06-01", restraint())
    claim = fire("2024-06-03", "Eritrea shelled Badme, Ethiopia said.", status="claimed", said_by=(ETH,))
    assert row_of("word/p", word, claim, as_of="2024-06-04").state == "contested"
    assert row_of("word/p", word, claim, *quiet(6, 9, 12, 15, 18, 21, 24)).state == "kept"


# -------------------------------------------------------------------------------------------- words that are told again


def truce(day: str) -> Reading:
    def one(id_: str, who: Actor, other: Actor) -> Signal:
        given = term(who, "ASSAULT", "halt", "to stop all firing", recipients=(other,))
        return signal(id_, "pledge", who, other, "The two agreed to stop all firing.", commitment=given)

    return reading("truce", day, one("a", ETH, ERI), one("b", ERI, ETH))


def recalled(**more: Any) -> Signal:
    given = term(ERI, "ASSAULT", "halt", "to stop firing", recipients=(ETH,))
    return signal("o", "offer", ERI, ETH, "Eritrea had been ready to stop firing.", commitment=given, **more)


def test_words_to_stop_told_while_a_truce_holds_are_about_the_truce() -> None:
    ledger = build([truce("2024-06-01"), reading("memory", "2024-06-05", recalled())])
    assert {row.id for row in ledger.rows} == {"truce/a", "truce/b"}
    row = ledger.row("truce/b")
    assert row is not None
    assert ("memory", "o") in row.repetitions


def test_but_where_the_truce_is_disputed_they_are_an_offer() -> None:
    broken = fire("2024-06-03", "Eritrea broke the truce, Ethiopia said.", status="claimed", said_by=(ETH,))
    ledger = build([truce("2024-06-01"), broken, reading("memory", "2024-06-05", recalled())])
    assert ledger.row("memory/o") is not None


def test_a_threat_on_a_condition_stands_longer_than_a_fortnight() -> None:
    asked = "if the river dam is filled without us"
    first = reading("vow", "2024-06-01", threat("will answer", asked))
    later = reading("later", "2024-06-25", threat("will answer", asked))
    other = reading("other", "2024-06-25", threat("will answer", "if their patrols cross"))
    assert len(build([first, later]).rows) == 1
    assert len(build([first, other]).rows) == 2


def test_words_have_the_day_on_which_they_were_spoken() -> None:
    said = threat("will answer", event="e")
    spoken = event("e", "THREATEN", ERI, ETH, date="2024-06-02")
    row = row_of("r/t", reading("r", "2024-06-05", said, spoken))
    assert row.first_said == "2024-06-02"


# --------------------------------------------------------------------------------------------------- what words ask for


def test_what_a_condition_names_may_come_about_late() -> None:
    """It need not answer the words, as a deed does."""
    warned = threat("will answer")
    asked = condition(ETH, "COERCE", text="if the border post is blocked", connective="if", recipients=(ERI,))
    vow = reading("vow", "2024-06-01", replace(warned, condition=asked))
    late = event("e", "ASSAULT", ETH_ARMY, ERI, date="2024-07-25", quote="Ethiopian troops stormed the border post.")
    assert row_of("vow/t", vow, reading("late", "2024-07-25", late)).state == "triggered"


def test_harm_whose_kind_was_not_read_is_known_by_its_words() -> None:
    vow = reading("vow", "2024-06-01", threat("would scatter rubbish from balloons over its towns"))
    same = event("e", "COERCE", ERI, ETH, date="2024-06-04", quote="Eritrea sent balloons with rubbish.")
    other = event("e", "COERCE", ERI, ETH, date="2024-06-04", quote="Eritrea closed a bridge.")
    assert row_of("vow/t", vow, reading("n", "2024-06-04", same)).state == "kept"
    assert row_of("vow/t", vow, reading("n", "2024-06-04", other)).state == "open"


def test_who_fights_two_allies_faces_the_one_he_fights_most() -> None:
    """ "The strait would be closed" names nobody; what ends the fight with the enemy ends the threat."""
    fights = [
        reading(f"f{day}", f"2025-06-{day}", event("e", "ASSAULT", IRN, rival, date=f"2025-06-{day}"))
        for day, rival in ((13, ISR), (14, ISR), (15, ISR), (16, ISR), (17, USA), (18, USA), (19, USA))
    ]
    given = Term(actors=(IRN,), type="COERCE", direction="escalates", text="the strait would be closed")
    vow = reading(
        "vow", "2025-06-20", signal("t", "threat", IRN, None, "The strait would be closed.", commitment=given)
    )

    def one(id_: str, who: Actor, other: Actor) -> Signal:
        stop = term(who, "ASSAULT", "halt", "to stop all firing", recipients=(other,))
        return signal(id_, "pledge", who, other, "Both agreed to stop all firing.", commitment=stop)

    peace = reading("peace", "2025-06-24", one("a", IRN, ISR), one("b", ISR, IRN))
    assert row_of("vow/t", *fights, vow, peace).state == "lapsed"


# ------------------------------------------------------------------------------------------------------- in the sentences


def test_a_threat_for_the_case_of_an_attack_asks_nobody_to_move() -> None:
    (deters,) = build([reading("vow", "2024-06-01", threat("will answer", "if Ethiopia attacks"))]).moves
    assert deters.mover is None
    goes_on = condition(ETH, "ASSAULT", "continue", "if Ethiopia goes on shelling", connective="if", recipients=(ERI,))
    (asks,) = build([reading("vow", "2024-06-01", replace(threat("will answer"), condition=goes_on))]).moves
    assert asks.mover is not None
    assert asks.mover.code == "ETH"


def test_a_side_of_many_has_verbs_of_many() -> None:
    houthis = Actor(code="YEM", sector="REB", group="Houthis")
    given = Term(actors=(houthis,), recipients=(USA,), type="ASSAULT", direction="escalates", text="will attack")
    vow = signal("t", "threat", houthis, USA, "The Houthis will attack.", commitment=given)
    (move,) = build([reading("vow", "2024-06-01", vow)]).moves
    assert "Houthis threaten to attack" in move.sentence


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("warned that Ruritania would suffer irreparable damage", "Ruritania would suffer irreparable damage"),
        ("said on Friday that the strait would be closed", "the strait would be closed"),
        ("threatened that its ships would be stopped", "its ships would be stopped"),
        ("the warning that stands will be kept", "the warning that stands will be kept"),
    ],
)
def test_own_words_are_without_the_verb_of_saying(text: str, own: str) -> None:
    assert own_text(text) == own


def test_a_denial_is_shown_only_where_an_act_is_told_of() -> None:
    vow = reading("vow", "2024-06-01", threat("will answer"))
    denied = fire("2024-06-01", "Eritrea denied having fired.", status="denied", said_by=(ERI,))
    assert not row_of("vow/t", vow, denied, truce("2024-06-02")).evidence[:-2]


# --------------------------------------------------------------------------------------------- deeds other than attacks

FRA = Actor(code="FRA", sector="GOV")
MOZ = Actor(code="MOZ", sector="GOV")
REBELS = Actor(code="MOZ", sector="REB", group="Rebels of the North")
JPN = Actor(code="JPN", sector="GOV")
PRK = Actor(code="PRK", sector="GOV")
KOR = Actor(code="KOR", sector="GOV")


def leaving(to: Actor | None = None) -> Reading:
    given = term(REBELS, "RETREAT", text="will withdraw from the harbour town")
    word = signal("p", "pledge", REBELS, to, "The rebels will withdraw from the harbour town.", commitment=given)
    return reading("word", "2024-06-01", word)


def left(said_by: tuple[Actor, ...]) -> Reading:
    done = event("e", "RETREAT", REBELS, None, date="2024-06-04", quote="The rebels withdrew from the harbour town.")
    return reading("left", "2024-06-04", replace(done, status="claimed", said_by=said_by))


@pytest.mark.parametrize(("who", "state"), [((MOZ,), "kept"), ((FRA,), "kept"), ((REBELS,), "open")])
def test_a_peaceful_deed_is_sure_when_another_side_says_so(who: tuple[Actor, ...], state: str) -> None:
    """Nobody credits a rival for nothing; its own word that it kept its word is none."""
    assert row_of("word/p", leaving(MOZ), left(who)).state == state


def test_but_an_ally_says_so_for_its_friend() -> None:
    usa_word = term(ISR, "RETREAT", text="will withdraw from the harbour town")
    word = signal("p", "pledge", ISR, MOZ, "Israel will withdraw from the harbour town.", commitment=usa_word)
    done = event("e", "RETREAT", ISR, None, date="2024-06-04", quote="Israel withdrew from the harbour town.")
    told = reading("left", "2024-06-04", replace(done, status="claimed", said_by=(USA,)))
    assert row_of("word/p", reading("word", "2024-06-01", word), told).state == "open"


def test_what_it_says_it_will_do_is_not_the_deed_it_promised() -> None:
    """An offer or a promise of a deal, made again, is no deal; an agreement is."""
    given = term(FRA, "AGREE", text="would make a deal on the harbour", recipients=(MOZ,))
    first = reading(
        "word", "2024-06-01", signal("p", "pledge", FRA, MOZ, "France would make a deal.", commitment=given)
    )
    again = signal("p", "pledge", FRA, MOZ, "France will make a deal.", commitment=given, event="e", rule="say: will")
    spoken = event("e", "AGREE", FRA, MOZ, date="2024-06-20", quote="France will make a deal on the harbour.")
    made = event("e", "AGREE", FRA, MOZ, date="2024-06-20", quote="France and Mozambique made a deal on the harbour.")
    assert row_of("word/p", first, reading("again", "2024-06-20", again, spoken)).state == "open"
    assert row_of("word/p", first, reading("made", "2024-06-20", made)).state == "kept"


def test_what_two_sides_did_together_each_did_with_the_other() -> None:
    given = term(FRA, "RETREAT", text="to exchange prisoners", recipients=(MOZ,))
    word = signal("p", "pledge", FRA, MOZ, "The two agreed to exchange prisoners.", commitment=given)
    joint = event("e", "RETREAT", FRA, None, date="2024-06-04", quote="The two exchanged prisoners.")
    told = reading("swap", "2024-06-04", replace(joint, actors=(MOZ, FRA)))
    row = row_of("word/p", reading("word", "2024-06-01", word), told)
    assert (row.state, row.evidence[0].parts["target"]) == ("kept", 1.0)


def test_a_test_of_weapons_need_not_be_aimed_at_who_warned_of_it() -> None:
    asked = condition(PRK, "MOBILIZE", text="if it tests another missile", connective="if")
    given = term(JPN, "SANCTION", text="will impose sanctions", recipients=(PRK,))
    warned = signal("t", "threat", JPN, PRK, "Japan will impose sanctions.", condition=asked, commitment=given)
    vow = reading("vow", "2024-06-01", warned)
    fired = event("e", "MOBILIZE", PRK, None, date="2024-06-05", quote="North Korea tested a missile.")
    assert row_of("vow/t", vow, reading("n", "2024-06-05", fired)).state == "triggered"


def test_a_threat_carried_out_after_its_condition_was_claimed_is_carried_out() -> None:
    asked = condition(PRK, "MOBILIZE", text="if it tests another missile", connective="if")
    given = term(JPN, "SANCTION", text="will impose sanctions", recipients=(PRK,))
    warned = signal("t", "threat", JPN, PRK, "Japan will impose sanctions.", condition=asked, commitment=given)
    vow = reading("vow", "2024-06-01", warned)
    fired = event("e", "MOBILIZE", PRK, None, date="2024-06-05", quote="North Korea tested a missile.")
    claim = reading("n", "2024-06-05", replace(fired, status="claimed", said_by=(KOR,)))
    done = reading(
        "s", "2024-06-09", event("e", "SANCTION", JPN, PRK, date="2024-06-09", quote="Japan imposed sanctions.")
    )
    assert row_of("vow/t", vow, claim).state == "open"
    assert row_of("vow/t", vow, done).state == "open"
    assert row_of("vow/t", vow, claim, done).state == "kept"


def test_a_condition_of_words_is_known_by_its_own() -> None:
    asked = replace(condition(FRA, "ACCUSE", text="if the board condemns it", connective="if"), type=None)
    given = term(MOZ, "COERCE", text="will expel the inspectors")
    warned = signal("t", "threat", MOZ, FRA, "Mozambique will expel them.", condition=asked, commitment=given)
    vow = reading("vow", "2024-06-01", warned)
    said = event("e", "ACCUSE", FRA, MOZ, date="2024-06-05", quote="The board condemned Mozambique.")
    other = event("e", "ACCUSE", FRA, MOZ, date="2024-06-05", quote="France deplored the delay.")
    assert row_of("vow/t", vow, reading("n", "2024-06-05", said)).state == "triggered"
    assert row_of("vow/t", vow, reading("n", "2024-06-05", other)).state == "open"


def delay(**more: Any) -> Reading:
    given = term(REBELS, "COERCE", text="will delay the release of the captive pilots")
    held = signal(
        "t", "threat", REBELS, MOZ, "The rebels will delay the release of the pilots.", commitment=given, **more
    )
    return reading("vow", "2024-06-01", held)


def test_a_threat_is_taken_back_by_the_promise_to_do_the_thing_after_all() -> None:
    given = term(REBELS, "RETREAT", text="will release the captive pilots as planned")
    word = signal("p", "pledge", REBELS, MOZ, "The rebels will release the pilots.", commitment=given)
    row = row_of("vow/t", delay(), reading("word", "2024-06-04", word))
    assert (row.state, row.history[-1].rule) == ("withdrawn", "refusal")
    other = replace(word, commitment=term(REBELS, "RETREAT", text="will leave the harbour town"))
    assert row_of("vow/t", delay(), reading("word", "2024-06-04", other)).state == "open"


def test_an_agreement_only_referred_to_opens_no_row() -> None:
    told = term(FRA, "AGREE", text="they had agreed on in Oslo", recipients=(MOZ,))
    word = signal("p", "pledge", FRA, MOZ, "the swap they had agreed on in Oslo", commitment=told)
    assert build([reading("word", "2024-06-01", word)]).rows == ()


# ------------------------------------------------------------------------------------------------- whose word counts


def test_its_own_media_own_up_for_a_side_and_a_rivals_do_not() -> None:
    vow = reading("vow", "2024-06-01", threat("would suffer for it"))
    own, rivals = (Actor(code=code, sector="MED") for code in ("ERI", "ETH"))
    for media, state in ((own, "kept"), (rivals, "contested")):
        told = fire("2024-06-03", "Eritrea fired rockets.", status="claimed", said_by=(media,))
        assert row_of("vow/t", vow, told).state == state


def test_an_accusation_made_after_a_promise_speaks_of_what_came_after() -> None:
    word = reading("word", "2024-06-01", restraint())
    outer = event("a", "ACCUSE", ETH, ERI, date="2024-06-04")
    inner = event("e", "ASSAULT", ERI, None, status="claimed", said_by=(ETH,), inside="a", quote="of shelling a post")
    assert row_of("word/p", word, reading("n", "2024-06-04", outer, inner)).state == "contested"
    assert row_of("word/p", word, reading("n", "2024-06-04", replace(inner, inside=None))).state == "open"


def test_what_a_promise_forswears_was_not_told_before() -> None:
    """ "Agreed not to shell" tells of no shelling, so that the first accusation of it is no old one."""
    forsworn = event("f", "ASSAULT", ERI, ETH, status="negated", inside="g", quote="not to attack Ethiopia")
    word = reading("word", "2024-06-01", restraint(), event("g", "AGREE", ERI, ETH, date="2024-06-01"), forsworn)
    outer = event("a", "ACCUSE", ETH, ERI, date="2024-06-04")
    inner = event("e", "ASSAULT", ERI, ETH, status="claimed", said_by=(ETH,), inside="a", quote="of shelling a post")
    assert row_of("word/p", word, reading("n", "2024-06-04", outer, inner)).state == "contested"


def test_plans_called_off_take_a_threat_back() -> None:
    given = term(ERI, "ASSAULT", text="military action against its neighbour", recipients=(ETH,))
    vow = reading("vow", "2024-06-01", signal("t", "threat", ERI, ETH, "Eritrea threatens war.", commitment=given))
    off = event("e", "CONCEDE", ERI, None, date="2024-06-05", quote="Eritrea shelved its plans of military action.")
    other = event("e", "CONCEDE", ERI, None, date="2024-06-05", quote="Eritrea cancelled a toll on lorries.")
    assert row_of("vow/t", vow, reading("n", "2024-06-05", off)).state == "withdrawn"
    assert row_of("vow/t", vow, reading("n", "2024-06-05", other)).state == "open"


def test_a_promise_not_to_invade_is_broken_by_an_attack_whatever_its_type() -> None:
    given = Term(actors=(ERI,), phase="refrain", direction="de-escalates", text="of invading Ethiopia")
    word = signal("p", "pledge", ERI, ETH, "Eritrea has no intention of invading Ethiopia.", commitment=given)
    row = row_of("word/p", reading("word", "2024-06-01", word), fire("2024-06-05", "Eritrean troops invaded Tigray."))
    assert row.state == "broken"


def test_a_peaceful_condition_without_a_type_is_known_by_its_words() -> None:
    asked = replace(condition(REBELS, "RETREAT", text="fifty hostages", connective="in return for"), type=None)
    given = term(MOZ, "AID", text="will let grain in", recipients=(REBELS,))
    deal = signal("o", "offer", MOZ, REBELS, "Grain in return for fifty hostages.", condition=asked, commitment=given)
    freed = event("e", "RETREAT", REBELS, MOZ, date="2024-06-05", quote="The rebels freed 24 hostages.")
    moved = event("e", "RETREAT", REBELS, MOZ, date="2024-06-05", quote="The rebels left a village.")
    offer = reading("deal", "2024-06-01", deal)
    assert row_of("deal/o", offer, reading("n", "2024-06-05", freed)).state == "triggered"
    assert row_of("deal/o", offer, reading("n", "2024-06-05", moved)).state == "open"


@pytest.mark.parametrize(
    "quote",
    ["Eritrea's army hit a depot that violated the truce.", "Eritrean jets struck a launcher in self-defence."],
)
def test_fire_presented_as_enforcing_a_truce_contests_it(quote: str) -> None:
    plain = fire("2024-06-05", "Eritrea's army hit a depot.")
    assert row_of("truce/b", truce("2024-06-01"), plain).state == "broken"
    assert row_of("truce/b", truce("2024-06-01"), fire("2024-06-05", quote)).state == "contested"


def test_a_truce_of_others_confirms_no_promise_that_names_nobody() -> None:
    given = term(USA, "ASSAULT", "refrain", "will not get involved in the war")
    word = reading(
        "word", "2024-06-01", signal("p", "pledge", USA, None, "It will not get involved.", commitment=given)
    )
    truce_told = event("e", "RETREAT", USA, None, date="2024-06-09", quote="The truce it announced is still holding.")
    assert row_of("word/p", word, reading("n", "2024-06-09", truce_told)).state == "open"


def test_help_offered_twice_in_one_report_is_one_offer() -> None:
    un = Actor(code="IGO", sector="GOV", group="United Nations")
    helps = signal(
        "a", "offer", un, ETH, "offering to help both", commitment=term(un, "AID", text="to help both governments")
    )
    offices = signal(
        "b", "offer", un, ETH, "offered his good offices", commitment=term(un, "AGREE", text="offered his good offices")
    )
    grain = signal(
        "b", "offer", un, ETH, "offered talks", commitment=term(un, "CONSULT", text="to hold talks on wheat")
    )
    assert len(build([reading("r", "2024-06-01", helps, offices)]).rows) == 1
    assert len(build([reading("r", "2024-06-01", helps, grain)]).rows) == 2


def test_a_refusal_until_something_is_said_again_without_the_until() -> None:
    until = condition(REBELS, "RETREAT", text="until they leave the harbour", connective="until", negated=True)
    first = signal("r", "refusal", MOZ, REBELS, "Mozambique will not talk with them.", condition=until, firm=True,
                   commitment=term(MOZ, "CONSULT", "refrain", "to talk with the rebels"))  # fmt: skip
    again = signal("r", "refusal", MOZ, REBELS, "There was nothing to talk about with the rebels.", firm=True)
    other = signal("r", "refusal", MOZ, REBELS, "Mozambique rejected the map.", firm=True)
    told = reading("word", "2024-06-01", first)
    row = row_of("word/r", told, reading("again", "2024-06-20", again))
    assert (row.state, row.repetitions) == ("kept", (("again", "r"),))
    assert row_of("word/r", told, reading("other", "2024-06-20", other)).repetitions == ()


def test_an_attack_that_is_to_go_on_is_not_kept_by_saying_so_again() -> None:
    given = term(ERI, "ASSAULT", "continue", "the operation will go on as long as it takes", recipients=(ETH,))
    vow = signal("t", "threat", ERI, ETH, "The operation will go on as long as it takes.", commitment=given, firm=True)
    told = [reading("vow", "2024-06-01", vow), reading("again", "2024-06-08", vow)]
    row = row_of("vow/t", *told)
    assert (row.state, len(row.repetitions)) == ("triggered", 1)
    assert row_of("vow/t", *told, fire("2024-06-10", "Eritrean guns fired."), truce("2024-06-12")).state == "kept"


# ------------------------------------------------------------------------------------------- an answer that is still to come


def vow(day: str, words: str, name: str = "vow") -> Reading:
    return reading(name, day, threat(words))


@pytest.mark.parametrize(
    "words",
    [
        "will respond at a time of its choosing",
        "will avenge the dead",
        "the reply will come",
        "would now have to pay the price",
        "retaliation is certain",
        "its answer would be given in good time",
    ],
)
def test_what_was_done_before_its_side_said_that_the_answer_is_to_come_is_not_that_answer(words: str) -> None:
    first = vow("2024-06-01", "would be answered with force", "first")
    reports = (first, fire("2024-06-02T08:00Z", "It shelled a village"), vow("2024-06-02T18:00Z", words, "later"))
    assert row_of("first/t", *reports).state == "open"
    done = row_of("first/t", *reports, fire("2024-06-05", "Its jets struck four bases"))
    assert (done.state, done.history[-1].date) == ("kept", "2024-06-05")


@pytest.mark.parametrize(
    "words",
    [
        "will strike again if it must",
        "would respond again, and harder",
        "would answer further raids",
        "will hold its line",
    ],
)
def test_words_of_one_more_blow_take_nothing_from_the_first(words: str) -> None:
    first = vow("2024-06-01", "would be answered with force", "first")
    reports = (first, fire("2024-06-02T08:00Z", "It shelled a village"), vow("2024-06-02T18:00Z", words, "later"))
    assert row_of("first/t", *reports).state == "kept"


def test_what_is_told_after_the_words_of_its_day_is_the_answer() -> None:
    first = vow("2024-06-01", "would be answered with force", "first")
    now = vow("2024-06-02T04:00Z", "now just wait for our response", "later")
    assert row_of("first/t", first, now, fire("2024-06-02T18:00Z", "Its jets struck four bases")).state == "kept"


def test_words_of_an_answer_some_days_later_are_about_something_newer() -> None:
    first = vow("2024-06-01", "would be answered with force", "first")
    newer = vow("2024-06-09", "will respond to the new raid", "later")
    assert row_of("first/t", first, fire("2024-06-02T08:00Z", "It shelled a village"), newer).state == "kept"


# --------------------------------------------------------------------------------------------------- a truce prolonged


def stop_until(name: str, day: str, words: str, *, until: str | None = None, told_by: Actor | None = None) -> Reading:
    """Both sides agree to stop, or to go on with it until a day; `told_by` is whose account it is."""
    pledges = [
        signal(f"s{n}", "pledge", who, other, words, event="e1", deadline=until,
               commitment=Term(actors=(who,), type="RETREAT", direction="de-escalates", text=words))
        for n, (who, other) in enumerate(((ETH, ERI), (ERI, ETH)), 1)
    ]  # fmt: skip
    by = (told_by,) if told_by else ()
    agreed = event("e1", "AGREE", ETH, None, date=day[:10], quote=words)
    agreed = replace(agreed, actors=(ETH, ERI))
    inner = event("e2", "RETREAT", ETH, None, quote=words, status="intended", inside="e1", said_by=by)
    return reading(name, day, agreed, inner, *pledges)


FIRST_TRUCE = stop_until("truce", "2024-06-01", "agreed to a ceasefire")


@pytest.mark.parametrize(
    "words",
    [
        "agreed to extend the ceasefire until June 9",
        "to prolong their truce until June 9",
        "agreed to renew the truce until June 9",
        "agreed on an extension of the ceasefire until June 9",
    ],
)
def test_a_truce_given_another_day_is_a_promise_of_its_own(words: str) -> None:
    later = stop_until("later", "2024-06-05", words, until="2024-06-09")
    reports = (FIRST_TRUCE, *quiet(2, 3, 4), later)
    assert {row.id for row in build(reports).rows} == {"truce/s1", "truce/s2", "later/s1", "later/s2"}
    assert row_of("truce/s1", *reports).state == "kept"
    assert row_of("later/s1", *reports).state == "open"
    assert row_of("later/s1", *reports, *quiet(6, 8, 10)).state == "kept"


def test_one_side_alone_tells_of_the_longer_truce() -> None:
    words = "agreed to prolong their truce until June 9"
    later = stop_until("later", "2024-06-05", words, until="2024-06-09", told_by=ERI)
    reports = (FIRST_TRUCE, *quiet(2, 3, 4), later)
    assert row_of("later/s1", *reports).state == "contested"
    assert row_of("later/s2", *reports).state == "open"


def test_words_of_the_truce_without_another_day_are_the_truce_said_again() -> None:
    again = stop_until("later", "2024-06-05", "agreed to keep the ceasefire", until=None)
    assert len(build((FIRST_TRUCE, *quiet(2, 3, 4), again)).rows) == 2


# ----------------------------------------------------------------------------------------------- a meeting takes two


@pytest.mark.parametrize("teller", [ETH, ERI])
def test_a_meeting_one_of_the_two_tells_of_was_held(teller: Actor) -> None:
    words = "the two officers would speak again on Tuesday"
    fixed = replace(
        event("e", "CONSULT", ETH_ARMY, ERI_ARMY, date="2024-06-04", quote=words), status="intended", recipients=()
    )
    fixed = replace(fixed, actors=(ETH_ARMY, ERI_ARMY))
    told = "General Bekele and General Idris spoke for an hour"
    met = replace(fixed, status="claimed", quote=told, said_by=(teller,))
    reports = (reading("fixed", "2024-06-01", fixed), reading("met", "2024-06-04T18:00Z", met))
    assert row_of("fixed/e:ETH", *reports).state == "kept"
    denied = replace(met, id="no", status="denied", said_by=(ETH,))
    assert row_of("fixed/e:ETH", *reports, reading("no", "2024-06-05", denied)).state != "kept"


# ------------------------------------------------------------------------------------- offers refused without an address


def offered(words: str, *others: Actor) -> Reading:
    """The United States offers something, to those named."""
    given = Term(actors=(USA,), type="AID", direction="de-escalates", text=words)
    made = signal("o", "offer", USA, None, f"offered {words}", commitment=given)
    acts = [event(f"e{n}", "ASSAULT", ETH_ARMY, ERI_ARMY, date="2024-06-01") for n in range(2)]
    return reading("offer", "2024-06-01", *acts, replace(made, addressees=others))


def refuses(words: str, by: Actor = ERI) -> Reading:
    return reading("no", "2024-06-04", replace(signal("r", "refusal", by, None, words)))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("had turned down a sincere offer of a neutral inquiry", "open"),
        ("rejected its proposal of help for the valley", "lapsed"),
        ("all issues of the valley had to be settled bilaterally", "lapsed"),
        ("saw no role for a third party in the valley", "lapsed"),
        ("rejected the charge that it held the valley", "open"),
        ("all issues of the river had to be settled bilaterally", "open"),
    ],
)
def test_an_offer_refused_without_an_address_is_known_by_its_subject(words: str, state: str) -> None:
    assert row_of("offer/o", offered("help for the valley", ETH, ERI), refuses(words)).state == state


def test_nobody_declines_what_was_offered_to_others() -> None:
    told = refuses("rejected its proposal of help for the valley", by=IRN)
    assert row_of("offer/o", offered("help for the valley", ETH, ERI), told).state == "open"
