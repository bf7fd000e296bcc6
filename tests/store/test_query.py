"""Questions to the store: every filter, every form of search, and what no filter may do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.store.conftest import new_database
from tests.store.examples import CODER, article, reading

from detente.errors import UsageError
from detente.records import Article
from detente.store import Incoming, Store
from detente.store.columns import columns
from detente.store.model import Table
from detente.store.query import SUBJECTS, WHATS, Filters, What, columns_of, find, pairs, statement
from detente.store.search_index import parse


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three reports, to be asked only; the third says nothing."""
    if request.param == "sqlite":
        where = str(tmp_path_factory.mktemp("query") / "store.sqlite")
    else:
        where = new_database(request.getfixturevalue("postgres"))
    with Store.open(where) as store:
        fill(store)
        yield store


def fill(store: Store) -> None:
    other = Article(
        id="b1", text="Nothing happened in the village on Sunday.", date="2025-06-01", source="Daily Example"
    )
    late = article("a2", date="2025-05-09")
    store.add_articles([Incoming(article=a) for a in (article("a1"), late, other)])
    store.add_readings([reading("a1"), reading("a2", status="denied")], CODER)


def ids(store: Store, what: What, **filters: object) -> list[str]:
    rows = find(store, what, Filters(**filters))  # type: ignore[arg-type]
    return [str(row.get("article") or row.get("id")) + "/" + str(row.get("id", row.get("number"))) for row in rows]


@pytest.mark.parametrize("what", WHATS)
def test_every_answer_has_its_columns_in_order(full: Store, what: What) -> None:
    for row in find(full, what, Filters()):
        assert [each.name for each in columns_of(what)] == list(row)


def test_filters_of_events(full: Store) -> None:
    assert ["a1/e1", "a2/e1"] == ids(full, "events", type="ASSAULT")
    assert ["a2/e1"] == ids(full, "events", status="denied")
    assert ["a1/e1", "a2/e1"] == ids(full, "events", actor="IND")
    assert ["a1/e2", "a2/e2"] == ids(full, "events", actor="Pakistan")
    assert ["a1/e1", "a2/e1"] == ids(full, "events", recipient="pak")
    assert 4 == len(ids(full, "events", dyad="PAK-IND"))
    assert [] == ids(full, "events", dyad="IND-CHN")
    assert ["a1/e1", "a2/e1"] == ids(full, "events", place="Lahore")
    assert ["a1/e1", "a2/e1"] == ids(full, "events", country="PAK")
    assert ["a1/e1", "a1/e2"] == ids(full, "events", article="a1")
    assert [] == ids(full, "events", source="Daily Example")
    assert [] == ids(full, "events", background=True)
    assert ["a1/e1", "a2/e1"] == ids(full, "events", text="missiles lahore")
    assert ["a2/e2", "a1/e2", "a2/e1", "a1/e1"] == [
        f"{row['article']}/{row['id']}" for row in find(full, "events", Filters(), newest=True)
    ]
    assert 1 == len(list(find(full, "events", Filters(), limit=1)))


def test_times_are_compared_in_utc_with_both_ends_in(full: Store) -> None:
    assert ["a1/e1", "a2/e1"] == ids(full, "events", until="2025-05-06")
    assert ["a1/e2", "a2/e2"] == ids(full, "events", since="2025-05-07")
    assert 4 == len(ids(full, "events", since="2025-05-06T19:35Z", until="2025-05-07"))
    assert ["a1/e1", "a2/e1"] == ids(full, "events", since="2025-05-07T01:00+05:30", until="2025-05-07T01:06+05:30")
    assert ["a1/a1"] == ids(full, "articles", until="2025-05-08")


def test_filters_of_signals_and_casualties(full: Store) -> None:
    assert ["a1/s1", "a2/s1"] == ids(full, "signals", kind="offer", actor="PAK", recipient="IND", type="RETREAT")
    assert [] == ids(full, "signals", kind="threat")
    assert ["a1/s1", "a2/s1"] == ids(full, "signals", text='"ready to reduce"')
    assert ["a1/c1", "a2/c1"] == ids(full, "casualties", kind="killed", recipient="PAK")


def test_articles_and_sentences(full: Store) -> None:
    assert ["b1/b1"] == ids(full, "articles", state="pending")
    assert ["a1/a1", "a2/a2"] == ids(full, "articles", country="PAK")
    assert ["a1/a1", "a2/a2"] == ids(full, "articles", side="IND")
    assert ["b1/0"] == ids(full, "sentences", text="villages")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("missile", 2), ("MISSILES fire", 2), ('"fired missiles"', 2), ('"missiles fired"', 0), ("village OR missile", 3),
        ("-missile village", 1), ("missile -camp", 0), ("village -missile", 1), ("nothing lahore", 0),         ("missile) OR (village", 3), ("missile*", 2), ("NEAR(missile camp)", 0), ('"', None), ("-only", None), ("", None),
        ("text:missile", 0), ("a AND b", 0), ("OR missile", 2), ("'; DROP TABLE events; --", 0), ('missile" OR "village', 0),
    ],
)  # fmt: skip
def test_searches(full: Store, words: str, found: int | None) -> None:
    if found is None:
        with pytest.raises(UsageError, match="no word to look for"):
            ids(full, "sentences", text=words)
    else:
        assert found == len(ids(full, "sentences", text=words))


EVIL = ["'; DROP TABLE events; --", "IND' OR '1'='1", '" OR 1=1 --', "%", "_", "\\", "IND-PAK' --", "\x00", "é\ud800"]


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", ["actor", "recipient", "side", "place", "country", "source", "article"])
def test_nothing_typed_is_sql(full: Store, name: str, evil: str) -> None:
    assert [] == ids(full, "events", **{name: evil})
    assert 4 == len(ids(full, "events"))


@pytest.mark.parametrize("name", ["type", "status", "since", "until"])
@pytest.mark.parametrize("evil", EVIL)
def test_what_has_a_fixed_set_of_words_is_held_to_it(full: Store, name: str, evil: str) -> None:
    with pytest.raises(UsageError):
        ids(full, "events", **{name: evil})


def test_a_filter_that_makes_no_sense_is_told() -> None:
    for what, name in (("places", "type"), ("articles", "kind"), ("commitments", "text"), ("sentences", "state")):
        with pytest.raises(UsageError, match="have none"):
            statement(what, Filters(**{name: "x"}), "sqlite")  # type: ignore[arg-type]


def test_dyads_of_names_with_hyphens() -> None:
    assert [("IND", "PAK")] == pairs("IND-PAK")
    assert ("ISR", "Ansar-Allah") in pairs("ISR-Ansar-Allah")
    with pytest.raises(UsageError, match="not two sides"):
        pairs("IND")


def test_search_syntax() -> None:
    search = parse('border "line of control" drone OR missile -exercise -"live fire"')
    assert (("border",), ("line of control",), ("drone", "missile")) == search.all_of
    assert ("exercise", "live fire") == search.none_of


def test_every_column_says_what_it_means() -> None:
    from detente.store.columns import about, meanings, tables

    assert set(tables()) == {table.name for table in Table.metadata.sorted_tables}
    for table in Table.metadata.sorted_tables:
        assert about(table.name)
        known = {column.name for column in columns(table.name)}
        assert set(meanings()[table.name]) - {""} <= known, f"columns.toml describes what {table.name} does not have"
    used = {column.name for table in Table.metadata.sorted_tables for column in table.columns}
    assert set(meanings()["shared"]) <= used


def test_filters_are_those_of_the_command() -> None:
    from detente.cli.query import IN_TABLE, query

    options = {name for parameter in query.params for name in parameter.opts}
    for subject in SUBJECTS.values():
        assert {f"--{name}" for name in subject.has - {"background", "gone"}} <= options
    for what in WHATS:
        assert set(IN_TABLE[what].split()) <= {column.name for column in columns_of(what)}
