"""What is near what was offered, promised or refused, and is another matter: the word stands as it stood.

Each was written to be left open before the program read it; five of the fifteen were not at first, three of them called kept.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import states_of

AFFAIRS = {
    "other ban": ("offer", "ISR", (
        ("2023-02-01", "JERUSALEM - Israel will lift its ban on fishing off Gaza if Hamas frees the two captives, its defence minister said on Wednesday."),
        ("2023-02-20", "JERUSALEM - Israel lifted its ban on the import of cement into Gaza on Monday."),
    )),
    "other talks": ("offer", "IND", (
        ("2022-01-10", "NEW DELHI - India is ready to talk with Pakistan if it stops terrorism, its foreign minister said on Monday."),
        ("2022-03-01", "ISLAMABAD - India and Pakistan held talks on the waters of the Indus on Tuesday."),
    )),
    "share": ("refusal", "ETH", (
        ("2021-04-01", "ADDIS ABABA - Ethiopia will never give up its share of the Nile, it told Egypt on Thursday."),
        ("2021-06-08", "ADDIS ABABA - Ethiopia has agreed to share its data on the Nile with Egypt."),
    )),
    "some soldiers": ("offer", "RUS", (
        ("2020-01-10", "MOSCOW - Russia will withdraw its troops from Libya if Turkey withdraws its own, its foreign minister said on Friday."),
        ("2020-02-03", "TRIPOLI - Russia withdrew 40 soldiers from Libya on Monday."),
    )),
    "other road": ("offer", "AZE", (
        ("2023-09-10", "BAKU - Azerbaijan will open the Lachin road to the Red Cross if the Aghdam road is opened, its adviser Hikmet Hajiyev said on Sunday."),
        ("2023-09-12", "BAKU - A lorry with flour entered Nagorno-Karabakh by the road from Aghdam on Tuesday."),
    )),
    "other visit": ("pledge", "JPN", (
        ("2012-08-01", "TOKYO - Japan will send its finance minister to Seoul in September for talks with South Korea, the government said on Wednesday."),
        ("2012-08-17", "TOKYO - Japan called off a visit of its fleet to Vladivostok on Friday."),
    )),
    "other sanctions": ("offer", "USA", (
        ("2021-02-10", "WASHINGTON - The United States will lift its sanctions on Iran if Iran returns to the nuclear accord, the State Department said on Wednesday."),
        ("2021-04-01", "WASHINGTON - The United States lifted its sanctions on Sudan on Thursday."),
    )),
    "sanctions of others": ("offer", "USA", (
        ("2021-02-10", "WASHINGTON - The United States will lift its sanctions on Iran if Iran returns to the nuclear accord, the State Department said on Wednesday."),
        ("2021-04-01", "BRUSSELS - Sanctions on Iran were lifted on Thursday, the European Union said."),
    )),
    "other prisoners": ("pledge", "VEN", (
        ("2022-03-07", "CARACAS - Venezuela will free two jailed Americans by May, its government said on Monday."),
        ("2022-03-09", "MOSCOW - Two Americans jailed in Russia were freed on Tuesday, the White House said."),
    )),
    "aid elsewhere": ("pledge", "RUS", (
        ("2024-03-01", "MOSCOW - Russia will send two ships with wheat to Cuba, its agriculture minister said on Friday."),
        ("2024-03-29", "DAMASCUS - Two Russian ships with wheat arrived in Syria on Friday."),
    )),
    "talk of parliament": ("offer", "TUR", (
        ("2023-03-02", "ANKARA - Turkey will approve Sweden's membership of NATO if Sweden expels the Kurds it named, its government said on Thursday."),
        ("2023-03-20", "ANKARA - Turkey's parliament debated Sweden's membership of NATO on Monday."),
    )),
    "stopped elsewhere": ("pledge", "IRN", (
        ("2013-11-24", "GENEVA - Iran will stop enriching uranium to 20 percent in January, its foreign minister said on Sunday."),
        ("2014-01-20", "VIENNA - Iran has stopped building a reactor at Arak, the International Atomic Energy Agency said on Monday."),
    )),
    "plan of another": ("pledge", "POL", (
        ("2021-01-10", "WARSAW - Poland will send a new ambassador to Minsk in March, its foreign ministry said on Sunday."),
        ("2021-02-08", "VILNIUS - Lithuania has abandoned its plan to send an ambassador to Minsk, its foreign ministry said on Monday."),
    )),
    "met late threat": ("threat", "PHL", (
        ("2023-02-06", "MANILA - If China attacks its soldiers at the reef, the Philippines will answer with force, its defence minister said on Monday."),
        ("2023-08-20", "TAIPEI - China fired rockets over Taiwan on Sunday."),
        ("2023-09-20", "MANILA - The Philippines arrested six Chinese fishermen on Wednesday."),
    )),
    "ban not lifted": ("pledge", "KEN", (
        ("2023-04-03", "NAIROBI - Kenya will lift its ban on maize from Tanzania in June, its trade minister said on Monday."),
        ("2023-04-21", "NAIROBI - Kenya and Tanzania exchanged notes about roads on Friday."),
        ("2023-04-25", "DODOMA - Tanzania complained of the ban to Kenya on Tuesday."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_another_matter_leaves_a_word_open(name: str) -> None:
    kind, side, told = AFFAIRS[name]
    assert states_of(name, kind, side, told) == ["open"]
