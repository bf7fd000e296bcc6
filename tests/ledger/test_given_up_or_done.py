"""Promises and threats of a sentence or two: what became of them by a deed without a doer, a third's word, or a plan given up.

Each was written with its last state before the program read it; seven of the eighteen that were written came out otherwise at first sight. Two are left
out: an envoy "sent back to" a capital is not read, and nobody has looked where no report follows.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import rows_of

AFFAIRS = {
    "recall": ("pledge", "POL", "withdrawn", (
        ("2021-01-10", "WARSAW - Poland will send a new ambassador to Minsk in February, its foreign ministry said on Sunday."),
        ("2021-02-08", "WARSAW - Poland has abandoned its plan to send an ambassador to Minsk, the foreign ministry said on Monday."),
    )),
    "deadline told": ("pledge", "TUR", "broken", (
        ("2020-09-01", "ANKARA - Turkey will withdraw its ship from Greek waters by September 12, its energy minister said on Tuesday."),
        ("2020-09-15", "ATHENS - The deadline passed and Turkey has not withdrawn its ship from Greek waters."),
    )),
    "third confirms": ("pledge", "SDN", "kept", (
        ("2023-05-11", "JEDDAH - Sudan's army pledged on Thursday to withdraw its soldiers from the hospitals of Khartoum within two days."),
        ("2023-05-14", "KHARTOUM - The army has withdrawn its soldiers from the hospitals of Khartoum, the International Committee of the Red Cross confirmed on Sunday."),
    )),
    "agency confirms": ("pledge", "IRN", "kept", (
        ("2013-11-24", "GENEVA - Iran will stop enriching uranium to 20 percent in January, its foreign minister said on Sunday."),
        ("2014-01-20", "VIENNA - Iran has stopped enriching uranium to 20 percent, the International Atomic Energy Agency said on Monday."),
    )),
    "passive release": ("pledge", "VEN", "kept", (
        ("2022-03-07", "CARACAS - Venezuela will free two jailed Americans this week, its government said on Monday."),
        ("2022-03-09", "WASHINGTON - Two Americans jailed in Venezuela were freed on Tuesday, the White House said."),
    )),
    "ship": ("pledge", "RUS", "open", (
        ("2024-03-01", "MOSCOW - Russia will send two ships with wheat to Mali, its agriculture minister said on Friday."),
        ("2024-03-20", "BAMAKO - Mali thanked China on Wednesday for a gift of rice."),
    )),
    "ship came": ("pledge", "RUS", "kept", (
        ("2024-03-01", "MOSCOW - Russia will send two ships with wheat to Cuba, its agriculture minister said on Friday."),
        ("2024-03-29", "HAVANA - Two Russian ships with wheat arrived in Cuba on Friday."),
    )),
    "cond never": ("threat", "IND", "open", (
        ("2019-02-27", "NEW DELHI - If Pakistan harms the captured pilot, India will strike again, its government warned on Wednesday."),
        ("2019-03-01", "WAGAH - Pakistan handed the captured pilot over to India on Friday."),
    )),
    "sanction lifted": ("threat", "USA", "withdrawn", (
        ("2021-02-10", "WASHINGTON - The United States would keep its sanctions on Sudan should it not pay compensation, the State Department warned on Wednesday."),
        ("2021-04-01", "WASHINGTON - The United States lifted its sanctions on Sudan on Thursday."),
    )),
    "put off": ("pledge", "ETH", "withdrawn", (
        ("2020-06-20", "ADDIS ABABA - Ethiopia will hold talks with Egypt on July 13 about the dam, its foreign ministry said on Saturday."),
        ("2020-07-10", "ADDIS ABABA - Ethiopia postponed the talks with Egypt about the dam on Friday."),
    )),
    "put off passive": ("pledge", "KOR", "withdrawn", (
        ("2019-03-01", "SEOUL - South Korea will hold talks with Japan in Tokyo on March 14, the government said on Friday."),
        ("2019-03-10", "SEOUL - The talks with Japan have been postponed, South Korea said on Sunday."),
    )),
    "mission": ("pledge", "OSCE", "kept", (
        ("2014-03-21", "VIENNA - The OSCE will send a hundred observers to Ukraine, it said on Friday."),
        ("2014-04-02", "KYIV - The first observers of the OSCE arrived in Ukraine on Wednesday."),
    )),
    "refusal given up": ("refusal", "HUN", "withdrawn", (
        ("2023-12-01", "BUDAPEST - Hungary refuses to approve the European Union's aid for Ukraine, it told Brussels on Friday."),
        ("2024-02-01", "BRUSSELS - Hungary approved the European Union's aid for Ukraine on Thursday."),
    )),
    "border open": ("offer", "VEN", "kept", (
        ("2022-07-01", "CARACAS - Venezuela will reopen its border with Colombia if Bogota sends an ambassador, its foreign minister said on Friday."),
        ("2022-09-26", "CUCUTA - The border between Venezuela and Colombia was reopened on Monday."),
    )),
    "treaty": ("threat", "RUS", "kept", (
        ("2023-02-01", "MOSCOW - Russia will leave the treaty on arms if the United States sends tanks to Ukraine, its foreign minister said on Wednesday."),
        ("2023-02-10", "WASHINGTON - The United States sent tanks to Ukraine on Friday."),
        ("2023-02-21", "MOSCOW - Russia left the treaty on arms on Tuesday."),
    )),
    "plan shelved": ("threat", "ISR", "withdrawn", (
        ("2020-06-01", "JERUSALEM - Israel will annex the Jordan valley in July, Prime Minister Benjamin Netanyahu said on Monday."),
        ("2020-08-13", "WASHINGTON - Israel has suspended its plan to annex the Jordan valley, President Donald Trump said on Thursday."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_an_affair_ends_as_it_did(name: str) -> None:
    kind, side, state, told = AFFAIRS[name]
    rows = rows_of(name, told)
    found = [r for r in rows if r.signal.kind == kind and side in (r.signal.speaker.side, r.signal.speaker.code)]
    assert [r.state for r in found] == [state]
