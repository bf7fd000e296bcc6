"""Whom a bare name means in its year: the same surname in different years, spellings, leaders of armed groups, seats."""

from __future__ import annotations

import pytest

from .conftest import Who


@pytest.mark.parametrize(
    ("date", "text", "words", "expected"),
    [
        ("1995-03-02", "Kocharyan rejected the map.", "Kocharyan", ["NKR GOV Robert Kocharyan"]),
        ("2001-03-02", "Kocharyan rejected the map.", "Kocharyan", ["ARM GOV Robert Kocharyan"]),
        ("1996-05-06", "Lebed signed the truce.", "Lebed", ["RUS GOV Alexander Lebed"]),
        ("1993-05-06", "Lebed warned Chisinau.", "Lebed", ["RUS MIL Alexander Lebed"]),
        ("1999-02-09", "Thaci agreed to the plan.", "Thaci", ["KLA REB Hashim Thaci"]),
        ("2012-10-19", "Thaci met Dacic in Brussels.", "Thaci", ["XKX GOV Hashim Thaci"]),
        ("1994-01-09", "Owen put the map before the Serbs, Lord Owen said.", "Lord Owen", ["EUR GOV Lord Owen"]),
        ("1996-02-01", "Bildt asked Pale to give way.", "Bildt", ["PIC GOV Carl Bildt"]),
        ("2012-02-01", "Bildt spoke of sanctions.", "Bildt", ["SWE GOV Carl Bildt"]),
        ("1989-05-03", "Sharaa flew to Tunis.", "Sharaa", ["SYR GOV Farouk al-Sharaa"]),
        ("1997-01-02", "Yandarbiyev refused.", "Yandarbiyev", ["CHE REB Zelimkhan Yandarbiyev"]),
        ("2008-08-08", "Kokoity asked Moscow for help.", "Kokoity", ["OSS GOV Eduard Kokoity"]),
        ("2025-02-03", "Krasnoselsky accepted the gas.", "Krasnoselsky", ["PMR GOV Vadim Krasnoselsky"]),
        ("2015-02-12", "Plotnitsky signed after midnight.", "Plotnitsky", ["LPR REB Igor Plotnitsky"]),
        ("1994-08-09", "Boban agreed to a joint command.", "Boban", ["HB REB Mate Boban"]),
        ("1993-05-06", "Krajisnik put off the vote.", "Krajisnik", ["RSR GOV Momcilo Krajisnik"]),
        ("2020-08-01", "Ould Salek warned Rabat.", "Ould Salek", ["POL REB Mohamed Salem Ould Salek"]),
        ("2019-04-20", "Mismari denied it.", "Mismari", ["LNA REB Ahmed al-Mismari"]),
        ("2024-01-14", "Al-Mashat promised more strikes.", "Al-Mashat", ["HOU REB Mahdi al-Mashat"]),
        ("2002-01-09", "Marulanda gave back the zone.", "Marulanda", ["FARC REB Manuel Marulanda"]),
        (
            "1982-04-05",
            "Costa Mendez was in doubt, Lami Dozo told Haig.",
            "Costa Mendez",
            ["ARG GOV Nicanor Costa Mendez"],
        ),
        ("1961-04-21", "Challe seized the radio in Algiers.", "Challe", ["FRA MIL Maurice Challe"]),
        ("2022-03-09", "Medinsky spoke of progress.", "Medinsky", ["RUS GOV Vladimir Medinsky"]),
        ("2024-11-20", "Hochstein went on to Jerusalem.", "Hochstein", ["USA GOV Amos Hochstein"]),
    ],
)
def test_a_surname_means_who_bore_it_then(who: Who, date: str, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words, date=date) == expected


@pytest.mark.parametrize(
    ("date", "text", "words"),
    [
        ("2025-03-01", "Lebed sold his shop in Lyon.", "Lebed"),
        ("2024-06-01", "Marie Kostov opened a school.", "Marie Kostov"),
        ("2024-06-01", "Rodriguez scored twice.", "Rodriguez"),
        ("2024-06-01", "Fedorov won the race in Oslo.", "Fedorov"),
        ("2024-06-01", "Pastora sang in the square.", "Pastora"),
        ("2025-12-15", "Bondi Beach was empty.", "Bondi Beach"),
        ("2024-06-01", "The USS Nimitz left for Bahrain.", "The USS Nimitz"),
    ],
)
def test_a_name_many_bear_means_nobody(who: Who, date: str, text: str, words: str) -> None:
    persons = ("Lebed", "Kostov", "Rodriguez", "Fedorov", "Pastora", "Bondi", "Nimitz")
    assert [name for name in who(text, words, date=date) if name.endswith(persons)] == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Itamaraty recalled the envoy.", "Itamaraty", ["BRA GOV"]),
        ("Torre Tagle summoned the Ecuadorean envoy.", "Torre Tagle", ["PER GOV"]),
        ("Bankova denied the offer.", "Bankova", ["UKR GOV"]),
        ("Ballhausplatz offered to host the talks.", "Ballhausplatz", ["AUT GOV"]),
        ("Stormont rejected the plan.", "Stormont", ["GBR GOV"]),
        ("The Porte refused.", "The Porte", ["TUR GOV"]),
    ],
)
def test_a_seat_speaks_for_its_government(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert [name.split(" ")[0] for name in who(text, words)] == [name.split(" ")[0] for name in expected]
