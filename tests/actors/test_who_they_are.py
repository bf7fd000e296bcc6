"""Who "they", "it" and men without an owner are: rebels are not the army of their state, nor a patrol those who fire on it."""

from __future__ import annotations

import pytest

from detente.api import read


def doers(text: str, type_: str) -> list[str]:
    events = [
        e for e in read(text, date="2025-06-01").events if e.type == type_ and e.status in ("reported", "claimed")
    ]
    return [f"{a.side}:{a.sector}" for a in (events[-1].actors if events else ())]


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        ("Sudan's rebels considered leaving the talks. Last week they accused the army of killing ten men.", "ACCUSE",
         ["SDN:REB"]),
        ("Burundi's rebels rejected the plan. They attacked the army near Bujumbura.", "ASSAULT", ["BDI:REB"]),
        ("Nigeria's army entered the village. They shot two rebels.", "ASSAULT", ["NGA:MIL"]),
        ("Syrian rebels and the Syrian army clashed in Idlib.", "ASSAULT", ["SYR:REB", "SYR:MIL"]),
        # "it" may be whose the counted things are
        ("Azerbaijan expelled an envoy. Later France announced that it was pulling out half of its troops.", "AGREE",
         ["FRA:None"]),
        # men told of by their own command
        ("Palestinians mourned four men in Jenin. Israel's military said troops killed two militants.", "ASSAULT",
         ["ISR:MIL"]),
        ("Mali's army met elders in Niger. Niger's army said soldiers shot two men.", "ASSAULT", ["NER:MIL"]),
        ("Mali's army met elders in Niger. Niger's army said gunmen shot two men.", "ASSAULT", ["---:UAF"]),
        # those who fire on a patrol are not the patrol
        ('A patrol of the Malian army came under attack near Gao. "They fired on us from the trees," a soldier said.',
         "ASSAULT", []),
        ("Malian soldiers entered Gao. They fired on a crowd, residents said.", "ASSAULT", ["MLI:MIL"]),
        # police of the town, of the dateline, of the country that acts
        ("QUITO, Ecuador — Mexico ended ties with Ecuador after police broke into the Mexican Embassy.", "ASSAULT",
         ["ECU:COP"]),
        ("Police stormed the Mexican embassy in the Ecuadorian capital of Quito on Friday.", "ASSAULT", ["ECU:COP"]),
        ("Estonia opened a base. Finnish authorities seized a Russian tanker after the country's police opened an "
         "investigation into the crew.", "ACCUSE", ["FIN:COP"]),
        # whose an office is, told by the thing before
        ("The African Union's first inquiries found no fighting in Darfur, and its mediator asked the rebels to wait.",
         "REQUEST", ["African Union:GOV"]),
        # a truce with another is the speaker's, no broker's
        ("Armenia has said that a ceasefire with Azerbaijan holds.", "RETREAT", ["ARM:None"]),
        ("Israel and Hamas agreed a truce. Israel shelled Hamas. Qatar said the truce with Israel was holding.", "RETREAT",
         []),
    ],
)  # fmt: skip
def test_the_one_meant(text: str, type_: str, who: list[str]) -> None:
    assert doers(text, type_) == who
