"""Further classes of mistakes, each in crises of our own: targets unsaid, fire at each other, orders of one day, folding."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.ledger.crafted import condition, event, reading, signal, term

from detente.ledger import build
from detente.ledger.acts import arms, at_each_other, barred
from detente.records import Actor, Channel, Commitment, EventType, Reading, Term

ARM = Actor(code="ARM", sector="GOV")
AZE = Actor(code="AZE", sector="GOV")
ARM_ARMY = Actor(code="ARM", sector="MIL")
AZE_ARMY = Actor(code="AZE", sector="MIL")
SRB = Actor(code="SRB", sector="GOV")
XKX = Actor(code="XKX", sector="GOV")
EU = Actor(code="IGO", sector="GOV", group="European Union")
GEO = Actor(code="GEO", sector="GOV")
CIVILIANS = Actor(code="ARM", sector="CVL")


def row_of(name: str, *readings: Reading, as_of: str | None = None) -> Commitment:
    row = build(readings, as_of=as_of).row(name)
    assert row is not None
    return row


def feud(*days: int, type_: EventType = "SANCTION") -> list[Reading]:
    """Serbia and Kosovo at each other for some days of May."""
    return [
        reading(f"feud{day}", f"2024-05-{day:02}", event("e", type_, SRB, XKX, date=f"2024-05-{day:02}"))
        for day in days
    ]


def barrier(verb: str = "stop", **more: Any) -> Any:
    given = term(SRB, "COERCE", "halt", f"would {verb} its barricades on the roads")
    return signal(
        "p", "pledge", SRB, XKX, f"Serbia would {verb} its barricades on the roads.", commitment=given, **more
    )


# -------------------------------------------------------------------------------------------------- a target left unsaid


def test_an_act_without_a_target_is_aimed_at_the_side_one_has_long_been_fighting() -> None:
    vow = signal(
        "t",
        "threat",
        SRB,
        XKX,
        "Serbia would take measures.",
        commitment=term(SRB, None, text="would take measures", recipients=(XKX,)),
    )
    vow = replace(
        vow, commitment=Term(actors=(SRB,), recipients=(XKX,), direction="escalates", text="would take measures")
    )
    done = reading(
        "done", "2024-05-09", event("e", "COERCE", SRB, None, date="2024-05-09", quote="Serbia cut the power lines.")
    )
    assert row_of("vow/t", *feud(1, 2, 3, 4, 5), reading("vow", "2024-05-07", vow), done).state == "kept"
    assert row_of("vow/t", reading("vow", "2024-05-07", vow), done).state == "open"


def test_but_that_breaks_a_promise_only_where_the_words_name_the_same_things() -> None:
    same = event("e", "COERCE", SRB, None, date="2024-05-09", quote="Serbia put up new barricades before dawn.")
    other = event("e", "COERCE", SRB, None, date="2024-05-09", quote="Serbia jammed two radio stations.")
    before = [*feud(1, 2, 3, 4, 5), reading("word", "2024-05-07", barrier())]
    assert row_of("word/p", *before, reading("n", "2024-05-09", same)).state == "broken"
    assert row_of("word/p", *before, reading("n", "2024-05-09", other)).state == "open"


def test_fire_of_two_sides_that_names_no_target_is_at_each_other() -> None:
    both = event("e", "ASSAULT", ARM_ARMY, None, quote="Troops exchanged fire.")
    both = replace(both, actors=(ARM_ARMY, AZE_ARMY), date="2023-09-02")
    assert at_each_other(both)
    warned = signal(
        "t", "threat", AZE, ARM, "Baku will answer if Armenia fires.",
        condition=condition(ARM, "ASSAULT", text="if Armenia fires", connective="if"),
        commitment=term(AZE, "ASSAULT", text="will answer", recipients=(ARM,)),
    )  # fmt: skip
    assert row_of("vow/t", reading("vow", "2023-09-01", warned), reading("n", "2023-09-02", both)).state == "triggered"


def test_a_fight_of_allies_side_by_side_is_not_at_each_other() -> None:
    usa, isr = Actor(code="USA", sector="MIL"), Actor(code="ISR", sector="MIL")
    joint = event("e", "ASSAULT", usa, None)
    joint = replace(joint, actors=(usa, isr))
    assert not at_each_other(joint)


def test_harm_to_citizens_is_not_fire_between_soldiers() -> None:
    warned = signal(
        "t", "threat", ARM, AZE, "If our citizens are targeted, we will answer.",
        condition=condition(AZE, "ASSAULT", text="If our citizens are targeted", connective="if"),
        commitment=term(ARM, "ASSAULT", text="we will answer", recipients=(AZE,)),
    )  # fmt: skip
    vow = reading("vow", "2023-09-01", warned)
    posts = event("e", "ASSAULT", AZE_ARMY, ARM_ARMY, date="2023-09-03", quote="Azerbaijani troops shelled two posts.")
    village = event(
        "e", "ASSAULT", AZE_ARMY, CIVILIANS, date="2023-09-03", quote="Azerbaijani troops shelled villagers."
    )
    assert row_of("vow/t", vow, reading("n", "2023-09-03", posts)).state == "open"
    assert row_of("vow/t", vow, reading("n", "2023-09-03", village)).state == "triggered"


def test_a_war_carried_to_neighbours_is_not_fire_at_the_rival() -> None:
    word = signal(
        "p", "pledge", AZE, ARM, "Azerbaijan has no wish to see the war reach neighbouring countries.",
        commitment=term(AZE, None, "refrain", "to see the war reach neighbouring countries"),
    )  # fmt: skip
    word = replace(
        word,
        commitment=Term(
            actors=(AZE,),
            phase="refrain",
            direction="de-escalates",
            type="ASSAULT",
            text="to see the war reach neighbouring countries",
        ),
    )
    at_rival = event("e", "ASSAULT", AZE, ARM, date="2023-09-05", quote="Azerbaijan shelled Goris.")
    at_third = event("e", "ASSAULT", AZE, GEO, date="2023-09-05", quote="Azerbaijan shelled a Georgian village.")
    told = reading("word", "2023-09-01", word)
    assert row_of("word/p", told, reading("n", "2023-09-05", at_rival)).state == "open"
    assert row_of("word/p", told, reading("n", "2023-09-05", at_third)).state == "broken"


# ------------------------------------------------------------------------------------------------------------- one day


def expulsion(quote: str, **more: Any) -> Any:
    return event("e", "SANCTION", SRB, XKX, date="2024-05-07", quote=quote, **more)


def test_the_very_act_announced_and_told_later_the_same_day_was_done_after() -> None:
    word = signal(
        "t",
        "threat",
        SRB,
        XKX,
        "Serbia would expel the consul.",
        commitment=term(SRB, "SANCTION", text="would expel the consul", recipients=(XKX,)),
    )
    early, late = "2024-05-07T10:00Z", "2024-05-08T06:00Z"
    done = expulsion("Serbia expelled the consul on Tuesday.")
    other = expulsion("Serbia closed a bank on Tuesday.")
    assert row_of("word/t", reading("word", early, word), reading("n", late, done)).state == "kept"
    assert row_of("word/t", reading("word", early, word), reading("n", late, other)).state == "open"
    assert row_of("word/t", reading("word", late, word), reading("n", early, done)).state == "open"


def test_hours_in_the_main_clause_count_from_the_condition() -> None:
    text = "Serbia would reopen the bridge within three hours if Kosovo did"
    offer = signal(
        "o", "offer", SRB, XKX, text, deadline="2024-05-07",
        condition=condition(XKX, "RETREAT", text="if Kosovo did", connective="if"),
        commitment=term(SRB, "RETREAT", text=text),
    )  # fmt: skip
    later = [reading(f"n{d}", f"2024-05-{d:02}", event("e", "CONSULT", SRB, XKX)) for d in (9, 10, 11)]
    assert row_of("word/o", reading("word", "2024-05-07", offer), *later).state == "open"
    by = replace(offer, commitment=term(SRB, "RETREAT", text="Serbia would reopen the bridge by tonight if Kosovo did"))
    assert row_of("word/o", reading("word", "2024-05-07", by), *later).state == "lapsed"


# ---------------------------------------------------------------------------------------------------- claims and denials


def test_a_claim_is_borne_out_by_a_later_report_in_its_own_voice() -> None:
    claimed = event(
        "e",
        "COERCE",
        SRB,
        None,
        status="claimed",
        said_by=(XKX,),
        date="2024-05-09",
        quote="Serbia put up barricades on Thursday, Pristina said.",
    )
    own_voice = event("e", "COERCE", SRB, None, quote="after Serbia had put up more barricades.")
    before = [*feud(1, 2, 3, 4, 5, type_="COERCE"), reading("word", "2024-05-07", barrier())]
    first = reading("wire", "2024-05-09", claimed, source="The Wire")
    assert row_of("word/p", *before, first).state == "contested"
    assert (
        row_of("word/p", *before, first, reading("post", "2024-05-10", own_voice, source="The Post")).state == "broken"
    )
    assert (
        row_of("word/p", *before, first, reading("wire2", "2024-05-10", own_voice, source="The Wire")).state
        == "contested"
    )


def test_a_denial_of_one_kind_of_arms_denies_no_other() -> None:
    assert arms("its artillery pounded the village") == {"guns"}
    warned = signal(
        "t", "threat", AZE, ARM, "Baku will answer if Armenia fires.",
        condition=condition(ARM, "ASSAULT", text="if Armenia fires", connective="if"),
        commitment=term(AZE, "ASSAULT", text="will answer", recipients=(ARM,)),
    )  # fmt: skip
    vow = reading("vow", "2023-09-01", warned)
    shells = event("e", "ASSAULT", ARM_ARMY, AZE, date="2023-09-03", quote="Armenian howitzers hit a village.")
    jets = event(
        "e",
        "ASSAULT",
        ARM,
        AZE,
        status="denied",
        said_by=(ARM,),
        date="2023-09-03",
        quote="No Armenian jets had crossed the line.",
    )
    guns = event(
        "e",
        "ASSAULT",
        ARM,
        AZE,
        status="denied",
        said_by=(ARM,),
        date="2023-09-03",
        quote="No Armenian shell had been fired.",
    )
    news = reading("n", "2023-09-03", shells)
    assert row_of("vow/t", vow, news, reading("d", "2023-09-03", jets)).state == "triggered"
    assert row_of("vow/t", vow, news, reading("d", "2023-09-03", guns)).state == "contested"


def test_an_exception_that_came_about_only_as_an_answer_is_disputed() -> None:
    word = signal(
        "p", "pledge", ARM, AZE, "Yerevan does not wish to act unless provoked.",
        condition=condition(AZE, "ASSAULT", text="unless provoked", connective="unless", negated=True),
        commitment=term(ARM, "ASSAULT", "refrain", "to act"),
    )  # fmt: skip
    told = reading("word", "2023-09-01", word)
    answer = event("e", "ASSAULT", AZE, ARM, date="2023-09-03", quote="Azerbaijan struck a radar in response.")
    blow = event("e", "ASSAULT", AZE, ARM, date="2023-09-03", quote="Azerbaijan struck a radar.")
    assert row_of("word/p", told, reading("n", "2023-09-03", answer)).state == "contested"
    assert row_of("word/p", told, reading("n", "2023-09-03", blow)).state == "lapsed"


# ------------------------------------------------------------------------------------------------------ words that point


def test_if_it_happens_again_asks_for_another_act_like_the_one_told() -> None:
    accused = event(
        "e", "MOBILIZE", XKX, SRB, status="claimed", said_by=(SRB,), quote="of flying drones over Raska.", sentence=1
    )
    warned = signal(
        "t", "threat", SRB, XKX, "It would use force if that happened again.", sentence=1,
        condition=condition((), "ASSAULT", text="if that happened again", connective="if"),
        commitment=term(SRB, "ASSAULT", text="use force", recipients=(XKX,)),
    )  # fmt: skip
    vow = reading("vow", "2024-05-01", accused, warned)
    asked = row_of("vow/t", vow).signal.condition
    assert asked is not None
    assert (asked.type, [a.code for a in asked.actors]) == ("MOBILIZE", ["XKX"])
    shots = event("e", "ASSAULT", XKX, SRB, date="2024-05-04", quote="Kosovo police fired shots.")
    assert row_of("vow/t", vow, reading("n", "2024-05-04", shots)).state == "open"
    drones = event("e", "MOBILIZE", XKX, SRB, date="2024-05-04", quote="Kosovo flew two drones over Raska.")
    assert row_of("vow/t", vow, reading("n", "2024-05-04", drones)).state == "triggered"


def test_to_be_punished_leaves_open_how() -> None:
    word = signal(
        "t",
        "threat",
        AZE,
        ARM,
        "Armenia would be punished.",
        commitment=term(AZE, "SANCTION", text="Armenia would be punished", recipients=(ARM,)),
    )
    hit = reading(
        "n", "2023-09-03", event("e", "ASSAULT", AZE, ARM, date="2023-09-03", quote="Azerbaijan shelled a post.")
    )
    assert row_of("w/t", reading("w", "2023-09-01", word), hit).state == "kept"
    with_what = signal(
        "t",
        "threat",
        AZE,
        ARM,
        "Armenia would be punished with tariffs.",
        commitment=term(AZE, "SANCTION", text="Armenia would be punished with tariffs", recipients=(ARM,)),
    )
    assert row_of("w/t", reading("w", "2023-09-01", with_what), hit).state == "open"


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("If Armenia stops here, we will consider stopping here", True),
        ("Baku will stop only if Yerevan does", True),
        ("we shall cease at once", True),
        ("will stop the import of apples", False),
        ("would halt deliveries of gas", False),
    ],
)
def test_to_stop_without_saying_what_is_to_stop_fighting(text: str, bars: bool) -> None:
    made = Term(actors=(AZE,), direction="de-escalates", text=text)
    assert (barred(made) == "ASSAULT") is bars


# ------------------------------------------------------------------------------------------------------------- one row


def agreed(id_: str, text: str, type_: EventType | None, phase: Any = "begin") -> list[Any]:
    pairs = [(ARM, AZE), (AZE, ARM)]
    return [
        signal(f"{id_}{n}", "pledge", one, other, text, sentence=n, commitment=Term(actors=(one,), type=type_, phase=phase, direction="de-escalates", text=text))
        for n, (one, other) in enumerate(pairs)
    ]  # fmt: skip


def test_one_ceasefire_in_two_wordings_is_one_row_for_each() -> None:
    first = reading("a", "2023-09-20", *agreed("s", "to a total ceasefire", "RETREAT"))
    second = reading("b", "2023-09-20", *agreed("s", "to stop all firing in Karabakh", None, "halt"))
    assert len(build([first, second]).rows) == 2


def test_to_send_no_more_troops_ends_no_threat_of_attack() -> None:
    threat = signal(
        "t",
        "threat",
        AZE,
        ARM,
        "Baku reserves the right to respond.",
        commitment=term(AZE, "ASSAULT", text="to respond", recipients=(ARM,)),
    )
    troops = reading("b", "2023-09-20", *agreed("s", "not to send more troops", "MOBILIZE", "refrain"))
    truce = reading("b", "2023-09-20", *agreed("s", "to a ceasefire", "RETREAT"))
    vow = reading("vow", "2023-09-10", threat)
    assert row_of("vow/t", vow, troops).state == "open"
    assert row_of("vow/t", vow, truce).state == "lapsed"


def test_help_with_one_thing_and_support_for_another_are_two_offers() -> None:
    def offer(text: str) -> Any:
        return signal("o", "offer", EU, SRB, text, commitment=term(EU, "AID", text=text, recipients=(SRB,)))

    apart = [
        reading("a", "2024-05-01", offer("money for flooded farms")),
        reading("b", "2024-05-03", offer("experts on license plates")),
    ]
    again = [
        reading("a", "2024-05-01", offer("money for flooded farms")),
        reading("b", "2024-05-03", offer("more money for farms")),
    ]
    assert len(build(apart).rows) == 2
    assert len(build(again).rows) == 1


def test_words_that_only_say_that_sides_agreed_add_no_row() -> None:
    bare = signal(
        "s1", "pledge", ARM, AZE, "Armenia and Azerbaijan agreed", commitment=term(ARM, "AGREE", text="agreed")
    )
    full = signal(
        "s2", "pledge", ARM, AZE, "agreed not to fire", commitment=term(ARM, "ASSAULT", "refrain", "not to fire")
    )
    assert [row.id for row in build([reading("a", "2023-09-20", bare, full)]).rows] == ["a/s2"]
    assert build([reading("a", "2023-09-20", bare)]).rows == ()
    on = signal(
        "s1", "pledge", ARM, AZE, "agreed on a map", commitment=term(ARM, "AGREE", text="agreed in May on a map")
    )
    assert len(build([reading("a", "2023-09-20", on)]).rows) == 1


# -------------------------------------------------------------------------------------------------------- appointments


def meeting(**more: Any) -> Any:
    fields = {
        "status": "intended",
        "date": "2023-10-05",
        "quote": "The two ministers would meet in Granada on Thursday.",
        **more,
    }
    return event("m", "CONSULT", ARM, AZE, **fields)


def test_a_meeting_fixed_for_a_later_day_binds_both_and_is_kept_by_meeting() -> None:
    told = reading("a", "2023-10-02", meeting())
    assert {row.id for row in build([told]).rows} == {"a/m:ARM", "a/m:AZE"}
    met = reading(
        "b",
        "2023-10-05T18:00Z",
        event("e", "CONSULT", ARM, AZE, date="2023-10-05", quote="The two ministers met in Granada."),
    )
    assert {row.state for row in build([told, met]).rows} == {"kept"}
    quiet = [reading(f"q{d}", f"2023-10-{d:02}", event("e", "ACCUSE", ARM, AZE)) for d in (6, 7, 8)]
    assert {row.state for row in build([told, *quiet]).rows} == {"lapsed"}  # nobody is said to have broken his word
    assert {row.state for row in build([told, quiet[0]]).rows} == {"open"}
    other = reading("b", "2023-10-12", event("e", "CONSULT", ARM, AZE, date="2023-10-12", quote="They met in Tbilisi."))
    assert {row.state for row in build([told, other]).rows} == {"open"}


def test_a_host_is_bound_by_the_meeting_it_is_to_host() -> None:
    host = event("m", "CONSULT", GEO, None, status="intended", date="2023-10-05", mode="host", quote="Georgia is to host a meeting of experts.")  # fmt: skip
    told = reading("a", "2023-10-02", host)
    held = event("e", "CONSULT", ARM, GEO, date="2023-10-05", quote="The experts met in Georgia.")
    assert [row.id for row in build([told]).rows] == ["a/m:GEO"]
    assert row_of("a/m:GEO", told, reading("b", "2023-10-06", held)).state == "kept"


def test_a_truce_announced_by_its_host_after_talks_with_both_is_their_word() -> None:
    def told(*channels: Channel) -> Reading:
        by_host = event("e0", "AGREE", ARM, None, said_by=(GEO,), date="2023-10-05")
        by_host = replace(by_host, actors=(ARM, AZE))
        return reading("a", "2023-10-05", by_host, *[replace(s, event="e0", sentence=0) for s in agreed("s", "to a ceasefire", "RETREAT")], *channels)  # fmt: skip

    assert {row.state for row in build([told()]).rows} == {"contested"}
    assert {row.state for row in build([told(Channel(state="held", sides=(ARM, AZE), sentence=0))]).rows} == {"open"}
    assert {row.state for row in build([told(Channel(state="held", sides=(ARM,), sentence=0))]).rows} == {"contested"}


def test_an_attack_on_a_sides_base_abroad_is_an_attack_on_it() -> None:
    usa = Actor(code="USA", sector="GOV")
    warned = signal("t", "threat", ARM, usa, "The Americans will suffer.", commitment=term(ARM, "ASSAULT", text="will suffer", recipients=(usa,)))  # fmt: skip
    vow = reading("vow", "2023-09-01", warned)
    base = event(
        "e", "ASSAULT", ARM, GEO, date="2023-09-03", quote="Armenia fired at the largest American base in Georgia."
    )
    town = event("e", "ASSAULT", ARM, GEO, date="2023-09-03", quote="Armenia fired at the largest town in Georgia.")
    assert row_of("vow/t", vow, reading("n", "2023-09-03", base)).state == "kept"
    assert row_of("vow/t", vow, reading("n", "2023-09-03", town)).state == "open"


def test_a_denial_about_one_target_denies_no_attack_on_another() -> None:
    vow = reading("vow", "2023-09-01", signal("t", "threat", ARM, AZE, "We will hit back.", commitment=term(ARM, "ASSAULT", text="will hit back", recipients=(AZE,))))  # fmt: skip
    news = reading(
        "n", "2023-09-03T10:00Z", event("e", "ASSAULT", ARM, AZE, date="2023-09-03", quote="Armenia hit a depot.")
    )
    no_georgian = event(
        "d", "ASSAULT", ARM, GEO, status="denied", said_by=(ARM,), date="2023-09-03", quote="It had not hit Georgia."
    )
    no_depot = event(
        "d", "ASSAULT", ARM, AZE, status="denied", said_by=(ARM,), date="2023-09-03", quote="It had hit nothing."
    )
    assert row_of("vow/t", vow, news, reading("d", "2023-09-03T12:00Z", no_georgian)).state == "kept"
    assert row_of("vow/t", vow, news, reading("d", "2023-09-03T12:00Z", no_depot)).state == "contested"


def test_two_things_in_common_make_a_harm_of_another_type_the_condition() -> None:
    warned = signal(
        "t", "threat", SRB, XKX, "There will be an answer.",
        condition=condition(XKX, "PROTEST", text="if it goes on with leaflets and loudspeaker messages over the border", connective="if"),
        commitment=Term(actors=(SRB,), recipients=(XKX,), direction="escalates", text="an answer"),
    )  # fmt: skip
    vow = reading("vow", "2024-05-01", warned)
    loud = event("e", "COERCE", XKX, SRB, date="2024-05-04", quote="Kosovo put loudspeakers along the border.")
    toll = event("e", "COERCE", XKX, SRB, date="2024-05-04", quote="Kosovo put a toll gate along the river.")
    assert row_of("vow/t", vow, reading("n", "2024-05-04", loud)).state == "triggered"
    assert row_of("vow/t", vow, reading("n", "2024-05-04", toll)).state == "open"


@pytest.mark.parametrize("more", [{"status": "reported"}, {"date": "2023-10-02"}, {"date": None}, {"background": True}])
def test_other_talk_of_meetings_binds_nobody(more: dict[str, Any]) -> None:
    assert build([reading("a", "2023-10-02", meeting(**more))]).rows == ()


def test_a_measure_in_force_until_something_happens_does_not_go_stale() -> None:
    measure = signal(
        "t", "threat", SRB, XKX, "Serbia keeps the gates shut until trust returns.",
        condition=condition(XKX, "RETREAT", text="until trust returns", connective="until", negated=True),
        commitment=term(SRB, "COERCE", text="keeps the gates shut", recipients=(XKX,)),
    )  # fmt: skip
    late = reading("z", "2024-12-01", event("e", "CONSULT", SRB, XKX))
    assert row_of("w/t", reading("w", "2024-05-01", measure), late).state == "triggered"


# ---------------------------------------------------------------------------------------------- one thing in other words


def threat(id_: str, text: str, type_: EventType | None = None, **more: Any) -> Any:
    given = Term(actors=(SRB,), recipients=(XKX,), type=type_, direction="escalates", text=text)
    return signal(id_, "threat", SRB, XKX, text, commitment=given, **more)


def test_two_threats_that_leave_the_act_open_are_one() -> None:
    words = [threat("a", "there will be consequences"), threat("b", "we shall answer this")]
    assert len(build([reading("one", "2024-05-01", *words)]).rows) == 1
    assert (
        len(build([reading("one", "2024-05-01", words[0], threat("b", "we shall close the pass", "COERCE"))]).rows) == 1
    )
    assert len(build([reading("one", "2024-05-01", words[0], threat("b", "we shall insult you", "ACCUSE"))]).rows) == 2


def test_a_quarrel_about_reactors_is_no_threat_with_nuclear_weapons() -> None:
    about = [
        threat("a", "strikes will follow unless the nuclear deal is signed", "ASSAULT"),
        threat("b", "strikes will follow", "ASSAULT"),
    ]
    assert len(build([reading("one", "2024-05-01", *about)]).rows) == 1
    arms_ = [
        threat("a", "strikes with nuclear weapons will follow", "ASSAULT"),
        threat("b", "strikes will follow", "ASSAULT"),
    ]
    assert len(build([reading("one", "2024-05-01", *arms_)]).rows) == 2


def calm(id_: str, asked: Any, text: str, type_: EventType | None, phase: Any) -> Any:
    given = Term(actors=(ARM,), type=type_, phase=phase, direction="de-escalates", text=text)
    return signal(id_, "offer", ARM, AZE, f"{asked.text}, {text}", condition=asked, commitment=given)


def test_offers_to_stop_and_to_ease_off_for_a_halt_are_one_offer() -> None:
    backs_down = condition(AZE, "RETREAT", text="if Azerbaijan backs down", connective="if")
    no_more = condition(AZE, "ASSAULT", text="if it carries out no further ones", connective="if", negated=True)
    withdraws = condition(AZE, "RETREAT", text="if Azerbaijan hands back the villages", connective="if")
    first = calm("o1", backs_down, "we will wrap up this tension", None, "begin")
    second = calm("o2", no_more, "Armenia would halt its attacks", "ASSAULT", "halt")
    third = calm("o3", withdraws, "Armenia would open the railway", "CONCEDE", "begin")
    assert len(build([reading("a", "2023-09-01", first, second)]).rows) == 1
    assert len(build([reading("a", "2023-09-01", first, third)]).rows) == 2


def test_an_agreement_on_a_mechanism_is_not_the_ceasefire_said_again() -> None:
    mechanism = reading("b", "2023-09-25", *agreed("m", "to stage-wise de-escalation along the river", "AGREE"))
    truce = reading("a", "2023-09-20", *agreed("s", "to a ceasefire", "RETREAT"))
    assert len(build([truce, mechanism]).rows) == 4


@pytest.mark.parametrize(
    ("quote", "term_", "opens"),
    [
        ("Serbia will close the pass", term(SRB, "COERCE", text="Serbia will close the pass"), True),
        ("about the pass", term(SRB, "COERCE", text="about the pass"), False),
        ("Serbia closed the pass on Monday", term(SRB, "COERCE", text="closed the pass"), False),
        ("its stance would not change", Term(actors=(SRB,), direction="escalates", text="its stance would not change"), False),
    ],
)  # fmt: skip
def test_what_the_tagger_alone_heard_opens_a_row_only_with_words_for_what_is_to_come(
    quote: str, term_: Term, opens: bool
) -> None:
    heard = signal("t", "threat", SRB, XKX, quote, commitment=term_, rule="learned/threat")
    by_rule = signal("t", "threat", SRB, XKX, quote, commitment=term_, rule="say: will")
    assert bool(build([reading("a", "2024-05-01", heard)]).rows) is opens
    assert build([reading("a", "2024-05-01", by_rule)]).rows


def test_what_was_going_on_when_it_was_told_is_no_condition() -> None:
    quote = "“If Armenia stops here, we will stop here,” the minister told reporters after a call with Tbilisi"
    asked = condition(ARM, "ASSAULT", "halt", "If Armenia stops here", connective="if")
    when = condition(GEO, "CONSULT", text="after a call with Tbilisi", connective="after")
    second = condition(GEO, "CONSULT", text="after a call with Tbilisi", connective="after")
    given = term(AZE, "ASSAULT", "halt", "we will stop here")
    told = signal("o", "offer", AZE, ARM, quote, condition=asked, more_conditions=(when,), commitment=given)
    meant = signal("o", "offer", AZE, ARM, "If Armenia stops here, we will stop after a call with Tbilisi", condition=asked, more_conditions=(second,), commitment=given)  # fmt: skip
    assert row_of("a/o", reading("a", "2023-09-01", told)).signal.more_conditions == ()
    assert row_of("a/o", reading("a", "2023-09-01", meant)).signal.more_conditions == (second,)


def test_a_bare_word_of_agreement_goes_where_the_sentence_says_what() -> None:
    asked = condition(AZE, "RETREAT", text="if they mark the border", connective="if")
    bare = signal("s1", "pledge", ARM, AZE, "would agree", commitment=term(ARM, "AGREE", text="agree"), condition=asked)
    full = signal("s2", "offer", ARM, AZE, "talks if they mark the border", commitment=term(ARM, "CONSULT", text="talks"), condition=asked)  # fmt: skip
    assert [row.id for row in build([reading("a", "2023-09-01", bare, full)]).rows] == ["a/s2"]


# ------------------------------------------------------------------------------------------- other wars, other times


def test_an_old_feud_makes_nobody_an_enemy_any_more() -> None:
    vow = signal("t", "threat", SRB, XKX, "Serbia would take measures.", commitment=Term(actors=(SRB,), recipients=(XKX,), direction="escalates", text="would take measures"))  # fmt: skip
    cut = event("e", "COERCE", SRB, None, date="2024-12-09", quote="Serbia cut the power lines.")
    late = [reading("vow", "2024-12-07", vow), reading("done", "2024-12-09", cut)]
    assert row_of("vow/t", *feud(1, 2, 3, 4, 5), *late).state == "open"


def test_after_some_weeks_an_act_without_a_day_is_no_old_one_told_again() -> None:
    warned = signal(
        "t", "threat", AZE, ARM, "Baku will answer if Armenia fires.",
        condition=condition(ARM, "ASSAULT", text="if Armenia fires", connective="if"),
        commitment=term(AZE, "ASSAULT", text="will answer", recipients=(ARM,)),
    )  # fmt: skip
    vow = reading("vow", "2023-09-01", warned)
    fired = event("e", "ASSAULT", ARM, AZE, quote="Armenian guns fired on a farm.")
    old = event("e", "ASSAULT", ARM, AZE, date="2023-01-02", quote="Armenian guns had fired on a mill.")
    news = reading("n", "2023-09-05", fired)
    assert row_of("vow/t", reading("old", "2023-01-03", old), vow, news).state == "triggered"
    assert row_of("vow/t", reading("old", "2023-08-25", old), vow, news).state == "open"


def test_a_promise_to_stay_out_of_one_war_says_nothing_of_another() -> None:
    out = signal(
        "p", "pledge", EU, None, "The bloc will not get involved in the war.",
        commitment=term(EU, "ASSAULT", "refrain", "will not get involved in the war"),
    )  # fmt: skip
    word = reading("word", "2023-09-01", event("x", "ASSAULT", AZE, ARM, date="2023-08-31"), out)
    elsewhere = event("e", "ASSAULT", EU, SRB, date="2023-09-10", quote="The bloc bombed a Serbian depot.")
    there = event("e", "ASSAULT", EU, ARM, date="2023-09-10", quote="The bloc bombed an Armenian depot.")
    assert row_of("word/p", word, reading("n", "2023-09-10", elsewhere)).state == "open"
    assert row_of("word/p", word, reading("n", "2023-09-10", there)).state == "broken"


def test_the_day_on_which_a_measure_was_first_upheld_stays_that_day() -> None:
    def measure(day: str) -> Reading:
        said = signal(
            "t", "threat", SRB, XKX, "Serbia keeps the gates shut until trust returns.",
            condition=condition(XKX, "RETREAT", text="until trust returns", connective="until", negated=True),
            commitment=term(SRB, "COERCE", text="keeps the gates shut", recipients=(XKX,)),
        )  # fmt: skip
        return reading(f"w{day}", day, said)

    told = [measure("2024-05-01"), measure("2024-05-10"), measure("2024-05-20")]
    made = row_of("w2024-05-01/t", *told)
    assert (made.state, made.history[-1].date) == ("kept", "2024-05-10")


def test_an_act_without_a_day_is_shown_on_the_day_of_its_report_in_its_own_zone() -> None:
    warned = signal(
        "t", "threat", AZE, ARM, "Baku will answer if Armenia fires.",
        condition=condition(ARM, "ASSAULT", text="if Armenia fires", connective="if"),
        commitment=term(AZE, "ASSAULT", text="will answer", recipients=(ARM,)),
    )  # fmt: skip
    early = reading("n", "2023-09-05T02:30+04:00", event("e", "ASSAULT", ARM, AZE, quote="Armenian guns fired."))
    assert row_of("vow/t", reading("vow", "2023-09-01", warned), early).history[-1].date == "2023-09-05"


def test_an_offer_to_stop_on_some_terms_ends_with_a_halt_on_whatever_terms() -> None:
    asked = condition(AZE, "AGREE", text="if Azerbaijan shows good will", connective="if")
    given = Term(
        actors=(ARM,), type=None, phase="halt", direction="de-escalates", text="will stop if Azerbaijan shows good will"
    )
    offer = reading("a", "2023-09-18", signal("o", "offer", ARM, AZE, "Armenia will stop if Azerbaijan shows good will", condition=asked, commitment=given))  # fmt: skip
    truce = reading("b", "2023-09-20", *agreed("s", "to a ceasefire", "RETREAT"))
    assert row_of("a/o", offer).state == "open"
    made = row_of("a/o", offer, truce)
    assert (made.state, made.history[-1].rule) == ("lapsed", "overtaken")


# ---------------------------------------------------------------------- what hangs by a fight of two others; what price is


WITHHELD = condition((SRB, XKX), "ASSAULT", "continue", "as long as they fight", connective="as long as")


def no_deal() -> Any:
    refused = term(EU, "AGREE", "begin", "will sign no trade deal with them", recipients=(SRB, XKX))
    words = "The Union will sign no trade deal with them as long as they fight."
    made = signal("r", "refusal", EU, SRB, words, commitment=refused, condition=WITHHELD)
    return replace(made, addressees=(SRB, XKX))


def test_what_is_withheld_while_two_others_fight_is_in_force_and_ends_with_their_truce() -> None:
    truce = [
        signal(who.code, "pledge", who, other, "to a ceasefire", commitment=term(who, "RETREAT", text="to a ceasefire"))
        for who, other in ((SRB, XKX), (XKX, SRB))
    ]
    said = reading("first", "2024-05-01", no_deal())
    alone = reading("second", "2024-05-03", truce[0])
    both = reading("third", "2024-05-05", *truce)
    assert row_of("first/r", said).state == "triggered"
    assert row_of("first/r", said, alone).state == "triggered"
    assert row_of("first/r", said, both).state == "lapsed"


def test_a_price_is_exacted_by_harm_of_another_kind_too() -> None:
    words = "Those behind it will pay a high price."
    given = Term(actors=(AZE,), recipients=(ARM,), type="ASSAULT", direction="escalates", text="will pay a high price")
    said = reading("first", "2024-05-01", signal("t", "threat", AZE, ARM, words, commitment=given))
    done = reading("second", "2024-05-04", event("e", "COERCE", AZE, ARM, date="2024-05-03", quote="closed the road"))
    calm = reading("third", "2024-05-04", event("e", "CONSULT", AZE, ARM, date="2024-05-03", quote="met its envoy"))
    assert row_of("first/t", said, done).state == "kept"
    assert row_of("first/t", said, calm).state == "open"


def test_harm_to_people_is_not_met_by_blown_up_roads() -> None:
    asked = condition(AZE, "ASSAULT", "begin", "if it harms our people", connective="if", recipients=(ARM,))
    given = term(ARM, "ASSAULT", "begin", "it will see the end of its regime", recipients=(AZE,))
    words = "If it harms our people, it will see the end of its regime."
    said = reading("first", "2024-05-01", signal("t", "threat", ARM, AZE, words, commitment=given, condition=asked))
    roads = event("e", "ASSAULT", AZE, None, date="2024-05-03", quote="blew up the roads that linked it with Armenia")
    shot = event("e", "ASSAULT", AZE, CIVILIANS, date="2024-05-03", quote="shot two villagers")
    assert row_of("first/t", said, reading("second", "2024-05-04", roads)).state == "open"
    assert row_of("first/t", said, reading("third", "2024-05-04", shot)).state == "triggered"
