"""`detente incidents`."""

from __future__ import annotations

import click
from rich.console import Console

from detente.cli.shared import readings_and_articles, stop, tell
from detente.records import EVENT_TYPES, Problem


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE…")
@click.option("--dyad", metavar="A-B", help="Only between these two sides: IND-PAK, or names of groups.")
@click.option("--since", metavar="DATE", help="Only happenings of that day or later.")
@click.option("--type", "kind", type=click.Choice(EVENT_TYPES, case_sensitive=False), help="Only of this PLOVER type.")
@click.option("--conflicts", is_flag=True, help="Only those whose accounts cannot all be true.")
@click.option("--why", is_flag=True, help="Show every telling with the parts of the score that put it where it is.")
@click.option("--history", is_flag=True, help="Also what reports recall as history.")
@click.option("--date", metavar="DATE", help="Publication date for inputs that state none.")
@click.option("--json", "as_json", is_flag=True, help="Print the incidents as JSON.")
def incidents(
    inputs: tuple[str, ...],
    dyad: str | None,
    since: str | None,
    kind: str | None,
    conflicts: bool,
    why: bool,
    history: bool,
    date: str | None,
    as_json: bool,
) -> None:
    """What happened, each happening once, however many reports tell of it: every account, every source, every conflict.

    Reports of one publisher, and copies of one agency's words, count as one source. Accounts that differ (who says 5 dead, who
    says 12; who did it; who denies it) stand side by side; none is taken for the truth. FILE is anything `detente brief` reads,
    or what `detente code` wrote (agencies credited only in a report's text are then not known).

    \b
    detente incidents reports.jsonl --dyad IND-PAK
    detente incidents monday/*.html --conflicts
    detente incidents reports.jsonl --why --type ASSAULT --since 2025-05-07
    """
    from detente.events.incidents import group
    from detente.publish import incidents as shown
    from detente.when import moment

    if since is not None and moment(since) is None:
        raise stop(Problem(where=since, what="not a date", remedy="write --since 2025-05-10"))
    if dyad is not None and "-" not in dyad:
        raise stop(Problem(where=dyad, what="not two sides", remedy="write --dyad IND-PAK"))

    readings, articles, problems = readings_and_articles(inputs, date)
    tell(problems)
    if not readings:
        raise SystemExit(2)
    made = group(readings, articles)
    chosen = [
        one
        for one in made
        if (history or not one.background)
        and (dyad is None or shown.involves(one, dyad))
        and (since is None or (one.date or one.latest or "") >= since)
        and (kind is None or one.type == kind)
        and (one.conflicts or not conflicts)
    ]
    if as_json:
        click.echo(shown.as_json(chosen), nl=False)
    else:
        shown.show(chosen, Console(highlight=False), why=why)
    raise SystemExit(1 if problems else 0)
