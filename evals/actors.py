"""How well actors are read. Run: `PYTHONPATH=src python evals/actors.py [--check] [--show]`.

Three measures, each a share in 0..1:

- `plover`: the sources and targets coders marked in PLOVER's gold standard (../shared/data/plover_gsr): does the phrase
  that covers the marked words get the coded country? `owned` also takes whose thing it is ("Haiti's efforts").
- `tuned`, `kept`: phrases in sentences of our own (evals/data/actors.jsonl), by class of difficulty; code, sector and group
  must all be right. Every second row is `kept`: rules were made looking at the `tuned` ones only.

The rows with ids sight-… were scored once before anything was mended on them: 53 of 80 right (tuned 26 of 40, kept 27 of 40).
So were the rows point-… (pronouns, "the two sides", "the army", "the minister" over two sentences): 43 of 60 right, 12 silent, 5
wrong (tuned 20 right and 2 wrong of 30, kept 23 and 3).

A gold row: `text`, `date`, `phrase` (its last occurrence in the text counts), `expected` actors, each with `code`, `sector`
and `group` (the usual short code); "/" joins what is equally right, "*" lets anything pass, an empty list says: no actor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.actors import Cast, short
from detente.language import analyse
from detente.records import Actor, Article, Clause, Phrase

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared"))
OWN = HERE / "data" / "actors.jsonl"
PLOVER = SHARED / "data" / "plover_gsr" / "PLOVER_GSR_CAMEO.txt"
# Codes the coders mistyped, and kinds of actor we give no state.
_CODES = {"JAP": "JPN", "VTN": "VNM", "ITL": "ITA", "IMG": "---", "ISM": "---"}
Row = dict[str, Any]


def fingerprint(path: Path) -> str:
    """The data's hash: a floor holds for these very rows."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


# ---------------------------------------------------------------------------------------------------------------- own


def own() -> tuple[dict[str, float], list[str]]:
    """Scores on our own phrases, and the tuned rows that came out wrong."""
    counts = {"tuned": [0, 0], "kept": [0, 0]}
    wrong = []
    for line in OWN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = resolved(row["text"], row["date"], row["phrase"])
        count = counts["kept" if row["kept"] else "tuned"]
        count[0] += agrees(found, row["expected"])
        count[1] += 1
        if not row["kept"] and not agrees(found, row["expected"]):
            wrong.append(
                f"{row['id']}: {row['phrase']}: {[(a.code, a.sector, a.group) for a in found]} in {row['text']}"
            )
    return {name: round(right / total, 3) for name, (right, total) in counts.items()}, wrong


def resolved(text: str, date: str, words: str) -> tuple[Actor, ...]:
    """The actors of the phrase that comes nearest to these words' last occurrence."""
    document = analyse(Article(id="gold", text=text, date=date))
    cast = Cast(document)
    start = text.rindex(words)
    end = start + len(words)
    best: tuple[tuple[bool, bool, bool, bool, int], Phrase, Clause] | None = None
    for clause in document.clauses:
        for argument in clause.arguments:
            for member in argument.phrase.members() if not argument.inherited else ():
                inside = start <= member.head_span[0] < end
                if not inside and not (member.span[0] <= start and member.span[1] >= end):
                    continue
                exact = member.span == (start, end)
                whole = member.head_span[1] >= end - 1
                key = (exact, inside, whole, clause.kind != "noun", -abs(member.span[0] - start))
                if best is None or key > best[0]:
                    best = (key, member, clause)
    if best is None:
        return ()
    _, phrase, clause = best
    return cast.resolve(_alone(phrase) if phrase.span[1] > end else phrase, clause)


def _alone(phrase: Phrase) -> Phrase:
    fields = {name: getattr(phrase, name) for name in phrase.__struct_fields__}
    return Phrase(**{**fields, "conjuncts": ()})


def agrees(found: tuple[Actor, ...], expected: list[dict[str, str | None]]) -> bool:
    """Whether the actors are those expected, one for one."""
    said = {(a.code, a.sector, short(a) if a.group else None) for a in found}
    if len(said) != len(expected):
        return False
    return all(any(_fits(actor, gold) for actor in said) for gold in expected)


def _fits(said: tuple[str | None, ...], gold: dict[str, str | None]) -> bool:
    wanted = (gold["code"], gold["sector"], gold["group"])
    return all(w == "*" or s in ((w or "").split("/") if w else (None,)) for s, w in zip(said, wanted, strict=True))


# ------------------------------------------------------------------------------------------------------------- plover


def plover() -> dict[str, float]:
    """Shares of PLOVER's marked actors whose country, country of owner, and sector come out."""
    total = country = owned = sectors = sector = 0
    for text, date, marked in _records():
        document = analyse(Article(id="plover", text=text, date=date))
        cast = Cast(document)
        phrases = [p for c in document.clauses for a in c.arguments for p in _parts(a.phrase)]
        for start, end, code, wanted in marked:
            total += 1
            phrase = _covering(phrases, start, end)
            found = cast.resolve(phrase) if phrase is not None else ()
            country += code in {a.code for a in found}
            owner = cast.owners(phrase) if phrase is not None and not found else found
            owned += code in {a.code for a in owner}
            if wanted and code in {a.code for a in found}:
                sectors += 1
                sector += next(a.sector for a in found if a.code == code) == wanted
    return {
        "country": round(country / total, 3),
        "owned": round(owned / total, 3),
        "sector": round(sector / sectors, 3),
        "actors": total,
    }


def _records() -> Iterator[tuple[str, str | None, list[tuple[int, int, str, str | None]]]]:
    """(text, date or None for the stand-in date, marked actors as start, end, code, sector)."""
    for row in json.loads(PLOVER.read_text(encoding="utf-8"))[1:]:
        text = row["text"].strip()
        marked = []
        for side in ("source", "target"):
            actors = row.get(side)
            for actor in actors if isinstance(actors, list) else ():
                words = actor["actorText"].strip().split(" ... ")[-1].strip()
                at = text.find(words) if words in text else text.lower().find(words.lower())
                if at >= 0:
                    kind = (actor.get("sector") or "***")[:3]
                    code = _CODES.get(actor["code"], actor["code"])
                    marked.append((at, at + len(words), code, None if kind == "***" else kind))
        yield text, None if row["date"] == "2000-01-01" else row["date"], marked


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    yield phrase
    inner = [p for _, p in phrase.complements]
    for part in (*([phrase.possessor] if phrase.possessor else []), *inner, *phrase.appositives, *phrase.conjuncts):
        yield from _parts(part)


def _covering(phrases: list[Phrase], start: int, end: int) -> Phrase | None:
    """The shortest phrase that covers the words, else the one that overlaps most."""
    best: tuple[tuple[bool, int], Phrase] | None = None
    for phrase in phrases:
        low, high = phrase.span
        if low >= end or high <= start:
            continue
        covers = low <= start and high >= end
        key = (not covers, high - low if covers else -(min(end, high) - max(start, low)))
        if best is None or key < best[0]:
            best = (key, phrase)
    return best[1] if best else None


# --------------------------------------------------------------------------------------------------------------- main


def report() -> tuple[dict[str, Any], list[str]]:
    """All scores with the data's hashes, and the tuned rows that are wrong."""
    scores, wrong = own()
    found: dict[str, Any] = {"own": scores, "data": {"own": fingerprint(OWN)}}
    if PLOVER.exists():
        found["plover"] = plover()
        found["data"]["plover"] = fingerprint(PLOVER)
    return found, wrong


def failures(found: dict[str, Any]) -> list[str]:
    """What lies below its floor (evals/floors.json), or was measured on other data than the floor was."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["actors"]
    lines = [
        f"data {name}: {found['data'][name]} is not the data of the floor"
        for name, hash_ in floors["data"].items()
        if found["data"].get(name, hash_) != hash_
    ]
    for key, floor in floors["floors"].items():
        set_, name = key.split(".")
        if set_ in found and found[set_][name] < floor:
            lines.append(f"{key}: {found[set_][name]} is below {floor}")
    return lines


def main(arguments: list[str]) -> int:
    """Measure; with --check return 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 when a score is below its floor")
    parser.add_argument(
        "--show", action="store_true", help="the tuned rows that came out wrong (kept ones are not shown)"
    )
    given = parser.parse_args(arguments)
    found, wrong = report()
    missed = failures(found) if given.check else []
    shown = [json.dumps(found, indent=2), *(wrong if given.show else []), *missed]
    sys.stdout.write("\n".join(shown) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
