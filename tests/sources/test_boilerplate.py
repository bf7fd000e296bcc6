"""The cleaner: every rule takes its example and leaves what it must keep; offsets stand; nothing takes long."""

from __future__ import annotations

import time
import tomllib
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import sources
from detente.sources import boilerplate

RULES: list[dict[str, Any]] = tomllib.loads(
    resources.files("detente.sources").joinpath("boilerplate.toml").read_text("utf-8")
)["rule"]
REPORT = (
    "The two armies exchanged fire along the river for the third night in a row, officials on both sides said on Monday, "
    "and each of them blamed the other for the first shot. Nobody was hurt, the governor said, but three houses burned.\n\n"
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule['name']} {rule['kind']}")
def test_every_rule_takes_its_example(rule: dict[str, Any]) -> None:
    found = boilerplate.pieces(REPORT + rule["example"])
    assert [piece.rule for piece in found] == [rule["name"]]
    if rule["kind"] != "inline":
        assert found[0].span == (len(REPORT), len(REPORT) + len(rule["example"]))


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule["keeps"]])
def test_what_only_looks_like_boilerplate_stays(line: str) -> None:
    assert boilerplate.pieces(REPORT + line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Latest News", "RELATED STORIES", "You May Also Like", "Most Read", "Editor's Picks", "More from Asia", "Trending Now",
        "READ ALSO: What the two sides want", "Watch | The border at night", "Click here to join our WhatsApp channel",
        "Follow us on X @example", "Join our WhatsApp channel for updates", "Facebook Twitter WhatsApp Email", "Share this article", "1.2K Shares",
        "Sign up to our newsletter", "Get the day's top headlines delivered to your inbox", "Enter your email", "Subscribe now",
        "This website uses cookies to ensure you get the best experience.", "Accept all cookies", "Manage preferences", "Privacy Policy",
        "Copyright 2025 Example Wire. All rights reserved.", "(c) 2025 Example", "This material may not be published, broadcast, rewritten or redistributed.",
        "Please enter your comment!", "Save my name, email, and website in this browser for the next time I comment.", "12 Comments", "Comments (4)",
        "Tags: India, Pakistan, Kashmir", "Previous article", "Photo: Example Agency", "FILE PHOTO: A soldier stands guard at a post near the border",
        "Representational image", "AFP via Getty Images", "Image caption", "Reporting by A. Writer in Delhi; Editing by B. Editor",
        "With inputs from agencies", "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)", "By A. Writer", "By Web Desk",
        "Updated: May 07, 2025 02:20 pm IST", "Published 07 May 2025, 14:20 IST", "3 hours ago", "4 min read", "Wednesday, May 7, 2025", "Last updated 2 hours ago",
        "Home > News > World", "Skip to main content", "Log in | Subscribe", "Advertise with us | Careers | Contact us | Terms of Use", "Load more",
        "Already a subscriber? Log in", "Support our journalism. Donate today.", "Subscribe to read the full story", "$1 a week for the first 3 months",
        "https://example.org/a/b",
        "READ MORE RECENT NEWS HERE https://example.org/c",
        "No media source currently available",
        "0:00 0:01:00 0:00",
        "Estimated read time",
        "26, November 2024",
        "16:50 , Example Agency",
        "Example Video Team | Updated: Sep 22, 2023, 02:20 PM IST", "***", "-- ENDS --",
    ],
)  # fmt: skip
def test_common_lines_of_news_sites_go(line: str) -> None:
    assert boilerplate.boilerplate_spans(REPORT + line)


@pytest.mark.parametrize(
    "sentence",
    [
        "If India stops the attacks, we are ready to reduce the tension at the border.",
        "Pakistan said it would follow the terms of the treaty on X and Y rivers.",
        "Both sides agreed to share the waters.",
        "By Tuesday the two countries had recalled their envoys.",
        "Watch towers along the frontier were shelled overnight.",
        "More than 20 soldiers were killed, the ministry said.",
        "Copyright and trade talks were suspended as well.",
        "Advertisements for the army were pulled from the air.",
        "Comment was not available from the foreign ministry.",
        "Published accounts of the raid differ.",
        "Follow-up strikes hit a depot, the army said.",
        "Subscribe to the ceasefire or face sanctions, the envoy warned.",
        "Get out of our land, the group told the troops.",
        "The live fire exercise will end on May 9, 2025, the navy said.",
        "On May 7, 2025, Indian missiles struck nine sites.",
        "“Sign the treaty,” he said.",
        "Iran says no.",
        "Israel strikes Beirut",
        "Photo evidence of the strike was shown to envoys.",
        "Source: the strike killed two, said a doctor who asked not to be named by this newspaper because he fears reprisals from the militia that holds the town.",
    ],
)
def test_sentences_of_reports_stay(sentence: str) -> None:
    kept = boilerplate.clean(REPORT + sentence)
    assert sentence in kept or sentence.startswith("Source:")


def test_the_seed_article_keeps_its_report_and_nothing_else(seed_article: Path) -> None:
    text = seed_article.read_text("utf-8")
    kept = sources.clean(text)
    assert kept.startswith("Pakistan Signals Willingness to De-Escalate if India Halts Strikes\n\nTensions along")
    assert kept.endswith("a turning point towards peace.")
    assert kept.count("Pakistan Signals Willingness") == 1
    for word in ("Advertisement", "spot_img", "Latest news", "Related news", "LEAVE A REPLY", "Please enter"):
        assert word not in kept
    prose = [line for line in text.split("\n") if len(line) > 100]
    assert [line for line in kept.split("\n") if len(line) > 100] == prose


def test_blank_keeps_length_line_ends_and_every_other_character() -> None:
    text = f"Armies exchange fire\n- Advertisement -\r\n{REPORT}Follow us on Facebook\n\nLEAVE A REPLY\nName"
    blanked = sources.blank(text)
    assert len(blanked) == len(text)
    assert [i for i, c in enumerate(blanked) if c in "\r\n"] == [i for i, c in enumerate(text) if c in "\r\n"]
    spans = sources.boilerplate_spans(text)
    assert [text[a:b] for a, b in spans] == ["- Advertisement -", "Follow us on Facebook", "LEAVE A REPLY", "Name"]
    inside = {i for a, b in spans for i in range(a, b)}
    assert all(blanked[i] == (" " if i in inside else text[i]) for i in range(len(text)))


@given(st.text(alphabet=st.sampled_from("aB .\n\r\t-–|:()[]©1“”Advertismn"), max_size=400))
def test_blank_changes_nothing_but_to_spaces(text: str) -> None:
    blanked = sources.blank(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for new, old in zip(blanked, text, strict=True))
    spans = sources.boilerplate_spans(text)
    assert all(a < b for a, b in spans)
    assert list(spans) == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_box_of_links_goes_with_its_links_and_the_report_goes_on() -> None:
    text = f"{REPORT}Related stories\nArmy strikes camps across the border\nMinister warns of war\n\nThe governor said that schools would stay shut.\n"
    assert sources.clean(text) == f"{REPORT.strip()}\n\nThe governor said that schools would stay shut."


def test_a_comment_form_ends_the_text_but_a_counter_above_it_does_not() -> None:
    assert sources.clean(f"0 Comments\n{REPORT}") == REPORT.strip()
    assert (
        sources.clean(f"{REPORT}3 Comments\nKhan says:\nWe will strike them all tomorrow, mark my words.")
        == REPORT.strip()
    )


def test_the_title_is_not_said_twice() -> None:
    text = f"Armies exchange fire along the river\n\nARMIES EXCHANGE FIRE ALONG THE RIVER\n\n{REPORT}"
    assert sources.clean(text).lower().count("exchange fire along") == 1
    assert (
        sources.clean(text, title="Armies exchange fire along the river").lower().count("exchange fire along the river")
        == 0
    )


def test_the_heading_of_a_newsletter_box_goes_with_it() -> None:
    text = f"{REPORT}The world, briefly\n\nSign up for our newsletter and get it in your inbox.\n"
    assert sources.clean(text) == REPORT.strip()


def test_tags_at_the_foot_go_and_last_sentences_stay() -> None:
    assert sources.clean(f"{REPORT}River truce\nOperation North Wind\n\nThe Example Courier\n") == REPORT.strip()
    for last in ("Talks begin on Monday.", "“We will talk”", "Army: no casualties", "the guns fell silent"):
        assert sources.clean(REPORT + last).endswith(last)
    assert sources.clean("Armies exchange fire\nGuns heard").endswith("Guns heard")


def test_words_within_a_line_go_alone() -> None:
    line = "The ministry did not reply. (Reporting by A. Writer; Editing by B. Editor)"
    assert sources.clean(REPORT + line).endswith("The ministry did not reply.")


@pytest.mark.parametrize(
    "mark",
    ["- ", "By A ", "(a ", "[a/", "May 7, 2025 ", "READ: ", "share ", "A | ", "cookies ", "Photo: ", "x@y ", "a. "],
)
def test_no_line_takes_long(mark: str) -> None:
    text = "\n".join([mark * (390 // len(mark))] * 300 + [mark * 20_000])
    started = time.perf_counter()
    sources.boilerplate_spans(text)
    assert time.perf_counter() - started < 3
