"""The ledger's rows for people and programs: a list, one row's whole trail, CSV, Markdown, JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from detente.ledger import Ledger
from detente.ledger.words import label, phrase_signal
from detente.records import Change, Commitment, Evidence

COLUMNS: Final = (
    "id", "first_said", "last_said", "kind", "speaker", "addressees", "terms", "deadline", "state", "since", "because",
    "next_mover", "repetitions", "article", "quote",
)  # fmt: skip
_STYLES: Final = {"kept": "green", "broken": "red", "contested": "yellow", "triggered": "cyan", "open": "bold"}


def cells(row: Commitment) -> dict[str, str]:
    """One row as text by column (`COLUMNS`); empty where there is nothing."""
    signal, last = row.signal, row.history[-1] if row.history else None
    return {
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
        "quote": " ".join(signal.quote.split()),
    }


def as_csv(rows: Sequence[Commitment]) -> str:
    """The rows as CSV with a header (`COLUMNS`); cells that a spreadsheet would run as a formula are quoted with '."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if v[:1] in ("=", "+", "-", "@") else v for k, v in cells(row).items()})
    return out.getvalue()


def as_markdown(rows: Sequence[Commitment]) -> str:
    """The rows as a Markdown table."""
    shown = ("id", "first_said", "kind", "speaker", "terms", "state", "since", "because", "next_mover")
    lines = ["| " + " | ".join(name.replace("_", " ") for name in shown) + " |", "|" + "---|" * len(shown)]
    for row in rows:
        made = cells(row)
        lines.append("| " + " | ".join(made[name].replace("|", "\\|").replace("<", "&lt;") for name in shown) + " |")
    return "\n".join(lines) + "\n"


def as_json(rows: Sequence[Commitment]) -> str:
    """The rows as a JSON list."""
    return msgspec.json.format(msgspec.json.encode(list(rows)), indent=2).decode() + "\n"


FORMS: Final[dict[str, Callable[[Sequence[Commitment]], str]]] = {
    "csv": as_csv, "markdown": as_markdown, "json": as_json,
}  # fmt: skip


def show_list(ledger: Ledger, rows: Sequence[Commitment], console: Console) -> None:
    """Print the rows as a table, then whose move it is and the offers that meet."""
    if not rows:
        console.print("No row fits: no commitment was found in these reports, or the filters leave none.")
        return
    for row in rows:
        made = cells(row)
        style = _STYLES.get(row.state, "")
        state = f"[{style}]{row.state}[/]" if style else row.state
        again = f", said {len(row.repetitions) + 1} times" if row.repetitions else ""
        said = made["first_said"][:10] or "undated"
        console.print(
            f"{said}  [bold]{made['kind']}[/bold]  {escape(made['speaker'])}  {state}{again}  [dim]{row.id}[/dim]"
        )
        console.print(Padding(escape(made["terms"]), (0, 0, 0, 12)))
    for move in ledger.moves:
        console.print(f"\n[bold]{escape(' – '.join(move.sides))}[/bold]: {escape(move.sentence)}", soft_wrap=True)
    for meeting in ledger.standing:
        console.print(f"[green]two offers meet[/green] ({meeting.first}, {meeting.second}): {escape(meeting.sentence)}")


def show_row(row: Commitment, console: Console) -> None:
    """Print one row's whole trail."""
    made = cells(row)
    console.print(f"[bold]{row.id}[/bold]  {made['kind']} by {escape(made['speaker'])}, now [bold]{row.state}[/bold]")
    console.print(Padding(f"{escape(made['terms'])}\n“{escape(made['quote'])}”", (0, 2)))
    said = f"first said {row.first_said or 'on an unknown day'} in {escape(row.article)}"
    if row.repetitions:
        said += f", again in {', '.join(escape(article) for article, _ in row.repetitions)}"
    console.print(Padding(said, (0, 2)), style="dim")
    if row.supersedes:
        console.print(Padding(f"a new version of {row.supersedes}", (0, 2)), style="dim")
    console.print("\n[bold]history[/bold]")
    for change in row.history:
        console.print(Padding(_change(change), (0, 2)))
    console.print("\n[bold]evidence[/bold]" + ("" if row.evidence else ": none yet"))
    for item in row.evidence:
        console.print(Padding(_evidence(item), (0, 2)))
    if row.why_next:
        console.print(f"\n{escape(row.why_next)}")


def _change(change: Change) -> str:
    style = _STYLES.get(change.state, "")
    state = f"[{style}]{change.state}[/]" if style else change.state
    return f"{change.date or '—'}  {state}  {escape(change.because)}  [dim]rule {escape(change.rule)}[/dim]"


def _evidence(item: Evidence) -> str:
    parts = ", ".join(f"{name} {value:g}" for name, value in item.parts.items())
    score = f"score {item.score:.2f}" + (f" ({parts})" if parts else "")
    where = f"{escape(item.article)} {item.record}" + (f", {escape(item.source)}" if item.source else "")
    quote = f"\n  “{escape(' '.join(item.quote.split()))}”" if item.quote else ""
    return f"{item.date or '—'}  {escape(item.why)}  [dim]{score}; {where}[/dim]{quote}"
