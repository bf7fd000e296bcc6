"""Articles and readings in and out: once each, whatever comes twice; times, leases, states."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from tests.store.examples import CODER, NEWER, article, reading

from detente.errors import NewerStore, NoStore, StoreBusy, StoreDamaged, StoreReadOnly, UsageError
from detente.records import Problem
from detente.store import Added, Coder, Incoming, Store, owner_name
from detente.store.engine import make_engine, writer
from detente.store.location import data_folder, locate, shown
from detente.store.model import ArticleRow, EventRow, PartyRow, ReadingRow, SentenceRow, SignalRow
from detente.store.readings import current
from detente.store.schema import HEAD

NOW = datetime(2025, 5, 7, 12, 0, tzinfo=UTC)


def put(store: Store, *names: str) -> list[Added]:
    return store.add_articles([Incoming(article=article(name)) for name in names])


def test_an_article_comes_in_once(store: Store) -> None:
    assert [Added(id="a1", new=True), Added(id="a2", new=True)] == put(store, "a1", "a2")
    assert [Added(id="a2", new=False), Added(id="a3", new=True)] == put(store, "a2", "a3")
    assert {"pending": 3} == store.status().articles


def test_twice_in_one_batch_is_once(store: Store) -> None:
    assert [True, False] == [one.new for one in put(store, "a1", "a1")]


def test_another_article_of_the_same_id_keeps_both(store: Store) -> None:
    put(store, "a1")
    (other,) = store.add_articles([Incoming(article=article("a1", title="Corrected"))])
    assert other.new
    assert other.id.startswith("a1~")
    assert not store.add_articles([Incoming(article=article("a1", title="Corrected"))])[0].new
    assert {"pending": 2} == store.status().articles


def test_the_same_text_elsewhere_is_a_copy_with_its_own_publisher(store: Store) -> None:
    first, second = (
        article("a1"),
        article("b1", source="Daily Example", text=article("a1").text.replace("\n\n", "\n \n")),
    )
    put(store, "a1")
    (copy,) = store.add_articles([Incoming(article=second)])
    assert Added(id="b1", new=True, copy_of="a1") == copy
    third = article("c1", source="Third", text=first.text)
    fourth = article("c2", source="Fourth", text="Quite another text.")
    fifth = article("c3", source="Fifth", text="Quite another text.")
    copies = [one.copy_of for one in store.add_articles([Incoming(article=a) for a in (third, fourth, fifth)])]
    assert ["a1", None, "c2"] == copies
    with store.reading() as connection:
        rows = connection.execute(select(ArticleRow.id, ArticleRow.copy_of).order_by(ArticleRow.key)).all()
    keys = {row.id: number for number, row in enumerate(rows, 1)}
    assert [None, keys["a1"], keys["a1"], None, keys["c2"]] == [row.copy_of for row in rows]


def test_a_reading_may_come_before_its_report(store: Store) -> None:
    bare = article("a1", text="")
    store.add_articles([Incoming(article=bare, reading=reading("a1"), coder=CODER)])
    (found,) = put(store, "a1")
    assert Added(id="a1", new=False) == found
    assert [article("a1").text] == [a.text for a in store.recent_articles(5)]
    assert 2 == count(store, SentenceRow)
    store.add_articles([Incoming(article=bare)])
    assert {"coded": 1} == store.status().articles


def test_times_are_utc_with_the_precision_of_the_source(store: Store) -> None:
    fetched = datetime(2025, 5, 7, 9, 30, tzinfo=UTC)
    store.add_article(article("a1"), fetched_at=fetched)
    store.add_readings([reading("a1")], CODER)
    with store.reading() as connection:
        row = connection.execute(select(ArticleRow.__table__)).one()
        assert (datetime(2025, 5, 7, 0, 30, tzinfo=UTC), "minute") == (row.published_at, row.published_precision)
        assert fetched == row.ingested_at
        events = connection.execute(select(EventRow.__table__).order_by(EventRow.id)).all()
    assert (datetime(2025, 5, 6, 19, 35, tzinfo=UTC), "minute") == (events[0].event_at, events[0].event_precision)
    assert (datetime(2025, 5, 7, tzinfo=UTC), "day") == (events[1].event_at, events[1].event_precision)


def test_a_reading_comes_back_whole(store: Store) -> None:
    put(store, "a1")
    assert 1 == store.add_readings([reading("a1")], CODER)
    assert 0 == store.add_readings([reading("a1")], CODER)
    with store.reading() as connection:
        assert [reading("a1")] == [made for _, made in current(connection)]
    assert {"coded": 1} == store.status().articles
    assert (2, 1) == (count(store, EventRow), count(store, SignalRow))


def test_a_newer_reading_replaces_the_rows_and_keeps_the_older_one_whole(store: Store) -> None:
    put(store, "a1")
    store.add_readings([reading("a1")], CODER)
    assert 0 == store.mark_outdated(CODER)
    assert 1 == store.mark_outdated(NEWER)
    assert ["a1"] == [a.id for a in store.claim_articles(owner_name())]
    store.add_readings([reading("a1", status="claimed")], NEWER)
    with store.reading() as connection:
        assert ["claimed", "reported"] == sorted(connection.execute(select(EventRow.status)).scalars())
        assert [False, True] == sorted(connection.execute(select(ReadingRow.current)).scalars())
        assert ["claimed"] == [made.events[0].status for _, made in current(connection)]
    assert {"detente 2 model m lexicon l": 1} == store.status().coders


def test_an_article_that_cannot_be_coded_is_failed_and_kept(store: Store) -> None:
    put(store, "a1")
    store.add_readings([reading("a1", errors=(Problem(where="a1", what="too deep"),))], CODER)
    assert {"failed": 1} == store.status().articles
    assert [] == store.claim_articles(owner_name())
    assert 1 == store.mark_outdated(CODER, failed=True)


def test_imported_records_come_coded_and_are_never_coded_again(store: Store) -> None:
    gdelt = Coder(name="gdelt", version="2.0")
    store.add_articles([Incoming(article=article("g1", text=""), reading=reading("other"), coder=gdelt)])
    assert {"coded": 1} == store.status().articles
    assert 0 == store.mark_outdated(CODER)
    with store.reading() as connection:
        assert ["g1"] == [made.id for _, made in current(connection)]


def test_parties_are_asked_by_part(store: Store) -> None:
    put(store, "a1")
    store.add_readings([reading("a1")], CODER)
    with store.reading() as connection:
        asked = select(PartyRow.record, PartyRow.part, PartyRow.side).order_by(PartyRow.record, PartyRow.part)
        rows = [tuple(row) for row in connection.execute(asked)]
    assert ("e1", "actor", "IND") in rows
    assert ("s1", "speaker", "PAK") in rows
    assert ("c1", "victim", "PAK") in rows


def test_characters_no_database_keeps_do_not_lose_an_article(store: Store) -> None:
    odd = article("odd\x00", text="The army\x00 fired. A half \ud800 sign.", title="\x00")
    assert store.add_articles([Incoming(article=odd)])[0].new
    assert not store.add_articles([Incoming(article=odd)])[0].new
    assert 1 == store.add_readings([reading("odd\x00")], CODER)
    (kept,) = store.recent_articles(1)
    assert len(odd.text) == len(kept.text)


# -------------------------------------------------------------------------------------------------------------- leases


def test_two_coders_share_the_work(store: Store) -> None:
    put(store, *(f"a{n}" for n in range(10)))
    one, other = store.claim_articles("host|1|1|x", limit=6), store.claim_articles("host|2|1|y", limit=6)
    assert 6 == len(one)
    assert 4 == len(other)
    assert not {a.id for a in one} & {a.id for a in other}


def test_two_coders_at_once_never_take_the_same(store: Store) -> None:
    put(store, *(f"a{n}" for n in range(60)))
    taken: list[str] = []

    def work(number: int) -> None:
        while mine := store.claim_articles(f"elsewhere|{number}|0|0", limit=3):
            taken.extend(a.id for a in mine)

    workers = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert 60 == len(taken) == len(set(taken))


def test_a_lease_ends_by_time_by_death_and_by_a_clock_set_back(store: Store) -> None:
    put(store, "a1")
    assert store.claim_articles("elsewhere|1|0|0", seconds=60, now=NOW)
    assert not store.claim_articles("elsewhere|2|0|0", now=NOW + timedelta(seconds=30))
    assert store.claim_articles("elsewhere|2|0|0", now=NOW + timedelta(seconds=61))
    assert store.claim_articles("elsewhere|3|0|0", now=NOW - timedelta(days=400)), "the clock was set back"
    store.give_back("elsewhere|3|0|0")
    host, _, rest = owner_name().partition("|")
    dead = f"{host}|999999999|0|x"
    assert store.claim_articles(dead)
    assert store.claim_articles(owner_name()), "its process is not there"
    assert rest


def test_what_ends_the_process_each_time_is_taken_alone_and_then_left(store: Store) -> None:
    put(store, "a1", "a2", "a3")
    sizes = []
    for attempt in range(20):
        taken = store.claim_articles("elsewhere|1|0|0", seconds=1, now=NOW + timedelta(hours=attempt))
        sizes.append(len(taken))
        good = [a for a in taken if a.id != "a2"]
        if len(taken) == 1 and good:
            store.add_readings([reading(good[0].id)], CODER)
    assert [3, 3, 3, 1] == sizes[:4]
    assert {"coded": 2, "failed": 1} == store.status().articles


def test_given_back_is_not_an_attempt(store: Store) -> None:
    put(store, "a1")
    for _ in range(10):
        assert store.claim_articles("elsewhere|1|0|0")
        store.give_back("elsewhere|1|0|0")
    assert {"pending": 1} == store.status().articles


def test_a_named_lease_is_one_programs_at_a_time(store: Store) -> None:
    assert store.take_lease("watch", "elsewhere|1|0|0", 60, now=NOW) is None
    assert store.take_lease("watch", "elsewhere|1|0|0", 60, now=NOW) is None
    assert "elsewhere|1|0|0" == store.take_lease("watch", "elsewhere|2|0|0", 60, now=NOW)
    store.drop_lease("watch", "elsewhere|2|0|0")
    assert "elsewhere|1|0|0" == store.take_lease("watch", "elsewhere|2|0|0", 60, now=NOW)
    assert store.take_lease("watch", "elsewhere|2|0|0", 60, now=NOW + timedelta(seconds=61)) is None


def test_states_are_kept_by_key(store: Store) -> None:
    assert store.state("watch/source/x") is None
    store.put_state("watch/source/x", {"etag": "“1”"})
    store.put_state("watch/source/x", {"etag": "2"})
    store.put_state("watch%other", {"n": 1})
    assert {"watch/source/x": {"etag": "2"}} == store.states("watch/")
    assert {"watch%other": {"n": 1}} == store.states("watch%")


def test_near_copies_are_found_by_their_bands(store: Store) -> None:
    store.add_articles(
        [Incoming(article=article("a1"), bands=(1, 2, -3)), Incoming(article=article("a2"), bands=(2, 9))]
    )
    assert {"a1": 2, "a2": 1} == store.alike([1, 2, 7])
    assert {} == store.alike([2], since=datetime(2999, 1, 1, tzinfo=UTC))
    store.forget_bands(datetime(2999, 1, 1, tzinfo=UTC))
    assert {} == store.alike([1, 2, 7])


# ------------------------------------------------------------------------------------------------------------- opening


def test_it_opens_again_with_all_it_had(where: str) -> None:
    with Store.open(where) as store:
        put(store, "a1")
    with Store.open(where, create=False) as store:
        assert {"pending": 1} == store.status().articles


def test_two_open_a_new_one_at_once(where: str) -> None:
    found: list[object] = []

    def run() -> None:
        with Store.open(where) as store:
            found.append(store.status().articles)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [{}, {}, {}] == found


def test_a_newer_one_is_refused(where: str) -> None:
    Store.open(where).close()
    with writer(make_engine(locate(where))).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStore, match="newer Détente"):
        Store.open(where)


def test_a_database_of_something_else_is_left_alone(where: str) -> None:
    with writer(make_engine(locate(where))).begin() as connection:
        connection.execute(text("CREATE TABLE accounts (x INTEGER)"))
    with pytest.raises(NoStore, match="not Détente's"):
        Store.open(where)


def test_the_migrations_make_what_the_models_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from detente.store.model import Table

    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        found = compare_metadata(context, Table.metadata)
        assert HEAD == context.get_current_revision()
    assert [] == found


def ours(name: str | None, kind: str, _: object) -> bool:
    """Not the tables FTS5 keeps for itself, nor the search index of PostgreSQL."""
    return not (name or "").startswith(("sentence_index", "ix_sentences_text"))


def test_there_is_none_and_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="detente load"):
        Store.open(tmp_path / "none.sqlite", create=False)
    assert not (tmp_path / "none.sqlite").exists()


def test_a_file_that_is_no_database_and_one_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_text("not a database, but long enough to be taken for one" * 30)
    with pytest.raises(StoreDamaged, match="no SQLite database"):
        Store.open(path)


def test_a_writer_waits_and_then_says_who_is_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with Store.open(path, wait=0.1) as store, Store.open(path) as other, other.writing():
        with pytest.raises(StoreBusy, match="another program"):
            put(store, "a1")
        assert {} == store.status().articles, "readers do not wait"


def test_read_only_says_so(where: str) -> None:
    Store.open(where).close()
    with Store.open(where, read_only=True) as store:
        assert {} == store.status().articles
        with pytest.raises(StoreReadOnly):
            put(store, "a1")


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(NoStore, match="does not answer"):
        Store.open("postgresql://nobody@127.0.0.1:1/none")


def test_where_the_store_is(tmp_path: Path) -> None:
    assert tmp_path / "share/detente" == data_folder({"XDG_DATA_HOME": str(tmp_path / "share")}, "linux")
    assert Path("/h/.local/share/detente") == data_folder({"HOME": "/h", "XDG_DATA_HOME": "not/absolute"}, "linux")
    assert Path("/h/Library/Application Support/detente") == data_folder({"HOME": "/h"}, "darwin")
    assert Path("/l/detente") == data_folder({"HOME": "/h", "LOCALAPPDATA": "/l"}, "win32")
    assert "/x/y.sqlite" == locate(None, {"DETENTE_DB": "/x/y.sqlite"}).database
    assert "postgresql://me:***@db/news" == shown(locate("postgres://me:secret@db/news"))
    with pytest.raises(UsageError, match="not a kind of database"):
        locate("mysql://me@db/news")


def count(store: Store, table: type[EventRow] | type[SignalRow] | type[SentenceRow]) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(table.__table__)).all())
