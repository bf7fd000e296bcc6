"""Classes of mistakes once made with real reports, each in a crisis of our own: what settles a row, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.crafted import IND, PAK, PAK_ARMY, USA, condition, event, reading, signal, term

from detente.ledger import build
from detente.ledger.words import quoted_words
from detente.records import Actor, Commitment, Place, Reading

ISR = Actor(code="ISR", sector="GOV")
IRN = Actor(code="IRN", sector="GOV")


def threat(id_: str = "t", **more: Any) -> Any:
    """Pakistan will hit back if India strikes."""
    asked = condition(IND, "ASSAULT", text="if India strikes", connective="if")
    given = term(PAK, "ASSAULT", text="will hit back", recipients=(IND,))
    fields = {"condition": asked, "commitment": given, **more}
    return signal(id_, "threat", PAK, IND, "We will hit back if India strikes.", **fields)


def row_of(name: str, *readings: Reading, as_of: str | None = None) -> Commitment:
    row = build(readings, as_of=as_of).row(name)
    assert row is not None
    return row


def strike(day: str, **more: Any) -> Any:
    return event("e1", "ASSAULT", IND, PAK, date=day, quote="India struck nine places.", **more)


# -------------------------------------------------------------------------------------------------------------- denials


def test_a_denial_of_a_detail_beside_the_fact_disputes_nothing() -> None:
    detail = event(
        "e2", "ASSAULT", None, PAK_ARMY, status="negated", said_by=(IND,), quote="No army post was targeted."
    )
    made = row_of(
        "vow/t", reading("vow", "2025-05-01", threat()), reading("wire", "2025-05-03", strike("2025-05-03"), detail)
    )
    assert made.state == "triggered"


def test_a_denial_of_the_whole_in_another_report_still_disputes() -> None:
    denied = event(
        "e1", "ASSAULT", IND, PAK, status="denied", said_by=(IND,), date="2025-05-03", quote="We struck nothing."
    )
    made = row_of(
        "vow/t",
        reading("vow", "2025-05-01", threat()),
        reading("wire", "2025-05-03", strike("2025-05-03", status="claimed", said_by=(PAK,))),
        reading("post", "2025-05-03", denied),
    )
    assert made.state == "contested"
    assert made.history[-1].rule == "condition-disputed"


def test_a_denial_that_no_claim_stands_before_denies_no_act() -> None:
    about_money = signal("d", "denial", IND, None, "India denied that trade had come up in the talks.", sentence=4)
    made = row_of(
        "vow/t",
        reading("vow", "2025-05-01", threat()),
        reading("wire", "2025-05-03", strike("2025-05-03")),
        reading("post", "2025-05-03", about_money),
    )
    assert made.state == "triggered"
    assert "denial" not in " ".join(e.why for e in made.evidence)


def test_a_bare_denial_answers_the_claim_told_before_it() -> None:
    claimed = event(
        "e1", "ASSAULT", IND, PAK, status="claimed", said_by=(PAK,), date="2025-05-03", quote="They struck.", sentence=2
    )
    bare = signal("d", "denial", IND, None, "New Delhi called that a lie.", sentence=3)
    made = row_of("vow/t", reading("vow", "2025-05-01", threat()), reading("wire", "2025-05-03", claimed, bare))
    assert made.state == "contested"


# ---------------------------------------------------------------------------------------------------------- easing off


def easing(day: str = "2025-05-07") -> Reading:
    offer = signal(
        "o", "offer", PAK, IND, "If India backs down, we will wrap up this tension.",
        condition=condition(IND, "RETREAT", text="India backs down", connective="if"),
        commitment=_calm(),
    )  # fmt: skip
    return reading("offer", day, offer)


def _calm() -> Any:
    made = term(PAK, "RETREAT", text="wrap up this tension")
    return type(made)(actors=made.actors, type=None, direction="de-escalates", text=made.text)


def truce(id_: str, day: str) -> Reading:
    agreed = [
        signal(f"s{n}", "acceptance", one, other, "Both agreed to a ceasefire.", commitment=term(one, "ASSAULT", "halt", "to a ceasefire"))
        for n, (one, other) in enumerate([(IND, PAK), (PAK, IND)])
    ]  # fmt: skip
    return reading(id_, day, *agreed)


def test_a_halt_both_agreed_on_is_what_backing_down_asks() -> None:
    assert row_of("offer/o", easing(), truce("news", "2025-05-10")).state == "kept"


def test_a_halt_of_the_same_day_counts_when_it_became_known_later() -> None:
    early, late = easing("2025-05-10T05:00Z"), truce("news", "2025-05-10T15:00Z")
    assert row_of("offer/o", early, late).state == "kept"
    assert row_of("offer/o", easing("2025-05-10T15:00Z"), truce("news", "2025-05-10T05:00Z")).state != "kept"


def test_a_promise_to_withdraw_troops_is_not_kept_by_a_halt() -> None:
    offer = signal(
        "o", "offer", PAK, IND, "We will withdraw our troops if India withdraws its own.",
        condition=condition(IND, "RETREAT", text="India withdraws its own", connective="if"),
        commitment=term(PAK, "RETREAT", text="withdraw our troops"),
    )  # fmt: skip
    assert row_of("offer/o", reading("offer", "2025-05-07", offer), truce("news", "2025-05-10")).state == "open"


# -------------------------------------------------------------------------------------------------- objects of the deed


def test_shooting_down_a_drone_does_not_carry_out_a_threat() -> None:
    shot = event(
        "e2", "ASSAULT", PAK_ARMY, IND, date="2025-05-04", quote="Pakistan's army shot down two drones in response."
    )
    told = [reading("vow", "2025-05-01", threat()), reading("wire", "2025-05-03", strike("2025-05-03"))]
    assert row_of("vow/t", *told, reading("post", "2025-05-04", shot)).state == "triggered"
    hit = event(
        "e2", "ASSAULT", PAK_ARMY, IND, date="2025-05-04", quote="Pakistan's army shelled two posts in response."
    )
    assert row_of("vow/t", *told, reading("post", "2025-05-04", hit)).state == "kept"


def test_nor_does_it_break_a_truce() -> None:
    shot = event("e2", "ASSAULT", PAK_ARMY, IND, date="2025-05-12", quote="Pakistan's army intercepted a drone.")
    rows = build([truce("news", "2025-05-10"), reading("wire", "2025-05-12", shot)]).rows
    assert {row.state for row in rows} <= {"open", "kept"}


def test_a_blow_struck_after_the_others_is_an_answer_on_the_same_day() -> None:
    first = event("e1", "ASSAULT", IND, PAK, date="2025-05-03", quote="India fired missiles at bases.")
    bare = event("e2", "ASSAULT", PAK, IND, date="2025-05-03", quote="Pakistan fired at 26 places.")
    after = event(
        "e2",
        "ASSAULT",
        PAK,
        IND,
        date="2025-05-03",
        quote="Pakistan fired at 26 places after Indian missiles hit bases.",
    )
    vow = reading("vow", "2025-05-01", threat())
    assert row_of("vow/t", vow, reading("wire", "2025-05-03", first, bare)).state == "triggered"
    assert row_of("vow/t", vow, reading("wire", "2025-05-03", first, after)).state == "kept"


def test_attacks_told_again_and_again_without_a_day_are_not_all_old() -> None:
    goes_on = threat(condition=condition(IND, "ASSAULT", "continue", text="if India goes on firing", connective="if"))
    fire = event("e1", "ASSAULT", IND, PAK, quote="India fired missiles in the morning.")
    told = [reading("a", "2025-05-01", fire), reading("vow", "2025-05-02", goes_on), reading("b", "2025-05-05", fire)]
    assert row_of("vow/t", *told).state == "open"
    assert row_of("vow/t", *told, reading("c", "2025-05-07", fire)).state == "open"  # the same words are no new telling
    more = event("e1", "ASSAULT", IND, PAK, quote="Indian guns fired again before dawn.")
    assert row_of("vow/t", *told, reading("c", "2025-05-07", more)).state == "triggered"


# ------------------------------------------------------------------------------------------------------------ who, whom


def test_words_that_name_nobody_face_the_side_one_is_fighting() -> None:
    fights = [reading(f"f{n}", f"2025-05-0{n}", strike(f"2025-05-0{n}")) for n in range(1, 6)]
    visit = event("v", "CONSULT", PAK, USA, quote="The American envoy was in town.")
    bare = signal(
        "t", "threat", PAK, None, "There will be an answer.", commitment=term(PAK, "ASSAULT", text="an answer")
    )
    hit = event("e2", "ASSAULT", PAK, IND, date="2025-05-08", quote="Pakistan fired at posts.")
    made = row_of("vow/t", *fights, reading("vow", "2025-05-06", visit, bare), reading("wire", "2025-05-08", hit))
    assert made.state == "kept"
    alone = row_of("vow/t", reading("vow", "2025-05-06", visit, bare), reading("wire", "2025-05-08", hit))
    assert alone.state == "open"


def test_threats_at_two_different_sides_are_two_rows() -> None:
    one = signal("t", "threat", IRN, ISR, "Our answer will be hard.", commitment=term(IRN, "ASSAULT", text="answer"))
    two = signal("t", "threat", IRN, USA, "Our answer will be hard.", commitment=term(IRN, "ASSAULT", text="answer"))
    assert len(build([reading("a", "2025-06-14", one), reading("b", "2025-06-16", two)]).rows) == 2


@pytest.mark.parametrize("said_by", [(USA,), (IRN,)])
def test_a_truce_a_third_side_announces_is_not_yet_their_word(said_by: tuple[Actor, ...]) -> None:
    agreed = event("e", "AGREE", ISR, None, said_by=said_by)
    agreed = type(agreed)(
        id="e", type="AGREE", actors=(ISR, IRN), said_by=said_by, quote="Both have agreed to a ceasefire."
    )
    pledge = signal(
        "s",
        "pledge",
        IRN,
        ISR,
        "Both have agreed to a ceasefire.",
        commitment=term(IRN, "ASSAULT", "halt", "to a ceasefire"),
        event="e",
    )
    (made,) = [row for row in build([reading("a", "2025-06-23", agreed, pledge)]).rows if row.id == "a/s"]
    assert (made.state, made.history[-1].rule) == (
        ("contested", "announced") if said_by == (USA,) else ("open", "said")
    )


# --------------------------------------------------------------------------------------------- accounts and who has them


def _contested(*papers: Reading) -> Commitment:
    (row,) = [row for row in build([truce("news", "2025-05-10"), *papers]).rows if row.signal.speaker.code == "PAK"]
    assert row.state == "contested"
    return row


def _claim(id_: str, source: str, quote: str) -> Reading:
    fired = event("e", "ASSAULT", PAK, IND, date="2025-05-11", status="claimed", said_by=(IND,), quote=quote)
    return reading(id_, "2025-05-11", fired, source=source)


def test_each_account_says_how_many_independent_sources_carry_it() -> None:
    denied = event(
        "e", "ASSAULT", PAK, IND, date="2025-05-11", status="denied", said_by=(PAK,), quote="There was no fire."
    )
    made = _contested(
        _claim("a", "Wire", "Pakistani troops violated the truce along the whole line, an Indian officer said."),
        _claim("b", "Post", "New Delhi spoke of three violations by its neighbour since the evening."),
        reading("c", "2025-05-11", denied, source="Indus"),
    )
    assert made.history[-1].because == "India says it was broken, Pakistan denies it (2 independent sources against 1)"


def test_copies_of_one_report_are_one_source() -> None:
    words = "Pakistani troops violated the truce along the whole line, an Indian officer said."
    made = _contested(_claim("a", "Wire", words), _claim("b", "Post", words), _claim("c", "Gazette", words))
    assert made.history[-1].because == "India says it was broken; not confirmed (1 independent source)"


# --------------------------------------------------------------------------------------------------- time and its order


def test_what_is_quoted_was_said_before_its_report_came_out() -> None:
    """Said on the 14th at noon; an undated attack of a report on the 15th at noon lies after it."""
    goes_on = threat(
        condition=condition(IND, "ASSAULT", "continue", text="if India goes on firing", connective="if"),
        date="2025-05-14",
    )
    fire = event("e1", "ASSAULT", IND, PAK, quote="India fired missiles in the night.")
    vow = reading("vow", "2025-05-14T09:00Z", goes_on)
    assert row_of("vow/t", vow, reading("wire", "2025-05-15T12:00Z", fire)).state == "triggered"
    assert row_of("vow/t", vow, reading("wire", "2025-05-14T20:00Z", fire)).state == "open"


def test_provided_it_is_reciprocated_asks_to_hold_fire() -> None:
    offer = signal(
        "o", "offer", IND, PAK, "We are committed to non-escalation, provided it is reciprocated.",
        condition=condition(PAK, None, text="provided it is reciprocated", connective="provided"),
        commitment=term(IND, "RETREAT", text="committed to non-escalation"),
    )  # fmt: skip
    assert row_of("offer/o", reading("offer", "2025-05-07", offer), truce("news", "2025-05-10")).state == "kept"


def test_not_seeking_to_escalate_stops_nothing_that_goes_on() -> None:
    for phase, state in (("refrain", "open"), ("halt", "triggered")):
        words = signal("p", "pledge", IND, PAK, "words", commitment=term(IND, "ASSAULT", phase, "words"))
        assert row_of("offer/o", easing(), reading("delhi", "2025-05-08", words)).state == state


def lasting(id_: str, day: str) -> Reading:
    until = condition(
        PAK, "AID", "halt", text="until Pakistan ends its support for terrorism", connective="until", negated=True
    )
    until = type(until)(
        actors=(PAK,), type="AID", direction="de-escalates", text=until.text, connective="until", negated=True
    )  # fmt: skip
    held = term(IND, "SANCTION", text="the treaty stays in abeyance")
    return reading(
        id_, day, signal("s", "threat", IND, PAK, "The treaty stays in abeyance.", condition=until, commitment=held)
    )


def test_a_truce_ends_no_measure_that_stays_in_force() -> None:
    rows = build([lasting("april", "2025-04-23"), truce("news", "2025-05-10"), lasting("may", "2025-05-13")]).rows
    (held,) = [row for row in rows if row.signal.kind == "threat"]
    assert (held.state, held.history[-1].rule) == ("kept", "reaffirmed")


# ------------------------------------------------------------------------------------------------------- friends' truces


def _iran_israel_truce() -> Reading:
    agreed = [
        signal(f"s{n}", "acceptance", one, other, "Both agreed to a ceasefire.", commitment=term(one, "ASSAULT", "halt", "to a ceasefire"))
        for n, (one, other) in enumerate([(ISR, IRN), (IRN, ISR)])
    ]  # fmt: skip
    return reading("news", "2025-06-24", *agreed)


def test_a_truce_of_friends_ends_what_was_threatened_for_their_war() -> None:
    houthis = Actor(code="YEM", sector="REB", group="Houthis")
    asked = condition(USA, "ASSAULT", text="should the United States join the war", connective="should")
    vow = signal(
        "t",
        "threat",
        houthis,
        USA,
        "words",
        condition=asked,
        commitment=term(houthis, "ASSAULT", text="attack its ships"),
    )
    joined = event("e", "ASSAULT", USA, IRN, date="2025-06-22", quote="American bombers struck.")
    made = row_of(
        "vow/t", reading("vow", "2025-06-21", vow), reading("wire", "2025-06-22", joined), _iran_israel_truce()
    )
    assert [change.state for change in made.history] == ["open", "triggered", "lapsed"]
    bare = signal("t", "threat", houthis, USA, "words", commitment=term(houthis, "ASSAULT", text="attack its ships"))
    ended = row_of("vow/t", reading("vow", "2025-06-21", bare), _iran_israel_truce())
    assert (ended.state, ended.history[-1].rule) == ("lapsed", "overtaken")
    assert {e.score for e in ended.evidence} == {0.45}


def test_a_truce_of_strangers_ends_nothing() -> None:
    bare = signal("t", "threat", PAK, IND, "words", commitment=term(PAK, "ASSAULT", text="hit back"))
    assert row_of("vow/t", reading("vow", "2025-06-21", bare), _iran_israel_truce()).state == "open"


# ------------------------------------------------------------------------------------------------------------ refusals


def refusal(day: str, *, inner: str = "CONSULT", to: Actor | None = USA) -> Reading:
    said = event("e1", "REJECT", IRN, to, quote="Iran refused to negotiate.")
    act = event("e2", inner, IRN, None, status="negated", inside="e1", quote="to negotiate")  # type: ignore[arg-type]
    return reading("no", day, said, act, signal("s", "refusal", IRN, to, "Iran refused to negotiate.", event="e1"))


def test_a_refusal_that_answers_somebody_is_a_row_and_upheld_while_nothing_else_is_told() -> None:
    made = row_of("no/s", refusal("2025-06-14"))
    assert (made.state, made.next_mover) == ("open", None)
    assert made.why_next == "Iran refuses to hold talks with United States."
    quiet = [
        reading(f"q{n}", f"2025-06-{n}", event("e", "ACCUSE", USA, IRN, quote=f"Accusations, part {n}."))
        for n in (18, 20)
    ]
    assert row_of("no/s", refusal("2025-06-14"), *quiet).history[-1].rule == "upheld"
    met = event("e", "CONSULT", IRN, USA, date="2025-06-21", quote="Envoys negotiated in Muscat.")
    given_up = row_of("no/s", refusal("2025-06-14"), *quiet, reading("muscat", "2025-06-21", met))
    assert [change.state for change in given_up.history] == ["open", "kept", "withdrawn"]


def test_an_offer_its_addressee_says_was_never_made_is_contested() -> None:
    offer = signal(
        "o",
        "offer",
        USA,
        IRN,
        "We would lift the oil embargo.",
        commitment=term(USA, "CONCEDE", text="lift the oil embargo"),
    )
    told = reading("offer", "2025-06-14", offer)

    def denied(quote: str, by: Actor = IRN, on: str = "2025-06-15") -> list[str]:
        denial = signal("d", "denial", by, None, quote, commitment=None)
        return [change.rule for change in row_of("offer/o", told, reading("no", on, denial)).history]

    assert denied("Iran denied that any proposal to lift the oil embargo had reached it.") == ["said", "disowned"]
    assert denied("Iran denied having received an offer about the embargo.") == ["said", "disowned"]
    assert denied("Iran denied that an offer of spare parts had been made.") == ["said"]
    assert denied("Iran denied that it had hidden oil.") == ["said"]
    assert denied("Israel denied knowing of an offer to lift the oil embargo.", ISR) == ["said"]
    assert denied("Iran denied that any proposal to lift the oil embargo had reached it.", on="2025-06-10") == ["said"]


def test_a_refusal_of_nobody_or_of_an_attack_is_no_row() -> None:
    assert build([refusal("2025-06-14", to=None)]).rows == ()
    assert build([refusal("2025-06-14", inner="ASSAULT")]).rows == ()


def test_an_offer_its_addressee_refuses_has_had_its_answer() -> None:
    offer = signal(
        "o", "offer", USA, IRN, "We are ready to talk.", commitment=term(USA, "CONSULT", text="ready to talk")
    )
    refused = signal("s", "refusal", IRN, USA, "No talks.", commitment=term(IRN, "CONSULT", "refrain", "talks"))
    to_another = signal("s", "refusal", IRN, ISR, "No talks.", commitment=term(IRN, "CONSULT", "refrain", "talks"))
    other_thing = signal(
        "s", "refusal", IRN, USA, "No surrender.", commitment=term(IRN, "RETREAT", "refrain", "surrender")
    )
    told = reading("offer", "2025-06-14", offer)
    assert row_of("offer/o", told, reading("no", "2025-06-16", refused)).history[-1].rule == "declined"
    for answer in (to_another, other_thing):
        assert row_of("offer/o", told, reading("no", "2025-06-16", answer)).state == "open"


# --------------------------------------------------------------------------------------------------- words of the ledger


def test_if_it_carries_out_no_further_ones_asks_to_stop() -> None:
    offer = signal(
        "o", "offer", PAK, IND, "We will stop if India does not carry out further ones.",
        condition=condition(IND, None, text="if India does not carry out further ones", connective="if", negated=True),
        commitment=term(PAK, "ASSAULT", "halt", "stop"),
    )  # fmt: skip
    assert offer.condition is not None
    hostile = type(offer.condition)(
        actors=(IND,), text="if India does not carry out further ones", direction="escalates", negated=True
    )  # fmt: skip
    offer = type(offer)(**{name: getattr(offer, name) for name in offer.__struct_fields__} | {"condition": hostile})
    assert row_of("offer/o", reading("offer", "2025-05-09", offer), truce("news", "2025-05-10")).state == "kept"


def test_a_deadline_never_breaks_a_promise_to_do_nothing() -> None:
    calm = term(IRN, None, "refrain", "no intention to continue our response")
    words = signal(
        "o", "offer", IRN, ISR, "words",
        condition=condition(ISR, "ASSAULT", "halt", "stops by 4 a.m.", connective="provided"),
        commitment=type(calm)(actors=(IRN,), phase="refrain", direction="de-escalates", text=calm.text),
        deadline="2025-06-24T00:30Z",
    )  # fmt: skip
    later = [
        reading(f"n{n}", f"2025-06-{n}", event("e", "CONSULT", IRN, ISR, quote=f"Calls, part {n}."))
        for n in (25, 26, 27)
    ]
    stopped = event("e", "RETREAT", ISR, IRN, date="2025-06-24", quote="Israel halted its attacks.")
    made = row_of("offer/o", reading("offer", "2025-06-23", words), reading("news", "2025-06-24", stopped), *later)
    assert "broken" not in {change.state for change in made.history}


def test_whose_move_does_not_hang_on_a_threat_from_before_the_truce() -> None:
    told = [reading("vow", "2025-05-01", threat()), truce("news", "2025-05-10")]
    (move,) = build(told).moves
    assert "threatens" not in move.sentence
    (before,) = build(told[:1]).moves
    words = "Pakistan has threatened to retaliate against India if India attacks."
    assert before.sentence == f"Nobody is asked to move. {words}"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("“We will answer,” he said.", "We will answer"),
        ("We will answer,” he warned", "We will answer"),
        ("He said it would answer.", "He said it would answer"),
        ("that Tehran would burn", "Tehran would burn"),
    ],
)
def test_quoted_words_stand_whole_in_their_marks(quote: str, words: str) -> None:
    assert quoted_words(quote) == words


def test_what_is_forgone_keeps_its_not() -> None:
    calm = term(IRN, None, "refrain", "to continue our response")
    calm = type(calm)(actors=(IRN,), phase="refrain", direction="de-escalates", text=calm.text)
    words = signal("o", "offer", IRN, ISR, "words", condition=condition(ISR, "ASSAULT", "halt"), commitment=calm)
    (move,) = build([reading("offer", "2025-06-23", words)]).moves
    assert "not “to continue our response”" in move.sentence


# --------------------------------------------------------------------------------------------- third sides and witnesses


def announced(id_: str, day: str, by: Actor | None) -> Reading:
    """A truce of Israel and Iran as one report has it: on the word of `by`, or in its own voice."""
    agreed = event("e", "AGREE", ISR, None, quote="Both have agreed to a ceasefire.")
    agreed = type(agreed)(id="e", type="AGREE", actors=(ISR, IRN), said_by=(by,) if by else (), quote=agreed.quote)
    pledges = [
        signal(f"s{n}", "pledge", one, other, agreed.quote, commitment=term(one, "ASSAULT", "halt", "to a ceasefire"), event="e")
        for n, (one, other) in enumerate([(ISR, IRN), (IRN, ISR)])
    ]  # fmt: skip
    return reading(id_, day, agreed, *pledges)


def test_a_truce_announced_by_a_third_side_ends_nothing_until_one_of_the_two_says_so() -> None:
    vow = reading(
        "vow", "2025-06-20", signal("t", "threat", IRN, ISR, "words", commitment=term(IRN, "ASSAULT", text="hit back"))
    )
    told = [vow, announced("trump", "2025-06-23", USA)]
    assert row_of("vow/t", *told).state == "open"
    own = signal("p", "pledge", ISR, IRN, "words", commitment=term(ISR, "ASSAULT", "halt", "to the ceasefire"))
    assert row_of("vow/t", *told, reading("tel-aviv", "2025-06-24", own)).state == "lapsed"
    assert row_of("vow/t", vow, reading("tel-aviv", "2025-06-24", own)).state == "open"  # one side's word is no truce


def test_a_promise_that_lasts_while_the_other_keeps_his_is_in_force_at_once() -> None:
    while_ = condition(IRN, "RETREAT", text="as long as Iran does", connective="as long as")
    words = signal(
        "p", "pledge", ISR, IRN, "words", condition=while_, commitment=term(ISR, "RETREAT", text="respect the truce")
    )
    quiet = [
        reading(f"n{n}", f"2025-06-{n}", event("e", "ACCUSE", IRN, ISR, quote=f"Words, part {n}."))
        for n in (25, 26, 27)
    ]
    made = row_of("vow/p", reading("vow", "2025-06-24", words), *quiet)
    assert [change.state for change in made.history] == ["open", "kept"]


def test_no_intention_to_continue_the_response_bars_attacks() -> None:
    calm = term(IRN, None, "refrain", "no intention to continue our response")
    calm = type(calm)(actors=(IRN,), phase="refrain", direction="de-escalates", text=calm.text)
    words = reading("vow", "2025-06-24", signal("p", "pledge", IRN, ISR, "words", commitment=calm))
    fired = event("e", "ASSAULT", IRN, ISR, date="2025-06-26", quote="Iran fired missiles.")
    assert row_of("vow/p", words, reading("wire", "2025-06-26", fired)).state == "broken"


@pytest.mark.parametrize(
    ("who", "state"),
    [
        (Actor(code="---", sector="MED"), "triggered"),
        (Actor(code="IGO", group="United Nations"), "triggered"),
        (USA, "open"),
        (Actor(code="---", sector="CVL"), "open"),
    ],
)
def test_rescue_workers_and_the_united_nations_are_witnesses(who: Actor, state: str) -> None:
    hit = strike("2025-05-03", status="claimed", said_by=(who,))
    assert row_of("vow/t", reading("vow", "2025-05-01", threat()), reading("wire", "2025-05-03", hit)).state == state


def test_a_promise_not_to_restart_is_tested_by_every_day() -> None:
    quiet = [
        reading(f"n{n}", f"2025-05-{n}", event("e", "ACCUSE", IND, PAK, quote=f"Words, part {n}.")) for n in (14, 16)
    ]
    for text, state in (("would not restart", "kept"), ("would not attack", "open")):
        words = signal("p", "pledge", PAK, IND, "words", commitment=term(PAK, "ASSAULT", "refrain", text))
        assert row_of("vow/p", reading("vow", "2025-05-13", words), *quiet).state == state


def test_a_measure_in_force_is_upheld_and_not_threatened_and_can_still_end() -> None:
    (move,) = build([lasting("april", "2025-04-23")]).moves
    assert move.sentence == "Pakistan's move: India keeps in force: “The treaty stays in abeyance”."
    until = condition(PAK, "ASSAULT", "halt", text="until Pakistan stops its raids", connective="until", negated=True)
    held = term(IND, "SANCTION", text="the border stays closed")
    closed = signal("s", "threat", IND, PAK, "The border stays closed.", condition=until, commitment=held)
    told = [reading("april", "2025-04-23", closed), reading("may", "2025-05-03", closed)]
    assert row_of("april/s", *told).state == "kept"
    assert row_of("april/s", *told, truce("news", "2025-05-10")).history[-1].rule == "released"


# ---------------------------------------------------------------------------------------------------- what it was about


def _done(promise: Any, deed: Any, *places: Any) -> str:
    words = signal("p", "pledge", PAK, IND, promise.text, commitment=promise)
    return row_of("vow/p", reading("vow", "2025-05-01", words, *places), reading("wire", "2025-05-03", deed)).state


@pytest.mark.parametrize(
    ("promise", "told", "state"),
    [
        ("hold talks", "The two sides spoke by telephone.", "kept"),
        ("hold talks on Kashmir and water", "Envoys discussed water in Jeddah.", "kept"),
        ("hold talks on water", "The officers spoke about drones.", "open"),
    ],
)
def test_talks_on_something_are_not_any_talks(promise: str, told: str, state: str) -> None:
    deed = event("e", "CONSULT", PAK, IND, date="2025-05-03", quote=told)
    assert _done(term(PAK, "CONSULT", text=promise), deed) == state


@pytest.mark.parametrize(
    ("told", "state"), [("Pakistan freed 80 Indian prisoners.", "kept"), ("Pakistan freed 12 prisoners.", "open")]
)
def test_another_exchange_of_prisoners_is_another_matter(told: str, state: str) -> None:
    deed = event("e", "CONCEDE", PAK, IND, date="2025-05-03", quote=told)
    assert _done(term(PAK, "CONCEDE", text="release 80 prisoners"), deed) == state


@pytest.mark.parametrize(("where", "state"), [("Attari", "kept"), ("Munabao", "open")])
def test_another_border_crossing_is_another_matter(where: str, state: str) -> None:
    named = [Place(name=name, country="IND") for name in ("Attari", "Munabao")]
    place = next(one for one in named if one.name == where)
    deed = event("e", "CONCEDE", PAK, IND, date="2025-05-03", quote="The crossing was reopened.", place=place)
    assert _done(term(PAK, "CONCEDE", text="reopen the crossing at Attari"), deed, named[0]) == state


def test_a_refusal_of_other_talks_takes_back_no_call() -> None:
    call = signal(
        "p", "pledge", IND, PAK, "words", commitment=term(IND, "CONSULT", text="the two officers will speak at noon")
    )
    refused = term(IND, "CONSULT", "refrain", "talks would be on terror alone")
    no = signal("s", "refusal", IND, PAK, "words", commitment=refused)
    assert row_of("vow/p", reading("vow", "2025-05-10", call), reading("no", "2025-05-11", no)).state == "open"


# --------------------------------------------------------------------------------------- what goes on, and what points on


def _campaign(*told: Reading) -> Commitment:
    words = term(ISR, "ASSAULT", "continue", "this operation will continue for as many days as it takes")
    vow = signal("t", "threat", ISR, IRN, "This operation will continue.", commitment=words)
    return row_of("vow/t", reading("vow", "2025-06-13", vow), *told)


def test_an_attack_that_is_to_go_on_is_under_way_at_once_and_ends_with_the_truce() -> None:
    assert (_campaign().state, _campaign().history[-1].rule) == ("triggered", "in-force")
    raid = event("e", "ASSAULT", ISR, IRN, date="2025-06-19", quote="Israeli jets bombed Arak.")
    went_on = _campaign(reading("wire", "2025-06-19", raid), _iran_israel_truce())
    assert (went_on.state, went_on.history[-1].rule) == ("kept", "upheld")
    unseen = _campaign(_iran_israel_truce())
    assert (unseen.state, unseen.history[-1].rule) == ("lapsed", "overtaken")


@pytest.mark.parametrize(
    ("text", "state"), [("Pakistan would not either", "broken"), ("Pakistan would think about it", "open")]
)
def test_would_not_either_promises_what_the_condition_names(text: str, state: str) -> None:
    asked = condition(IND, "ASSAULT", text="as long as India did not restart", connective="as long as", negated=True)
    given = term(PAK, "RETREAT", text=text)
    given = type(given)(actors=(PAK,), type=None, direction="de-escalates", text=text)
    vow = signal("p", "pledge", PAK, IND, text, condition=asked, commitment=given)
    fired = event("e", "ASSAULT", PAK, IND, date="2025-05-15", quote="Pakistani guns fired at posts.")
    assert row_of("vow/p", reading("vow", "2025-05-13", vow), reading("wire", "2025-05-15", fired)).state == state


def test_an_offer_to_stop_is_kept_by_a_halt_though_only_the_rival_tells_of_it() -> None:
    offer = signal(
        "o", "offer", IRN, ISR, "We will end our retaliation once Israel ends its attacks.",
        condition=condition(ISR, "ASSAULT", "halt", "once Israel ends its attacks", connective="once"),
        commitment=term(IRN, "ASSAULT", "halt", "end our retaliation"),
    )  # fmt: skip
    own = signal("p", "pledge", ISR, IRN, "words", commitment=term(ISR, "ASSAULT", "halt", "to the ceasefire"))
    told = [reading("vow", "2025-06-15", offer), reading("tel-aviv", "2025-06-24", own)]
    assert row_of("vow/o", *told).state == "triggered"
    assert row_of("vow/o", *told, announced("trump", "2025-06-23", USA)).state == "kept"


def test_a_truce_that_holds_says_where_two_sides_stand() -> None:
    quiet = [
        reading(f"n{n}", f"2025-05-{n}", event("e", "ACCUSE", IND, PAK, quote=f"Words, part {n}.")) for n in (11, 13)
    ]
    talks = signal("p", "pledge", PAK, IND, "words", commitment=term(PAK, "CONSULT", text="hold talks"))
    held = event("c", "CONSULT", PAK, IND, date="2025-05-12", quote="They spoke.")
    told = [
        truce("news", "2025-05-10"),
        reading("vow", "2025-05-11", talks),
        reading("met", "2025-05-12", held),
        *quiet,
    ]
    (move,) = build(told).moves
    assert move.mover is None
    assert "ceasefire" in move.sentence


@pytest.mark.parametrize(
    ("quote", "state"),
    [("India struck radars.", "broken"), ("India struck radars in answer to drones.", "contested")],
)
def test_an_act_told_only_as_an_answer_leaves_open_who_broke_the_word_first(quote: str, state: str) -> None:
    struck = event("e", "ASSAULT", IND, PAK, date="2025-05-12", status="claimed", said_by=(IND,), quote=quote)
    (made,) = [
        row
        for row in build([truce("news", "2025-05-10"), reading("delhi", "2025-05-12", struck)]).rows
        if row.signal.speaker.code == "IND"
    ]
    assert made.state == state
