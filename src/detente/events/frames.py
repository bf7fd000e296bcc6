"""The lexicon: frames read from lexicon/*.toml, indexed by predicate. The format is described in lexicon/README.md."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any, Literal

import msgspec

from detente.records import EVENT_TYPES, ClauseKind, EventType

PREPOSITIONS = frozenset(
    "about across against along around as at before behind between by down for from in into near of off on onto out over"
    " outside through to toward towards under upon with within without among".split()
)
Embed = Literal["any", "escalates", "de-escalates", "unless-escalates", "unless-attacks", "AGREE"]


class FrameError(ValueError):
    """A lexicon file that cannot be read: names the file, the entry and what is wrong."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One sense of one predicate. Class names in `object`, `subject` … are those of classes.toml, "=word" is a lemma."""

    type: EventType
    key: str
    pos: ClauseKind = "verb"
    predicate: str
    heads: frozenset[str] = frozenset()  # the object or complement must be one of these: "open ~ fire"
    prep_heads: tuple[tuple[str, frozenset[str]], ...] = ()  # an oblique must be: "put on:alert"
    attribute: tuple[frozenset[str], ...] = ()  # modifiers a noun needs: "air strike"
    via: str | None = None  # the preposition whose phrase stands for the object: "crack down on"
    adverb: str | None = None
    mode: str | None = None
    cameo: str | None = None
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ("subject",)
    symmetric: bool = False
    object: frozenset[str] = frozenset()
    object_not: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    subject_not: frozenset[str] = frozenset()
    oblique: tuple[tuple[str, frozenset[str]], ...] = ()  # any one of these must be there
    oblique_not: tuple[tuple[str, frozenset[str]], ...] = ()
    requires: tuple[frozenset[str], ...] = ()  # each: one of these slots or prepositions must be filled
    requires_subject: bool = False
    needs: Literal["recipient", "known"] | None = None
    without: frozenset[str] = frozenset()  # modifiers of a noun that make it another sense: "heart attack"
    marker: frozenset[str] = frozenset()  # words of which one must stand in the clause: "joint"
    embed: Embed | None = None
    inner: str | None = None
    example: str = ""

    @property
    def rule(self) -> str:
        """The name records carry: type/key."""
        return f"{self.type.lower()}/{self.key}"

    @property
    def weight(self) -> int:
        """How narrow the frame is: of several that fit, the narrowest decides."""
        narrow = 8 * bool(self.heads) + 8 * len(self.prep_heads) + 8 * len(self.attribute) + 3 * bool(self.adverb)
        narrow += 4 * bool(self.object) + 4 * bool(self.oblique) + 3 * bool(self.subject) + 4 * bool(self.marker)
        return narrow + 6 * bool(self.embed) + 2 * len(self.requires) + 2 * bool(self.needs) + bool(self.via)


@functools.cache
def table(path: str) -> dict[str, Any]:
    """One of the room's TOML files ("lexicon/assault.toml", "data/factuality.toml")."""
    file = resources.files("detente.events").joinpath(*path.split("/"))
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"{path}: {error}") from error


@functools.cache
def words(path: str, *keys: str) -> frozenset[str]:
    """A comma-separated word list in a table, as a set."""
    found: Any = table(path)
    for key in keys:
        found = found[key]
    return frozenset(listed(found))


@functools.cache
def listed(text: str) -> tuple[str, ...]:
    """The entries of a comma-separated list."""
    return tuple(w for part in text.split(",") if (w := " ".join(part.split())))


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Head-noun classes by name."""
    return {name: frozenset(str(text).split()) for name, text in table("lexicon/classes.toml")["classes"].items()}


@functools.cache
def frames() -> tuple[Frame, ...]:
    """Every frame of the lexicon, in the order of the files."""
    found: list[Frame] = []
    for type_ in EVENT_TYPES:
        for entry in table(f"lexicon/{type_.lower()}.toml")["frame"]:
            for key, example in entry["lemmas"].items():
                found.extend(_frames(type_, key, example, entry))
    return tuple(found)


_IRREGULAR = {
    "forgave": "forgive", "overran": "overrun", "retook": "retake", "slew": "slay", "unfroze": "unfreeze", "bent": "bend",
    "withheld": "withhold", "foreswore": "forswear", "rebuilt": "rebuild", "reset": "reset", "hung": "hang", "strove": "strive",
}  # fmt: skip


@functools.cache
def normal(predicate: str) -> str:
    """A verb as the lexicon spells it: the lemmatiser guesses at rare words ("annull", "scal back", "harbored")."""
    first, _, rest = predicate.lower().partition(" ")
    if first.startswith("re-") and "re" + first[3:] in _first_words():  # "re-open"
        return f"re{first[3:]} {rest}".rstrip()
    if predicate.lower() in _known_verbs() or first in _first_words():
        return predicate.lower()
    tries = [
        _IRREGULAR.get(first, first),
        first + "e",
        first.rstrip("e"),
        first.removesuffix("ed"),
        first.removesuffix("d"),
    ]
    if first[-2:-1] == first[-1:]:
        tries.append(first[:-1])
    if first.endswith("ied"):
        tries.append(first[:-3] + "y")
    spelt = next((t for t in tries if t in _first_words()), first)
    return f"{spelt} {rest}" if rest else spelt


def is_known(predicate: str) -> bool:
    """Whether some list or frame has the verb, its particle included."""
    return predicate in _known_verbs()


@functools.cache
def _known_verbs() -> frozenset[str]:
    data = table("data/composition.toml")
    lists = [*data["phase"].values(), *data["light"].values(), *data["occur"].values()]
    governors = [entry["lemmas"] for entry in table("data/factuality.toml")["governor"]]
    found = {w for text in (*lists, *governors) for w in listed(text)}
    return frozenset(found | {f.predicate for f in frames() if f.pos != "noun"})


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(w.split()[0] for w in _known_verbs())


@functools.cache
def index() -> dict[tuple[ClauseKind, str], tuple[Frame, ...]]:
    """Frames by part of speech and predicate, the narrowest first."""
    found: dict[tuple[ClauseKind, str], list[Frame]] = {}
    for frame in frames():
        found.setdefault((frame.pos, frame.predicate), []).append(frame)
    return {key: tuple(sorted(group, key=_rank)) for key, group in found.items()}


def _rank(frame: Frame) -> tuple[int, int]:
    """The narrowest first: most constraints, then the smallest class of objects."""
    size = sum(len(classes().get(name, ())) or 1 for name in sorted(frame.object))
    return -frame.weight, size if frame.object else 10_000


def _frames(type_: EventType, key: str, example: str, entry: dict[str, Any]) -> list[Frame]:
    shared = _shared(type_, key, entry)
    pos: ClauseKind = entry.get("pos", "verb")
    plain = example.removesuffix("| nr").strip()
    return [
        Frame(type=type_, key=key, pos=pos, example=plain, **{**shared, **parts})
        for parts in (_noun(key) if pos == "noun" else _verb(key))
    ]


def _shared(type_: EventType, key: str, entry: dict[str, Any]) -> dict[str, Any]:
    unknown = set(entry) - set(Frame.__struct_fields__) - {"lemmas", "name"}
    if unknown:
        raise FrameError(f"{type_.lower()}.toml, {key}: unknown fields {sorted(unknown)}")
    shared: dict[str, Any] = {}
    for field in ("object", "object_not", "subject", "subject_not", "without", "marker"):
        shared[field] = frozenset(entry.get(field, ()))
    for name in sorted({c for field in ("object", "object_not", "subject", "subject_not") for c in shared[field]}):
        _known(type_, key, name)
    for field in ("oblique", "oblique_not"):
        shared[field] = tuple((p, frozenset(c)) for p, c in sorted(entry.get(field, {}).items()))
    shared["requires"] = tuple(frozenset(r.split("|")) for r in entry.get("requires", ()))
    for field in ("to", "by"):
        if field in entry:
            shared[field] = tuple(entry[field])
    for field in ("mode", "cameo", "symmetric", "requires_subject", "needs", "embed", "inner"):
        if field in entry:
            shared[field] = entry[field] or None if field == "mode" else entry[field]
    return shared


def _known(type_: EventType, key: str, name: str) -> None:
    if (
        not name.startswith("=")
        and name not in classes()
        and name not in ("actor", "igo", "name", "number", "state", "*")
    ):
        raise FrameError(f"{type_.lower()}.toml, {key}: no class {name!r} in classes.toml")


def _verb(key: str) -> list[dict[str, Any]]:
    """The parts of a verb's (or adjective's) key: "open ~ fire", "put on:alert", "crack down on", "liaise closely"."""
    left, _, right = key.partition(" ~ ")
    words_ = [*left.split(), *(w for w in right.split() if ":" in w)]
    objects = " ".join(w for w in right.split() if ":" not in w)
    prep_heads = tuple((p, frozenset(h.split("/"))) for p, _, h in (w.partition(":") for w in words_) if h)
    lemma = [w for w in words_ if ":" not in w]
    parts: dict[str, Any] = {
        "prep_heads": prep_heads,
        "heads": frozenset(objects.split("/")) if objects else frozenset(),
    }
    if len(lemma) > 1 and (lemma[-1].endswith("ly") or lemma[-1] in ("together", "home")) and not objects:
        return [
            {**parts, "predicate": " ".join(lemma[:-1]), "adverb": lemma[-1]},
            {**parts, "predicate": " ".join(lemma)},
        ]
    if len(lemma) > 1 and lemma[0].endswith("ly"):
        return [
            {**parts, "predicate": " ".join(lemma[1:]), "adverb": lemma[0]},
            {**parts, "predicate": " ".join(lemma)},
        ]
    readings = [{**parts, "predicate": " ".join(lemma)}]
    if len(prep_heads) == 1 and not objects:  # "go on strike", where the parse takes "on" for a particle
        readings.append(
            {"predicate": f"{' '.join(lemma)} {prep_heads[0][0]}", "heads": prep_heads[0][1], "prep_heads": ()}
        )
    if len(lemma) > 1 and lemma[-1] in PREPOSITIONS:
        readings.append({**parts, "predicate": " ".join(lemma[:-1]), "via": lemma[-1]})
    elif len(lemma) > 1 and not objects:  # "shoot dead", "set free": the second word is a complement of its own
        readings.append({**parts, "predicate": lemma[0], "heads": frozenset(lemma[1:])})
    return readings


def _noun(key: str) -> list[dict[str, Any]]:
    """The parts of a noun's key: "air/aerial strike/raid", "act of:war/terror"."""
    words_ = key.split()
    prep_heads = tuple((p, frozenset(h.split("/"))) for p, _, h in (w.partition(":") for w in words_) if h)
    lemma = [w for w in words_ if ":" not in w]
    attributes = tuple(frozenset(w.split("/")) for w in lemma[:-1])
    return [{"predicate": p, "attribute": attributes, "prep_heads": prep_heads} for p in lemma[-1].split("/")]


@functools.cache
def goldstein(cameo: str | None) -> float | None:
    """The Goldstein score of a CAMEO code, of its parent code where it has none of its own; None for none."""
    scores: dict[str, float] = table("data/goldstein.toml")["scores"]
    while cameo and len(cameo) > 1:
        if cameo in scores:
            return scores[cameo]
        cameo = cameo[:-1]
    return None


def speech_code(type_: EventType, held: EventType, cameo: str | None) -> str | None:
    """The CAMEO code of a speech act by the act it speaks of, whose PLOVER type and CAMEO code are given; None for no rule."""
    data = table("data/composition.toml")
    detail: dict[str, str] = data["cameo_of"].get(type_, {})
    for length in range(len(cameo or ""), 2, -1):
        if cameo is not None and cameo[:length] in detail:
            return detail[cameo[:length]]
    found: str | None = data["cameo"].get(f"{type_}.{held}")
    return found
