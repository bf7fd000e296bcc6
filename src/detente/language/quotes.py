"""Who speaks: content of saying clauses, quotations that run over sentences and paragraphs, "according to".

A quotation belongs to the verb of saying nearest to it in the sentences where it begins and ends; one that fills whole
sentences of its own belongs to the last speaker. One that is never closed ends with its paragraph, after three
sentences at most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from detente.language import lexicon
from detente.records import Clause, Link, Phrase, Sentence, Span

RUN = 3
"""Sentences that a quotation without its closing mark may run on."""
NEAR = 2
"""Sentences that may lie between a quotation of whole sentences and its speaker's last words."""
SOURCES = ("according to", "in the words of")
_LOOSE: frozenset[Link] = frozenset({"conjunct", "parenthetical", "result", "participial", "apposition"})
_OPENS_AFTER = " \t\n([{—–-\u00a0:"
_FRAME = re.compile(
    r"[,?!]\s+(?:(?:said|says)\s+[^,\"“”.!?]{2,60}|[^,\"“”.!?]{2,60}?\s(?:said|says|told|added|warned|declared|insisted)"
    r"\b[^,\"“”.!?]{0,60})[.]?(?=\s*$|\s*\n)"
)
_CLOSED = frozenset("”\"»’'")
_SINGLE = {"‘": "’", "'": "'"}


class Voice(NamedTuple):
    """Who speaks: speakers innermost first, and the saying clause if there is one."""

    speakers: tuple[Phrase, ...] = ()
    said_in: int | None = None


NOBODY = Voice()


def attribute(
    text: str, sentences: Sequence[Sentence], clauses: Sequence[Clause], labels: Mapping[int, Phrase] | None = None
) -> list[Clause]:
    """The clauses with speakers, saying clauses and quotation marks filled in.

    `labels`: sentences that open with their speaker and a colon ("Pakistan: will respond if attacked").
    """
    return _Attribution(text, sentences, clauses, labels or {}).all()


class _Attribution:
    """One pass over an article, sentence by sentence, parents before children."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], clauses: Sequence[Clause], labels: Mapping[int, Phrase]
    ) -> None:
        self.sentences = sentences
        self.clauses = clauses
        self.labels = labels
        self.quotes = quotations(text, sentences)
        self.opens = [q[0] for q in self.quotes]
        self.open_ended = [text[q[1] - 1] not in _CLOSED for q in self.quotes]
        self.text = text
        self.inside = [self._quote_of(c) for c in clauses]
        self.by_sentence: dict[int, list[Clause]] = {}
        for clause in clauses:
            self.by_sentence.setdefault(clause.sentence, []).append(clause)
        self.starts = [s.span[0] for s in sentences]
        self.sources = self._sources()
        self.voices: dict[int, Voice] = {}
        self.quote_voices: dict[int, Voice] = {}
        self.last: tuple[int, Voice] | None = None

    def all(self) -> list[Clause]:
        for sentence in self.sentences:
            for clause in self._top_down(sentence.index):
                self.voices[clause.id] = self._voice(clause)
            self._remember(sentence)
        return [self._filled(c) for c in self.clauses]

    def _filled(self, clause: Clause) -> Clause:
        voice = self.voices.get(clause.id, NOBODY)
        quoted = self.inside[clause.id] is not None
        link = "said" if self._said_loosely(clause) else clause.link
        if not quoted and not voice.speakers and voice.said_in is None and link == clause.link:
            return clause
        return msgspec.structs.replace(clause, speakers=voice.speakers, said_in=voice.said_in, quoted=quoted, link=link)

    def _top_down(self, sentence: int) -> Iterator[Clause]:
        """The clauses of a sentence, parents first."""
        members = self.by_sentence.get(sentence, [])
        below: dict[int | None, list[Clause]] = {}
        for clause in members:
            below.setdefault(clause.parent, []).append(clause)
        queue = list(below.get(None, []))
        for clause in queue:
            queue.extend(below.get(clause.id, ()))
        return iter(queue)

    def _quote_of(self, clause: Clause) -> int | None:
        """The quotation the predicate of a clause stands in."""
        at = bisect_right(self.opens, clause.predicate_span[0]) - 1
        return at if at >= 0 and clause.predicate_span[0] < self.quotes[at][1] else None

    # ------------------------------------------------------------------------------------------------------- voices

    def _voice(self, clause: Clause) -> Voice:
        source = self.sources.get(clause.id)
        voice = self._outer(clause)
        if source is None or (voice.speakers and voice.speakers[0] == source):
            return voice
        return Voice((source, *voice.speakers), voice.said_in)

    def _outer(self, clause: Clause) -> Voice:
        quote = self.inside[clause.id]
        parent = None if clause.parent is None else self.clauses[clause.parent]
        if parent is None:
            label = self.labels.get(clause.sentence)
            if label is not None and quote is None:
                return Voice((label,))
            return self._quote_voice(quote) if quote is not None else NOBODY
        above = self.voices.get(parent.id, NOBODY)
        if clause.link in ("said", "thought") or self._said_loosely(clause):
            return _within(parent, above)
        if quote is None and self.inside[parent.id] is not None and is_saying(clause):
            return NOBODY  # "X said" hung below what X says
        if (
            clause.link in ("apposition", "parenthetical")
            and clause.kind == "noun"
            and quote is None
            and is_saying(clause)
        ):
            return self._around(above)  # "…, a claim Kyiv denies" is the reporter's remark on what is said
        if quote is not None and self.inside[parent.id] != quote and not above.speakers and _clausal(clause):
            return self._quote_voice(quote)
        return above

    def _around(self, voice: Voice) -> Voice:
        """The voice of the saying clause itself."""
        return NOBODY if voice.said_in is None else self.voices.get(voice.said_in, NOBODY)

    def _said_loosely(self, clause: Clause) -> bool:
        """Whether a quoted clause hangs from a verb of saying outside the quotation by a looser link than it should."""
        if clause.parent is None or clause.link not in _LOOSE or self.inside[clause.id] is None:
            return False
        parent = self.clauses[clause.parent]
        return self.inside[parent.id] is None and is_saying(parent) and clause.kind == "verb"

    def _quote_voice(self, quote: int) -> Voice:
        """Whose words a quotation is."""
        found = self.quote_voices.get(quote)
        if found is None:
            found = self._nearest_saying(quote) or self._continued(quote) or self._running(quote)
            self.quote_voices[quote] = found
        return found

    def _continued(self, quote: int) -> Voice | None:
        """The speaker named where a quotation goes on, which the next paragraph opens anew and none before has closed."""
        for k in range(quote, min(quote + RUN, len(self.quotes) - 1)):
            gap = self.text[self.quotes[k][1] : self.quotes[k + 1][0]]
            if not self.open_ended[k] or gap.strip():
                return None
            voice = self._nearest_saying(k + 1)
            if voice is not None:
                return voice
        return None

    def _nearest_saying(self, quote: int) -> Voice | None:
        """The verb of saying nearest to a quotation in the sentences where it begins and ends."""
        start, end = self.quotes[quote]
        places = {self._sentence_at(start), self._sentence_at(max(start, end - 2))}
        sayings = [
            c
            for place in sorted(places)
            for c in self.by_sentence.get(place, ())
            if self.inside[c.id] is None and is_saying(c)
        ]
        sayings = [c for c in sayings if c.subject is not None]
        if not sayings:
            label = next((self.labels[p] for p in sorted(places) if p in self.labels), None)
            return Voice((label,)) if label is not None else None
        nearest = min(sayings, key=lambda c: (_distance(c.predicate_span, (start, end)), c.id))
        return _within(nearest, self.voices.get(nearest.id, NOBODY))

    def _running(self, quote: int) -> Voice:
        """The last speaker, for a quotation that fills a sentence of its own."""
        start, end = self.quotes[quote]
        place = self._sentence_at(start)
        span = self.sentences[place].span
        if start > span[0] + 1 or (end < span[1] - 2 and self._sentence_at(max(start, end - 1)) == place):
            return NOBODY
        if self.last is None or place - self.last[0] > NEAR:
            return NOBODY
        return self.last[1]

    def _sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _remember(self, sentence: Sentence) -> None:
        """Keep the last speaker of a sentence for the quotations that may follow."""
        members = self.by_sentence.get(sentence.index, ())
        sayings = [c for c in members if self.inside[c.id] is None and is_saying(c) and c.subject is not None]
        if sayings:
            first = min(sayings, key=lambda c: (len(self.voices[c.id].speakers) if c.id in self.voices else 0, c.id))
            self.last = (sentence.index, _within(first, self.voices.get(first.id, NOBODY)))
            return
        running = [self.voices[c.id] for c in members if self.inside[c.id] is not None and c.id in self.voices]
        if running and running[0].speakers and self.last is not None:
            self.last = (sentence.index, self.last[1])

    def _sources(self) -> dict[int, Phrase]:
        """Clauses said by the source they name: "according to X"."""
        found: dict[int, Phrase] = {}
        for clause in self.clauses:
            for argument in clause.arguments:
                if argument.role == "oblique" and argument.preposition in SOURCES:
                    found[self._reach(clause)] = argument.phrase
        return found

    def _reach(self, clause: Clause) -> int:
        """The clause that a source named in `clause` answers for: the top of its main clause."""
        while clause.parent is not None and clause.link not in ("said", "thought"):
            clause = self.clauses[clause.parent]
        return clause.id


def is_saying(clause: Clause) -> bool:
    """Whether a clause is one of saying, by its verb or its noun."""
    if clause.kind == "verb":
        return clause.predicate in lexicon.words("verbs", "speech")
    return clause.kind == "noun" and clause.predicate in lexicon.words("nouns", "speech")


def _clausal(clause: Clause) -> bool:
    return clause.mood != "nominal"


def _within(saying: Clause, voice: Voice) -> Voice:
    """The voice of what a saying clause says."""
    speaker = saying.subject
    if speaker is None:
        return Voice(voice.speakers, saying.id)
    return Voice((speaker, *voice.speakers), saying.id)


def _distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


# ------------------------------------------------------------------------------------------------------- quotations


def quotations(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Quoted stretches in order, `[start, end)` with their marks; a quotation inside another is not listed."""
    found: list[Span] = []
    for members in _paragraphs(sentences):
        start, end = members[0].span[0], members[-1].span[1]
        at = start
        while (opening := _opening(text, at, end)) is not None:
            closing = _closing(text, opening, end)
            stop = _unclosed(text, opening, _limit(members, opening, end)) if closing is None else closing + 1
            if closing is None and text[opening] in _SINGLE:
                at = opening + 1
                continue
            found.append((opening, stop))
            at = max(stop, opening + 1)
    return found


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    members: list[Sentence] = []
    for sentence in sentences:
        if members and members[-1].paragraph != sentence.paragraph:
            yield members
            members = []
        members.append(sentence)
    if members:
        yield members


def _opening(text: str, at: int, end: int) -> int | None:
    """The next mark that opens a quotation."""
    for i in range(at, end):
        mark = text[i]
        if mark in "“«":
            return i
        if mark in "\"'‘" and i + 1 < end and not text[i + 1].isspace():
            before = text[i - 1] if i > 0 else " "
            if before in _OPENS_AFTER and (
                mark == '"' or (text[i + 1].isalpha() and _closing(text, i, end) is not None)
            ):
                return i
    return None


def _closing(text: str, opening: int, end: int) -> int | None:
    """The mark that closes the quotation opened at `opening`."""
    mark = text[opening]
    if mark in "“«":
        i = text.find("”" if mark == "“" else "»", opening + 1, end)
        mixed = _straight(text, opening, end if i < 0 else i) if mark == "“" else None
        return mixed if mixed is not None else (i if i >= 0 else None)
    close = _SINGLE.get(mark, '"')
    if mark == '"':
        curly = text.find("”", opening + 1, end)
        if curly >= 0 and not {'"', "“"} & set(text[opening + 1 : curly]):
            return curly
    i = opening + 1
    while (i := text.find(close, i, end)) >= 0:
        after = text[i + 1] if i + 1 < end else " "
        if (
            not text[i - 1].isspace()
            and not after.isalnum()
            and (mark == '"' or text[i - 1] in ".,!?" or after in " ,.;:?!)")
        ) and (mark == '"' or not _possessive(text, i, end)):
            return i
        i += 1
    return None


def _straight(text: str, opening: int, end: int) -> int | None:
    """A straight mark that closes a quotation opened by a curly one: behind a stop or a comma, no letter after it."""
    i = text.find('"', opening + 1, end)
    if i < 0 or not (text[i - 1] in ",.!?" or (i + 1 < end and text[i + 1] in ",.;")):
        return None
    return None if i + 1 < end and text[i + 1].isalnum() else i


def _possessive(text: str, i: int, end: int) -> bool:
    """Whether an apostrophe is a plural's ("the troops' base"), not the end of a quotation."""
    return text[i - 1] == "s" and i + 2 < end and text[i + 1] == " " and text[i + 2].islower()


def _unclosed(text: str, opening: int, end: int) -> int:
    """Where a quotation without a closing mark ends: at the comma before "the general said", if such words close it."""
    frame = _FRAME.search(text, opening + 1, end)
    return end if frame is None else frame.start() + 1


def _limit(members: Sequence[Sentence], opening: int, end: int) -> int:
    """Where a quotation opened there ends if nothing closes it sooner: after RUN sentences."""
    inside = [s for s in members if s.span[1] > opening]
    return inside[min(RUN, len(inside)) - 1].span[1] if inside else end
