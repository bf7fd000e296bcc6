"""Inflect the verbs of the family files: enough English for the generator, wrong forms go into IRREGULAR."""

from __future__ import annotations

from typing import NamedTuple

VOWELS = "aeiou"

# base: past, participle (the same when one is given)
IRREGULAR: dict[str, tuple[str, ...]] = {
    "arise": ("arose", "arisen"), "be": ("was", "been"), "bear": ("bore", "borne"), "beat": ("beat", "beaten"),
    "become": ("became", "become"), "begin": ("began", "begun"), "bend": ("bent",), "bind": ("bound",),
    "blow": ("blew", "blown"), "break": ("broke", "broken"), "bring": ("brought",), "broadcast": ("broadcast",),
    "build": ("built",), "burn": ("burned",), "buy": ("bought",), "cast": ("cast",), "catch": ("caught",),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cut": ("cut",), "deal": ("dealt",), "dig": ("dug",),
    "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"), "feed": ("fed",), "fight": ("fought",), "find": ("found",), "flee": ("fled",),
    "fling": ("flung",), "fly": ("flew", "flown"), "forbid": ("forbade", "forbidden"), "forgive": ("forgave", "forgiven"),
    "freeze": ("froze", "frozen"), "get": ("got",), "give": ("gave", "given"), "go": ("went", "gone"),
    "hang": ("hanged",), "have": ("had",), "hear": ("heard",), "hide": ("hid", "hidden"), "hit": ("hit",),
    "hold": ("held",), "keep": ("kept",), "know": ("knew", "known"), "lay": ("laid",), "lead": ("led",),
    "leave": ("left",), "lend": ("lent",), "let": ("let",), "lose": ("lost",), "make": ("made",), "meet": ("met",),
    "mow": ("mowed", "mown"), "offset": ("offset",), "overrun": ("overran", "overrun"), "overthrow": ("overthrew", "overthrown"),
    "overturn": ("overturned",), "outlaw": ("outlawed",), "pay": ("paid",), "put": ("put",), "quit": ("quit",),
    "read": ("read",), "rebuild": ("rebuilt",), "rescind": ("rescinded",), "rid": ("rid",), "ride": ("rode", "ridden"),
    "ring": ("rang", "rung"), "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said",), "see": ("saw", "seen"),
    "seek": ("sought",), "sell": ("sold",), "send": ("sent",), "set": ("set",), "shake": ("shook", "shaken"),
    "shoot": ("shot",), "show": ("showed", "shown"), "shut": ("shut",), "sing": ("sang", "sung"), "sink": ("sank", "sunk"),
    "sit": ("sat",), "slap": ("slapped",), "slay": ("slew", "slain"), "speak": ("spoke", "spoken"), "spend": ("spent",),
    "split": ("split",), "spread": ("spread",), "stand": ("stood",), "steal": ("stole", "stolen"), "stick": ("stuck",),
    "strike": ("struck",), "strew": ("strewed", "strewn"), "swear": ("swore", "sworn"), "sweep": ("swept",),
    "swing": ("swung",), "take": ("took", "taken"), "teach": ("taught",), "tear": ("tore", "torn"), "tell": ("told",),
    "think": ("thought",), "throw": ("threw", "thrown"), "undertake": ("undertook", "undertaken"), "uphold": ("upheld",),
    "upset": ("upset",), "wage": ("waged",), "wear": ("wore", "worn"), "win": ("won",), "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld",), "wring": ("wrung",), "write": ("wrote", "written"), "undo": ("undid", "undone"),
    "rethink": ("rethought",), "mistake": ("mistook", "mistaken"), "backtrack": ("backtracked",), "bid": ("bid",),
    "sign": ("signed",), "offload": ("offloaded",), "resell": ("resold",), "rewrite": ("rewrote", "rewritten"),
    "foresee": ("foresaw", "foreseen"), "overfly": ("overflew", "overflown"), "lay_siege": ("laid",), "light": ("lit",),
    "sow": ("sowed", "sown"), "string": ("strung",), "tread": ("trod", "trodden"), "beset": ("beset",), "thrust": ("thrust",),
}  # fmt: skip
# Two syllables or more, stressed on the last: the consonant doubles.
DOUBLE = {
    "admit", "allot", "ban", "bar", "blot", "chat", "clap", "commit", "compel", "concur", "confer", "control", "cram",
    "defer", "deter", "dispel", "drag", "drop", "expel", "flag", "gag", "grab", "gun", "gut", "impel", "incur", "jam",
    "jet", "knit", "lob", "map", "mob", "nab", "net", "occur", "omit", "patrol", "permit", "pin", "plan", "plot",
    "prop", "pummel", "ram", "rebel", "rebut", "refer", "regret", "repel", "rig", "rob", "scrap", "scrub", "ship",
    "shred", "shrug", "shun", "skip", "slam", "slap", "slip", "snap", "snub", "stab", "stem", "step", "stir", "stop",
    "strip", "submit", "swap", "tap", "tip", "top", "transfer", "transmit", "trap", "trim", "trip", "unplug", "wrap",
    "zip", "quip", "pan", "acquit", "scan", "tag", "tug", "club", "plug", "sap", "flip", "snip", "brag", "stun", "whip", "lap",  "blog", "hem", "spur", "outgun", "pat", "rub", "slim",
    "cap", "equip", "handicap", "kidnap", "cancel", "quarrel", "shovel", "tunnel", "parcel", "counsel", "signal", "model", "funnel",
    "fuel", "label", "marshal", "rival", "trammel",
}  # fmt: skip


class Forms(NamedTuple):
    """base, third person, past, participle, -ing."""

    base: str
    third: str
    past: str
    participle: str
    ing: str


def forms(verb: str) -> Forms:
    """The forms of a verb; "call_off" keeps its particle behind each of them."""
    head, _, particle = verb.partition("_")
    tail = f" {particle.replace('_', ' ')}" if particle else ""
    past, participle = principal(head)
    return Forms(head + tail, third(head) + tail, past + tail, participle + tail, ing(head) + tail)


def principal(head: str) -> tuple[str, str]:
    """(past, participle) of one word; "re-impose" and "air-drop" go by their last part."""
    if "-" in head:
        first, _, last = head.rpartition("-")
        past, participle = principal(last)
        return f"{first}-{past}", f"{first}-{participle}"
    if head in IRREGULAR:
        known = IRREGULAR[head]
        return known[0], known[-1]
    if head.endswith("e"):
        return head + "d", head + "d"
    if head.endswith("y") and head[-2] not in VOWELS:
        return head[:-1] + "ied", head[:-1] + "ied"
    if head in DOUBLE:
        return head + head[-1] + "ed", head + head[-1] + "ed"
    return head + "ed", head + "ed"


def third(head: str) -> str:
    """The third person singular, present."""
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if head in special:
        return special[head]
    if head.endswith(("s", "x", "z", "ch", "sh", "o")):
        return head + "es"
    if head.endswith("y") and head[-2] not in VOWELS:
        return head[:-1] + "ies"
    return head + "s"


def ing(head: str) -> str:
    """The present participle."""
    last = head.rpartition("-")[2]
    if last.endswith("ie"):
        return head[:-2] + "ying"
    if last.endswith("e") and not last.endswith(("ee", "ye")) and last != "be":
        return head[:-1] + "ing"
    irregular_double = {"beat": 0, "begin": 1, "cut": 1, "dig": 1, "forbid": 1, "get": 1, "hit": 1, "let": 1, "overrun": 1,
                        "put": 1, "quit": 1, "rid": 1, "run": 1, "set": 1, "shut": 1, "sit": 1, "split": 1, "win": 1,
                        "upset": 1, "offset": 1, "bid": 1}  # fmt: skip
    if last in DOUBLE or irregular_double.get(last):
        return head + last[-1] + "ing"
    return head + "ing"
