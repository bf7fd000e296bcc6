"""A clause against the frames of its predicate: the narrowest that fits, or why none does.

The pattern matching of the field's older coders (TABARI, PETRARCH: verb patterns with synsets) done on clauses: roles
instead of token order, so that passives, relatives and control need no patterns of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from detente.actors import Cast
from detente.events.acts import Act
from detente.events.frames import Frame, frames, index, is_known, normal, words
from detente.events.phrases import banned, counted, fits, heads, stems, vocabulary
from detente.records import Argument, Clause, Document, Phrase

# What stands after these sets the scene and lends the clause no party: "rejected it after talks between A and B".
_ADJUNCT = frozenset("after before during amid since until despite following without under except like unlike".split())

_BORDERS = frozenset(("border", "frontier", "boundary"))


@dataclass(frozen=True, slots=True)
class View:
    """A clause as frames see it: its slots, and the words its sub-clauses add to the idiom ("took them [hostage]")."""

    clause: Clause
    predicate: str
    children: tuple[Clause, ...] = ()
    extra: tuple[Argument, ...] = ()  # what a light verb lends its noun
    meant: tuple[Phrase, ...] = ()  # bare counts as what they count: "200 balloons were launched and some 40 fell"
    _slots: dict[str, tuple[Phrase, ...]] = field(default_factory=dict, compare=False, repr=False)

    def slot(self, name: str) -> Iterator[Phrase]:
        """The phrases in a role ("object") or after a preposition ("on"), be it inside another phrase ("terms with")."""
        found = self._slots.get(name)
        if found is None:
            found = self._slots[name] = tuple(self._in_slot(name))
        return iter(found)

    def _in_slot(self, name: str) -> Iterator[Phrase]:
        arguments = (*self.clause.arguments, *self.extra)
        if name == "object" and not any(a.role == "object" for a in arguments):
            yield from (a.phrase for a in arguments if a.role == "oblique" and a.preposition is None)
        for argument in arguments:
            if name == argument.role or (argument.role in ("oblique", "complement") and name == argument.preposition):
                yield next((p for p in self.meant if p.span == argument.phrase.span), argument.phrase)
        for argument in arguments:
            if argument.role != "subject" and argument.preposition not in _ADJUNCT:
                members = (m for m in argument.phrase.members() if not (argument.preposition and _is_hollow(m)))
                if name in ("with", "between"):  # "clashes at its border with Chad": the border is, not the clashes
                    members = (m for m in members if m.head.lower() not in _BORDERS)
                yield from (p for m in members for part in counted(m) for w, p in part.complements if w == name)

    def words(self) -> set[str]:
        """The lemmas that stand in the clause, in its phrases and round its predicate."""
        arguments = (*self.clause.arguments, *self.extra)
        spoken = {w for a in arguments for w in heads(a.phrase)}
        measured = (q for a in arguments for p in a.phrase.members() for q in counted(p))
        spoken |= {w for p in measured for m in p.modifiers for w in (m.lemma.lower(), *m.lemma.lower().split())}
        spoken |= {w for a in arguments for p in a.phrase.members() for q in _laden(p) for w in heads(q)}
        spoken |= {m.lemma.lower() for m in self.clause.attributes} | set(self.clause.adverbs)
        return spoken | {a.preposition for a in arguments if a.preposition}

    def object(self, frame: Frame) -> Phrase | None:
        """What stands as the frame's object: the object, or the phrase of the preposition it goes with."""
        if frame.via:
            return next(self.slot(frame.via), None)
        return next(self.slot("object"), None) or next(self.slot("indirect"), None)


def _laden(phrase: Phrase) -> Iterator[Phrase]:
    """What a thing carries or is of: "two ships with 25,000 tons of wheat"."""
    for preposition, inner in phrase.complements:
        if preposition in ("with", "of"):
            yield inner
            yield from _laden(inner)


class Acts(Protocol):
    """The acts of one document, as the parts of the composer ask one another for them."""

    document: Document
    cast: Cast

    def act(self, clause: Clause) -> Act | None:
        """What a clause speaks of."""

    def children(self, clause: Clause, *links: str) -> tuple[Clause, ...]:
        """Clauses hanging from it, with one of the links when any is named."""

    def view(self, clause: Clause, extra: tuple[Argument, ...] = ()) -> View:
        """The clause as frames see it."""

    def by_frame(self, seen: View) -> tuple[Frame | None, Act | None]:
        """The narrowest frame that fits, with its act."""


def _is_hollow(phrase: Phrase) -> bool:
    """Whether a noun only joins what follows to the verb: "in accordance with", "in line with"."""
    return phrase.head.lower() in words("data/composition.toml", "hollow", "nouns")


def view(document: Document, clause: Clause, extra: tuple[Argument, ...] = ()) -> View:
    """The view of a clause; `extra` are arguments lent by a light verb."""
    predicate = clause.predicate.lower() if clause.kind == "noun" else normal(clause.predicate)
    return View(clause, predicate, document.children(clause), extra, tuple(_meant(document, clause)))


def _meant(document: Document, clause: Clause) -> Iterator[Phrase]:
    """The subjects and objects that only count, with the noun they count, which the words before them name."""
    for argument in clause.arguments:
        phrase = argument.phrase
        if argument.role not in ("subject", "object") or argument.inherited or not _only_counts(phrase):
            continue
        noun = next(
            _counted_before(document, clause, named=bool(phrase.complements) and argument.role == "subject"), None
        )
        if noun is not None:
            yield msgspec.structs.replace(phrase, head=noun, kind="noun")


def _only_counts(phrase: Phrase) -> bool:
    """ "Some 40", "several", "most of them"."""
    bare = phrase.kind == "number" or (phrase.kind == "adjective" and phrase.head.lower() in _QUANTITIES)
    return bare and all(w == "of" and p.kind == "pronoun" for w, p in phrase.complements)


_QUANTITIES = frozenset("several most some many few others another".split())


def _counted_before(document: Document, clause: Clause, *, named: bool = False) -> Iterator[str]:
    """The nouns counted in this sentence before a clause, or in the two before, the last first.

    With `named` ("240 of them") those of which many are named will do: "the balloons came all day".
    """
    for other in reversed(document.clauses):
        near = clause.sentence - 2 <= other.sentence <= clause.sentence
        if not near or other.id == clause.id or other.predicate_span[0] >= clause.predicate_span[0]:
            continue
        for argument in other.arguments:
            parts = list(counted(argument.phrase))
            if argument.role in ("object", "subject") and (argument.phrase.quantity or len(parts) > 1 or named):
                noun = parts[-1]
                if noun.kind == "noun" and noun.plural:
                    yield noun.head


def candidates(seen: View) -> tuple[Frame, ...]:
    """The frames of the clause's predicate, narrowest first."""
    found: list[Frame] = []
    for predicate in dict.fromkeys(stems(seen.predicate) if seen.clause.kind == "noun" else (seen.predicate,)):
        found.extend(index().get((seen.clause.kind, predicate), ()))
    if (
        not found and " " in seen.predicate and not is_known(seen.predicate)
    ):  # a particle that is none: "contribute up [to 4,000 troops]"
        found.extend(index().get((seen.clause.kind, seen.predicate.split()[0]), ()))
    if seen.clause.kind == "adjective" or (seen.clause.kind == "verb" and seen.clause.voice == "passive"):
        other = "verb" if seen.clause.kind == "adjective" else "adjective"
        found.extend(f for f in index().get((other, seen.predicate), ()) if f.embed or other == "adjective")  # type: ignore[arg-type]
    return tuple(found)


def obstacle(frame: Frame, seen: View, cast: Cast) -> str | None:
    """The first constraint a frame fails on, in words; None when it fits (its `embed` and actors apart)."""
    for test in _asked().get(id(frame), _TESTS):
        why = test(frame, seen, cast)
        if why:
            return why
    return None


def _idiom(frame: Frame, seen: View, cast: Cast) -> str | None:
    if frame.heads and not _has_head(frame.heads, seen):
        return f"needs “{_either(frame.heads)}” with it"
    for preposition, wanted in frame.prep_heads:
        if not any(wanted & heads(p) for p in seen.slot(preposition)) and not _child(preposition, wanted, seen):
            return f"needs “{preposition} {_either(wanted)}”"
    if frame.adverb and frame.adverb not in seen.words():
        return f"needs “{frame.adverb}”"
    return None


def _has_head(wanted: frozenset[str], seen: View) -> bool:
    if any(wanted & heads(p) for role in ("object", "complement", "indirect") for p in seen.slot(role)):
        return True
    return any(
        c.link in ("complement", "argument", "result") and wanted & set(stems(c.predicate)) for c in seen.children
    )


def _child(preposition: str, wanted: frozenset[str], seen: View) -> bool:
    return any(c.connective == preposition and wanted & set(stems(c.predicate)) for c in seen.children)


def _modifiers(frame: Frame, seen: View, _cast: Cast) -> str | None:
    attributes = {w for m in seen.clause.attributes for w in _attribute_words(m.lemma)}
    for wanted in frame.attribute:
        if wanted.isdisjoint(attributes):
            return f"needs “{_either(wanted)}” before it"
    if frame.without & attributes:
        return f"“{sorted(frame.without & attributes)[0]}” before it is another sense"
    if frame.marker and not frame.marker & seen.words():
        return f"needs one of “{', '.join(sorted(frame.marker))}”"
    return None


def _attribute_words(lemma: str) -> Iterator[str]:
    for word in (lemma, *lemma.replace("-", " ").split()):
        yield from stems(word)


def _object(frame: Frame, seen: View, cast: Cast) -> str | None:
    found = seen.object(frame)
    if frame.via and found is None:
        return f"needs “{frame.via}” and what follows"
    if frame.object and (found is None or not fits(found, frame.object, cast, seen.clause)):
        return f"its object is not of {_names(frame.object)}"
    if found is not None and frame.object_not and banned(found, frame.object_not, cast, seen.clause):
        return f"its object “{found.text}” makes it another sense"
    return None


def _subject(frame: Frame, seen: View, cast: Cast) -> str | None:
    found = next(seen.slot("subject"), None)
    if frame.requires_subject and found is None:
        return "nobody does it"
    if frame.subject and (found is None or not fits(found, frame.subject, cast, seen.clause)):
        return f"its subject is not of {_names(frame.subject)}"
    if found is not None and frame.subject_not and _excluded(found, frame.subject_not, cast, seen.clause):
        return f"its subject “{found.text}” makes it another sense"
    return None


def _excluded(found: Phrase, names: frozenset[str], cast: Cast, clause: Clause) -> bool:
    """A class that bars the sense, unless the phrase stands for a state, a group or its forces all the same."""
    known = heads(found)
    if not vocabulary(names).isdisjoint(known):
        if any(name.startswith("=") and name[1:] in known for name in names):
            return True
        return not any(a.code != "---" and a.sector not in ("BUS", "CVL", "LAB") for a in cast.resolve(found, clause))
    return False


def _obliques(frame: Frame, seen: View, cast: Cast) -> str | None:
    if frame.oblique and not any(
        fits(p, wanted, cast, seen.clause) for preposition, wanted in frame.oblique for p in seen.slot(preposition)
    ):
        return f"needs “{'/'.join(p for p, _ in frame.oblique)}” with the right noun"
    for preposition, names in frame.oblique_not:
        if any(banned(p, names, cast, seen.clause) for p in seen.slot(preposition)):
            return f"“{preposition} …” makes it another sense"
    for wanted in frame.requires:
        slots = [name for name in sorted(wanted) if not (name == "object" and frame.via)]
        if not any(True for name in slots for _ in seen.slot(name)) and not (frame.via and "object" in wanted):
            return f"needs one of {', '.join(sorted(wanted))}"
    return None


@functools.cache
def _either(wanted: frozenset[str]) -> str:
    return "/".join(sorted(wanted))


@functools.cache
def _names(wanted: frozenset[str]) -> str:
    named = sorted(n.lstrip("=") for n in wanted)
    return "the class " + ", ".join(named[:6]) + (" …" if len(named) > 6 else "")


Test = Callable[[Frame, View, Cast], str | None]
_TESTS: tuple[Test, ...] = (_idiom, _modifiers, _object, _subject, _obliques)


@functools.cache
def _asked() -> dict[int, tuple[Test, ...]]:
    """Of each frame of the lexicon, by its identity, the tests that it can fail: most ask for little."""
    return {id(frame): tuple(t for t, wants in zip(_TESTS, _wants(frame), strict=True) if wants) for frame in frames()}


def _wants(f: Frame) -> tuple[object, ...]:
    """What each of the tests goes by."""
    return (
        f.heads or f.prep_heads or f.adverb,
        f.attribute or f.without or f.marker,
        f.via or f.object or f.object_not,
        f.requires_subject or f.subject or f.subject_not,
        f.oblique or f.oblique_not or f.requires,
    )
