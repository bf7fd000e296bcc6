"""Why a sentence was read as it was: its clauses, acts, events, signals with their rules, and why not more."""

from __future__ import annotations

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from detente import actors, events
from detente.api import study
from detente.events import arbitrate, learned
from detente.events.acts import Act
from detente.records import Actor, Article, Clause, Document, Event, Reading, Record, Signal, Term


class Explanation(Record, frozen=True, kw_only=True):
    """Everything behind the reading of one text."""

    document: Document
    acts: dict[int, tuple[Act, ...]]
    reading: Reading
    why_not: dict[int, str]  # clause id -> which constraint failed, for clauses that looked political and gave nothing
    second_opinion: dict[
        int, str
    ]  # clause id -> what the learned typer takes it for; who decided is in the event's rule


def explain(text: str, *, date: str | None = None) -> Explanation:
    """The reading of a text with the clauses and acts behind it; raises `DetenteError` where `detente.read` does."""
    made = study(Article(id="explained", text=text, date=date))
    cast = actors.Cast(made.document)
    used = {e.clause for e in made.reading.events} | {s.clause for s in made.reading.signals}
    reasons = {
        clause.id: reason
        for clause in made.document.clauses
        if clause.id not in used and (reason := events.why_not(made.document, cast, clause))
    }
    return Explanation(
        document=made.document,
        acts=made.acts,
        reading=made.reading,
        why_not=reasons,
        second_opinion=_second_opinion(made.document, cast, made.acts),
    )


def _second_opinion(document: Document, cast: actors.Cast, acts: dict[int, tuple[Act, ...]]) -> dict[int, str]:
    """What the learned typer takes each clause with an act for, and each where the rules are silent between two sides."""
    clauses = [clause for clause in document.clauses if acts.get(clause.id)]
    cases = [learned.case(document, clause, clause.subject, clause.object) for clause in clauses]
    unsaid = list(arbitrate.silent(document, cast, acts))
    guesses = learned.load_typer().type([*cases, *(candidate.case for candidate in unsaid)])
    asked = [*clauses, *(candidate.clause for candidate in unsaid)]
    return {clause.id: f"{guess.type} {guess.probability:.2f}" for clause, guess in zip(asked, guesses, strict=True)}


def as_json(explanation: Explanation) -> str:
    """The explanation as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(explanation), indent=2).decode()


def show(explanation: Explanation, console: Console) -> None:
    """Print the explanation: one tree a sentence, then events and signals."""
    document = explanation.document
    children: dict[int | None, list[Clause]] = {}
    for clause in document.clauses:
        children.setdefault(clause.parent, []).append(clause)
    for sentence in document.sentences:
        tree = Tree(f"[bold]{escape(sentence.text)}[/bold]", guide_style="dim")
        for clause in children.get(None, []):
            if clause.sentence == sentence.index:
                _branch(tree, clause, children, explanation)
        console.print(tree)
    _show_events(explanation.reading, console)
    _show_signals(explanation.reading, console)
    if not explanation.reading.events and not explanation.reading.signals:
        console.print("Nothing coded: no clause names a political act between actors we know.")


def _branch(tree: Tree, clause: Clause, children: dict[int | None, list[Clause]], explanation: Explanation) -> None:
    branch = tree.add(_clause_line(clause))
    for act in explanation.acts.get(clause.id, ()):
        entry = f" [dim]like “{escape(act.example)}”[/dim]" if act.example else ""
        branch.add(
            f"[green]act[/green] {act.type} {act.phase} ({act.direction})  {_names(act.actors)} → {_names(act.recipients)}"
            f"  [dim]rule {escape(act.rule)}[/dim]{entry}"
        )
    if clause.id in explanation.second_opinion:
        branch.add(f"[dim]the learned typer takes it for {explanation.second_opinion[clause.id]}[/dim]")
    if clause.id in explanation.why_not:
        branch.add(f"[yellow]nothing coded[/yellow]: {escape(explanation.why_not[clause.id])}")
    for child in children.get(clause.id, []):
        _branch(branch, child, children, explanation)


def _clause_line(clause: Clause) -> str:
    marks = [
        m
        for m, on in (("not", clause.negated), ("passive", clause.voice == "passive"), ("quoted", clause.quoted))
        if on
    ]
    marks += list(clause.modals)
    words = [f"[cyan]{escape(clause.predicate)}[/cyan]", f"[dim]{clause.link}[/dim]"]
    if clause.connective:
        words.append(f"[magenta]{escape(clause.connective)}[/magenta]")
    if marks:
        words.append("[dim]" + ", ".join(marks) + "[/dim]")
    words += [
        f"{a.role}{'/' + a.preposition if a.preposition else ''}{'*' if a.inherited else ''}=[italic]{escape(a.phrase.text)}[/italic]"
        for a in clause.arguments
    ]
    if clause.speakers:
        words.append("said by " + " < ".join(escape(p.text) for p in clause.speakers))
    return "  ".join(words)


def _show_events(reading: Reading, console: Console) -> None:
    for event in reading.events:
        console.print(_event_line(event))


def _event_line(event: Event) -> str:
    parts = [
        f"[bold]{event.id}[/bold] {event.type}" + (f"/{event.mode}" if event.mode else ""),
        f"{_names(event.actors)} → {_names(event.recipients)}",
        event.status + (", background" if event.background else ""),
    ]
    parts += [f"said by {_names(event.said_by)}"] if event.said_by else []
    parts += [f"inside {event.inside}"] if event.inside else []
    parts += [event.date] if event.date else []
    parts += [f"at {escape(event.place.name)}"] if event.place else []
    parts += [f"CAMEO {event.cameo}"] if event.cameo else []
    parts += [f"likely right {event.likelihood:.2f}"] if event.likelihood is not None else []
    return "  ".join(parts) + f"  [dim]rule {escape(event.rule)}[/dim]"


def _show_signals(reading: Reading, console: Console) -> None:
    for signal in reading.signals:
        console.print(_signal_line(signal))


def _signal_line(signal: Signal) -> str:
    parts = [f"[bold]{signal.id}[/bold] {signal.kind}", f"{_names((signal.speaker,))} → {_names(signal.addressees)}"]
    if signal.condition:
        parts.append(f"if: {'not ' if signal.condition.negated else ''}{_term(signal.condition)}")
    if signal.commitment:
        parts.append(f"then: {_term(signal.commitment)}")
    parts += [f"by {signal.deadline}"] if signal.deadline else []
    parts += [] if signal.firm else ["tentative"]
    parts += [f"{cost.kind}: {cost.form} (“{escape(cost.text)}”)" for cost in signal.costs]
    return "  ".join(parts) + f"  [dim]rule {escape(signal.rule)}[/dim]"


def _term(term: Term) -> str:
    return f"{_names(term.actors)} {term.type or '?'} {term.phase} ({term.direction})"


def _names(found: tuple[Actor, ...]) -> str:
    if not found:
        return "—"
    return ", ".join(escape(" ".join(filter(None, (a.side, a.sector, a.name)))) for a in found)
