"""The ledger's rows for people and programs: a list, one row's whole trail, CSV, Markdown, JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from rich.console import Console
from rich.text import Text

from detente.dynamics import standing_of, unusual
from detente.ledger import Ledger
from detente.ledger.finding import DECISIVE
from detente.ledger.words import country, label, phrase_signal, side_name, sides, state_words
from detente.publish.dates import humane, readable
from detente.publish.harmless import one_line
from detente.publish.lines import quoted, unquoted
from detente.publish.markdown import safe
from detente.publish.terminal import put
from detente.records import Change, Commitment, Evidence

COLUMNS: Final = (
    "id", "first_said", "last_said", "kind", "speaker", "addressees", "terms", "deadline", "state", "since", "because",
    "next_mover", "repetitions", "article", "quote",
)  # fmt: skip
SHOWN: Final = ("id", "first_said", "kind", "speaker", "terms", "state", "since", "because", "next_mover")
"""The columns of the Markdown table."""
_STYLES: Final = {"kept": "green", "broken": "red", "contested": "yellow", "triggered": "cyan", "open": "bold"}
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""Cells that begin so are run as formulas by spreadsheets."""


def cells(row: Commitment) -> dict[str, str]:
    """One row as text by column (`COLUMNS`), on one line and without control characters; empty where there is nothing."""
    signal, last = row.signal, row.history[-1] if row.history else None
    made = {
        "id": row.id,
        "first_said": row.first_said or "",
        "last_said": row.last_said or "",
        "kind": signal.kind,
        "speaker": label(signal.speaker),
        "addressees": "; ".join(label(a) for a in signal.addressees),
        "terms": phrase_signal(signal),
        "deadline": signal.deadline or "",
        "state": row.state,
        "since": (last.date or "") if last else "",
        "because": last.because if last else "",
        "next_mover": label(row.next_mover) if row.next_mover else "",
        "repetitions": str(len(row.repetitions)),
        "article": row.article,
        "quote": signal.quote,
    }
    return {name: one_line(text) for name, text in made.items()}


def as_csv(rows: Sequence[Commitment]) -> str:
    """The rows as CSV with a header (`COLUMNS`); cells that a spreadsheet would run as a formula begin with '."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if v.startswith(_RUNS) else v for k, v in cells(row).items()})
    return out.getvalue()


def as_markdown(rows: Sequence[Commitment]) -> str:
    """The rows as a Markdown table; what comes from a report can neither link nor break it."""
    lines = ["| " + " | ".join(name.replace("_", " ") for name in SHOWN) + " |", "|" + "---|" * len(SHOWN)]
    for row in rows:
        made = cells(row)
        lines.append("| " + " | ".join(safe(made[name]) for name in SHOWN) + " |")
    return "\n".join(lines) + "\n"


def as_json(rows: Sequence[Commitment]) -> str:
    """The rows as a JSON list."""
    return msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode() + "\n"


FORMS: Final[dict[str, Callable[[Sequence[Commitment]], str]]] = {
    "csv": as_csv, "markdown": as_markdown, "json": as_json,
}  # fmt: skip


def show_list(ledger: Ledger, rows: Sequence[Commitment], console: Console) -> None:
    """Print the rows, oldest first, then whose move it is between the sides they lie between, and the offers that meet."""
    if not rows:
        _put(console, Text(_none_of(ledger.rows)))
        return
    for row in rows:
        _print_row(row, console)
    ids = {row.id for row in rows}
    moves = [move for move in ledger.moves if move.row in ids]
    meetings = [meeting for meeting in ledger.standing if {meeting.first, meeting.second} <= ids]
    for move in moves:
        who = Text(f"\n{' – '.join(_side(side) for side in move.sides)}: ", "bold")
        _put(console, who.append(_flat(move.sentence), "not bold"))
    for meeting in meetings:
        _put(console, Text(_flat(meeting.sentence), "green").append(f" {meeting.first}, {meeting.second}", "dim"))
    counted = ", ".join(f"{n} {state}" for state, n in _counts(rows))
    _put(console, Text(f"\n{len(rows)} {'row' if len(rows) == 1 else 'rows'}: {counted}", "dim"))


def _none_of(rows: Sequence[Commitment]) -> str:
    """Why the list is empty: nothing was promised, or the filters name what is not there; then what is."""
    if not rows:
        return "No row fits: no commitment was found in these reports."
    by = {side_name(row.signal.speaker): row.signal.speaker.code for row in rows}
    named = ", ".join(f"{name} ({code})" if code not in (name, "---") else name for name, code in sorted(by.items()))
    return one_line(f"No row fits the filters; without them: {len(rows)}, by {named}.")


def _put(console: Console, text: Text, *, indent: int = 0) -> None:
    for line in text.split("\n", allow_blank=True):
        put(console, line, console.width, indent=indent)


def _print_row(row: Commitment, console: Console) -> None:
    made = cells(row)
    day = readable(made["first_said"][:10]) if made["first_said"] else "no date"
    head = Text(f"{day}  ").append(made["kind"], "bold").append(f"  {made['speaker']}")
    to = sides(row.signal.addressees)
    head.append(f" to {one_line(to)}" if to else "").append("  ").append_text(_state(row.signal.kind, row.state))
    since = made["since"][:10]
    head.append(f" {_when(row)} {readable(since)}" if since and row.state != "open" else "", "dim")
    head.append(f", said {len(row.repetitions) + 1} times" if row.repetitions else "", "dim")
    head.append(f", deadline {readable(made['deadline'])}" if made["deadline"] else "", "dim")
    _put(console, head)
    said = made["terms"] or quoted(unquoted(made["quote"]))
    _put(console, Text(said), indent=4)
    _put(console, Text(row.id, "dim"), indent=4)


def _when(row: Commitment) -> str:
    """ "kept since" a day where it is still going on, "carried out on" the day of a deed or of an end."""
    lasting = row.state in ("triggered", "contested") or row.history[-1].rule in _STILL
    return "since" if lasting else "on"


_STILL: Final = frozenset({"held", "confirmed", "reaffirmed", "upheld", "ruling"})
"""Rules after which a commitment is kept so far, day after day."""


def _counts(rows: Sequence[Commitment]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for row in rows:
        found[row.state] = found.get(row.state, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _side(key: str) -> str:
    return one_line(country(key.partition(":")[0]))


def _flat(text: str) -> str:
    return one_line(humane(text))


def _state(kind: str, state: str) -> Text:
    return Text(state_words(kind, state), _STYLES.get(state, ""))  # type: ignore[arg-type]


def show_row(row: Commitment, console: Console, ledger: Ledger | None = None) -> None:
    """Print one row's whole trail: its words, its history with the rule behind each step, the evidence that counted.

    With the `ledger` it stands in, also its speaker's record in such words and how usual they are. Evidence too weak to count by itself is only counted here; JSON has it.
    """
    made = cells(row)
    head = Text(row.id, "bold").append(f"  {made['kind']} by {made['speaker']}, now ", "not bold")
    _put(console, head.append_text(_state(row.signal.kind, row.state)))
    said = f"first said {readable(made['first_said']) if made['first_said'] else 'on an unknown day'} in {row.article}"
    if row.repetitions:
        said += f", again in {', '.join(dict.fromkeys(article for article, _ in row.repetitions))}"
    for text in (made["terms"], quoted(unquoted(made["quote"]))):
        _put(console, Text(text), indent=2)
    _put(console, Text(one_line(said), "dim"), indent=2)
    if row.supersedes:
        _put(console, Text(f"a new version of {row.supersedes}", "dim"), indent=2)
    _put(console, Text("\nhistory", "bold"))
    for change in row.history:
        _put(console, _change(row, change), indent=2)
    strong = [item for item in row.evidence if _counts_for(row, item)]
    _put(console, Text("\nevidence", "bold").append("" if strong else ": none that counts yet", "not bold"))
    for item in strong:
        _put(console, _evidence(item), indent=2)
    if len(strong) < len(row.evidence):
        weak = len(row.evidence) - len(strong)
        _put(console, Text(f"and {weak} that by themselves count for nothing: --json shows them", "dim"), indent=2)
    if row.why_next:
        _put(console, Text(f"\n{_flat(row.why_next)}"))
    if ledger is not None:
        record = standing_of(row, ledger)
        lines = [*([f"Besides this: {record.sentence}"] if record else []), unusual(row, ledger).sentence]
        _put(console, Text("\nwords and deeds", "bold"))
        for text in lines:
            _put(console, Text(_flat(text)), indent=2)


def _counts_for(row: Commitment, item: Evidence) -> bool:
    """Evidence that moved the row, or is strong enough to: a claim and a denial are, an act of other kinds is not."""
    moved = {name for change in row.history for name in change.evidence}
    return item.score >= DECISIVE or f"{item.article}/{item.record}" in moved


def _change(row: Commitment, change: Change) -> Text:
    day = readable(change.date) if change.date else "no date"
    made = Text(f"{day}  ").append_text(_state(row.signal.kind, change.state))
    return made.append(f"  {_flat(change.because)}").append(f"  rule {change.rule}", "dim")


def _evidence(item: Evidence) -> Text:
    parts = ", ".join(f"{name} {value:g}" for name, value in item.parts.items() if value != 1.0)
    score = f"score {item.score:.2f}" + (f" ({parts})" if parts else "")
    where = one_line(f"{item.article} {item.record}" + (f", {item.source}" if item.source else ""))
    day = readable(item.date) if item.date else "no date"
    made = Text(f"{day}  {one_line(item.why)}").append(f"  {score}; {where}", "dim")
    quote = one_line(item.quote)
    return made.append(f"\n  {quoted(unquoted(quote))}", "italic") if quote else made
