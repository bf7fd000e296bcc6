"""What a signal costs its speaker: hands tied before an audience, costs sunk in deeds, each with the words that show it.

After Fearon (Journal of Conflict Resolution 41, 1997). A flag says that the words are there, not that the signal is sincere;
no flag says only that the report does not tell. Said behind closed doors, a word ties nobody's hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from detente.records import Clause, Cost, Document, Event, Phrase, Sentence
from detente.signals import lexicon
from detente.signals.bargain import Draft
from detente.signals.context import same_side

_DEEDS = frozenset({"MOBILIZE", "COERCE", "ASSAULT"})
_FOR_HIM = lexicon.phrase("costs", "for_him")
_NEAR = 1  # sentences on either side in which a deed belongs to a word


class Form(NamedTuple):
    """One form of cost and the words that show it."""

    name: str
    words: re.Pattern[str]
    who: bool = False


@cache
def forms(part: str) -> tuple[Form, ...]:
    """The forms of one part of data/costs.toml: "tied", "sunk" or "private"."""
    return tuple(
        Form(e.get("form", part), re.compile(rf"\b(?:{'|'.join(e['patterns'])})"), e.get("who", False))
        for e in lexicon.table("costs")[part]
    )


class Costs:
    """Finds the costs of the signals of one document."""

    def __init__(self, document: Document, events: Sequence[Event]) -> None:
        self.document = document
        self.events = events

    def of(self, draft: Draft) -> tuple[Cost, ...]:
        """Tied hands in order of the forms, then sunk costs in order of the text; each form once."""
        found = {c.form: c for c in reversed([*self._tied(draft), *self._sunk(draft)])}
        return tuple(sorted(found.values(), key=lambda c: (c.kind != "tied hands", c.span)))

    def _tied(self, draft: Draft) -> Iterator[Cost]:
        sentence = self.document.sentences[draft.anchor.sentence]
        text = sentence.text.lower()
        if any(form.words.search(text) for form in forms("private")):
            return
        for form in forms("tied"):
            if form.who:
                yield from self._leader(draft, form)
            elif match := form.words.search(text):
                yield self._public(form.name, sentence, match)

    def _leader(self, draft: Draft, form: Form) -> Iterator[Cost]:
        """Who speaks: by the words of the speaker's own phrase, else by what the tables know of the name."""
        for phrase in self._speaking(draft.anchor, draft.content):
            match = form.words.search(phrase.text.lower())
            if match and not _FOR_HIM.search(phrase.text.lower()):
                start = phrase.span[0] + match.start()
                span = (start, start + len(match[0]))
                yield Cost(kind="tied hands", form=form.name, text=self._words(span), span=span)
                return
        speaker = draft.speaker
        if speaker.span is not None and speaker.role and form.words.match(speaker.role.lower()):
            yield Cost(kind="tied hands", form=form.name, text=self._words(speaker.span), span=speaker.span)

    def _speaking(self, *clauses: Clause | None) -> Iterator[Phrase]:
        for clause in clauses:
            if clause is None or clause.id < 0:
                continue
            yield from clause.speakers[:1]
            if lexicon.move(clause) is not None and clause.subject is not None:
                yield clause.subject

    def _sunk(self, draft: Draft) -> Iterator[Cost]:
        """Deeds of the speaker's side told beside its word, which have happened."""
        sentence = draft.anchor.sentence
        for event in self.events:
            done = event.status in ("reported", "claimed") and not event.background and event.inside is None
            own = any(same_side(a, draft.speaker) for a in event.actors)
            if event.type not in _DEEDS or not done or not own or abs(event.sentence - sentence) > _NEAR:
                continue
            text = self._words(event.span)
            for form in forms("sunk"):
                if match := form.words.search(text.lower()):
                    start = event.span[0] + match.start()
                    span = (start, start + len(match[0]))
                    yield Cost(kind="sunk cost", form=form.name, text=self._words(span), span=span)
                    break

    def _public(self, form: str, sentence: Sentence, match: re.Match[str]) -> Cost:
        span = (sentence.span[0] + match.start(), sentence.span[0] + match.end())
        return Cost(kind="tied hands", form=form, text=self._words(span), span=span)

    def _words(self, span: tuple[int, int]) -> str:
        return self.document.article.text[span[0] : span[1]]
