"""Who does it: those told behind a name, before an embassy, in an operation, in the clause beside it."""

from __future__ import annotations

import pytest

from detente.api import read
from detente.records import Event


def told(text: str, type_: str) -> list[Event]:
    events = read(text, date="2025-06-01").events
    return [e for e in events if e.type == type_ and e.status in ("reported", "claimed") and not e.background]


def doers(text: str, type_: str) -> list[str]:
    return [f"{a.side}:{a.sector}" for e in told(text, type_) for a in e.actors]


@pytest.mark.parametrize(
    ("text", "type_", "who"),
    [
        # who somebody is stands behind his name
        ("Tariq Odeh, who speaks for the rebels, blamed the government of Chad.", "ACCUSE", ["TCD:REB"]),
        ("Tariq Odeh, who speaks for the rebels, was in Chad. Odeh blamed the army.", "ACCUSE", ["TCD:REB"]),
        ("Yusuf Garad, who commands al-Shabaab, threatened Kenya with attacks.", "THREATEN", ["Al-Shabaab:REB"]),
        ("Okello Lado, who spoke for the rebels, accused Sudan of a raid.", "ACCUSE", ["---:REB"]),
        ("Jan Novak, who led his team to the title, blamed Germany.", "ACCUSE", []),
        # behind closed quotation marks who speaks goes on
        ('"The police have proof," Foreign Minister Melanie Joly said, and asked New Delhi to help.', "REQUEST", ["CAN:GOV"]),
        ("“We have enough,” President Petro said, and called on Peru to free the crew.", "REQUEST", ["COL:GOV"]),
        # a crowd before an embassy
        ("Thousands of protesters marched to the Saudi embassy chanting slogans against King Hamad.", "PROTEST", ["---:OPP"]),
        ("Thousands demonstrated outside the Brazilian embassy in Honduras.", "PROTEST", ["HND:CVL"]),
        ("Thousands demonstrated outside the parliament in Honduras.", "PROTEST", ["HND:CVL"]),
        # whose the operation is, who fired what was aimed
        ("Osama Haddad was killed in a United States counterterrorism operation in Yemen.", "ASSAULT", ["USA:None"]),
        ("Two Malian jihadists were killed in a French special forces operation near Gao.", "ASSAULT", ["FRA:None"]),
        ("Nine gunmen were killed in a Kabul police operation.", "ASSAULT", []),
        ("He was killed in a Gaza operation in May.", "ASSAULT", []),
        ("North Korea fired artillery rounds aimed at a loudspeaker in South Korea.", "ASSAULT", ["PRK:None"]),
        ("Russia intercepted drones aimed at Moscow.", "ASSAULT", []),
        ("A girl was killed and five were hurt on Friday when shells fired by Myanmar's army exploded in a camp.", "ASSAULT",
         ["MMR:MIL"]),
        # no rebels, where the government of their own state stands behind them
        ("Militia backed by the Sudanese government killed 30 people in Darfur.", "ASSAULT", ["SDN:UAF"]),
        ("A pro-government militia killed 12 protesters in Nicaragua.", "ASSAULT", ["---:UAF"]),
        ("Militias loyal to the Syrian government attacked the village.", "ASSAULT", ["SYR:UAF"]),
        ("Militias backed by the Rwandan government attacked the army in Congo.", "ASSAULT", ["---:REB"]),
        ("Iran-backed militias attacked a US base in Iraq.", "ASSAULT", ["---:REB"]),
        ("Criminals of the Shining Path attacked a convoy of trucks in Peru.", "ASSAULT", ["Shining Path:REB"]),
        # offices of bodies, guests of a city
        ("The UN mission met the rebels. The Secretary-General condemned the raid by the army of Mali.", "ACCUSE",
         ["United Nations:GOV"]),
        ("NATO ministers met in Brussels. The secretary-general condemned Turkey.", "ACCUSE", ["NATO:GOV"]),
        ("The UN Security Council met on Friday. Council members condemned the shelling by Sudan's army.", "ACCUSE",
         ["United Nations:None"]),
        ("An assembly of several foreign ministers in Cairo denounced the memoranda between Turkey and Libya.", "ACCUSE",
         ["---:GOV"]),
        ("The National Assembly of Kosovo denounced Serbia.", "ACCUSE", ["XKX:None"]),
        # a flag carrier is no ship of war
        ("Kuwait's national carrier stopped its flights to Lebanon.", "SANCTION", ["KWT:BUS"]),
        ("The US aircraft carrier Nimitz shelled Beirut.", "ASSAULT", ["USA:MIL"]),
        # "they" are the many named, not the state that says so
        ("India said five of the militants had crossed the border and they planned to attack a temple.", "THREATEN",
         ["IND:REB"]),
    ],
)  # fmt: skip
def test_the_doer_is_the_one_meant(text: str, type_: str, who: list[str]) -> None:
    assert doers(text, type_)[-1:] == who


def test_police_are_of_the_town_they_act_in() -> None:
    text = "Police shot three men in Nairobi. Police shot two men in Kampala."
    assert doers(text, "ASSAULT") == ["KEN:COP", "UGA:COP"]
