"""The timeline of a pair as one SVG for a window of time, from decades to an hour; made here, so that it is there without JavaScript.

From top to bottom: tension by week with turning points, deeds of each direction, commitments from first said to their fate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from markupsafe import Markup, escape

from detente.records import Commitment
from detente.web import zones
from detente.web.course import Course
from detente.web.library import EventRow, Pair, Snapshot
from detente.web.words import bargain, event_words, state
from detente.when import Moment, moment

WIDTH, LEFT, RIGHT = 1040, 124, 16
COURSE = 78  # pixels of tension
LANE = 92  # and of a direction
BAR = 15
MOST_SPANS = 14
MOST_BARS = 400  # more acts than this are summed by stretches of time
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=365 * 200)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LIVE = ("open", "triggered", "contested")
STRETCHES = (HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 91 * DAY, 365 * DAY)
STEPS = (
    HOUR / 4, HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY, 365 * DAY, 1826 * DAY, 3652 * DAY,
    36525 * DAY,
)  # fmt: skip
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Window(NamedTuple):
    """A stretch of time, UTC without its zone."""

    first: datetime
    last: datetime

    @property
    def span(self) -> timedelta:
        """How long it is."""
        return self.last - self.first

    def scaled(self, factor: float) -> Window:
        """Longer or shorter round its middle, within what can be drawn."""
        half = min(max(self.span * factor, SHORTEST), LONGEST) / 2
        middle = self.first + self.span / 2
        return Window(_minute(middle - half), _minute(middle + half))

    def moved(self, share: float) -> Window:
        """Later (or earlier) by a share of its length."""
        return Window(_minute(self.first + self.span * share), _minute(self.last + self.span * share))

    def x(self, at: datetime) -> float:
        """The pixel of a moment."""
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((at - self.first) / self.span), 1)

    def address(self) -> str:
        """Its part of an address, to the minute; days where it lies on days."""
        on_days = self.first == _day_of(self.first) and self.last == _day_of(self.last)
        return "&".join(
            f"{n}={at.isoformat()[: 10 if on_days else 16]}" for n, at in (("from", self.first), ("to", self.last))
        )


class Picture(NamedTuple):
    """A drawing with the window it shows and the whole there is; `more` commitments had no room, `summed` stretches stand for acts."""

    svg: Markup
    window: Window
    whole: Window
    acts: int
    more: int
    summed: timedelta | None
    pale: bool

    def links(self) -> list[tuple[str, str, Window]]:
        """Words, label and window of each link that zooms."""
        w = self.window
        return [
            ("←", "Earlier", w.moved(-0.5)), ("+", "Closer", w.scaled(0.5)), ("−", "Farther", w.scaled(2)), ("→", "Later", w.moved(0.5)),
        ]  # fmt: skip

    @property
    def stretch(self) -> str:
        """What a bar stands for, where acts are summed."""
        assert self.summed is not None
        names = {
            HOUR: "hour",
            6 * HOUR: "six hours",
            DAY: "day",
            7 * DAY: "week",
            30 * DAY: "30 days",
            91 * DAY: "quarter",
            365 * DAY: "year",
        }
        return names[self.summed]


def window_of(first: str | None, last: str | None) -> Window | None:
    """What an address asks for; None where it asks for all. Raises `ValueError` for what is no time, or no stretch of it."""
    if not first and not last:
        return None
    if not first or not last:
        raise ValueError("both ends are needed")
    found = Window(_plain(datetime.fromisoformat(first)), _plain(datetime.fromisoformat(last)))
    if not (SHORTEST <= found.span <= LONGEST and found.first.year >= 1000 and found.last.year <= 3000):
        raise ValueError("from an hour to 200 years, between the years 1000 and 3000")
    return found


def timeline(
    snapshot: Snapshot, pair: Pair, events: Sequence[EventRow], rows: Sequence[Commitment], window: Window | None = None, course: Course | None = None,
) -> Picture | None:  # fmt: skip
    """The picture of a pair's events that happened (with a score and a day) and of its commitments; None without a day."""
    acts = [(at, e) for e in events if e.event.goldstein is not None and (at := e.at)]
    known = _last_heard(snapshot, pair)
    spans = {r.id: _span(r, known) for r in rows}
    days = [at.low for at, _ in acts] + [min(span) for span in spans.values() if span]
    if not days:
        return None
    whole = _whole(days)
    window = window or whole
    within = [(at, e) for at, e in acts if window.first <= at.low < window.last or (at.low <= window.first < at.high)]
    shown = sorted((r for r in rows if _overlaps(spans[r.id], window)), key=lambda r: (r.first_said or "", r.id))
    stretch = _stretch(window) if len(within) > MOST_BARS else None
    pale = window.span < 4 * DAY and any(at.high - at.low > HOUR for at, _ in within)
    top = COURSE if course is not None else 0
    height = round(top + 2 * LANE + 48 + BAR * 1.5 * len(shown[-MOST_SPANS:]) + 8)
    names = [snapshot.names.get(side, side) for side in pair]
    moving = [*_axis(window, height), *(_course(window, course) if course else [])]
    if stretch:
        moving += _sums(window, within, pair, stretch, top)
    else:
        moving += _deeds(window, within, pair, top)
    moving += [_commitment(window, r, n, top, spans[r.id]) for n, r in enumerate(shown[-MOST_SPANS:])]
    svg = _svg(height, names, [*_lanes(names, top, course is not None), *_labels(shown[-MOST_SPANS:], top)], moving)
    return Picture(svg, window, whole, len(within), len(shown) - len(shown[-MOST_SPANS:]), stretch, pale)


def _whole(days: Sequence[datetime]) -> Window:
    """All that happened or was said, with some room behind it: what lapses months later is for those who go there."""
    first, last = _day_of(min(days)) - DAY, _day_of(max(days)) + DAY
    return Window(first, last + max(DAY, (last - first) // (8 * DAY) * DAY))


def _svg(height: int, names: Sequence[str], still: Sequence[Markup], moving: Sequence[Markup]) -> Markup:
    title = f"Deeds between {names[0]} and {names[1]}, and commitments from first said to what became of them"
    return Markup(
        '<svg class="timeline" viewBox="0 0 {w} {h}" role="group" aria-label="{title}"><clipPath id="within"><rect x="{x}" y="0" width="{i}" height="{h}"/></clipPath>'
        '{still}<g clip-path="url(#within)"><g class="moving">{moving}</g></g></svg>'
    ).format(
        w=WIDTH,
        h=height,
        title=title,
        x=LEFT,
        i=WIDTH - LEFT - RIGHT,
        still=Markup().join(still),
        moving=Markup().join(moving),
    )


def _lanes(names: Sequence[str], top: float, has_course: bool) -> list[Markup]:
    made = [
        Markup(
            '<text class="lane" x="0" y="{}">Tension</text><text class="to" x="0" y="{}">of the weeks before</text>'
        ).format(30, 46)
    ]
    made = made if has_course else []
    for n, (doer, other) in enumerate((names, names[::-1])):
        y = top + LANE * n + LANE / 2 + 8
        made.append(Markup('<line class="zero" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(LEFT, WIDTH - RIGHT, y, y))
        made.append(
            Markup('<text class="lane" x="0" y="{}">{}</text><text class="to" x="0" y="{}">to {}</text>').format(
                y - 4, doer[:17], y + 12, other[:19]
            )
        )
    return made


def _labels(rows: Sequence[Commitment], top: float) -> list[Markup]:
    made = Markup('<text class="name" x="0" y="{}">{}</text>')
    return [
        made.format(_row_y(top, n) + 11, f"{r.signal.kind} · {r.signal.speaker.side}"[:19]) for n, r in enumerate(rows)
    ]


def _axis(window: Window, height: float) -> list[Markup]:
    made = []
    free = 0.0
    for at, words in _ticks(window):
        x = window.x(at)
        words = words if x >= free else ""
        free = x + 6.2 * len(words) + 6 if words else free
        made.append(
            Markup(
                '<line class="tick" x1="{0}" x2="{0}" y1="4" y2="{1}"/><text class="day" x="{2}" y="{3}">{4}</text>'
            ).format(x, round(height - 18), x + 3, round(height - 4), words)
        )
    return made


def _ticks(window: Window) -> Iterable[tuple[datetime, str]]:
    """At most some twelve moments with what is written there; the first, and each that begins a day or a year, say which."""
    step = next((s for s in STEPS if window.span / s <= 12.5), STEPS[-1])
    at, last = _first_tick(zones.local(window.first), step), zones.local(window.last)
    before: datetime | None = None
    while at < last:
        yield zones.universal(at), _tick_words(at, before, step)
        before, at = at, _next_tick(at, step)


def _tick_words(at: datetime, before: datetime | None, step: timedelta) -> str:
    if step >= 365 * DAY:
        return str(at.year)
    if step >= 30 * DAY:
        return f"{MONTHS[at.month - 1]} {at.year}"
    year = f" {at.year}" if before is None or before.year != at.year else ""
    day = f"{at.day} {MONTHS[at.month - 1]}{year}"
    if step >= DAY:
        return day
    clock = f"{at.hour:02}:{at.minute:02}"
    return f"{day} {clock}" if before is None or before.date() != at.date() else clock


def _first_tick(first: datetime, step: timedelta) -> datetime:
    if step >= 365 * DAY:
        years = round(step / (365.25 * DAY))
        return datetime(-(-(first.year + 1) // years) * years, 1, 1)
    if step >= 30 * DAY:
        return _next_tick(first.replace(day=1, hour=0, minute=0), 30 * DAY)
    start = _day_of(first)
    return start + step * -(-(first - start) // step) if step < DAY else start + DAY


def _next_tick(at: datetime, step: timedelta) -> datetime:
    if step < 30 * DAY:
        return at + step
    months = 12 * round(step / (365.25 * DAY)) or round(step / (30.4 * DAY))
    count = at.year * 12 + at.month - 1 + months
    return at.replace(year=min(count // 12, 9999), month=count % 12 + 1, day=1)


def _course(window: Window, course: Course) -> list[Markup]:
    """Tension and what is usual as lines, turning points as numbered marks."""
    made: list[Markup] = []
    values = [v for _, v, u in course.weeks for v in (v, u) if v is not None]
    if values:
        low, high = min(0.0, *values), max(0.5, *values)

        def y(value: float) -> float:
            return round(COURSE - 8 - (COURSE - 18) * (value - low) / (high - low), 1)

        for kind, place in (("usual", 2), ("tension", 1)):
            points = [(w[0], w[place]) for w in course.weeks]
            made += [Markup('<path class="{}" d="{}"/>').format(kind, d) for d in _paths(window, points, y)]
    for number, point in enumerate(course.points, 1):
        if not window.first <= point.at <= window.last:
            continue
        x = window.x(point.at)
        made.append(
            Markup(
                '<a href="#turn-{n}" aria-label="Turning point {n}: {s}"><line class="turn {k}" x1="{x}" x2="{x}" y1="14" y2="{b}"/>'
                '<circle class="turn {k}" cx="{x}" cy="9" r="8"/><text class="turn" x="{x}" y="13">{n}</text><title>{s}</title></a>'
            ).format(n=number, s=point.sentence, k="worse" if point.worse else "better", x=x, b=COURSE + 2 * LANE)
        )
    return made


def _paths(window: Window, points: Iterable[tuple[datetime, object]], y: object) -> Iterable[str]:
    """Lines through points, broken where a value is missing and left out far outside the window."""
    run: list[str] = []
    for at, value in points:
        x = window.x(at)
        if value is None or not -2 * WIDTH < x < 3 * WIDTH:
            if len(run) > 1:
                yield "M" + "L".join(run)
            run = []
        else:
            run.append(f"{x},{y(value)}")  # type: ignore[operator]
    if len(run) > 1:
        yield "M" + "L".join(run)


def _deeds(window: Window, acts: Sequence[tuple[Moment, EventRow]], pair: Pair, top: float) -> list[Markup]:
    """A bar an act, beside one another where several share a time."""
    made = []
    taken: dict[tuple[int, datetime], int] = {}
    together: dict[tuple[int, datetime], int] = {}
    for at, row in acts:
        key = (_lane(row, pair), at.low)
        together[key] = together.get(key, 0) + 1
    for at, row in sorted(acts, key=lambda a: (a[0].low, a[1].key)):
        key = (_lane(row, pair), at.low)
        place = taken[key] = taken.get(key, -1) + 1
        room = max(window.x(at.high) - window.x(at.low), 4.0)
        made.append(_deed(row, key[0], window.x(at.low) + place * min(room / together[key], 6.0), top))
    return made


def _deed(row: EventRow, lane: int, x: float, top: float) -> Markup:
    """A bar from the lane's middle: up for cooperation, down for conflict, as long as its Goldstein score."""
    score = row.event.goldstein or 0.0
    middle = top + LANE * lane + LANE / 2 + 8
    length = max(abs(score) * 4, 2)
    kind = ("calm" if score > 0 else "harm") + (" claimed" if row.event.status == "claimed" else "")
    kind += " dayonly" if "T" not in row.when else ""
    title = f"{zones.readable(row.when)}: {event_words(row)} ({row.event.type}, {score:+g})"
    top_y = round(middle - length if score > 0 else middle, 1)
    link, record, told = escape(row.reading.id), escape(row.event.id), escape(title)
    return Markup(  # written out, for a page has hundreds: Markup.format takes five times as long
        f'<a href="/articles/{link}?record={record}#{record}" aria-label="{told}"><rect class="{kind}" x="{round(x, 1)}" y="{top_y}" '
        f'width="4" height="{round(length, 1)}"><title>{told}</title></rect></a>'
    )


def _sums(
    window: Window, acts: Sequence[tuple[Moment, EventRow]], pair: Pair, stretch: timedelta, top: float
) -> list[Markup]:
    """A bar up and a bar down for each stretch of time and direction: the sums of the scores. Each leads to its stretch."""
    sums: dict[tuple[int, int, bool], list[float]] = {}
    for at, row in acts:
        score = row.event.goldstein or 0.0
        sums.setdefault(((at.low - window.first) // stretch, _lane(row, pair), score > 0), []).append(score)
    most = max(abs(sum(scores)) for scores in sums.values()) or 1.0
    return [_sum(window, stretch, key, scores, most, top) for key, scores in sorted(sums.items())]


def _sum(
    window: Window, stretch: timedelta, key: tuple[int, int, bool], scores: Sequence[float], most: float, top: float
) -> Markup:
    number, lane, calm = key
    part = Window(window.first + stretch * number, window.first + stretch * (number + 1))
    middle = top + LANE * lane + LANE / 2 + 8
    length = max((LANE / 2 - 4) * abs(sum(scores)) / most, 1)
    x, width = window.x(part.first), max(window.x(part.last) - window.x(part.first) - 1, 1)
    since = f"{part.first.day} {MONTHS[part.first.month - 1]} {part.first.year}" + (
        f", {part.first.hour:02}:00" if stretch < DAY else ""
    )
    title = f"From {since}: {len(scores)} acts of {'cooperation' if calm else 'conflict'}, {sum(scores):+.0f} in all"
    return Markup(
        '<a href="?{}#time-h" aria-label="{}"><rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect></a>'
    ).format(
        part.address(),
        title,
        "calm" if calm else "harm",
        x,
        round(middle - length if calm else middle, 1),
        round(width, 1),
        round(length, 1),
        title,
    )


def _commitment(window: Window, row: Commitment, n: int, top: float, span: Sequence[datetime]) -> Markup:
    """A span with a tick at each change and a mark at its end, where it has one."""
    y = _row_y(top, n)
    x, end = window.x(min(span)), window.x(max(span))
    title = f"{row.signal.kind}, {state(row)}: {bargain(row.signal)}"
    made = Markup(
        '<a href="/ledger/{}" aria-label="{}"><rect class="span {}" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}</title></rect>'
    ).format(row.id, title, row.state, x, y, round(max(end - x, 5), 1), BAR, title)
    inside = bargain(row.signal) or row.signal.quote
    room = int((min(end, WIDTH - RIGHT) - max(x, LEFT)) / 5.6) - 3
    if room >= 12:
        shown = inside if len(inside) <= room else inside[: room - 1].rstrip() + "…"
        made += Markup('<text class="inside" x="{}" y="{}">{}</text>').format(max(x, LEFT) + 6, y + 11, shown)
    if row.state not in LIVE:
        made += Markup('<circle class="fate {}" cx="{}" cy="{}" r="5"/>').format(
            row.state, max(end, x + 5), y + BAR / 2
        )
    return made + Markup("</a>")


def _row_y(top: float, n: int) -> float:
    return top + 2 * LANE + 30 + BAR * 1.5 * n


def _stretch(window: Window) -> timedelta:
    return next((s for s in STRETCHES if window.span / s <= 130), STRETCHES[-1])


def _lane(row: EventRow, pair: Pair) -> int:
    return 0 if any(a.side == pair[0] for a in row.event.actors) else 1


def _span(row: Commitment, known: datetime | None) -> list[datetime]:
    """The moments of a commitment: said, changed, and while it stands the last day something is known of."""
    times = [_plain(m.low) for m in map(moment, (row.first_said, *(c.date for c in row.history))) if m]
    if times and known and row.state in LIVE:
        times.append(max(known, max(times)))
    return times


def _overlaps(span: Sequence[datetime], window: Window) -> bool:
    return bool(span) and min(span) < window.last and max(span) >= window.first


def _last_heard(snapshot: Snapshot, pair: Pair) -> datetime | None:
    """Up to when something is known of the pair: what stands is drawn no further."""
    found = moment(next((line.last for line in snapshot.dyads if line.pair == pair), None))
    return _plain(found.low) if found else None


def _day_of(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _plain(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
