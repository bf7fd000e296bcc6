"""Tellings of one happening are one incident; other days, other directions and other places never are."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from detente.events.incidents import Sources, credit, group
from detente.events.incidents.independence import nearly_same
from detente.events.incidents.tellings import _means
from detente.records import Actor, Article, Casualty, Event, Incident, Place, Reading

INDIA, PAKISTAN = Actor(code="IND"), Actor(code="PAK")
NOBODY = Actor(code="---", sector="UAF")
POONCH = Place(name="Poonch", country="IND", latitude=33.77, longitude=74.09)
JAMMU = Place(name="Jammu", country="IND", latitude=32.73, longitude=74.87)
LEH = Place(name="Leh", country="IND", latitude=34.16, longitude=77.58)


def event(quote: str = "its jets hit two depots", **fields: Any) -> Event:
    """An attack by India on Pakistan on 7 May, but for what is given."""
    defaults: dict[str, Any] = {
        "id": "e1", "type": "ASSAULT", "actors": (INDIA,), "recipients": (PAKISTAN,), "date": "2025-05-07",
    }  # fmt: skip
    return Event(quote=quote, **(defaults | fields))


def reading(
    name: str, *events: Event, date: str | None = "2025-05-07", source: str | None = None, **more: Any
) -> Reading:
    return Reading(id=name, events=events, date=date, source=source or f"Paper {name}", **more)


def only(*readings: Reading) -> Incident:
    (found,) = group(readings)
    return found


def apart(*readings: Reading) -> bool:
    return len(group(readings)) > 1


# ------------------------------------------------------------------------------------------- what is one, what is two


def test_two_papers_tell_of_one_strike() -> None:
    found = only(
        reading("a", event("Indian jets bombed two camps")), reading("b", event("India struck what it calls camps"))
    )
    assert (found.n_reports, found.n_independent_sources, found.date) == (2, 2, "2025-05-07")
    assert found.id == "a/e1"


def test_two_days_are_two_strikes() -> None:
    assert apart(reading("a", event()), reading("b", event(date="2025-05-08"), date="2025-05-08"))


def test_blows_in_opposite_directions_are_two() -> None:
    back = event("Pakistan hit two depots", actors=(PAKISTAN,), recipients=(INDIA,))
    assert apart(reading("a", event()), reading("b", back))
    only_target = event("two depots were hit", actors=(), recipients=(INDIA,))
    assert apart(reading("a", event()), reading("b", only_target))


def test_far_places_are_two_and_near_ones_one() -> None:
    at: dict[str, Any] = {"actors": (PAKISTAN,), "recipients": (INDIA,)}
    assert apart(reading("a", event(place=JAMMU, **at)), reading("b", event(place=LEH, **at)))
    near = msgspec.structs.replace(POONCH, name="Mendhar", latitude=33.6)
    assert not apart(reading("a", event(place=POONCH, **at)), reading("b", event(place=near, **at)))


def test_a_plane_shot_down_is_not_the_shelling_of_that_day() -> None:
    assert apart(
        reading("a", event("India shot down a transport plane")), reading("b", event("Indian guns shelled a village"))
    )


def test_a_sum_of_many_acts_is_none_of_them() -> None:
    assert apart(
        reading("a", event("jets hit a depot")), reading("b", event("it had struck depots more than 50 times"))
    )


def test_another_strike_of_the_same_report_is_another() -> None:
    second = event("another strike hit a depot to the south", id="e2")
    assert apart(reading("a", event("a strike hit a depot"), second))
    assert not apart(
        reading("a", event("a strike hit a depot")), reading("b", second)
    )  # which came first they do not say


def test_news_and_history_are_two() -> None:
    assert apart(reading("a", event()), reading("b", event(background=True, date="1971")))


def test_acts_only_spoken_of_are_no_happenings() -> None:
    spoken = [event(status=status) for status in ("conditional", "hypothetical", "intended", "requested")]
    assert group([reading("a", *spoken)]) == ()


def test_who_met_whom_is_the_same_either_way_round() -> None:
    one = event("the two met in Doha", type="CONSULT")
    other = event("talks were held in Doha", type="CONSULT", actors=(PAKISTAN,), recipients=(INDIA,))
    assert only(reading("a", one), reading("b", other)).n_reports == 2


# ----------------------------------------------------------------------------------------------------- undated tellings


def test_an_undated_retelling_joins_the_act_of_the_days_before() -> None:
    later = event("Indian jets had hit the depots", date=None)
    found = only(reading("a", event("Indian jets hit two depots")), reading("b", later, date="2025-05-08"))
    assert found.n_reports == 2
    assert found.notes == ("undated: taken for that of 2025-05-07, the likeliest",)


def test_an_undated_retelling_that_fits_two_days_stays_apart_and_says_so() -> None:
    days = [reading(d, event("drones hit the depots", date=f"2025-05-0{d}"), date=f"2025-05-0{d}") for d in "67"]
    loose = reading("z", event("drones hit the depots", date=None), date="2025-05-09")
    found = group([*days, loose])
    assert len(found) == 3
    assert any(one.notes == ("undated: may be that of 2025-05-06 or 2025-05-07",) for one in found)


def test_an_undated_telling_is_never_of_an_act_after_its_report() -> None:
    assert apart(reading("a", event(date=None), date="2025-05-01"), reading("b", event()))


def test_long_after_only_the_place_or_a_figure_recalls_it() -> None:
    shooting = event("gunmen killed tourists", actors=(NOBODY,), recipients=(INDIA,), place=POONCH)
    recalled = event("after the killings at Poonch", actors=(NOBODY,), recipients=(INDIA,), place=POONCH, date=None)
    nowhere = msgspec.structs.replace(recalled, place=None, quote="after the attack")
    assert not apart(reading("a", shooting), reading("b", recalled, date="2025-05-25"))
    assert apart(reading("a", shooting), reading("b", nowhere, date="2025-05-25"))


# ------------------------------------------------------------------------------------------- independent sources


def test_one_publisher_is_one_source() -> None:
    found = only(
        reading("a", event(), source="Courier"), reading("b", event("two depots were hit by it"), source="The Courier")
    )
    assert found.n_independent_sources == 2
    same = only(reading("a", event(), source="Courier"), reading("b", event("it hit depots there"), source="courier "))
    assert same.n_independent_sources == 1


def test_nearly_the_same_sentence_is_one_source() -> None:
    words = "Indian jets hit two depots near the border before dawn on Wednesday, officials said"
    found = only(reading("a", event(words)), reading("b", event(words.replace("officials", "two officials"))))
    assert (found.n_reports, found.n_independent_sources) == (2, 1)
    assert not nearly_same("No one was hurt", "No one was hurt")  # too few words to show copying


def test_copies_of_one_report_are_one_source_for_all_they_tell() -> None:
    lines = [f"the minister told reporters in the capital that point number {n} had been settled" for n in "abcd"]
    said = [event(line, id=f"x{n}", type="CONSULT", sentence=n) for n, line in enumerate(lines)]
    one = reading("a", *said, event("jets hit depots", sentence=9))
    two = reading("b", *said, event("the air force struck stores of fuel", id="e7", sentence=9))
    strike = next(each for each in group([one, two]) if each.type == "ASSAULT")
    assert (strike.n_reports, strike.n_independent_sources) == (2, 1)


def test_papers_that_credit_one_agency_are_one_source() -> None:
    readings = [reading("a", event("jets hit depots")), reading("b", event("the air force struck fuel stores"))]
    wired = [Article(id=r.id, text="DELHI, May 7 (Reuters) - Planes flew.", date=r.date) for r in readings]
    assert group(readings)[0].n_independent_sources == 2
    assert group(readings, wired)[0].n_independent_sources == 1


@pytest.mark.parametrize(
    "agency", tomllib.loads(files("detente.events.incidents").joinpath("agencies.toml").read_text("utf-8"))["agency"],
    ids=lambda agency: agency["name"],
)  # fmt: skip
def test_every_agency_is_read_from_its_example(agency: dict[str, Any]) -> None:
    assert credit(Article(id="x", text=agency["example"])) == agency["name"].casefold()


def test_a_word_like_an_agencys_credits_nobody() -> None:
    assert credit(Article(id="x", text="The AP-7 road was shut. Tass the cat slept. An efe is a warrior.")) is None


@pytest.mark.parametrize(
    "means", tomllib.loads(files("detente.events.incidents").joinpath("means.toml").read_text("utf-8"))["means"],
    ids=lambda means: means["name"],
)  # fmt: skip
def test_every_means_is_read_from_its_example(means: dict[str, Any]) -> None:
    assert means["name"] in _means(means["example"])


# ------------------------------------------------------------------------------------------------ accounts, conflicts


def toll(low: int | None, high: int | None, who: str = "people", **fields: Any) -> Casualty:
    return Casualty(kind="killed", low=low, high=high, who=who, quote=f"{low} {who} were killed", **fields)


def told(name: str, *tolls: Casualty, said_by: Iterable[Actor] = ()) -> Reading:
    """A report of the shelling of Poonch with its tolls."""
    told_by = tuple(said_by)
    status = "claimed" if told_by else "reported"
    one = event(
        "shells fell on the town", actors=(PAKISTAN,), recipients=(INDIA,), place=POONCH, status=status, said_by=told_by
    )
    return reading(name, one, casualties=tolls)


def test_tolls_that_differ_stand_side_by_side_with_who_gives_them() -> None:
    found = only(told("a", toll(5, 5)), told("b", toll(12, 12), said_by=[INDIA]))
    (conflict,) = found.conflicts
    assert conflict.about == "toll"
    assert [(v.says, v.publishers) for v in conflict.versions] == [
        ("5 killed", ("Paper a",)),
        ("12 killed", ("Paper b",)),
    ]


def test_bounds_that_agree_and_parts_of_the_dead_are_no_conflict() -> None:
    assert only(told("a", toll(5, None)), told("b", toll(12, 12))).conflicts == ()
    assert only(told("a", toll(2, 2, "two foreigners")), told("b", toll(12, 12))).conflicts == ()


def test_a_toll_in_a_sentence_of_its_own_joins_its_act() -> None:
    found = only(told("a"), reading("b", casualties=(toll(9, 9, place=POONCH, date="2025-05-07", sentence=3),)))
    assert found.n_reports == 2
    assert [t.event for account in found.accounts for t in account.tellings] == ["e1", None]


def test_figures_alone_make_no_incident_and_sums_are_laid_to_none() -> None:
    assert group([reading("a", casualties=(toll(9, 9),))]) == ()
    summed = Casualty(kind="killed", low=48, high=48, quote="48 people have died since Monday", sentence=1)
    assert all(not account.tolls for account in only(told("a", summed)).accounts)


def test_a_denial_stands_beside_the_claim() -> None:
    claim = event(status="claimed", said_by=(PAKISTAN,))
    denial = event("we hit no depots", id="e2", status="denied", said_by=(INDIA,))
    found = only(reading("a", claim, denial))
    assert [account.status for account in found.accounts] == ["claimed", "denied"]
    assert [conflict.about for conflict in found.conflicts] == ["denial"]


def test_a_denial_of_the_same_report_may_name_other_means() -> None:
    claim = event("India shelled a hospital", status="claimed", said_by=(PAKISTAN,), date=None)
    denial = event("it had opened fire on any hospital", id="e2", status="denied", said_by=(INDIA,), date=None)
    assert only(reading("a", claim, denial)).accounts[1].status == "denied"


def test_a_denial_days_later_answers_something_else() -> None:
    claim = event("India fired missiles at a depot", status="claimed", said_by=(PAKISTAN,))
    denial = event("it had fired any missiles", status="denied", said_by=(INDIA,), date=None)
    assert apart(reading("a", claim), reading("b", denial, date="2025-05-10"))
    assert not apart(reading("a", claim), reading("b", denial, date="2025-05-08"))


def test_a_figure_that_names_another_place_is_of_another_act() -> None:
    recalled = Casualty(kind="killed", low=9, high=9, quote="the attack on Leh that killed 9 people", sentence=1)
    report = msgspec.structs.replace(told("a", recalled), places=(LEH, POONCH))
    assert only(report).accounts[0].tolls == ()
    assert only(msgspec.structs.replace(report, places=())).accounts[0].tolls != ()


def test_who_fired_first_is_two_incidents_that_name_each_other() -> None:
    one = event("India fired first", status="claimed", said_by=(PAKISTAN,))
    other = event(
        "Pakistan fired first", id="e2", actors=(PAKISTAN,), recipients=(INDIA,), status="claimed", said_by=(INDIA,)
    )
    first, second = group([reading("a", one, other)])
    assert [c.about for c in (*first.conflicts, *second.conflicts)] == ["direction", "direction"]
    assert (first.conflicts[0].other, second.conflicts[0].other) == (second.id, first.id)


def test_blows_from_both_sides_are_no_conflict() -> None:
    one = event("India bombed a depot", status="claimed", said_by=(PAKISTAN,))
    back = event(
        "Pakistan bombed a depot", id="e2", actors=(PAKISTAN,), recipients=(INDIA,), status="claimed", said_by=(INDIA,)
    )
    owned = event(
        "we attacked first", id="e3", actors=(PAKISTAN,), recipients=(INDIA,), status="claimed", said_by=(PAKISTAN,)
    )
    for other in (back, owned):
        assert all(found.conflicts == () for found in group([reading("a", one, other)]))


def test_one_blast_laid_to_two_doers_is_one_incident_with_both() -> None:
    at = {"recipients": (Actor(code="LBN"),), "place": POONCH, "status": "claimed"}
    one = reading("a", event("a rocket hit the hospital", actors=(Actor(code="ISR"),), **at))
    other = reading("b", event("a rocket hit the hospital yard", actors=(Actor(code="LBN", group="Hezbollah"),), **at))
    found = only(one, other)
    assert [conflict.about for conflict in found.conflicts] == ["doer"]


# ---------------------------------------------------------------------------------------------- order, parts and time


def many(count: int) -> list[Reading]:
    """Reports of many days and dyads, as a crisis has them: some dated, some not, some with places and tolls."""
    chance = random.Random(7)
    sides = [Actor(code=code) for code in ("IND", "PAK", "ISR", "IRN", "RUS", "UKR", "KOR", "PRK")]
    nouns = "depot bridge airfield village convoy radar harbour barracks refinery market".split()
    made = []
    for n in range(count // 10):
        day = f"2025-{1 + n % 12:02}-{1 + n // 12 % 28:02}"
        events = []
        for k in range(10):
            doer, target = chance.sample(sides, 2)
            quote = f"{doer.code} {chance.choice(['shelled', 'bombed', 'hit'])} a {chance.choice(nouns)} and a {chance.choice(nouns)}"
            date = chance.choice([day, day, None])
            place = chance.choice([None, POONCH, JAMMU, LEH])
            events.append(
                event(quote, id=f"e{k}", actors=(doer,), recipients=(target,), date=date, place=place, sentence=k)
            )
        made.append(reading(f"r{n}", *events, date=day, source=f"Paper {n % 9}"))
    return made


def test_the_order_of_reports_makes_no_difference() -> None:
    readings = many(400)
    expected = group(readings)
    for seed in range(3):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        assert expected == group(shuffled)
    assert expected == group([*readings, readings[0]])


def test_every_deed_is_in_exactly_one_incident() -> None:
    readings = many(400)
    placed = [(t.article, t.event) for one in group(readings) for a in one.accounts for t in a.tellings]
    assert sorted(placed) == sorted((r.id, e.id) for r in readings for e in r.events)


def test_the_parts_of_the_score_are_kept() -> None:
    found = only(reading("a", event()), reading("b", event()))
    scores = {t.score: t.parts for account in found.accounts for t in account.tellings}
    assert {} in scores.values()
    (parts,) = (parts for parts in scores.values() if parts)
    assert set(parts) == {"type", "doers", "targets", "day", "place", "figures", "words", "means"}


def test_time_grows_with_the_number_of_events_not_its_square() -> None:
    def seconds(count: int) -> float:
        readings = many(count)
        start = time.process_time()
        group(readings)
        return time.process_time() - start

    small, large = seconds(1500), seconds(6000)
    assert large < 10 * small + 0.2  # four times the events; sixteen times the time would be its square


def test_sources_that_are_asked_about_unknown_articles_count_them_by_name() -> None:
    assert Sources([]).count([("x", "words"), ("y", "other words")]) == 2
