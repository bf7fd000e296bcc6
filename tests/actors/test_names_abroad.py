"""Names of Asia, Africa, the Pacific and the international bodies: who is meant, by the year, the spelling and the side."""

from __future__ import annotations

import pytest

from detente.actors import lookup

from .conftest import Who, arguments, label, read


def everyone(text: str, date: str) -> set[str]:
    """All actors of a text, in short."""
    found, cast = read(text, date)
    return {label(a) for c, argument in arguments(found) for a in cast.resolve(argument.phrase, c)}


@pytest.mark.parametrize(
    ("date", "text", "expected"),
    [
        # one surname, two holders
        ("1983-05-05", "Gandhi said India would wait.", "IND GOV Indira Gandhi"),
        ("1987-06-05", "Gandhi said India would send rice to Jaffna.", "IND GOV Rajiv Gandhi"),
        ("1994-02-01", "Kenyatta is long dead, but Moi promised Kenya a new law.", "KEN GOV Daniel arap Moi"),
        ("1998-07-01", "Koroma refused to leave the bush in Sierra Leone.", "AFRC REB Johnny Paul Koroma"),
        ("2014-07-01", "Koroma closed Sierra Leone's borders.", "SLE GOV Ernest Bai Koroma"),
        ("1978-03-03", "Fukuda promised Tokyo's help.", "JPN GOV Takeo Fukuda"),
        ("2008-06-01", "Fukuda said Tokyo would lift part of its sanctions.", "JPN GOV Yasuo Fukuda"),
        # one man, two sides
        ("2003-09-01", "Prachanda ended the truce with Kathmandu.", "CPNM REB Pushpa Kamal Dahal"),
        ("2023-09-01", "Prachanda said Kathmandu would not take sides.", "NPL GOV Pushpa Kamal Dahal"),
        ("2000-05-01", "Bemba said his men would hold Gbadolite.", "MLC REB Jean-Pierre Bemba"),
        ("2024-05-01", "Bemba promised the army new guns, Kinshasa said.", "COD GOV Jean-Pierre Bemba"),
        ("1993-06-01", "Mandela called on Pretoria to set a date.", "ANC OPP Nelson Mandela"),
        ("1996-06-01", "Mandela offered to mediate in Zaire.", "ZAF GOV Nelson Mandela"),
        ("1990-11-01", "Taylor refused to leave Liberia's second city.", "NPFL REB Charles Taylor"),
        # who speaks for a group
        ("2006-04-01", "Thamilselvan said the Tigers would stay away from Geneva.", "LTTE REB S.P. Thamilselvan"),
        ("2025-01-27", "Kanyuka said the M23 would hold Goma.", "M23 REB Lawrence Kanyuka"),
        ("2019-01-05", "Jalandoni accused Manila of bad faith.", "NDFP REB Luis Jalandoni"),
        ("2024-02-01", "Twan Mrat Naing said his army would not stop.", "AA REB Twan Mrat Naing"),
        ("2012-03-01", "Ould Boumana said Timbuktu would be spared.", "AD REB Sanda Ould Bouamama"),
        # family names first, given names used as surnames
        ("2025-07-26", "Maly Socheata denied it. Socheata said Cambodia had not fired.", "KHM MIL Maly Socheata"),
        ("2024-10-15", "Park Sang-hak said he would fly more balloons from Paju.", "FFNK NGO Park Sang-hak"),
        ("2003-01-30", "Surakiart said Bangkok would recall its envoy.", "THA GOV Surakiart Sathirathai"),
        ("2016-07-13", "Lu Kang said China would not accept the ruling.", "CHN GOV Lu Kang"),
        ("2024-06-03", "Kim Yo-jong threatened Seoul with more balloons.", "PRK GOV Kim Yo-jong"),
        ("2023-08-06", "Abdourahmane Tiani refused to meet the envoys of ECOWAS.", "NER GOV Abdourahmane Tiani"),
        (
            "1993-06-12",
            "Aideed ordered his men in Mogadishu to give up their guns.",
            "SOM REB Mohamed Farah Aideed",
        ),
        # envoys and missions
        ("1999-09-05", "Ian Martin said UNAMET would stay in Dili.", "UN GOV Ian Martin"),
        ("2024-04-01", "Rugwabiza said MINUSCA had freed the hostages.", "UN GOV Valentine Rugwabiza"),
        ("2025-06-01", "Spoljaric said the Red Cross would cross the lines.", "ICRC HLH Mirjana Spoljaric"),
    ],
)
def test_a_name_stands_for_its_side_of_the_day(date: str, text: str, expected: str) -> None:
    assert expected in everyone(text, date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Masisi fell to the rebels.", "2024-02-01"),  # a town of Kivu, and a president of Botswana
        ("Bereket Habte, a poet, wept.", "2009-02-01"),
        ("Wade walked to the river.", "2009-02-01"),
        ("Anand sold his shop in Pune.", "1991-07-01"),
    ],
)
def test_a_name_many_bear_is_no_leader_where_nothing_of_his_state_is_told(text: str, date: str) -> None:
    assert {found for found in everyone(text, date) if " GOV " in found} == set()


@pytest.mark.parametrize(
    ("name", "code", "group"),
    [
        ("Shanti Bahini", "BGD", "Parbatya Chattagram Jana Samhati Samiti"), ("JVP", "LKA", "Janatha Vimukthi Peramuna"),
        ("the Derg", "ETH", "Derg"), ("SLORC", "MMR", "State Law and Order Restoration Council"),
        ("Falintil", "TLS", "Falintil"), ("AFDL", "COD", "Alliance of Democratic Forces for the Liberation of Congo"),
        ("the Kamajors", "SLE", "Kamajors"), ("UNTAC", "IGO", "United Nations"), ("Jubaland", "SOM", "Jubaland"),
        ("Mmabatho", "ZAF", "Bophuthatswana"), ("Nabanna", "IND", None), ("Wisma Putra", "MYS", None),
    ],
)  # fmt: skip
def test_groups_missions_and_seats(name: str, code: str, group: str | None) -> None:
    found = lookup(name)
    assert found is not None
    assert (found.code, found.group) == (code, group)


@pytest.mark.parametrize(("state", "expected"), [("Chad", "TCD GOV"), ("Sudan", "SDN GOV")])
def test_a_junta_is_the_one_of_the_state_named(who: Who, state: str, expected: str) -> None:
    text = f"In {state} the Transitional Military Council put off the vote."
    assert who(text, "the Transitional Military Council") == [expected]
