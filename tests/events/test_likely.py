"""How likely a told event is right: what the number rests on, where it stands, and what is done with it."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from evals import likely as scores

from detente import read
from detente.api import study
from detente.events import likely, sure
from detente.events.frames import table
from detente.records import Article, Event, Reading

DATA = scores.judged()


def told(text: str) -> Event:
    """The one told event of a sentence."""
    found = [e for e in read(text, date="2024-03-04").events if likely.is_told(e)]
    assert len(found) == 1, found
    return found[0]


def test_the_weights_are_those_learned_from_the_judged_events() -> None:
    learned = dict(zip(DATA.names, scores.fit(DATA.features, DATA.right, DATA.counts).tolist(), strict=True))
    held = table("data/likely.toml")
    assert held["events"] == len(DATA.right)
    assert {**held["weights"], "bias": held["bias"]} == pytest.approx(learned, abs=0.0006)


def test_reports_never_seen_are_told_right_as_often_as_is_said() -> None:
    fifths = scores.calibration(DATA, scores.held_out(DATA))
    assert all(abs(part["said"] - part["right"]) < 0.08 for part in fifths)
    assert [part["right"] for part in fifths] == sorted(part["right"] for part in fifths)


def test_what_is_invented_is_found_among_the_unlikely() -> None:
    fifths = [part["invented"] for part in scores.calibration(DATA, scores.held_out(DATA))]
    assert fifths[0] > 1.5 * DATA.invented.mean()
    assert fifths[-1] < DATA.invented.mean() / 4


def test_no_report_is_learned_from_and_scored_on() -> None:
    """With every label of one report turned over, what is said of its own events stays as it was."""
    report = DATA.reports[0]
    mine = DATA.reports == report
    turned = DATA._replace(right=np.where(mine, 1 - DATA.right, DATA.right))
    assert scores.held_out(turned)[mine] == pytest.approx(scores.held_out(DATA)[mine])
    assert not np.allclose(scores.held_out(turned)[~mine], scores.held_out(DATA)[~mine])


def test_how_a_plain_sentence_was_read_is_told_by_features_that_have_weights() -> None:
    made = study(Article(id="a", text="Chad shelled Sudan on Monday.", date="2024-03-04"))
    found = likely.features(made.document, made.reading.events)[0]
    plain = {"type: ASSAULT", "clause: verb", "link: root", "actor: subject", "recipient: object"}
    assert plain | {"sides: known on both ends"} <= set(found) & set(DATA.names)
    assert "left out: an object" not in found
    assert "recipient: none" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied that its soldiers had attacked the camp in Sudan.",
        "If Chad shells the town again, Sudan will close the border with Chad.",
        "Peru may expel the ambassador of Bolivia.",
        "Norway plans to send tanks to Estonia.",
        "In 1979 Tanzania invaded Uganda.",
        "Kenya did not attack Somalia.",
    ],
)
def test_what_is_not_told_as_news_has_no_likelihood(text: str) -> None:
    found = read(text, date="2024-03-04").events
    assert found
    assert all((e.likelihood is None) == (not likely.is_told(e)) for e in found)
    assert any(e.likelihood is None for e in found)


def test_it_is_a_share_in_hundredths() -> None:
    event = told("Chadian soldiers attacked a Sudanese army post on Monday.")
    assert event.likelihood is not None
    assert 0 < event.likelihood < 1
    assert event.likelihood == round(event.likelihood, 2)


@pytest.mark.parametrize(
    ("plain", "doubtful"),
    [
        ("Peru attacked Bolivia on Monday.", "They attacked Bolivia on Monday."),
        ("Ghana accused Togo.", "Ghana accused them."),
        ("Chad shelled Sudan.", "Chad shelled the place."),
    ],
)
def test_both_sides_named_is_likelier_than_one_or_none(plain: str, doubtful: str) -> None:
    weak = [e.likelihood for e in read(doubtful, date="2024-03-04").events if e.likelihood is not None]
    strong = told(plain).likelihood
    assert strong is not None
    assert weak
    assert all(strong > each for each in weak)


def test_a_pronoun_for_the_doer_lowers_it() -> None:
    base = {"type: ASSAULT": 1.0, "clause: verb": 1.0, "link: root": 1.0, "actor: subject": 1.0}
    assert likely.likelihood({**base, "actor: a pronoun": 1.0}) < likely.likelihood(base)


def test_a_feature_without_a_weight_counts_for_nothing() -> None:
    assert likely.likelihood({"rule: never/seen": 1.0}) == likely.likelihood({})


def reading() -> Reading:
    made = read(
        "Chad attacked Sudan on Monday. Sudan said it would halt trade with Chad unless Chad withdrew. "
        "The ministry said they blamed it for the killing of two people.",
        date="2024-03-04",
    )
    assert len({e.likelihood for e in made.events if e.likelihood is not None}) > 1
    return made


def test_only_told_events_below_the_line_are_left_out_and_ids_stay() -> None:
    made = reading()
    least = max(e.likelihood for e in made.events if e.likelihood is not None)
    kept = sure(made, least)
    assert [e.id for e in kept.events] == [e.id for e in made.events if e.likelihood in (None, least)]
    assert len(kept.events) < len(made.events)


def test_links_to_what_is_left_out_become_null() -> None:
    made = reading()
    inside = msgspec.structs.replace(made.events[1], id="e9", inside=made.events[0].id, likelihood=None)
    linked = msgspec.structs.replace(made, events=(*made.events, inside))
    kept = sure(linked, 1.0)
    ids = {e.id for e in kept.events}
    assert next(e for e in kept.events if e.id == "e9").inside is None
    assert len(kept.signals) == len(made.signals)
    assert all(s.event is None or s.event in ids for s in kept.signals)


def test_nothing_is_left_out_at_zero() -> None:
    assert sure(reading(), 0.0) == reading()


def test_the_same_report_has_the_same_likelihoods() -> None:
    assert [e.likelihood for e in reading().events] == [e.likelihood for e in reading().events]
