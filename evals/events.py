"""How well events are coded, on gold of others. Run: `python evals/events.py [--check] [--json FILE] [--show N]`.

plover     PLOVER's 322 records. *type*: of the events between the gold pair (or, failing that, from its source), the first
           one's type against gold; macro-F1 over the types in gold. *full*: type and a country of each side right.
petr2      Universal PETRARCH's validation records. Triples of source country, PLOVER type of the CAMEO code, target country;
           an open side (---) in gold matches anything. Records all of whose gold events are of kinds PLOVER dropped
           (CAMEO 01) are left out. Universal PETRARCH itself scores F1 .793 here.
unit       PETRARCH's unit records, lands of Middle-earth replaced by states: events coded per gold event, and triples F1. Their
           codes are WEIS's (McClelland 1978), not CAMEO's; they are typed by the nearest PLOVER type, made-up codes left out.
unit_cameo the same through the view.

petr2_blind the same, blind to status as the peers are: an act and the speech act that holds it ("agreed to lift sanctions") are
           one prediction, right when either type is.
petr2_cameo the same through our CAMEO view, which writes words given, demanded and threatened as CAMEO's coders do (the records
           stay as they are). `code_f1` looks at the types of a record's triples whatever their sides.

Only events reported or claimed and not told as history count: a threat to strike is a THREATEN, not an ASSAULT.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from detente import api, events
from detente.evaluation.events import fits, for_pair, sides_fit
from detente.events import cameo
from detente.records import Actor, Article, Event
from evals import gold_events as gold_
from evals.gold_events import Gold, Record

FLOORS = Path(__file__).resolve().parent / "floors.json"


def studied(record: Record) -> api.Study:
    """A record read as users read it: the events with those of the signals."""
    return api.study(Article(id=record.id, text=record.text, date=record.date or None))


def coded(record: Record) -> list[Event]:
    """The events we code as having happened."""
    return [e for e in studied(record).reading.events if e.status in ("reported", "claimed") and not e.background]


def directed(event: Event) -> list[Gold]:
    """An event as dyads of countries."""
    pairs = {(a.code, b.code) for a, b in events.dyads(event)}
    return [Gold(frozenset([a]), frozenset([b]), event.type, event.cameo) for a, b in sorted(pairs)]


def plover() -> dict[str, float]:
    """Scores on PLOVER's records."""
    hits: Counter[str] = Counter()
    said: Counter[str] = Counter()
    total: Counter[str] = Counter()
    full = 0
    records = gold_.plover()
    for record in records:
        gold = record.gold[0]
        found = coded(record)
        best = for_pair(found, gold)
        total[gold.type] += 1
        if best is not None:
            said[best.type] += 1
            hits[gold.type] += best.type == gold.type
        full += any(e.type == gold.type and sides_fit(e, gold) for e in found)
    f1 = [2 * hits[t] / (total[t] + said[t]) for t in sorted(total)]
    return {
        "records": len(records),
        "type_macro_f1": sum(f1) / len(f1),
        "type_accuracy": sum(hits.values()) / len(records),
        "full": full / len(records),
        **{f"f1_{t}": round(2 * hits[t] / (total[t] + said[t]), 3) for t in sorted(total)},
    }


def petr2() -> dict[str, float]:
    """Triples on Universal PETRARCH's validation records."""
    return _triples([r for r in gold_.petrarch(gold_.PETR2) if r.codable])


def petr2_blind() -> dict[str, float]:
    """The same triples without regard to status: an intended act and the word given for it count as one prediction."""
    right = said = total = 0
    for record in (r for r in gold_.petrarch(gold_.PETR2) if r.codable):
        groups = _bundles(record)
        left = list(groups)
        total, said = total + len(record.gold), said + len(groups)
        for wanted in record.gold:
            hit = next((g for g in left if _matched(g, (wanted,))), None)
            if hit is not None:
                left.remove(hit)
                right += 1
    return _scores(right, said, total, records=sum(r.codable for r in gold_.petrarch(gold_.PETR2)))


def _bundles(record: Record) -> list[list[Gold]]:
    """Dyads of a speech act together with those of the acts inside it, one bundle a pair of countries."""
    found = [e for e in studied(record).reading.events if e.status not in ("negated", "denied") and not e.background]
    bundles: dict[tuple[str, frozenset[str], frozenset[str]], list[Gold]] = {}
    for event in found:
        for dyad in directed(event):
            bundles.setdefault((event.inside or event.id, dyad.source, dyad.target), []).append(dyad)
    return list(bundles.values())


def petr2_cameo() -> dict[str, float]:
    """The same records through the CAMEO view (`detente.events.cameo`), with CAMEO codes scored beside types."""
    return _viewed([r for r in gold_.petrarch(gold_.PETR2) if r.codable])


def viewed(record: Record) -> list[Gold]:
    """Our triples as CAMEO's coders write them."""
    study = studied(record)
    found = cameo.view(study.reading.events, study.document)
    return [Gold(_country(t.source), _country(t.target), t.type, t.code) for t in found]


def _country(actor: Actor | None) -> frozenset[str]:
    return frozenset() if actor is None else frozenset([actor.code])


def _viewed(records: list[Record]) -> dict[str, float]:
    """Triples F1 and, whatever the sides, the F1 of types ("code") a record."""
    right = said = total = typed = 0
    for record in records:
        mine = viewed(record)
        right, said, total = right + _matched(mine, record.gold), said + len(mine), total + len(record.gold)
        anyone = [g._replace(source=frozenset(), target=frozenset()) for g in record.gold]
        typed += _matched(mine, anyone)
    found = _scores(right, said, total, records=len(records))
    return {**found, "code_f1": _scores(typed, said, total, records=len(records))["f1"]}


def unit() -> dict[str, float]:
    """Triples and over-generation on PETRARCH's unit records."""
    return _triples([r for r in gold_.petrarch(gold_.UNIT) if r.codable])


def unit_cameo() -> dict[str, float]:
    """The unit records through the CAMEO view."""
    return _viewed([r for r in gold_.petrarch(gold_.UNIT) if r.codable])


def _triples(records: list[Record]) -> dict[str, float]:
    right = said = total = 0
    for record in records:
        mine = [t for e in coded(record) for t in directed(e)]
        matched = _matched(mine, record.gold)
        right, said, total = right + matched, said + len(mine), total + len(record.gold)
    return _scores(right, said, total, records=len(records))


def _scores(right: int, said: int, total: int, *, records: int) -> dict[str, float]:
    precision, recall = right / max(said, 1), right / max(total, 1)
    return {
        "records": records,
        "gold": total,
        "said": said,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "events_per_gold": said / max(total, 1),
    }


def _matched(mine: list[Gold], gold: Iterable[Gold]) -> int:
    left = list(mine)
    count = 0
    for wanted in gold:
        for candidate in left:
            if (
                candidate.type == wanted.type
                and fits(candidate.source, wanted.source)
                and fits(candidate.target, wanted.target)
            ):
                left.remove(candidate)
                count += 1
                break
    return count


def report() -> dict[str, object]:
    """All scores with what they were measured on."""
    return {
        "plover": plover(),
        "petr2": petr2(),
        "petr2_blind": petr2_blind(),
        "petr2_cameo": petr2_cameo(),
        "unit": unit(),
        "unit_cameo": unit_cameo(),
        "data_sha256": gold_.fingerprint(gold_.PLOVER, gold_.PETR2, gold_.UNIT),
        "hardware": f"{platform.machine()}, {platform.processor() or 'cpu'}, Python {platform.python_version()}",
        "command": "python evals/events.py",
    }


def show(set_: str, limit: int) -> None:
    """Print gold beside ours where they differ."""
    records = gold_.plover() if set_ == "plover" else gold_.petrarch(gold_.PETR2 if set_ == "petr2" else gold_.UNIT)
    shown = 0
    for record in records:
        found = coded(record)
        good = all(any(e.type == g.type and sides_fit(e, g) for e in found) for g in record.gold)
        if (good and (set_ == "plover" or len(found) <= len(record.gold))) or not record.codable:
            continue
        sys.stdout.write(f"{record.id}: {record.text}\n")
        for g in record.gold:
            sys.stdout.write(f"   gold {g.type} {g.cameo or ''} {sorted(g.source)} > {sorted(g.target)}\n")
        for e in found:
            sides = f"{[a.side for a in e.actors]} > {[a.side for a in e.recipients]}"
            sys.stdout.write(f"   ours {e.type} {sides} {e.status} {e.rule}\n")
        shown += 1
        if shown >= limit:
            return


def show_view(set_: str, limit: int) -> None:
    """Print gold beside the triples of our CAMEO view where they differ."""
    records = [r for r in gold_.petrarch(gold_.PETR2 if set_.startswith("petr2") else gold_.UNIT) if r.codable]
    shown = 0
    for record in records:
        mine = viewed(record)
        if shown >= limit or _matched(mine, record.gold) == max(len(mine), len(record.gold)):
            continue
        sys.stdout.write(f"{record.id}: {record.text}\n")
        for name, triples in (("gold", record.gold), ("view", mine)):
            sys.stdout.writelines(
                f"   {name} {t.type} {t.cameo or ''} {sorted(t.source)} > {sorted(t.target)}\n" for t in triples
            )
        shown += 1


def failures(scores: dict[str, object]) -> list[str]:
    """Scores that are under their floors, or data that have changed."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")).get("events", {})
    found = []
    if floors.get("data_sha256") not in (None, scores["data_sha256"]):
        found.append("the gold files are not those the floors were measured on")
    for name, floor in floors.get("at_least", {}).items():
        set_, key = name.split(".")
        value = scores[set_][key]  # type: ignore[index]
        if value < floor:
            found.append(f"{name}: {value:.3f} is under its floor {floor}")
    for name, ceiling in floors.get("at_most", {}).items():
        set_, key = name.split(".")
        value = scores[set_][key]  # type: ignore[index]
        if value > ceiling:
            found.append(f"{name}: {value:.3f} is over its ceiling {ceiling}")
    return found


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 when a score is under its floor in floors.json")
    parser.add_argument("--json", type=Path, help="write the scores there")
    sets = ["plover", "petr2", "unit", "petr2_cameo", "unit_cameo"]
    parser.add_argument("--show", choices=sets, help="print where we differ from gold")
    parser.add_argument("--limit", type=int, default=1000)
    options = parser.parse_args(arguments)
    if not gold_.PLOVER.exists():
        sys.stdout.write(f"skipped: no gold data under {gold_.SHARED} (set DETENTE_SHARED)\n")
        return 0
    if options.show:
        (show_view if options.show.endswith("_cameo") else show)(options.show, options.limit)
        return 0
    scores = report()
    text = json.dumps(scores, indent=2)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")
    problems = failures(scores) if options.check else []
    sys.stdout.writelines(f"{p}\n" for p in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
