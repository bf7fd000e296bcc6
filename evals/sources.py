"""The sources room measured: duplicates found and missed, and the speed of extraction beside bare trafilatura.

    PYTHONPATH=src python -m evals.sources [--json] [--show]

copies      evals/data/copies.jsonl, written by us: three wire reports as papers print them (cut, with a paragraph of their own, with
            another lead, some words changed), other writers' reports of the same events, follow-ups that repeat the background, daily
            bulletins from one form. A pair is right if both are of one group. Of the D bulletins the words are nearly the same and
            the news is not; they are the known hard case.
editions    every report of examples/*/reports.jsonl of 80 words or more, and what five papers make of it by rule: as it is under a
            credit, its first half, its first two thirds with another lead, a paragraph left out and two put in, British spelling and
            numbers in words. Pairs of editions of one report are copies, all other pairs are not: that many of the reports tell of the
            same day's events is what makes it a test.
extraction  pages of examples/*/pages and of PAGES made from the reports with menus, boxes and scripts around them: from bytes to an
            article, and trafilatura's own `bare_extraction` with the same settings, in turns in the same run; seconds of processor.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import time
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from detente.records import Article
from detente.sources import Limits
from detente.sources.articles import Told, article_of
from detente.sources.bulk import Sieve
from detente.sources.decode import to_text
from detente.sources.duplicates import Copies

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data" / "copies.jsonl"
LEAD = "Readers of this paper will have followed with concern what has come to pass abroad in the course of the week."
LOCAL = (
    "At the county fair the matter was much talked of, and the parish has opened a book in which anybody may sign for the families.",
    "The editor asks those with relatives there to write to the usual box at the post office before the end of the month.",
)
SPELLING = {
    "center": "centre",
    "defense": "defence",
    "percent": "per cent",
    "three": "3",
    "two": "2",
    "four": "4",
    "said": "stated",
}
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--show", action="store_true", help="list wrong pairs")
    given = arguments.parse_args()
    made = {"copies": copies(show=given.show), "editions": editions(show=given.show), "extraction": extraction()}
    print(json.dumps(made, indent=2) if given.json else _table(made))


def copies(*, show: bool = False) -> dict[str, Any]:
    """Precision and recall of pairs on the hand-written set."""
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return score([(row["group"], _article(row)) for row in rows], show=show)


def editions(*, show: bool = False) -> dict[str, Any]:
    """The same on editions made by rule of all reports of the examples."""
    labelled = [
        (row["id"].removesuffix("-reprint"), a) for row in _reports() for a in editions_of(row)
    ]  # one report is a reprint
    return score(labelled, show=show)


def score(labelled: list[tuple[str, Article]], *, show: bool = False) -> dict[str, Any]:
    """Pairs put together rightly and wrongly, in the order of their dates as a stream would bring them."""
    labelled = sorted(labelled, key=lambda pair: (pair[1].date or "", pair[1].id))
    finder, found = Copies(), {}
    started = time.process_time()
    for _, article in labelled:
        match = finder.add(article)
        found[article.id] = match.of if match else article.id
    seconds = time.process_time() - started
    right = wrong = missed = 0
    for (group, one), (other_group, other) in combinations(labelled, 2):
        together, belong = found[one.id] == found[other.id], group == other_group
        right += together and belong
        wrong += together and not belong
        missed += belong and not together
        if show and together != belong:
            print("together" if together else "apart", one.id, other.id)
    return {
        "texts": len(labelled),
        "pairs of copies": right + missed,
        "precision": round(right / max(right + wrong, 1), 3),
        "recall": round(right / max(right + missed, 1), 3),
        "texts a second": round(len(labelled) / seconds),
    }


def editions_of(row: dict[str, Any]) -> list[Article]:
    """A report as it is and as five papers print it."""
    parts = [part for part in row["text"].split("\n\n") if part.strip()]
    half, most = parts[: (len(parts) + 1) // 2], parts[: max(2 * len(parts) // 3, 1)]
    texts = [
        row["text"],
        "\n\n".join(["LONDON (Example Wire) - " + parts[0], *parts[1:]]),
        "\n\n".join(half),
        "\n\n".join([LEAD, *most]),
        "\n\n".join([*parts[:1], LOCAL[0], *parts[2:], LOCAL[1]]),
        re.sub(r"[a-z]+", lambda m: SPELLING.get(m.group(), m.group()), row["text"]),
    ]
    return [_article(row | {"id": f"{row['id']}/{n}", "text": text}) for n, text in enumerate(texts)]


def extraction() -> dict[str, Any]:
    """Pages a second through the room, through bare trafilatura, and through the sieve for bulk."""
    pages = list(_pages())
    limits = Limits()
    whole = _best(pages, lambda page: article_of(page, name="page.html", told=Told(suffix=".html"), limits=limits))
    bare = _best(
        pages, lambda page: bare_extraction(to_text(page, name="p"), favor_precision=True, include_comments=False)
    )
    plain = _best(pages, lambda page: bare_extraction(to_text(page, name="p"), favor_precision=True, include_comments=False, with_metadata=True))  # fmt: skip
    sieve = _best(pages, lambda page: Sieve().reason(to_text(page, name="p")))
    return {
        "pages": len(pages),
        "bytes": sum(map(len, pages)),
        "room, pages a second": round(whole),
        "bare trafilatura, text only": round(bare),
        "bare trafilatura, with metadata": round(plain),
        "sieve, pages a second": round(sieve),
        "room / bare with metadata": round(whole / plain, 2),
    }


def _best(pages: list[bytes], work: Callable[[bytes], object]) -> float:
    """Pages a second of processor time, the best of the rounds; the first, which loads what is needed, does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        started = time.process_time()
        for page in pages:
            work(page)
        times.append(time.process_time() - started)
    return len(pages) / min(times[1:])


def _pages() -> Iterable[bytes]:
    for path in sorted(ROOT.glob("examples/*/pages/*.html")):
        yield path.read_bytes()
    for row in _reports():
        yield page_of(row)


def page_of(row: dict[str, Any]) -> bytes:
    """A page as newspapers make them: the report among menus, boxes, scripts and links."""
    body = "".join(f"<p>{html.escape(part)}</p>" for part in row["text"].split("\n\n"))
    title = html.escape(row.get("title") or row["text"][:60])
    menu = "".join(f'<li class="nav-item"><a href="/s/{n}">Section number {n}</a></li>' for n in range(40))
    more = "".join(
        f'<div class="teaser card"><a href="/a/{n}"><img src="/i/{n}.jpg" alt=""><h3>Another story of the day, number {n}</h3></a></div>'
        for n in range(30)
    )
    script = "<script>" + "var a = function(b) { return b + 1; };" * 300 + "</script>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | Example Wire</title><meta property='og:title' content='{title}'>"
        f"<meta property='article:published_time' content='{row.get('date') or ''}'>{script}<style>{'p{margin:0}' * 200}</style></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>{body}</article></main>"
        f"<aside>{more}</aside>{script}<footer><ul>{menu}</ul><p>© Example Wire</p></footer></body></html>"
    ).encode()


def _reports() -> list[dict[str, Any]]:
    rows = [
        json.loads(line)
        for path in sorted(ROOT.glob("examples/*/reports.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [row for row in rows if len(row["text"].split()) >= 80]


def _article(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"], text=row["text"], date=row.get("date"), title=row.get("title"), source=row.get("source")
    )


def _table(made: dict[str, Any]) -> str:
    lines = []
    for name, figures in made.items():
        lines += [name, *(f"  {key:32} {value:>10,}" for key, value in figures.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
