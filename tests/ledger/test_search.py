"""The search by side, target and time leaves out nothing in which the plain loop over everything finds something."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.crafted import condition, event, reading, signal, term

from detente.ledger.acts import actor_grade, acts_for, hits_things_of, things_named, tie, tied_to
from detente.ledger.build import Room
from detente.ledger.coverage import Coverage, Covered, parties_of
from detente.ledger.facing import FEUD, FEUD_DAYS, Feuds, _hostility
from detente.ledger.matching import findings
from detente.ledger.mentions import Known, arrange
from detente.ledger.shelves import Shelves
from detente.ledger.when import EVER, Moment, moment
from detente.records import EVENT_TYPES, Actor, Event, Place, Reading, Signal

SIDES = [
    Actor(code="IRN", sector="GOV"),
    Actor(code="IRN", sector="MIL"),
    Actor(code="IRN", sector="CVL"),
    Actor(code="LBN", group="Hezbollah"),
    Actor(code="YEM", group="HOUTHIS"),
    Actor(code="ISR", sector="MIL"),
    Actor(code="ISR"),
    Actor(code="USA", sector="GOV"),
    Actor(code="JPN", sector="GOV"),
    Actor(code="PAK", sector="OPP"),
    Actor(code="IGO", group="United Nations"),
    Actor(code="---", sector="MIL"),
    Actor(code="---"),
]
QUOTES = [
    "Guns fired across the river.",
    "They violated the truce.",
    "No violation was reported overnight.",
    "Drones hit the largest American base.",
    "The South Korean and Israeli soldiers were struck.",
    "Envoys held talks on prisoners.",
    "Missiles fell on civilians in Iran.",
    "Both said they would stop all firing.",
    "",
]
WORDS = [
    "stop all firing",
    "join the war",
    "reach neighbouring countries",
    "a firm response",
    "any adventure",
    "hold talks on prisoners",
    "ease the tension",
    "use nuclear weapons",
    "spare civilians",
    "",
]
DATES = [f"2025-{month:02}-{day:02}" for month in (1, 3, 6) for day in range(1, 13)]
TIMES = [*DATES, *DATES, "2025-03", "2025", "2025-03-04T10:00Z", "2025-06-05T23:30+05:30", None]
KINDS = ["offer", "threat", "pledge", "acceptance", "refusal", "denial", "accusation"]


def world(chance: random.Random, reports: int) -> list[Reading]:
    """Reports with words and deeds of every kind, by sides of which some are tied to each other."""
    return [_report(chance, f"r{n}") for n in range(reports)]


def _report(chance: random.Random, name: str) -> Reading:
    made = [_deed(chance, f"e{k}") for k in range(chance.randrange(4))]
    said = [_words(chance, f"s{k}") for k in range(chance.randrange(3))]
    return reading(name, chance.choice(TIMES), *made, *said, source=chance.choice("abcde"))


def _deed(chance: random.Random, name: str) -> Event:
    made: dict[str, Any] = {
        "actors": _some(chance, 2),
        "recipients": _some(chance, 2),
        "said_by": _some(chance, 1),
        "status": chance.choice(["reported", "reported", "claimed", "denied", "negated"]),
        "date": chance.choice(TIMES),
        "quote": chance.choice(QUOTES),
        "place": chance.choice([None, None, Place(name="Tyre", country="LBN"), Place(name="Tel Aviv", country="ISR")]),
    }
    return Event(id=name, type=chance.choice(EVENT_TYPES), background=chance.random() < 0.1, **made)


def _some(chance: random.Random, most: int) -> tuple[Actor, ...]:
    return tuple(chance.sample(SIDES, chance.randrange(most + 1)))


def _words(chance: random.Random, name: str) -> Signal:
    one, other = chance.sample(SIDES, 2)
    more: dict[str, Any] = {}
    if chance.random() < 0.5:
        asked = condition(_some(chance, 2), _type(chance), _phase(chance), chance.choice(WORDS))
        more["condition"] = asked
    if chance.random() < 0.9:
        recipients = _some(chance, 1)
        text = chance.choice(WORDS)
        more["commitment"] = term((one, *_some(chance, 1)), _type(chance), _phase(chance), text, recipients=recipients)
    to = chance.choice([other, other, None])
    kind: Any = chance.choice(KINDS)
    return signal(name, kind, one, to, chance.choice(QUOTES), date=chance.choice(TIMES), **more)


def _type(chance: random.Random) -> Any:
    return chance.choice([*EVENT_TYPES, "ASSAULT", "ASSAULT", "RETREAT", None])


def _phase(chance: random.Random) -> str:
    return chance.choice(["begin", "continue", "halt", "refrain"])


def compared(world: list[Reading]) -> tuple[int, int, int]:
    """How many findings there are, and at how many facts the search and the plain loop looked; fails where they differ."""
    room = Room(arrange(world), None)
    found = looked = 0
    for mention in room.mentions:
        plain = findings(mention, room.facts, room.mentions, room.search.words)
        assert room.findings(mention) == plain
        found += len(plain)
        looked += len(room.search.facts_for(mention, mention.said)) if mention.said else 0
    return found, looked, len(room.facts) * len(room.mentions)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 40))
def test_the_search_finds_what_the_plain_loop_finds(seed: int, reports: int) -> None:
    compared(world(random.Random(seed), reports))


def test_the_search_finds_much_and_looks_at_little() -> None:
    found, looked, all_ = compared(world(random.Random(1), 400))
    assert found > 500
    assert looked < all_ / 8


def test_every_sense_of_a_finding_was_compared() -> None:
    room = Room(arrange(world(random.Random(2), 400)), None)
    effects = {finding.effect for mention in room.mentions for finding in room.findings(mention)}
    assert effects >= {"met", "continued", "deed", "breach", "confirm", "denial", "withdraw", "truce"}


def test_an_actor_acts_for_those_that_grade_its_acts() -> None:
    sides = [
        *(actor.code for actor in SIDES),
        "Hezbollah",
        "Houthis",
        "HOUTHIS",
        "United Nations",
        "PAK:OPP",
        "IRN:CVL",
    ]
    for actor in SIDES:
        assert {side for side in sides if actor_grade(actor, side) > 0.0} == acts_for(actor) & set(sides)


def test_all_sides_that_are_tied_are_found() -> None:
    sides = [
        "IRN",
        "ISR",
        "USA",
        "JPN",
        "KOR",
        "RUS",
        "BLR",
        "Hezbollah",
        "HEZBOLLAH",
        "Houthis",
        "Ansar Allah",
        "Wagner",
    ]
    pairs = [(one, other) for one in sides for other in sides if tie(one, other)]
    assert ("HEZBOLLAH", "IRN") in pairs
    assert [pair for pair in pairs if pair[1].casefold() not in tied_to(pair[0])] == []


def test_all_sides_whose_things_are_named_are_found() -> None:
    quotes = [*QUOTES, "Fire on a South Korean patrol", "an Indian navy ship", "its troops", "the American carrier"]
    hits = [
        (side, quote) for side in ("USA", "KOR", "PRK", "ISR", "IND") for quote in quotes if hits_things_of(side, quote)
    ]
    assert {side for side, _ in hits} == {"USA", "KOR", "ISR", "IND"}
    assert all(side in things_named(quote) for side, quote in hits)
    assert things_named("its troops") == things_named("the American carrier") == frozenset()


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 9))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(SPANS, st.sampled_from("ab"))), SPANS, st.sets(st.sampled_from("abc")))
def test_shelves_hold_what_may_lie_between(
    items: list[tuple[tuple[int, int], str]], asked: Any, keys: set[str]
) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)

    def span(low: int, length: int) -> Moment:
        return Moment(start + timedelta(days=low), start + timedelta(days=low + length))

    shelves = Shelves()
    for place, (when, key) in enumerate(items):
        shelves.put([("x", key)], span(*when), place)
    first, last = span(*asked)
    wanted = {n for n, (w, k) in enumerate(items) if k in keys and first <= span(*w).high and span(*w).low <= last}
    assert shelves.within([("x", key) for key in keys], first, last) == wanted
    assert shelves.within([("x", "a")], datetime.min.replace(tzinfo=UTC), EVER) == {
        n for n, (_, key) in enumerate(items) if key == "a"
    }


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_an_enemy_is_told_from_the_reports_of_the_weeks_before(seed: int) -> None:
    known = arrange(world(random.Random(seed), 30))
    feuds, before = Feuds(), []
    for item in known:
        feuds.add(item)
        before.append(item)
        for side in ("IRN", "ISR", "USA", "Hezbollah"):
            assert feuds.enemy(side, item.at) == _enemy(before, side, item.at)


def _enemy(before: list[Known], side: str, at: Moment | None) -> frozenset[str]:
    count: Counter[str] = Counter()
    for item in before:
        if not at or not item.at or at.low - item.at.high <= FEUD_DAYS:
            count += _hostility(item.reading, side)
    best = count.most_common()
    others = [many for other, many in best[1:] if not tie(best[0][0], other)]
    alone = best and best[0][1] >= FEUD and best[0][1] >= 2 * max(others, default=0)
    return frozenset({best[0][0]}) if alone else frozenset()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_coverage_is_that_of_a_look_at_every_report(seed: int) -> None:
    chance = random.Random(seed)
    room = Room(arrange(world(chance, 30)), None)
    for mention in room.mentions:
        seen: dict[str, Covered] = {}
        for item in room.known:
            parties = parties_of(item)
            if item.at and mention.side in parties and (not mention.rivals or mention.rivals & parties):
                seen.setdefault(item.copy, Covered(item.at.last_day, item.reading.id, item.at.high))
        covered = room.coverage(mention)
        assert covered.reports == tuple(sorted(seen.values()))
        _windows(covered, chance)


def _windows(covered: Coverage, chance: random.Random) -> None:
    first, last, end = (date(2025, 1, 1) + timedelta(days=chance.randrange(200)) for _ in range(3))
    least = chance.randrange(1, 4)
    reports = [report for report in covered.reports if first <= report.day <= last]
    late = [report for n, report in enumerate(reports, 1) if n >= least and report.day >= end]
    limit = (moment(chance.choice(TIMES)) or Moment(*[datetime(2025, 3, 4, 10, tzinfo=UTC)] * 2)).high
    assert covered.between(first, last) == tuple(reports)
    assert covered.late(first, last, end, least) == (late[0] if late else None)
    assert covered.known_by(limit).reports == tuple(report for report in covered.reports if report.known <= limit)


def test_hostile_acts_alone_make_a_feud() -> None:
    talks = [reading(f"r{n}", DATES[n], event("e", "CONSULT", SIDES[0], SIDES[6])) for n in range(6)]
    fire = [reading(f"f{n}", DATES[n], event("e", "ASSAULT", SIDES[0], SIDES[6])) for n in range(6)]
    feuds = Feuds()
    for item in arrange(talks):
        feuds.add(item)
    assert feuds.enemy("IRN", None) == frozenset()
    for item in arrange(fire):
        feuds.add(item)
    assert feuds.enemy("IRN", None) == {"ISR"}
