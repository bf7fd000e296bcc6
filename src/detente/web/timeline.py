"""The timeline of a pair as one SVG, made here, so that it is there without JavaScript: deeds by direction, commitments as spans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from detente.records import Commitment
from detente.web.library import EventRow, Pair, Snapshot
from detente.web.words import bargain, event_words, state

WIDTH, LEFT, RIGHT = 1040, 120, 16
LANE = 92  # pixels of a direction
BAR = 15
MOST_SPANS = 14


class Scale(NamedTuple):
    """Days to pixels."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The pixel of a day's start."""
        days = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / days, 1)


def timeline(snapshot: Snapshot, pair: Pair, events: Sequence[EventRow], rows: Sequence[Commitment]) -> Markup | None:
    """The picture of a pair's events that happened (with a score and a day) and of its commitments; None without a day."""
    days = [d for d in (_day(e.when) for e in events) if d] + [d for r in rows for d in _span(r)]
    if not days:
        return None
    scale = Scale(min(days) - timedelta(days=1), max(days) + timedelta(days=2))
    spans = sorted((r for r in rows if _span(r)), key=lambda r: (r.first_said or "", r.id))[:MOST_SPANS]
    height = 2 * LANE + 48 + BAR * 1.5 * len(spans) + 20
    names = [snapshot.names.get(side, side) for side in pair]
    parts = [_axis(scale, height), *_lanes(names)]
    parts += [_deed(scale, e, pair) for e in events if _day(e.when) and e.event.goldstein is not None]
    parts += [_commitment(scale, r, n) for n, r in enumerate(spans)]
    title = f"Deeds between {names[0]} and {names[1]} by day, and commitments from first said to their last change"
    head = Markup('<svg class="timeline" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
        WIDTH, round(height), title
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def _lanes(names: Sequence[str]) -> list[Markup]:
    made = []
    for n, (doer, other) in enumerate((names, names[::-1])):
        y = LANE * n + LANE / 2 + 8
        made.append(Markup('<line class="zero" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(LEFT, WIDTH - RIGHT, y, y))
        made.append(
            Markup('<text class="lane" x="0" y="{}">{}</text><text class="to" x="0" y="{}">to {}</text>').format(
                y - 4, doer, y + 12, other
            )
        )
    return made


def _axis(scale: Scale, height: float) -> Markup:
    days = (scale.last - scale.first).days
    step = next(s for s in (1, 2, 7, 14, 30, 91, 182, 365, 1826, 3652, 36525) if days / s <= 12)
    made = Markup()
    day = scale.first + timedelta(days=1)
    while day <= scale.last:
        x = scale.x(day)
        words = (
            str(day.year)
            if step >= 365
            else f"{day.day} {day:%b}"
            + (f" {day.year}" if day.month == 1 or day == scale.first + timedelta(days=1) else "")
        )
        made += Markup(
            '<line class="tick" x1="{0}" x2="{0}" y1="4" y2="{1}"/><text class="day" x="{2}" y="{3}">{4}</text>'
        ).format(x, round(height - 18), x + 3, round(height - 4), words)
        day += timedelta(days=step)
    return made


def _deed(scale: Scale, row: EventRow, pair: Pair) -> Markup:
    """A bar from the lane's middle: up for cooperation, down for conflict, as long as its Goldstein score."""
    day = _day(row.when)
    assert day is not None
    assert row.event.goldstein is not None
    lane = 0 if any(a.side == pair[0] for a in row.event.actors) else 1
    middle = LANE * lane + LANE / 2 + 8
    length = max(abs(row.event.goldstein) * 4, 2)
    top = middle - length if row.event.goldstein > 0 else middle
    kind = ("calm" if row.event.goldstein > 0 else "harm") + (" claimed" if row.event.status == "claimed" else "")
    title = f"{row.when[:10]}: {event_words(row)} ({row.event.type}, {row.event.goldstein:+g})"
    return Markup(
        '<a href="/articles/{}#{}" aria-label="{}"><rect class="{}" x="{}" y="{}" width="4" height="{}"><title>{}</title></rect></a>'
    ).format(row.reading.id, row.event.id, title, kind, scale.x(day), round(top, 1), round(length, 1), title)


def _commitment(scale: Scale, row: Commitment, n: int) -> Markup:
    first, last = min(_span(row)), max(_span(row))
    y = 2 * LANE + 30 + BAR * 1.5 * n
    x, width = scale.x(first), max(scale.x(last) - scale.x(first), 5)
    if row.state in ("open", "triggered", "contested"):
        width = max(scale.x(scale.last) - x, 5)
    title = f"{row.signal.kind}, {state(row)}: {bargain(row.signal)}"
    return Markup(
        '<a href="/ledger/{}" aria-label="{}"><rect class="span {}" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}</title></rect></a><text class="name" x="0" y="{}">{}</text>'
    ).format(
        row.id,
        title,
        row.state,
        x,
        y,
        round(width, 1),
        BAR,
        title,
        y + 11,
        f"{row.signal.kind} · {row.signal.speaker.side}"[:19],
    )


def _span(row: Commitment) -> list[date]:
    return [d for d in (_day(row.first_said or ""), *(_day(c.date or "") for c in row.history)) if d]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
