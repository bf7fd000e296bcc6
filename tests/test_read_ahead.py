"""Reading ahead: sentences of many articles parsed together, with the readings of one article at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente import api, language, sources
from detente.api import read_ahead, read_article
from detente.errors import DetenteError, Empty
from detente.records import Article, Problem, Reading

ROOT = Path(__file__).parents[1]
PROBLEM = Problem(where="line 3", what="no JSON", remedy="mend it")
TEXTS = [
    "India struck camps in Pakistan. Pakistan vowed to respond.",
    "Iran: ready to talk if the sanctions are lifted.",
    "",
    "Rebels shelled the town. Nothing else happened. Nothing else happened.",
    "The army left. The envoys met in Doha on Tuesday, and the talks failed.",
]


def articles(texts: list[str]) -> list[Article]:
    return [Article(id=str(i), text=text, date="2025-05-07") for i, text in enumerate(texts)]


def readings(items: list[Article], characters: int) -> list[Reading]:
    return [pair[1](pair[0]) for pair in read_ahead(items, characters=characters) if isinstance(pair, tuple)]


@pytest.mark.parametrize("characters", [1, 70, 10_000])
def test_readings_do_not_depend_on_how_much_is_read_ahead(characters: int) -> None:
    items = articles(TEXTS)
    assert [read_article(a) for a in items] == readings(items, characters)


def test_real_reports_read_ahead_give_the_same_bytes() -> None:
    items = list(sources.load(str(ROOT / "examples/koreas-balloons-2024/reports.jsonl")))[:12]
    assert [read_article(a) for a in items] == readings(items, api.AHEAD)


def test_order_is_kept_and_other_things_pass_through() -> None:
    first, second, *_ = articles(TEXTS)
    found = list(read_ahead([first, PROBLEM, second], characters=10_000))
    assert [item[0].id if isinstance(item, tuple) else item for item in found] == ["0", PROBLEM, "1"]


def test_no_more_is_held_than_a_run() -> None:
    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for article in articles(["It rained."] * 500):
            taken += 1
            yield article

    ahead = read_ahead(source(), characters=100)
    next(ahead)
    assert taken == 10
    assert len(list(ahead)) == 499


def test_a_source_that_breaks_off_gives_what_came_before() -> None:
    def source() -> Iterator[Article]:
        yield from articles(TEXTS[:2])
        raise Empty("reports.jsonl", "it breaks off", "fetch it again")

    found = read_ahead(source(), characters=10_000)
    assert [pair[0].id for pair in (next(found), next(found)) if isinstance(pair, tuple)] == ["0", "1"]
    with pytest.raises(DetenteError):
        next(found)


def test_an_article_that_fails_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = language.analyse_all

    def fragile(given: list[Article], **more: object) -> object:
        if any("Rebels" in a.text for a in given):
            raise ValueError("a fault")
        return whole(given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(language, "analyse_all", fragile)
    found = [pair for pair in read_ahead(articles(TEXTS), characters=10_000) if isinstance(pair, tuple)]
    for article, read in found:
        if "Rebels" in article.text:
            with pytest.raises(ValueError, match="a fault"):
                read(article)
        else:
            assert read(article).id == article.id


def test_wire_copy_is_read_once_and_keeps_its_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Article(id="a", text=TEXTS[0], date="2025-05-07", source="One", url="https://one.example/a")
    copy = Article(id="b", text=TEXTS[0], date="2025-05-07", source="Two", url="https://two.example/b")
    later = Article(id="c", text=TEXTS[0], date="2025-05-08", source="Two")
    parsed: list[str] = []
    whole = language.analyse_all

    def counted(given: list[Article], **more: object) -> object:
        parsed.extend(a.id for a in given)
        return whole(given, **more)  # type: ignore[arg-type]

    alone = [read_article(article) for article in (first, copy, later)]
    monkeypatch.setattr(language, "analyse_all", counted)
    for characters in (1, 10_000):  # each in a run of its own, and all in one
        parsed.clear()
        assert readings([first, copy, later], characters) == alone
        assert parsed == ["a", "c"]


def test_copies_are_not_held_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "COPIES", 2)
    items = articles([TEXTS[0], TEXTS[1], TEXTS[3], TEXTS[0], TEXTS[0]])
    assert readings(items, 1) == [read_article(a) for a in items]
