"""The page of a pair: what it says, and that every form of it says the same and nothing foreign."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from rich.console import Console
from tests.ledger.crafted import asif_offer, asif_threat, reading

from detente.dynamics.acts import acts_between
from detente.dynamics.series import Act, Coverage, Dyad, of_values, series
from detente.ledger import build
from detente.publish import dyad_page
from detente.publish.dyad import DyadPage, compose_dyad, heaviest
from detente.publish.dyad_plot import draw, inline_svg, is_short, marked

DAYS = 400
FIRST = pd.Timestamp("2020-01-06")


@pytest.fixture(scope="module")
def long() -> DyadPage:
    """Two sides over 400 days, India mostly first; a day's quote is hostile to pages."""
    rng = np.random.default_rng(3)
    made = []
    for n in np.flatnonzero(rng.random(DAYS) < 0.4).tolist():
        for wait, source, target in ((0, "IND", "PAK"), (1, "PAK", "IND")):
            day = str((FIRST + pd.Timedelta(days=n + wait)).date())
            quote = "<script>alert(1)</script>\x1b[31m struck" if n % 7 == 0 else "struck a post"
            made.append(Act(id=f"r{n}/{source}", day=day, source=source, target=target, type="ASSAULT", score=-9.0, quote=quote))  # fmt: skip
    covered = frozenset(day.date() for day in pd.date_range(FIRST, periods=DAYS + 1))
    missing = {date(2020, 3, n) for n in range(2, 16)} - {date.fromisoformat(act.day) for act in made}
    return compose_dyad(series(made, "IND", "PAK", coverage=Coverage(covered - missing, {})), draws=20)


@pytest.fixture(scope="module")
def short() -> DyadPage:
    """Two reports, with an offer and a threat."""
    readings = [reading("a", "2025-05-07", asif_offer(), asif_threat()), reading("b", "2025-05-09", asif_offer())]
    found = acts_between(readings, "IND", "PAK")
    made = series(found.acts, "IND", "PAK", coverage=found.coverage)
    return compose_dyad(made, readings=readings, ledger=build(readings))


def told(page: DyadPage) -> str:
    console = Console(file=io.StringIO(), width=80, no_color=True)
    dyad_page.show(page, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_long_page_has_tension_posture_and_answers(long: DyadPage) -> None:
    assert long.tension.value is not None
    assert [side.verdict for side in long.sides] != ["insufficient", "insufficient"]
    assert long.reciprocity is not None
    assert not is_short(long)


def test_a_short_page_has_the_commitments_and_whose_move(short: DyadPage) -> None:
    assert is_short(short)
    assert {word.kind for word in short.words} == {"offer", "threat"}
    assert short.move_row in {word.row for word in short.words}
    assert "move" in short.move


def test_numbers_can_be_followed_to_their_acts(long: DyadPage) -> None:
    ids = {act.id for act in long.acts}
    assert set(long.tension.acts) <= ids
    assert all(set(point.acts) <= ids for point in long.turning_points)
    week = next(week for week in long.weeks if week.day == "2020-02-03")
    inside = [act for act in long.acts if "2020-02-03" <= act.day <= "2020-02-09"]
    assert week.both_score == pytest.approx(sum(act.score * act.weight for act in inside))


def test_the_page_holds_no_script_and_no_style_its_policy_refuses(long: DyadPage, short: DyadPage) -> None:
    for page in (long, short):
        html = dyad_page.render(page)
        assert "<script" not in html
        assert not re.search(r"\sstyle=", html)
        assert html.count("<style") == 1
        assert not re.search(r'(?:src|href)="(?!#)', html)
        assert "\x1b" not in html


def test_the_page_and_the_terminal_say_the_same(long: DyadPage, short: DyadPage) -> None:
    for page in (long, short):
        flat = " ".join(told(page).split())
        html = " ".join(re.sub(r"<[^>]+>", " ", dyad_page.render(page)).split())
        for sentence in (page.sides[0].sentence, page.coverage.sentence):
            assert " ".join(sentence.split()) in flat
            assert sentence.replace("'", "&#39;") in html


def test_json_has_the_series_and_the_acts(long: DyadPage) -> None:
    made: dict[str, Any] = json.loads(dyad_page.as_json(long))
    assert len(made["days"]) == long.coverage.days
    assert {day["covered"] for day in made["days"]} == {0.0, 1.0}
    assert [day["both_score"] for day in made["days"] if not day["covered"]] == [None] * (
        long.coverage.days - long.coverage.days_covered
    )
    assert len(made["acts"]) == long.coverage.acts


def test_the_same_page_is_the_same_picture(short: DyadPage) -> None:
    assert draw(short, "svg") == draw(short, "svg")
    assert draw(short, "png").startswith(b"\x89PNG")
    assert inline_svg(short).startswith("<svg")


def test_numbered_points_stand_in_the_order_of_their_days(long: DyadPage, short: DyadPage) -> None:
    for page in (long, short):
        found = marked(page)
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        assert [one.day for one in found] == sorted(one.day for one in found)


def test_the_heaviest_acts_are_those_with_the_largest_scores(long: DyadPage) -> None:
    assert min(abs(act.score) for act in heaviest(long)) >= max(
        abs(act.score) for act in long.acts if act not in heaviest(long)
    )


def test_scores_of_others_say_that_they_hold_no_commitments_and_no_directions() -> None:
    values = pd.DataFrame({"x": np.linspace(-9, 9, 400)}, index=pd.date_range(FIRST, periods=400))
    page = compose_dyad(of_values(values, "IND", "PAK"))
    assert page.reciprocity is None
    assert "no commitments" in page.move
    assert "does not say who did what to whom" in page.coverage.sentence
    assert "insufficient" in {side.verdict for side in page.sides}
    assert "<svg" in dyad_page.render(page)


@pytest.mark.parametrize("step", ["day", "week"])
def test_a_pair_nobody_reported_on_has_a_page_that_says_so(step: str) -> None:
    empty = series([], "IND", "PAK", coverage=Coverage(frozenset(), {}))
    page = compose_dyad(empty if step == "day" else Dyad("IND", "PAK", "week", empty.frame))
    assert page.tension.band == "insufficient"
    assert "Insufficient" in told(page)
    assert "No day is covered" in dyad_page.render(page)
    assert draw(page, "png")
