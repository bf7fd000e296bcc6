"""A gold file scored: precision, recall and F1 by type, confusions, actors, signals, and the worst texts first.

`evaluate` is given the function that reads a text, so that this room knows nothing of how the rooms before it are joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from detente.evaluation import signals as signals_
from detente.evaluation.events import Ours, Pair, as_written, between_the_pair, paired, told, viewed
from detente.evaluation.gold import Gold, GoldFile, GoldRecord
from detente.records import Article, Document, Problem, Reading, Record

NOTHING = "nothing"
"""What a missed event was taken for, and what stands in gold for one too much."""
Reader = Callable[[Article], tuple[Reading, Document]]


class Score(Record, frozen=True, kw_only=True):
    """How often right, of how many said and how many in gold; precision, recall and F1 in 0..1."""

    right: int
    said: int
    gold: int

    @property
    def precision(self) -> float:
        """Of what we said, the part that is right; 0 where we said nothing."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Of gold, the part that we found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 0.0


class Cell(Record, frozen=True, kw_only=True):
    """How many gold events of one type we took for another; `NOTHING` on either side: missed, or too much."""

    gold: str
    ours: str
    count: int


class Worst(Record, frozen=True, kw_only=True):
    """A text with its errors: gold beside ours, each in a line."""

    id: str
    line: int
    text: str
    errors: int
    gold: tuple[str, ...]
    ours: tuple[str, ...]
    wrong: tuple[str, ...] = ()


class Evaluation(Record, frozen=True, kw_only=True):
    """All of it. `scores` are the numbers floors may be set on; `how` says in words what was counted."""

    path: str
    format: str
    sha256: str
    how: str
    records: int
    unread: int
    not_coded: int
    scores: dict[str, float]
    by_type: dict[str, Score]
    by_kind: dict[str, Score]
    confusion: tuple[Cell, ...] = ()
    kinds: tuple[Cell, ...] = ()
    worst: tuple[Worst, ...] = ()
    problems: tuple[Problem, ...] = ()


_HOW = {
    "plover": "Each record has one gold event. Of ours the first between its sides is judged; further events are not, for gold "
    "does not say whether they are right. Only what is told as a deed counts.",
    "petrarch": "Every event of a record is judged, through our CAMEO view. An open side in gold matches anything. Records "
    "whose gold is only of kinds that PLOVER has dropped are left out.",
    "jsonl": "Every event and signal is judged. Without a status in gold only what is told as a deed counts.",
}


def evaluate(gold: GoldFile, read: Reader, records: Iterable[GoldRecord] | None = None) -> Evaluation:
    """The scores of a gold file; `records` is those of the file, with a progress bar around them if there is one.

    A text that cannot be read is a problem and counts as one in which nothing was found.
    """
    tally = _Tally(gold)
    for record in gold.records if records is None else records:
        tally.take(record, read)
    return tally.result()


class _Tally:
    """What is counted on the way."""

    def __init__(self, gold: GoldFile) -> None:
        self.file = gold
        self.pairs: list[Pair] = []
        self.said = 0
        self.rows: list[signals_.Row] = []
        self.readings: list[Reading] = []
        self.worst: list[Worst] = []
        self.problems: list[Problem] = list(gold.problems)
        self.not_coded = 0
        self.judged = 0

    def take(self, record: GoldRecord, read: Reader) -> None:
        """Read one record and count it."""
        if record.gold is not None and not record.codable:
            return
        self.judged += 1
        article = Article(id=record.id, text=record.text, date=record.date or None)
        reading, document = read(article)
        if reading.errors:
            self.not_coded += 1
            self.problems += [_at(problem, self.file.path, record.line) for problem in reading.errors]
        lines = _Lines(record)
        if record.gold is not None:
            self._events(record, reading, document, lines)
        if record.signals is not None:
            self._signals(record, reading, lines)
        if lines.errors:
            self.worst.append(lines.worst())

    def _events(self, record: GoldRecord, reading: Reading, document: Document, lines: _Lines) -> None:
        if self.file.format == "plover":
            found = told(reading.events)
            self.said += len(found)
            pairs = between_the_pair(found, record)
        else:
            ours = (
                viewed(document, reading) if self.file.format == "petrarch" else _of_status(reading, record.gold or ())
            )
            self.said += len(ours)
            pairs = paired(record.gold or (), ours)
        self.pairs += pairs
        for pair in pairs:
            lines.event(pair)

    def _signals(self, record: GoldRecord, reading: Reading, lines: _Lines) -> None:
        row = {"signals": list(record.signals or ())}
        self.rows.append(row)
        self.readings.append(reading)
        lines.signals(row["signals"], reading)

    def result(self) -> Evaluation:
        """The evaluation."""
        scores: dict[str, float] = {}
        if self.pairs or any(record.gold is not None for record in self.file.records):
            scores |= _event_scores(self.pairs, self.said)
        if self.rows:
            found = signals_.measure(self.rows, self.readings) | signals_.conditional(self.rows, self.readings)
            scores |= {f"signals.{name}": value for name, value in found.items()}
        return Evaluation(
            path=self.file.path,
            format=self.file.format,
            sha256=self.file.sha256,
            how=_HOW[self.file.format],
            records=self.judged,
            unread=len(self.file.problems),
            not_coded=self.not_coded,
            scores={name: round(value, 4) for name, value in scores.items()},
            by_type=_by_type(self.pairs),
            by_kind=_by_kind(self.rows, self.readings),
            confusion=_cells((_type(pair.gold), _type(pair.ours)) for pair in self.pairs),
            kinds=_cells(_kind_cells(self.rows, self.readings)),
            worst=tuple(sorted(self.worst, key=_badness)),
            problems=tuple(self.problems),
        )


def _badness(worst: Worst) -> tuple[int, int, int, str]:
    """Most errors first; of as many, those with most invented, which costs more than a miss."""
    return (-worst.errors, -sum(wrong.startswith("too much") for wrong in worst.wrong), worst.line, worst.id)


def _at(problem: Problem, path: str, line: int) -> Problem:
    return Problem(where=path, what=problem.what, remedy=problem.remedy, line=line)


def _of_status(reading: Reading, gold: Sequence[Gold]) -> list[Ours]:
    """Our events; those not told as deeds only where gold has some of their status."""
    asked = {each.status for each in gold if each.status}
    deeds = {id(event) for event in told(reading.events)}
    return [as_written(e) for e in reading.events if id(e) in deeds or (e.status in asked and not e.background)]


def _event_scores(pairs: Sequence[Pair], said: int) -> dict[str, float]:
    gold = sum(pair.gold is not None for pair in pairs)
    ours = sum(pair.ours is not None for pair in pairs)
    typed = [pair for pair in pairs if pair.typed]
    types = Score(right=len(typed), said=ours, gold=gold)
    whole = Score(right=sum(pair.right for pair in pairs), said=ours, gold=gold)
    by_type = [score.f1 for name, score in _by_type(pairs).items() if score.gold]
    return {
        "events.gold": gold,
        "events.said": said,
        "events.per_gold": said / gold if gold else 0.0,
        "types.precision": types.precision,
        "types.recall": types.recall,
        "types.f1": types.f1,
        "types.macro_f1": sum(by_type) / len(by_type) if by_type else 0.0,
        "triples.precision": whole.precision,
        "triples.recall": whole.recall,
        "triples.f1": whole.f1,
        "actors.source": _share(typed, lambda pair: pair.source_right),
        "actors.target": _share(typed, lambda pair: pair.target_right),
        "actors.both": _share(typed, lambda pair: pair.right),
    }


def _share(pairs: Sequence[Pair], right: Callable[[Pair], bool]) -> float:
    return sum(map(right, pairs)) / len(pairs) if pairs else 0.0


def _by_type(pairs: Sequence[Pair]) -> dict[str, Score]:
    types = sorted({_type(side) for pair in pairs for side in (pair.gold, pair.ours)} - {NOTHING})
    return {
        name: Score(
            right=sum(pair.typed and _type(pair.gold) == name for pair in pairs),
            said=sum(_type(pair.ours) == name for pair in pairs),
            gold=sum(_type(pair.gold) == name for pair in pairs),
        )
        for name in types
    }


def _type(side: Gold | Ours | None) -> str:
    return NOTHING if side is None else side.type


def _cells(seen: Iterable[tuple[str, str]]) -> tuple[Cell, ...]:
    counted = Counter(seen)
    return tuple(Cell(gold=gold, ours=ours, count=counted[gold, ours]) for gold, ours in sorted(counted))


# -------------------------------------------------------------------------------------------------------------- signals


def _kind_cells(rows: Sequence[signals_.Row], readings: Sequence[Reading]) -> Iterable[tuple[str, str]]:
    """Kinds in gold beside ours: pairs of one kind, then what is left in order of the text, one beside the other."""
    for row, reading in zip(rows, readings, strict=True):
        gold, said = row["signals"], list(reading.signals)
        pairs = signals_.paired(gold, said)
        yield from ((g["kind"], s.kind) for g, s in pairs)
        missed = [g["kind"] for g in gold if not any(g is m for m, _ in pairs)]
        extra: list[str] = [s.kind for s in said if not any(s is m for _, m in pairs)]
        extra = extra[: max(len(extra) - signals_.mirrored(said, pairs), 0)]
        for n in range(max(len(missed), len(extra))):
            yield missed[n] if n < len(missed) else NOTHING, extra[n] if n < len(extra) else NOTHING


def _by_kind(rows: Sequence[signals_.Row], readings: Sequence[Reading]) -> dict[str, Score]:
    cells = list(_kind_cells(rows, readings))
    return {
        kind: Score(
            right=sum(gold == ours == kind for gold, ours in cells),
            said=sum(ours == kind for _, ours in cells),
            gold=sum(gold == kind for gold, _ in cells),
        )
        for kind in sorted({name for cell in cells for name in cell} - {NOTHING})
    }


# -------------------------------------------------------------------------------------------------------- worst texts


class _Lines:
    """Gold and ours of one record in words, and what is wrong."""

    def __init__(self, record: GoldRecord) -> None:
        self.record = record
        self.errors = 0
        self.gold: list[str] = []
        self.ours: list[str] = []
        self.wrong: list[str] = []

    def event(self, pair: Pair) -> None:
        """Count and word a pair of events."""
        if pair.gold:
            self.gold.append(_gold_line(pair.gold))
        if pair.ours:
            self.ours.append(_ours_line(pair.ours))
        if pair.right:
            return
        self.errors += 1
        if pair.gold is None or pair.ours is None:
            self.wrong.append(f"missed: {_gold_line(pair.gold)}" if pair.gold else f"too much: {_type(pair.ours)}")
            return
        parts = (("type", pair.typed), ("doer", pair.source_right), ("target", pair.target_right))
        self.wrong.append(f"{pair.gold.type}: {', '.join(name for name, right in parts if not right)} wrong")

    def signals(self, gold: Sequence[signals_.Row], reading: Reading) -> None:
        """Count and word the signals."""
        pairs = signals_.paired(gold, reading.signals)
        self.gold += [_signal_line(row) for row in gold]
        self.ours += [signals_.brief(signal) for signal in reading.signals]
        for row, signal in pairs:
            if wrong := signals_.wrong(row, signal):
                self.errors += 1
                self.wrong.append(f"{row['kind']}: {', '.join(wrong)} wrong")
        missed = [row for row in gold if not any(row is m for m, _ in pairs)]
        extra = len(reading.signals) - len(pairs) - signals_.mirrored(reading.signals, pairs)
        self.wrong += [f"missed: {_signal_line(row)}" for row in missed] + ["too much: a signal"] * extra
        self.errors += len(missed) + max(extra, 0)

    def worst(self) -> Worst:
        """The record."""
        return Worst(
            id=self.record.id,
            line=self.record.line,
            text=self.record.text,
            errors=self.errors,
            gold=tuple(self.gold),
            ours=tuple(self.ours),
            wrong=tuple(self.wrong),
        )


def _gold_line(gold: Gold) -> str:
    code = f" ({gold.cameo})" if gold.cameo else ""
    status = f" {gold.status}" if gold.status else ""
    return f"{gold.type}{code} {_names(gold.source)} → {_names(gold.target)}{status}"


def _ours_line(ours: Ours) -> str:
    code = f" ({ours.code})" if ours.code else ""
    status = f" {ours.status}" if ours.status not in ("", "reported") else ""
    return f"{ours.type}{code} {_names(ours.source)} → {_names(ours.target)}{status} · {ours.rule}"


def _names(side: frozenset[str]) -> str:
    return "+".join(sorted(side)) or "---"


def _signal_line(row: signals_.Row) -> str:
    asked = f" if {row['if_by'] or '?'} {row['if_dir']}" if row["if_dir"] else ""
    given = f" then {row['then_by'] or '?'} {row['then_dir']}" if row["then_dir"] else ""
    due = f" by {row['deadline']}" if row["deadline"] else ""
    return f"{row['kind']} {row['by'] or '?'} → {row['to'] or '?'}{asked}{given}{due}"
