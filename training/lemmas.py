"""Learn the lemma table from the training treebanks; no torch needed, a few seconds.

    PYTHONPATH=src python -m training.lemmas --data ../shared/data --out src/detente/language/weights

For each tag: the edit (letters to cut, ending to add) most words with a suffix need, for every suffix on which enough
different words agree, and the words these rules get wrong. A rule is kept only if the next shorter suffix says
otherwise, an exception only if the rules fail it. Before that the lexicon is completed with the regular forms of the
verbs seen in it ("provoke" teaches "provoked", of which a suffix knows too little) and with the verbs of verbs.txt.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from training.corpora import UD_TRAIN, read_conllu, write_sums

from detente.language.lemma import PROPER, Table, apply

LONGEST = 6  # letters of suffix; 5 to 8 score the same on the development part
SUPPORT = 2  # different words a suffix needs before it has a say
AGREEMENT = 0.6  # share of them that must need the same edit; .5 to .8 tried on the development part

Lexicon = dict[str, dict[str, str]]


def lexicon(paths: list[Path]) -> Lexicon:
    """tag -> {lower-case word: its most frequent lower-case lemma}, ties to the first in the alphabet."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for sentence in read_conllu(path):
            for token in sentence:
                if token.xpos not in PROPER and token.lemma != "_":
                    seen[token.xpos, token.form.lower()][token.lemma.lower()] += 1
    best: Lexicon = defaultdict(dict)
    for (tag, word), lemmas in sorted(seen.items()):
        best[tag][word] = min(lemmas, key=lambda name: (-lemmas[name], name))
    return best


def doubles(base: str) -> bool:
    """Whether a verb doubles its last letter before -ed and -ing; sure of verbs of one syllable only."""
    vowels = [c in "aeiou" for c in base]
    return len(base) > 2 and vowels[-3:] == [False, True, False] and sum(vowels) == 1 and base[-1] not in "wxy"


def inflect(base: str) -> dict[str, str]:
    """tag -> regular form of a verb."""
    consonant_y = base.endswith("y") and base[-2:-1] not in "aeiou"
    stem = base + base[-1] if doubles(base) else base
    past = f"{base}d" if base.endswith("e") else f"{base[:-1]}ied" if consonant_y else f"{stem}ed"
    ing = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye", "ie")) else stem
    ing = f"{base[:-2]}y" if base.endswith("ie") else ing
    third = f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"
    third = f"{base[:-1]}ies" if consonant_y else third
    return {"VB": base, "VBP": base, "VBD": past, "VBN": past, "VBG": f"{ing}ing", "VBZ": third}


def complete(words: Lexicon, verbs: Path) -> None:
    """Add the forms of known verbs. What the treebanks attest is never overruled."""
    listed = [line.split() for line in verbs.read_text(encoding="ascii").splitlines() if line[:1] != "#"]
    irregular = {base: {"VBD": past, "VBN": participle} for base, past, participle in (x for x in listed if len(x) > 1)}
    bases = {x[0] for x in listed} | {lemma for lemma in words["VB"].values() if lemma.isalpha() and len(lemma) > 2}
    for base in sorted(bases):
        for tag, form in (inflect(base) | irregular.get(base, {})).items():
            words[tag].setdefault(form, base)


def edit(word: str, lemma: str) -> tuple[int, str]:
    """(letters to cut from the end, ending to add) that make the lemma of the word."""
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    return len(word) - same, lemma[same:]


def rules(words: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """suffix -> edit, for the words of one tag."""
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for word, lemma in words.items():
        change = edit(word, lemma)
        for length in range(1, min(LONGEST, len(word)) + 1):
            votes[word[len(word) - length :]][change] += 1
    kept: dict[str, tuple[int, str]] = {}
    for suffix in sorted(votes, key=lambda s: (len(s), s)):
        change, count = min(votes[suffix].items(), key=lambda item: (-item[1], item[0]))
        total = votes[suffix].total()
        shorter = next((kept[suffix[i:]] for i in range(1, len(suffix) + 1) if suffix[i:] in kept), (0, ""))
        if total >= SUPPORT and count / total >= AGREEMENT and change != shorter:
            kept[suffix] = change
    return kept


def learn(words: Lexicon) -> Table:
    """Rules, and the exceptions to them, of every tag."""
    table = Table({}, {tag: rules(words[tag]) for tag in sorted(words)})
    for tag in sorted(words):
        wrong = {word: lemma for word, lemma in words[tag].items() if apply(table, word, tag) != lemma}
        if wrong:
            table.exceptions[tag] = wrong
    return table


def main() -> None:
    """Learn and write lemmas.json.gz and SHA256SUMS."""
    parser = argparse.ArgumentParser(description="Learn the lemma table.")
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights")
    args = parser.parse_args()
    words = lexicon([args.data / name for name in UD_TRAIN])
    complete(words, Path(__file__).with_name("verbs.txt"))
    table = learn(words)
    text = json.dumps(table._asdict(), sort_keys=True, separators=(",", ":"))
    (args.out / "lemmas.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    write_sums(args.out)


if __name__ == "__main__":
    main()
