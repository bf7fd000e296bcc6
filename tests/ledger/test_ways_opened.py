"""A way that was to be opened, a measure that was to be lifted: kept by what came through, or told without a doer.

Each affair was written with its last state before the program read it.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import states_of

AFFAIRS = {
    "lorries": ("pledge", "EGY", "kept", (
        ("2023-10-19", "CAIRO - Egypt will open the Rafah crossing to aid for Gaza, President Abdel Fattah al-Sisi said on Thursday."),
        ("2023-10-21", "RAFAH - Twenty lorries with food entered Gaza on Saturday by the Rafah crossing."),
    )),
    "other way": ("pledge", "EGY", "open", (
        ("2023-10-19", "CAIRO - Egypt will open the Rafah crossing to aid for Gaza, President Abdel Fattah al-Sisi said on Thursday."),
        ("2023-10-21", "JERUSALEM - Twenty lorries with food entered Gaza on Saturday from Israel by Kerem Shalom."),
    )),
    "convoy": ("offer", "SYR", "kept", (
        ("2020-07-08", "DAMASCUS - Syria will open the Bab al-Hawa crossing to the United Nations if Turkey opens the road to Aleppo, its foreign ministry said on Wednesday."),
        ("2020-07-15", "IDLIB - A United Nations convoy with flour entered Syria on Wednesday by the Bab al-Hawa crossing."),
    )),
    "no convoy": ("offer", "SYR", "open", (
        ("2020-07-08", "DAMASCUS - Syria will open the Bab al-Hawa crossing to the United Nations if Turkey opens the road to Aleppo, its foreign ministry said on Wednesday."),
        ("2020-07-15", "IDLIB - No aid has entered Syria by the Bab al-Hawa crossing since Friday, the United Nations said."),
    )),
    "reopened": ("pledge", "PAK", "kept", (
        ("2023-09-11", "ISLAMABAD - Pakistan will reopen the Torkham crossing to Afghanistan within days, its interior minister said on Monday."),
        ("2023-09-15", "TORKHAM - The Torkham crossing to Afghanistan was reopened on Friday."),
    )),
    "own word": ("pledge", "ECOWAS", "kept", (
        ("2022-06-04", "ACCRA - ECOWAS will lift its sanctions on Mali by July 10, the bloc said on Saturday."),
        ("2022-07-03", "ACCRA - Sanctions on Mali were lifted on Sunday, ECOWAS said."),
        ("2022-07-05", "BAMAKO - Mali thanked ECOWAS on Tuesday for the end of the sanctions."),
    )),
    "others' word": ("pledge", "ECOWAS", "open", (
        ("2022-06-04", "ACCRA - ECOWAS will lift its sanctions on Mali by July 10, the bloc said on Saturday."),
        ("2022-07-03", "BRUSSELS - Sanctions on Mali were lifted on Sunday, the European Union said."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_an_affair_ends_as_it_did(name: str) -> None:
    kind, side, state, told = AFFAIRS[name]
    assert states_of(name, kind, side, told) == [state]
