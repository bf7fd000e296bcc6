"""Acts: what enters a series, once, and which days are covered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detente.dynamics.acts import WEIGHTS, Found, acts_between
from detente.records import Actor, Article, Casualty, Channel, Event, EventType, Place, Reading, Status

RUR, SYL, OTHER = (Actor(code=code, sector="GOV") for code in ("RUR", "SYL", "OTH"))


def event(kind: EventType = "ASSAULT", *, status: Status = "reported", number: int = 1, **more: Any) -> Event:
    given: dict[str, Any] = {
        "actors": (RUR,), "recipients": (SYL,), "date": "2025-05-07", "goldstein": -9.0, "rule": "assault/strike",
        "quote": "Ruritania shelled the harbour of Sylvania.", **more,
    }  # fmt: skip
    return Event(id=f"e{number}", type=kind, status=status, **given)


def reading(*events: Event, name: str = "r1", day: str | None = "2025-05-07", **more: Any) -> Reading:
    return Reading(id=name, date=day, source=name, events=events, **more)


def found(*readings: Reading, a: str = "RUR", b: str = "SYL") -> Found:
    return acts_between(readings, a, b)


def test_an_act_has_its_day_sides_score_and_sentence() -> None:
    (act,) = found(reading(event())).acts
    assert (act.day, act.source, act.target, act.type) == ("2025-05-07", "RUR", "SYL", "ASSAULT")
    assert (act.score, act.weight, act.claimed) == (-9.0, 1.0, False)
    assert act.tellings == ("r1/e1",)


@pytest.mark.parametrize("status", ["conditional", "hypothetical", "intended", "requested", "negated", "denied"])
def test_what_did_not_happen_is_no_act(status: Status) -> None:
    assert found(reading(event(status=status))).acts == ()


def test_history_is_no_act() -> None:
    assert found(reading(event(background=True))).acts == ()


def test_two_reports_of_one_happening_are_one_act() -> None:
    acts = found(reading(event()), reading(event(), name="r2")).acts
    assert len(acts) == 1
    assert acts[0].tellings == ("r1/e1", "r2/e1")


def test_a_claim_counts_half_unless_the_doer_owns_up_to_it() -> None:
    by_rival = found(reading(event(status="claimed", said_by=(SYL,)))).acts[0]
    by_doer = found(reading(event(status="claimed", said_by=(RUR,)))).acts[0]
    assert (by_rival.weight, by_rival.claimed) == (WEIGHTS["claimed"], True)
    assert (by_doer.weight, by_doer.claimed) == (1.0, False)


def test_a_claim_that_the_doer_denies_counts_less() -> None:
    denial = event(status="denied", said_by=(RUR,), number=2)
    (act,) = found(reading(event(status="claimed", said_by=(SYL,)), denial)).acts
    assert act.weight == WEIGHTS["disputed"]


def test_figures_that_reports_give_of_the_dead_are_nobody_s_word_for_the_deed() -> None:
    dead = Casualty(
        kind="killed", low=4, high=4, who="4 people", date="2025-05-07", quote="Four people were killed.", sentence=3
    )
    claim = event(status="claimed", said_by=(SYL,))
    (act,) = found(reading(claim, casualties=(dead,)), reading(name="r2", casualties=(dead,))).acts
    assert act.claimed


def test_what_both_do_is_an_act_of_each() -> None:
    acts = found(reading(event("CONSULT", actors=(RUR, SYL), recipients=(), goldstein=4.0))).acts
    assert {(act.source, act.target) for act in acts} == {("RUR", "SYL"), ("SYL", "RUR")}


def test_a_clash_is_an_act_of_each_but_a_joint_attack_is_not() -> None:
    clash = event(actors=(RUR, SYL), recipients=(), rule="assault/clash")
    joint = event(actors=(RUR, SYL), recipients=(), rule="assault/strike")
    assert len(found(reading(clash)).acts) == 2
    assert found(reading(joint)).acts == ()


def test_acts_of_others_and_against_others_are_not_the_pairs() -> None:
    rebels = Actor(code="RUR", sector="OPP")
    assert found(reading(event(actors=(OTHER,)), event(recipients=(OTHER,)), event(actors=(rebels,)))).acts == ()


def test_an_attack_on_a_country_s_people_is_one_on_the_country() -> None:
    assert len(found(reading(event(recipients=(Actor(code="SYL", sector="CVL"),)))).acts) == 1


def test_a_side_may_be_several_parties() -> None:
    band = Actor(code="SYL", sector="REB", group="Hill Front")
    assert found(reading(event(actors=(band,), recipients=(RUR,)))).acts == ()
    (act,) = found(reading(event(actors=(band,), recipients=(RUR,))), b="SYL+Hill Front").acts
    assert (act.source, act.target) == ("SYL+Hill Front", "RUR")


def test_an_act_without_a_day_is_left_out_and_counted() -> None:
    made = found(reading(event(date="2025-05"), day=None))
    assert made.acts == ()
    assert made.left_out == 1


def test_an_act_without_a_code_has_the_score_of_its_type() -> None:
    (act,) = found(reading(event(goldstein=None))).acts
    assert act.score == -10.0


def test_a_report_of_both_sides_covers_its_day() -> None:
    talks = reading(name="r2", day="2025-05-09", channels=(Channel(state="none known", sides=(RUR, SYL)),))
    elsewhere = reading(event(recipients=(OTHER,)), name="r3", day="2025-05-10")
    assert found(talks, elsewhere).coverage.days == {date(2025, 5, 9)}


def test_much_other_news_covers_a_day_and_gives_the_volume() -> None:
    others = [reading(event(recipients=(OTHER,)), name=f"o{n}") for n in range(5)]
    coverage = found(*others).coverage
    assert coverage.days == {date(2025, 5, 7)}
    assert coverage.volume == {date(2025, 5, 7): 5.0}


def test_reports_that_are_all_of_one_crisis_are_no_measure_of_the_volume() -> None:
    assert found(reading(event()), reading(event(), name="r2")).coverage.volume == {}


def test_equal_rows_of_an_event_data_set_are_one_act() -> None:
    def row(name: str, **more: Any) -> Reading:
        return reading(event(rule="imported/gdelt", cameo="190", **more), name=name)

    bay = Place(name="Sylvan Bay")
    acts = found(row("g1"), row("g2"), row("g3", place=bay)).acts
    assert [act.tellings for act in acts] == [("g1/e1", "g2/e1"), ("g3/e1",)]


def test_an_event_data_set_covers_the_days_between_its_records_but_no_gap_of_the_file() -> None:
    days = ("2025-05-01", "2025-05-05", "2025-06-01")
    rows = [reading(event(rule="imported/acled", date=day), name=day, day=day) for day in days]
    covered = found(*rows).coverage.days
    assert date(2025, 5, 3) in covered
    assert date(2025, 5, 15) not in covered


def test_the_order_of_readings_makes_no_difference() -> None:
    given = [reading(event()), reading(event("ACCUSE", actors=(SYL,), recipients=(RUR,)), name="r2", day="2025-05-08")]
    assert acts_between(given, "RUR", "SYL") == acts_between(given[::-1], "RUR", "SYL")


def test_articles_are_asked_for_their_agencies_only() -> None:
    article = Article(id="r1", text="Ruritania shelled the harbour of Sylvania. (Coast Agency)")
    assert acts_between([reading(event())], "RUR", "SYL", articles=[article]).acts == found(reading(event())).acts
