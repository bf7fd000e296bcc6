"""What an analyst takes for the end of an affair, read by the whole pipeline: short reports of crises no rule was made from."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.ledger import build
from detente.ledger.acts import barred
from detente.records import Commitment, Reading, Term


def report(day: str, text: str, title: str = "") -> Reading:
    return read(text, id=f"{day} {title or text[:20]}", date=f"{day}T18:00Z", title=title or None)


def row(kind: str, *told: tuple[str, str] | tuple[str, str, str], as_of: str | None = None) -> Commitment:
    """The first row of that kind that some reports, given as days, texts and titles, make."""
    ledger = build([report(*one) for one in told], as_of=as_of)
    return next(r for r in ledger.rows if r.signal.kind == kind)


# ------------------------------------------------------------------------------------------------- what is set free


@pytest.mark.parametrize(
    ("promise", "deed"),
    [
        ("Iran will release the Greek sailors on Friday, its foreign minister said.", "Iran freed nine Greek men at dawn on Friday."),
        ("Eritrea will free the Ethiopian pilot under the truce, its president said.", "Eritrea let the Ethiopian airman go on Friday."),
        ("The Houthis will set the Saudi captives free on Friday, their leader said.", "The Houthis released fourteen Saudi soldiers on Friday."),
        ("Belarus will hand over the Polish guards on Friday, its president said.", "Belarus freed two Polish officers on Friday."),
        ("Hamas will release Israeli hostages on Friday after all, in keeping with the truce, the group said.", "Hamas freed three Israeli men in Khan Younis on Friday morning."),
        ("Azerbaijan will let the Armenian soldiers go on Friday, its president said.", "Azerbaijan released five Armenian prisoners of war on Friday."),
    ],
)  # fmt: skip
def test_people_let_go_on_the_day_they_were_promised_for_keep_the_promise(promise: str, deed: str) -> None:
    assert row("pledge", ("2024-05-14", promise), ("2024-05-17", deed)).state == "kept"


def test_a_release_by_another_side_keeps_no_promise() -> None:
    promise = "Iran will release the Greek sailors on Friday, its foreign minister said."
    other = "Greece freed nine Iranian men at dawn on Friday."
    assert row("pledge", ("2024-05-14", promise), ("2024-05-17", other)).state == "open"


@pytest.mark.parametrize("mode", ["release", "withdraw", "access", "return", "disarm"])
def test_a_deed_done_under_a_truce_is_no_promise_of_one(mode: str) -> None:
    assert barred(Term(type="RETREAT", mode=mode, direction="de-escalates", text="will do so under the truce")) is None


def test_a_ceasefire_promised_is_one() -> None:
    term = Term(type="RETREAT", mode="ceasefire", direction="de-escalates", text="will keep to the truce")
    assert barred(term) == "ASSAULT"


# --------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia will not pull its soldiers out of Badme, a government official said.",
        "Rwanda will not withdraw its troops from the hills above Bukavu, its foreign minister said.",
        "Iran will not release the crew of the tanker, its foreign minister said.",
        "Turkey will not pull its tanks back from the Syrian hills, its president said.",
        "Hamas will not give up its weapons, a senior official of the group said.",
        "Eritrea will never lift the blockade of the road, its president declared.",
    ],
)
def test_to_keep_what_one_holds_is_on_record_though_nobody_is_addressed(text: str) -> None:
    found = row("refusal", ("2024-05-14", text))
    assert (found.state, found.signal.commitment and found.signal.commitment.phase) == ("open", "refrain")


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        ("There will be no talks with Israel unless the prisoners are freed, a member of the Hamas politburo said.", "Israel released 600 Palestinian prisoners on Friday."),
        ("Ethiopia will not negotiate with Eritrea unless the pilots are freed, its foreign minister said.", "Eritrea freed the Ethiopian pilots on Friday."),
        ("Kosovo will not talk to Serbia unless the three officers are released, its prime minister said.", "Serbia released the three Kosovo officers on Friday."),
        ("Armenia refuses to meet Azerbaijan unless its captives are released, its foreign minister said.", "Azerbaijan released ten Armenian captives on Friday."),
        ("There will be no negotiations with Iran unless the sailors are freed, Britain's foreign secretary said.", "Iran freed the British sailors on Friday."),
        ("Poland will not sit down with Belarus unless the guards are freed, its prime minister said.", "Belarus freed the Polish guards on Friday."),
    ],
)  # fmt: skip
def test_no_talks_unless_is_in_force_until_what_is_asked_is_done(refusal: str, given: str) -> None:
    found = row("refusal", ("2024-05-14", refusal), ("2024-05-17", given))
    assert [step.state for step in found.history] == ["open", "triggered", "lapsed"]


# ------------------------------------------------------------------------------------------------------- taken back


@pytest.mark.parametrize(
    ("threat", "back"),
    [
        ("The release of the Greek sailors is put off until further notice, Iran's foreign minister said.", "Iran will release the Greek sailors on Friday after all, its foreign minister said."),
        ("The release of hostages planned for Saturday is put off until further notice, Hamas declared.", "Hamas will release Israeli hostages on Saturday after all, the group said."),
        ("Eritrea will delay the release of the Ethiopian pilots, its president said.", "Eritrea will release the Ethiopian pilots as planned, its president said."),
    ],
)  # fmt: skip
def test_what_is_put_off_and_then_promised_again_is_taken_back(threat: str, back: str) -> None:
    assert row("threat", ("2024-05-14", threat), ("2024-05-16", back)).state == "withdrawn"


# ------------------------------------------------------------------------------------------------------ time that is up


@pytest.mark.parametrize(
    "title",
    [
        "Deadline passes without Eritrean withdrawal",
        "Eritrea still in Badme as ultimatum runs out",
        "Ethiopia's ultimatum to Eritrea has expired",
        "Eritrea misses deadline to leave Badme",
        "Deadline for Eritrea ran out at midnight",
        "Ethiopia silent as deadline has passed",
    ],
)
def test_one_report_that_says_the_time_is_up_is_enough(title: str) -> None:
    threat = "Ethiopia will attack if Eritrea does not withdraw its troops by May 16, its prime minister said."
    after = "Eritrea accused Ethiopia on Friday of massing troops."
    assert row("threat", ("2024-05-14", threat), ("2024-05-17", after, title)).state == "triggered"


def test_one_report_that_says_nothing_of_it_is_not() -> None:
    threat = "Ethiopia will attack if Eritrea does not withdraw its troops by May 16, its prime minister said."
    after = "Eritrea accused Ethiopia on Friday of massing troops."
    assert row("threat", ("2024-05-14", threat), ("2024-05-17", after, "Eritrea speaks of troops")).state == "open"


def test_later_reports_still_tell_that_nothing_was_done() -> None:
    threat = "Ethiopia will attack if Eritrea does not withdraw its troops by May 16, its prime minister said."
    later = [(f"2024-05-{day}", f"Eritrea accused Ethiopia of massing {day} battalions.") for day in (17, 20, 24)]
    assert row("threat", ("2024-05-14", threat), *later).state == "triggered"


# -------------------------------------------------------------------------------------------------------- words alone


def test_a_second_warning_carries_out_no_first_one() -> None:
    first = (
        "The safety of ships cannot be guaranteed until Kyiv gives up its attacks, the Russian defence ministry said."
    )
    second = "Russia threatened Ukraine on Friday and warned it of grave consequences."
    assert row("threat", ("2024-05-14", first), ("2024-05-17", second)).state != "kept"


# ---------------------------------------------------------------------------------------------- what is made use of


@pytest.mark.parametrize(
    "pledge",
    [
        "Ukraine guaranteed that the corridor would not be used for operations against Russia, its foreign ministry said.",
        "Ukraine promised that the corridor would never be used for attacks on Russia.",
        "Ukraine pledged that the ports would not be used for military operations against Russia.",
    ],
)
def test_an_attack_from_elsewhere_breaks_no_promise_about_a_place(pledge: str) -> None:
    strike = "A Ukrainian drone hit a Russian warship on Friday, Ukraine's army said."
    assert row("pledge", ("2024-05-10", pledge), ("2024-05-17", strike)).state not in ("broken", "contested")


def test_an_attack_from_the_place_does() -> None:
    pledge = "Ukraine guaranteed that the corridor would not be used for operations against Russia, its foreign ministry said."
    strike = "Ukraine attacked Russian ships from the corridor on Friday, Ukraine's army said."
    assert row("pledge", ("2024-05-10", pledge), ("2024-05-17", strike)).state == "broken"


# ------------------------------------------------------------------------------------------------------- barricades


@pytest.mark.parametrize(
    ("word", "deed"),
    [
        ("Serbia will remove the barricades within 48 hours, its president told Kosovo.", "Serbia took down the barricades on the road on Thursday."),
        ("Lebanon will dismantle its roadblocks this week, its army told Israel.", "Lebanon removed its roadblocks on Thursday."),
        ("Turkey will take down its barriers this week, its president told Syria.", "Turkey dismantled its barriers on Thursday."),
        ("Armenia will clear away its barriers this week, it told Azerbaijan.", "Armenia cleared away its barriers on Thursday."),
        ("Hungary will pull down its fence this week, it told Serbia.", "Hungary dismantled its fence on Thursday."),
        ("Serbia will take down the tents at the crossing this week, it told Kosovo.", "Serbia removed the tents at the crossing on Thursday."),
    ],
)  # fmt: skip
def test_what_bars_the_way_taken_down_keeps_the_promise(word: str, deed: str) -> None:
    assert row("pledge", ("2024-05-14", word), ("2024-05-16", deed)).state == "kept"


# ------------------------------------------------------------------------------------------------- in part, more time

LEAVES = (
    "2024-05-01",
    "Ethiopia will withdraw its troops from Badme within 60 days, its foreign minister told Eritrea.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopian troops pulled out of three villages near Badme on Monday.",
        "Ethiopia began to withdraw its troops from Badme on Monday.",
        "Ethiopia withdrew its troops from part of Badme on Monday.",
        "Ethiopia withdrew its troops from all but five posts in Badme on Monday.",
        "Ethiopian troops left several positions in Badme on Monday.",
        "Ethiopia withdrew the first units of its troops from Badme on Monday.",
    ],
)
def test_to_leave_in_part_is_not_yet_to_have_left(text: str) -> None:
    assert row("pledge", LEAVES, ("2024-05-20", text)).state == "open"


@pytest.mark.parametrize("day", ["2024-05-13", "2024-06-10", "2024-06-24"])
def test_to_leave_within_the_time_given_keeps_the_promise(day: str) -> None:
    assert row("pledge", LEAVES, (day, "Ethiopia withdrew its troops from Badme on Monday.")).state == "kept"


def test_a_promise_to_begin_is_kept_by_beginning() -> None:
    promise = "Ethiopia will begin to withdraw its troops from Badme this month, its foreign minister told Eritrea."
    begun = "Ethiopia began to withdraw its troops from Badme on Monday."
    assert row("pledge", ("2024-05-01", promise), ("2024-05-20", begun)).state == "kept"


LATER = [(f"2024-07-{day:02}", f"Eritrea accused Ethiopia of massing {day} battalions.") for day in (3, 6, 9)]


def test_a_deadline_that_passes_in_reports_breaks_the_promise() -> None:
    assert row("pledge", LEAVES, *LATER).state == "broken"


@pytest.mark.parametrize(
    "title",
    [
        "Deadline for Ethiopian withdrawal extended to August",
        "Ethiopia gets more time to leave Badme",
        "Mediators extend deadline for Badme",
        "Badme: deadline is put off by six weeks",
        "African Union prolongs the deadline for Ethiopia's army",
        "Ethiopia given 30 more days to withdraw",
    ],
)
def test_more_time_given_breaks_no_promise(title: str) -> None:
    given = ("2024-06-28", "Ethiopia spoke with the African Union on Friday.", title)
    assert row("pledge", LEAVES, given, *LATER).state == "open"


# ------------------------------------------------------------------------------------------------ what was forsworn


@pytest.mark.parametrize(
    ("promise", "elsewhere", "there"),
    [
        ("Russia pledged not to attack the ports of Odesa.", "Russia bombed Kharkiv on Friday.", "Russia struck Odesa with missiles on Friday."),
        ("Israel promised not to strike Iran's oil refineries.", "Israel bombed Isfahan in Iran on Friday.", "Israel bombed a refinery in Iran on Friday."),
        ("The Houthis pledged not to attack Saudi ships.", "The Houthis fired missiles at Jeddah in Saudi Arabia on Friday.", "The Houthis attacked a Saudi ship on Friday."),
        ("Azerbaijan pledged not to attack Armenian convoys.", "Azerbaijan shelled Goris in Armenia on Friday.", "Azerbaijan shelled a convoy in Armenia on Friday."),
        ("Ukraine undertook not to strike Russian pipelines.", "Ukraine attacked Belgorod in Russia on Friday.", "Ukraine attacked a Russian pipeline on Friday."),
        ("Ethiopia pledged not to attack Eritrean airports.", "Ethiopia bombed Senafe in Eritrea on Friday.", "Ethiopia bombed an airport in Eritrea on Friday."),
    ],
)  # fmt: skip
def test_what_is_spared_is_what_is_named(promise: str, elsewhere: str, there: str) -> None:
    assert row("pledge", ("2024-05-14", promise), ("2024-05-17", elsewhere)).state == "open"
    assert row("pledge", ("2024-05-14", promise), ("2024-05-17", there)).state == "broken"


@pytest.mark.parametrize(
    ("word", "later", "state"),
    [
        ("The M23 will send a delegation to Luanda for talks with Congo, its spokesman said.", "The M23 met Congolese ministers in Luanda on Friday.", "kept"),
        ("The M23 will send a delegation to Luanda for talks with Congo, its spokesman said.", "The M23 will no longer take part in the talks with Congo, it announced on Friday.", "withdrawn"),
        ("Armenia will attend the talks with Azerbaijan in Prague, its foreign minister said.", "Armenia met Azerbaijan in Prague on Friday.", "kept"),
        ("Sudan's army will send negotiators to the talks with the RSF in Geneva, its chief said.", "Sudan's army will not take part in the talks with the RSF, it said on Friday.", "withdrawn"),
        ("Ethiopia will join the talks with Egypt in Cairo, its prime minister said.", "Ethiopia held talks with Egypt in Cairo on Friday.", "kept"),
        ("Serbia will take part in the talks with Kosovo in Ohrid, its president said.", "Serbia will no longer attend the talks with Kosovo, its president said on Friday.", "withdrawn"),
    ],
)  # fmt: skip
def test_to_go_to_talks_is_to_hold_them_or_to_stay_away(word: str, later: str, state: str) -> None:
    assert row("pledge", ("2024-05-14", word), ("2024-05-17", later)).state == state


@pytest.mark.parametrize(
    ("refusal", "given"),
    [
        ("There will be no talks with Israel unless the prisoners are freed, Hamas said.", "Israel released the more than 600 prisoners it had held back."),
        ("Ethiopia will not negotiate with Eritrea unless the captives are freed, its foreign minister said.", "Eritrea released the 20 captives it had held."),
        ("There will be no talks with Iran unless the hostages are freed, Britain's foreign secretary said.", "Iran freed the two hostages it had held for a year."),
        ("Armenia will not meet Azerbaijan unless the prisoners are released, its foreign minister said.", "Azerbaijan released the prisoners it had held since March."),
        ("There will be no negotiations with the junta of Myanmar unless the prisoners are released, Thailand said.", "Nothing was heard of any release in Myanmar."),
        ("Kosovo will not talk to Serbia unless the hostages are released, its prime minister said.", "Serbia freed the hostages it had held."),
    ],
)  # fmt: skip
def test_prisoners_of_whom_no_country_is_named_are_those_asked_for(refusal: str, given: str) -> None:
    found = row("refusal", ("2024-05-14", refusal), ("2024-05-17", given))
    assert found.state == ("lapsed" if "Nothing" not in given else "triggered")
