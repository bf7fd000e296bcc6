"""From an article to its reading: the rooms walked through in order.

`read` and `read_article` are what programs call; `study` keeps the intermediate records for `detente explain`.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from detente import actors, events, language, signals, sources
from detente.actors.lexicon import load as known_names
from detente.errors import DetenteError, Empty, UsageError
from detente.events.acts import Act
from detente.events.casualties import casualties, harm_words, may_count
from detente.events.needed import forms, needed_words
from detente.events.plausible import is_remote, is_transcript
from detente.language.settings import Settings
from detente.language.triage import Triage
from detente.records import (
    Article,
    Document,
    Event,
    Problem,
    Reading,
    Record,
    Signal,
    Status,
)
from detente.signals.fallback import SPUR
from detente.signals.idioms import idioms_in
from detente.signals.lexicon import first_pattern
from detente.signals.lexicon import moves as signal_words
from detente.sources import stated

T = TypeVar("T")
_Content = tuple[bytes, str | None, str | None]

AHEAD = 60_000  # characters read ahead: some 500 sentences, enough for full batches
RUN = 64  # articles read ahead at most
FAR = 1000  # characters below which an article may be about politics without a word of them
COPIES = 1024  # readings kept for the copies that may follow, some 10 kB each
_SIDES = frozenset(["body", "group", "agency", "state", "people", "leader", "place"])
SAYINGS = frozenset("say tell announce state declare add write claim confirm note".split())
_PLAIN = frozenset("the of and for in de al el la to on a new great free".split())  # words of a name that tell nothing


class Study(Record, frozen=True, kw_only=True):
    """A reading together with the clauses and acts it was made from."""

    document: Document
    acts: dict[int, tuple[Act, ...]]
    reading: Reading


def read(
    text: str,
    *,
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    id: str | None = None,  # noqa: A002 (the record's own name for it)
) -> Reading:
    """Events, signals, casualties, places and talks in one report.

    `date` is the day it was published, ISO 8601 ("2025-05-07" or "2025-05-07T13:20+05:30"); without one, relative times
    ("on Tuesday", "within 48 hours") stay unresolved. Spans are offsets into `text`. Raises `DetenteError` for a text that
    is empty or a date that is not ISO 8601.
    """
    if not text.strip():
        raise Empty("text", "it is empty", "give a report")
    if date is not None and stated.normal(date) is None:
        raise UsageError(date, "not a date", "write it as 2025-05-07 or 2025-05-07T13:20+05:30")
    name = id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return read_article(Article(id=name, text=text, date=date, title=title, url=url, source=source))


def read_article(article: Article) -> Reading:
    """The reading of an `Article`, as `read` gives it."""
    return study(article).reading


def read_safely(article: Article, read: Callable[[Article], Reading] | None = None) -> Reading:
    """The reading of an article; a failure of ours becomes its error, so that one bad article never stops a run."""
    try:
        return (read or read_article)(article)
    except DetenteError as error:
        problem = error.problem
    except Exception as error:  # the one boundary where anything is caught, and it is reported
        problem = Problem(
            where=article.origin or article.id,
            what=f"could not be coded ({type(error).__name__}: {error})",
            remedy="this is a fault of detente: please report it with the text",
        )
    return Reading(
        id=article.id, errors=(problem,), date=article.date, title=article.title, url=article.url, source=article.source
    )


def read_ahead(
    items: Iterable[Article | T], *, characters: int = AHEAD, triage: bool = False
) -> Iterator[tuple[Article, Callable[[Article], Reading]] | T]:
    """Each article, in order, with a function that gives its reading; anything else passes through.

    Articles are taken in runs of about that many characters, at most RUN of them, and the sentences of a run are parsed together:
    a half faster than one article at a time, and the readings are the same. A run whose sentences cannot be parsed together is
    read one by one, so that what fails is the function of the article that is at fault. With `triage`, sentences where nothing could
    be done or said by any side are not parsed (detente.language.triage). Wire copy, the same text of the same day under the same
    title, is read once as long as it is among the last COPIES articles.
    """
    test = known_words() if triage else None
    copies = _Copies(test)
    for run in _runs(items, characters):
        articles = list(copies.new(item for item in run if isinstance(item, Article)))
        try:
            read_now = language.analyse_all([_blanked(a) for a in articles], triage=test)
        except Exception:  # whichever it is fails again, alone, where the caller sees to it
            read_now = []
        documents = dict(zip(map(_content, articles), read_now, strict=False))
        for item in run:
            if isinstance(item, Article):
                yield item, functools.partial(copies.reading, documents.pop(_content(item), None))
            else:
                yield item


class _Copies:
    """The readings made last, by what they were made from."""

    def __init__(self, triage: Triage | None) -> None:
        self._triage = triage
        self._made: dict[_Content, Reading] = {}

    def new(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles without a reading, the first of each content."""
        met = set(self._made)
        for article in articles:
            key = _content(article)
            if key not in met:
                met.add(key)
                yield article

    def reading(self, document: Document | None, article: Article) -> Reading:
        """The reading of an article, or that of its copy under the article's own name."""
        key = _content(article)
        made = self._made.get(key)
        if made is None:
            document = document or language.analyse_all([_blanked(article)], triage=self._triage)[0]
            made = self._made[key] = _study(article, document).reading
            if len(self._made) > COPIES:
                del self._made[next(iter(self._made))]
        return msgspec.structs.replace(made, id=article.id, url=article.url, source=article.source)


def _content(article: Article) -> _Content:
    """All of an article that its reading depends on, but for the names it is given back under."""
    text = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()
    return text, article.title, article.date


@functools.cache
def known_words() -> Triage:
    """What triage looks for: the triggers of the events and signals rooms, the names and roles of the actors room."""
    moves = {word.split()[0] for kind in ("verb", "noun", "adjective") for word in signal_words(kind)}
    names: set[str] = set()
    roles: set[str] = set()
    for form, kinds in known_names().kinds():
        words = form.split()
        if "role" in kinds:
            roles.add(words[-1])
        if not _SIDES.isdisjoint(kinds):
            names.add(next((word for word in words if word not in _PLAIN), words[0]))
    return Triage(
        acts=needed_words(),
        triggers=frozenset(moves - SAYINGS),
        sayings=SAYINGS,
        names=frozenset(names),
        roles=frozenset(roles),
        spoken=_may_be_said,
        far=_is_far,
        harms=harm_words(),
        counted=may_count,
        forms=forms,
    )


def _may_be_said(sentence: str) -> bool:
    """Whether words stand there without which no signal is found in what somebody only says."""
    lowered = sentence.lower()
    return (
        SPUR.search(lowered) is not None
        or any(idiom.words.pattern.search(lowered) for idiom in idioms_in(lowered))
        or first_pattern(lowered, "", sure=False) is not None
    )


def _is_far(text: str) -> bool:
    """Whether an article is about something else than politics, or an interview; a short one has too few words to tell."""
    return len(text) >= FAR and (is_remote(text) or is_transcript(text))


def _runs(items: Iterable[Article | T], characters: int) -> Iterator[list[Article | T]]:
    run: list[Article | T] = []
    room = characters
    try:
        for item in items:
            run.append(item)
            room -= len(item.text) if isinstance(item, Article) else 0
            if room <= 0 or len(run) >= RUN:
                yield run
                run, room = [], characters
    except DetenteError:  # a source that breaks off: what came before it is read first
        yield run
        raise
    yield run


def study(article: Article) -> Study:
    """The reading with the clauses and acts behind it. Boilerplate is blanked, not cut, so that spans keep their meaning."""
    return _study(article, language.analyse(_blanked(article)))


def _study(article: Article, document: Document) -> Study:
    if not document.clauses:  # nothing was parsed: no room would find anything
        nothing = Reading(id=article.id, date=article.date, title=article.title, url=article.url, source=article.source)
        return Study(document=document, acts={}, reading=nothing)
    cast = actors.Cast(document)
    acts = events.acts(document, cast)
    coded = signals.code(document, cast, acts, events.code(document, cast, acts))
    settings = Settings(document, _countries(coded.events), actors.lexicon.seats())
    reading = Reading(
        id=article.id,
        events=events.rated(document, coded.events),
        signals=coded.signals,
        channels=coded.channels,
        casualties=casualties(document, cast, settings, _statuses(coded.events)),
        places=settings.places(),
        date=article.date,
        title=article.title,
        url=article.url,
        source=article.source,
    )
    return Study(document=document, acts=acts, reading=_numbered(reading))


def _blanked(article: Article) -> Article:
    return msgspec.structs.replace(article, text=sources.blank(article.text))


def _countries(coded: Iterable[Event]) -> tuple[str, ...]:
    codes = {a.code for e in coded for a in (*e.actors, *e.recipients)}
    return tuple(sorted(c for c in codes if len(c) == 3 and c not in ("IGO", "NGO", "MNC", "---")))


def _statuses(coded: Iterable[Event]) -> dict[int, tuple[Status, bool]]:
    return {e.clause: (e.status, e.background) for e in coded if e.clause is not None}


def _numbered(reading: Reading) -> Reading:
    """Ids e1, e2 … and s1, s2 … in order of the text, links between records kept."""
    in_order = sorted(reading.events, key=lambda e: (e.sentence, e.span, e.type, e.rule))
    names = {e.id: f"e{i}" for i, e in enumerate(in_order, 1)}
    said: list[Signal] = sorted(reading.signals, key=lambda s: (s.sentence, s.span, s.kind, s.rule, s.speaker.side))
    return msgspec.structs.replace(
        reading,
        events=tuple(
            msgspec.structs.replace(e, id=names[e.id], inside=names.get(e.inside) if e.inside else None)
            for e in in_order
        ),
        signals=tuple(
            msgspec.structs.replace(s, id=f"s{i}", event=names.get(s.event) if s.event else None)
            for i, s in enumerate(said, 1)
        ),
    )
