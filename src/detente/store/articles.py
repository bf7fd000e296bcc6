"""Articles in: each once, whatever was killed in between; their sentences with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from detente import sources
from detente.language.sentences import split
from detente.records import Article, Sentence
from detente.store.model import ArticleRow, BandRow, SentenceRow
from detente.store.records import Added, Incoming
from detente.store.times import when

MOST_SENTENCES = 1 << 16
MANY = 500  # parameters in one IN (…)


def digest(article: Article) -> str:
    """What makes an article the same as one already there, besides its id: text, title, address, publisher, date."""
    parts = (article.text, article.title, article.url, article.source, article.date)
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=12).hexdigest()


def text_digest(text: str) -> str:
    """The same for texts that differ in white space only."""
    return hashlib.blake2b(" ".join(text.split()).encode("utf-8", "replace"), digest_size=12).hexdigest()


def add(connection: Connection, items: Sequence[Incoming], at: datetime) -> list[Added]:
    """Put articles in, in one transaction with the caller's; an article that is there already is left as it is."""
    marks = [digest(item.article) for item in items]
    _fill_in(connection, items, marks, at)
    texts = [text_digest(item.article.text) if item.article.text.strip() else "" for item in items]
    names = _names(connection, items, marks)
    present = _present(connection, names)
    originals = _originals(connection, [t for t, name in zip(texts, names, strict=True) if t and name not in present])
    copies = _ids(connection, {item.copy_of for item in items if item.copy_of})
    rows: dict[str, dict[str, Any]] = {}
    firsts: dict[str, str] = {}  # text digest to the id of the first article of this batch
    told: list[Added] = []
    for item, mark, text, name in zip(items, marks, texts, names, strict=True):
        if name in present or name in rows:
            told.append(Added(id=name, new=False))
            continue
        original = originals.get(text) if text else None
        copy_of = copies.get(item.copy_of or "") or (original[0] if original else None)
        rows[name] = _row(item, name, mark, text, copy_of, at)
        first = item.copy_of or (original[1] if original else None) or (firsts.get(text) if text else None)
        told.append(Added(id=name, new=True, copy_of=first))
        if text:
            firsts.setdefault(text, name)
    keys = _insert(connection, rows)
    _copies_within(connection, rows, keys, told)
    new = {name: item for item, name in zip(items, names, strict=True) if name in keys}
    _sentences(connection, ((keys[name], item.article) for name, item in new.items()))
    bands = [{"band": b, "article_key": keys[name]} for name, item in new.items() for b in sorted(set(item.bands))]
    if bands:
        connection.execute(insert(BandRow), bands)
    return told


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Article ids to their keys; those that are not there are left out."""
    return _ids(connection, set(ids))


def put_sentences(connection: Connection, keyed: Iterable[tuple[int, Article]]) -> None:
    """Cut the articles into sentences again, in place of what was there."""
    items = list(keyed)
    for start in range(0, len(items), MANY):
        keys = [key for key, _ in items[start : start + MANY]]
        connection.execute(delete(SentenceRow).where(SentenceRow.article_key.in_(keys)))
    _sentences(connection, items)


def _names(connection: Connection, items: Sequence[Incoming], marks: Sequence[str]) -> list[str]:
    """The id of each article in the store: its own, or with a part of its digest where another article has that.

    An article without text is the one that has its id: a reading that came without its report.
    """
    taken = _present(connection, [clean(item.article.id) for item in items])
    names = []
    for item, mark in zip(items, marks, strict=True):
        name = clean(item.article.id)
        same = taken.setdefault(name, mark) == mark or not item.article.text
        names.append(name if same else f"{name}~{mark[:6]}")
    return names


def _fill_in(connection: Connection, items: Sequence[Incoming], marks: Sequence[str], at: datetime) -> None:
    """Texts of articles that are there without: their readings came first."""
    given = {clean(item.article.id): (item, mark) for item, mark in zip(items, marks, strict=True) if item.article.text}
    bare: list[tuple[str, int]] = []
    ids = sorted(given)
    for start in range(0, len(ids), MANY):
        wanted = select(ArticleRow.id, ArticleRow.key)
        wanted = wanted.where(ArticleRow.id.in_(ids[start : start + MANY]), ArticleRow.text == "")
        bare += [(row.id, row.key) for row in connection.execute(wanted)]
    for name, key in bare:
        item, mark = given[name]
        row = _row(item, name, mark, text_digest(item.article.text), None, at)
        del row["state"], row["ingested_at"]
        connection.execute(update(ArticleRow).where(ArticleRow.key == key).values(row))
    _sentences(connection, ((key, given[name][0].article) for name, key in bare))


def mend_sentences(connection: Connection, articles: Sequence[Article]) -> int:
    """Cut articles into sentences again where that gives other sentences than are there; of how many articles."""
    keys = keys_of(connection, (article.id for article in articles))
    there: dict[int, list[tuple[int, int]]] = {key: [] for key in keys.values()}
    for start in range(0, len(articles), MANY):
        some = [keys[a.id] for a in articles[start : start + MANY] if a.id in keys]
        wanted = select(SentenceRow.article_key, SentenceRow.span_start, SentenceRow.span_end)
        for row in connection.execute(wanted.where(SentenceRow.article_key.in_(some)).order_by(SentenceRow.key)):
            there[row.article_key].append((row.span_start, row.span_end))
    changed = [(keys[a.id], a) for a in articles if a.id in keys and [s.span for s in _cut(a)] != there[keys[a.id]]]
    put_sentences(connection, changed)
    return len(changed)


def _present(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Ids that are there, with the digest of each."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), MANY):
        asked = select(ArticleRow.id, ArticleRow.digest).where(ArticleRow.id.in_(ids[start : start + MANY]))
        found.update((row.id, row.digest) for row in connection.execute(asked))
    return found


def _ids(connection: Connection, ids: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), MANY):
        asked = select(ArticleRow.id, ArticleRow.key).where(ArticleRow.id.in_(ordered[start : start + MANY]))
        found.update((row.id, row.key) for row in connection.execute(asked))
    return found


def _originals(connection: Connection, texts: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Digests of texts that are there, with key and id of the first article that has each."""
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(texts), MANY):
        asked = select(ArticleRow.text_digest, ArticleRow.key, ArticleRow.id)
        for row in connection.execute(asked.where(ArticleRow.text_digest.in_(texts[start : start + MANY]))):
            found[row.text_digest] = min((row.key, row.id), found.get(row.text_digest, (row.key, row.id)))
    return found


def _row(item: Incoming, name: str, mark: str, text: str, copy_of: int | None, at: datetime) -> dict[str, Any]:
    article = item.article
    published = when(article.date)
    row: dict[str, Any] = {
        "id": name,
        "given_id": article.id if article.id != name else None,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "origin": article.origin,
        "published_at": published.at,
        "published_precision": published.precision,
        "published_text": article.date,
        "ingested_at": item.fetched_at or at,
        "feed": item.feed,
        "digest": mark,
        "text_digest": text,
        "copy_of": copy_of,
        "state": item.state,
        "text": article.text,
    }
    return {column: clean(value) if isinstance(value, str) else value for column, value in row.items()}


def clean(text: str) -> str:
    """Without what no database keeps: NUL becomes the sign for one, halves of surrogate pairs a question mark; offsets stay."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\u2400").encode("utf-8", "replace").decode("utf-8")


def _insert(connection: Connection, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
    if not rows:
        return {}
    made = connection.execute(
        insert(ArticleRow).returning(ArticleRow.key, ArticleRow.id, sort_by_parameter_order=True), list(rows.values())
    )
    return {row.id: row.key for row in made}


def _copies_within(
    connection: Connection, rows: dict[str, dict[str, Any]], keys: dict[str, int], told: Sequence[Added]
) -> None:
    """Articles that copy another of the same batch."""
    found = [
        {"the_key": keys[one.id], "the_copy": keys[one.copy_of]}
        for one in told
        if one.new and one.copy_of in keys and rows[one.id]["copy_of"] is None
    ]
    if found:
        mark = ArticleRow.__table__.update().where(ArticleRow.key == bindparam("the_key"))  # type: ignore[attr-defined]
        connection.execute(mark.values(copy_of=bindparam("the_copy")), found)


def _cut(article: Article) -> list[Sentence]:
    """The sentences, as the coder counts them."""
    return split(sources.blank(article.text), article.title)[:MOST_SENTENCES]


def _sentences(connection: Connection, keyed: Iterable[tuple[int, Article]]) -> None:
    rows = [
        {
            "key": key * MOST_SENTENCES + sentence.index,
            "article_key": key,
            "number": sentence.index,
            "span_start": sentence.span[0],
            "span_end": sentence.span[1],
            "paragraph": sentence.paragraph,
            "headline": sentence.headline,
            "text": clean(sentence.text),
        }
        for key, article in keyed
        for sentence in _cut(article)
    ]
    if rows:
        connection.execute(insert(SentenceRow), rows)


def known_addresses(connection: Connection, urls: Sequence[str]) -> set[str]:
    """Which of the addresses are there."""
    found: set[str] = set()
    for start in range(0, len(urls), MANY):
        asked = select(ArticleRow.url).where(ArticleRow.url.in_(urls[start : start + MANY]))
        found.update(url for url in connection.execute(asked).scalars() if url)
    return found


def article_of(row: Any) -> Article:
    """A row of `articles` as the record."""
    return Article(
        id=row.id, text=row.text, date=row.published_text, title=row.title, url=row.url, source=row.source,
        language=row.language, origin=row.origin,
    )  # fmt: skip


def recent(connection: Connection, count: int) -> Iterator[Article]:
    """The newest first, as a stream."""
    wanted = select(ArticleRow.__table__).order_by(ArticleRow.key.desc()).limit(count)
    for row in connection.execution_options(yield_per=200).execute(wanted):
        yield article_of(row)
