"""The brief: what stands in which section, and that every line has its words."""

from __future__ import annotations

import msgspec
import pytest
from tests.ledger.crafted import (
    ASIF,
    DAR,
    IND,
    MISRI,
    PAK,
    TARAR,
    event,
    india_pakistan,
    reading,
    signal,
    term,
    violation,
)
from tests.publish.seed import hostile, seed

from detente import publish
from detente.ledger import build
from detente.publish import Brief, compose
from detente.publish.brief import number, victims
from detente.publish.dates import humane, readable
from detente.publish.deeds import deed
from detente.publish.lines import unquoted
from detente.records import Actor, Article, Casualty, Problem, from_json


def one() -> Brief:
    return compose([seed()], [])


def test_whose_move_comes_with_its_words() -> None:
    move = one().moves[0]
    assert move.sentence == "India's move: Pakistan offers to ease tension if India stops its attacks."
    assert [(c.report, c.sentence) for c in move.cites] == [(1, 5)]


def test_the_three_signals_of_the_seed_article() -> None:
    lines = [(s.kind, s.speaker, s.condition, s.commitment, s.state, s.next_mover) for s in one().signals]
    asif = "Khawaja Asif, Defence Minister (Pakistan)"
    assert lines == [
        ("offer", asif, "if India stops its attacks", "Pakistan eases tension", "open", "India"),
        ("threat", asif, "if India goes on with its attacks", "Pakistan retaliates", "open", "India"),
        ("pledge", asif, "unless “provoked”", "not “act against India”", "open", None),
    ]


def test_what_is_conditional_or_history_is_not_among_what_happened() -> None:
    brief = one()
    assert [line.status for line in brief.events] == ["reported", "claimed", "claimed", "reported"]
    assert [(line.phrase, line.status) for line in brief.spoken] == [("attack by India on Pakistan", "conditional")]
    assert [line.date for line in brief.background] == ["1947"]


def test_a_claim_stands_beside_the_denial_of_the_like_and_another_denial_apart() -> None:
    found = [([c.who for c in d.claims], [c.who for c in d.denials]) for d in one().disputes]
    assert found == [(["India"], ["Pakistan"]), ([], ["Khawaja Asif, Defence Minister (Pakistan)"])]


def test_each_sides_accusation_meets_the_others_denial() -> None:
    mine = violation("e1", PAK, MISRI, "2025-05-10")
    its = violation("e2", IND, DAR, "2025-05-10")
    no = event("e3", "ASSAULT", PAK, IND, status="denied", said_by=(TARAR,), quote="We did not fire.")
    found = [
        (d.about, [s.who.split(",")[0] for s in (*d.claims, *d.denials)])
        for d in compose([reading("a", None, mine, its, no)], []).disputes
    ]
    assert found == [
        ("Attack by Pakistan", ["Vikram Misri", "Attaullah Tarar"]),
        ("Attack by India", ["Ishaq Dar"]),
    ]


def test_an_accusation_without_an_act_of_its_own_is_shown() -> None:
    accusation = signal("s1", "accusation", MISRI, PAK, "It breached the understanding.")
    brief = compose([reading("a", None, accusation)], [])
    assert [(d.about, d.claims[0].verb) for d in brief.disputes] == [("Accusation against Pakistan", "accuses")]


def test_every_line_has_a_quote_and_a_place() -> None:
    brief = one()
    cited = [line.cites for line in brief.signals] + [line.cites for line in brief.casualties]
    cited += [line.cites for line in (*brief.events, *brief.spoken, *brief.background)]
    cited += [statement.cites for d in brief.disputes for statement in (*d.claims, *d.denials)]
    assert all(cites and cites[0].quote and cites[0].sentence >= 1 for cites in cited)


def test_several_reports_fold_repetitions_and_name_each_report() -> None:
    brief = compose(india_pakistan(), [])
    assert brief.title == "10 reports, 7 May 2025 to 13 May 2025"
    by_kind = {line.kind: line for line in brief.signals}
    assert [(c.report, c.article) for c in by_kind["offer"].cites] == [(1, "wire-0507"), (2, "post-0508")]
    assert (by_kind["pledge"].speaker, by_kind["pledge"].commitment) == ("India and Pakistan", "to stop their attacks")
    assert [line.kind for line in brief.signals] == ["pledge", "offer", "threat"]  # newest first
    twice = [
        reading(f"r{n}", "2025-05-07", event("e1", "ASSAULT", IND, PAK, date="2025-05-07", quote=f"A raid, {n}."))
        for n in (1, 2)
    ]
    assert [len(line.cites) for line in compose(twice, []).events] == [2]


def test_the_ledger_given_is_the_one_shown() -> None:
    ledger = build(india_pakistan(), as_of="2025-05-08")
    brief = compose(india_pakistan(), [], ledger=ledger)
    assert brief.as_of == "2025-05-08"
    assert [line.state for line in brief.signals[:2]] == ["open", "triggered"]


def test_demands_and_refusals_are_shown_without_a_state() -> None:
    demand = signal(
        "s1", "demand", MISRI, PAK, "Stop the firing.", commitment=term(PAK, "ASSAULT", "halt", "stop the firing")
    )
    lines = compose([reading("a", None, demand)], []).signals
    assert [(line.kind, line.commitment, line.state) for line in lines] == [
        ("demand", "Pakistan stops its attacks", None)
    ]


def test_titles_come_from_the_reading_the_article_or_the_first_words() -> None:
    bare = reading("a", None, title=None)
    assert compose([bare], [Article(id="a", text="x", title="From the page")]).title == "From the page"
    assert compose([bare], [Article(id="a", text="\n\nFirst line.\nSecond.")]).title == "First line."
    assert compose([bare], []).title == "a"


def test_only_http_addresses_are_kept() -> None:
    assert compose([hostile()], []).reports[0].url is None
    assert one().reports[0].url == "https://example.org/asif"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (26, 26, "26"),
        (26, 28, "26 to 28"),
        (20, None, "at least 20"),
        (None, 40, "up to 40"),
        (None, None, "a number not given"),
    ],
)
def test_numbers_are_given_as_ranges(low: int | None, high: int | None, expected: str) -> None:
    assert number(Casualty(kind="killed", low=low, high=high)) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("at least 116 people", "people"),
        ("Twenty-six tourists", "tourists"),
        ("soldiers", "soldiers"),
        ("a dozen", "dozen"),
        ("40", "people"),
        (None, "people"),
        ("anti-government fighters", "anti-government fighters"),
    ],
)
def test_victims_are_named_without_their_number(who: str | None, expected: str) -> None:
    assert victims(who) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-05-07", "7 May 2025"),
        ("2025-05", "May 2025"),
        ("1947", "1947"),
        ("2025-05-07T13:20+05:30", "7 May 2025, 13:20 (UTC+05:30)"),
        ("2025-05-07T13:20Z", "7 May 2025, 13:20 (UTC)"),
        ("2025-05-07T13:20", "7 May 2025, 13:20"),
        ("unknown", "unknown"),
    ],
)
def test_dates_for_people(date: str, expected: str) -> None:
    assert readable(date) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stop.”", "We stop."),
        ("If they stop, we stop.”", "If they stop, we stop."),
        ("“If they stop, we stop.", "If they stop, we stop."),
        ('"We stop," he said.', '"We stop," he said.'),
        ('We stop."', "We stop."),
        ("“We stop,” he said. “Now.”", "“We stop,” he said. “Now.”"),
        ("", ""),
    ],
)
def test_half_a_pair_of_quotation_marks_is_dropped(text: str, expected: str) -> None:
    assert unquoted(text) == expected


def test_dates_inside_a_sentence() -> None:
    assert humane("none since 2025-05-10.") == "none since 10 May 2025."


def test_deeds_in_words() -> None:
    assert deed(event("e1", "ASSAULT", IND, PAK, mode="heavy-weapons")) == "India shelled Pakistan"
    assert deed(event("e1", "ASSAULT", None, IND)) == "attack on India"
    assert (
        deed(event("e1", "ASSAULT", ASIF, None, status="denied"))
        == "attack by Khawaja Asif, Defence Minister (Pakistan)"
    )
    going_on = event("e1", "ASSAULT", PAK, IND, phase="continue", status="conditional")
    assert deed(going_on) == "continued attack by Pakistan on India"


@pytest.mark.parametrize(
    ("doers", "whom", "quote", "said"),
    [
        ((IND, PAK), None, "India and Pakistan have fought three wars", "India and Pakistan fought"),
        ((IND, PAK), None, "India and Pakistan traded fire at dawn", "India and Pakistan fought"),
        ((IND,), PAK, "India went to war with Pakistan in 1971", "India fought Pakistan"),
        ((IND,), None, "India had begun the fighting", "India began the fighting"),
        ((IND,), PAK, "India started the war against Pakistan", "India began fighting Pakistan"),
        ((IND,), PAK, "India hit nine places in Pakistan", "India attacked Pakistan"),
    ],
)
def test_wars_and_fights_are_called_so(doers: tuple[Actor, ...], whom: Actor | None, quote: str, said: str) -> None:
    told = msgspec.structs.replace(event("e1", "ASSAULT", None, whom, quote=quote), actors=doers)
    assert deed(told) == said


def test_a_deed_its_words_do_not_bear_out_is_told_in_them() -> None:
    rockets = event("e1", "MOBILIZE", PAK, IND, quote="that it launched two rockets")
    assert deed(rockets) == "Pakistan: “it launched two rockets”"
    assert (
        deed(event("e1", "MOBILIZE", PAK, IND, quote="Pakistan sent troops to the border"))
        == "Pakistan moved forces facing India"
    )
    long = event("e1", "COERCE", PAK, IND, quote="It did what nobody had a word for, " * 4)
    assert deed(long) == "Pakistan: in these words"


def test_nothing_is_said_calmly() -> None:
    empty = compose([reading("a", None)], [])
    assert empty.nothing == "Nothing of the kind in this report."
    assert "it is nobody’s move" in publish.html(empty)
    assert "no date found in this page; pass --date" in publish.terminal(empty)


def test_problems_are_shown() -> None:
    problem = Problem(where="x.html", what="is empty", remedy="save the page again", line=3)
    text = publish.markdown(compose([seed()], [], problems=[problem]))
    assert "**x.html:3** is empty; save the page again" in text


def test_json_goes_both_ways() -> None:
    brief = one()
    assert from_json(Brief, publish.json(brief)) == brief
    assert msgspec.json.decode(publish.json(brief, indent=0))["signals"][0]["kind"] == "offer"


def test_the_same_reports_in_any_order_give_the_same_bytes() -> None:
    reports = india_pakistan()
    assert publish.json(compose(reports[::-1], [])) == publish.json(compose(reports, []))
