"""Which texts are set aside as not English."""

from __future__ import annotations

import pytest

from detente.errors import NotEnglish
from detente.sources.english import other_language, require_english

FOREIGN = {
    "fr": "Le ministre de la défense a déclaré mercredi que son pays était prêt à réduire les tensions à la frontière si les frappes cessent. ",
    "de": "Der Verteidigungsminister sagte am Mittwoch, sein Land sei bereit, die Spannungen an der Grenze abzubauen, wenn die Angriffe aufhören. ",
    "nl": "De minister van Defensie zei woensdag dat zijn land bereid is de spanningen aan de grens te verminderen als de aanvallen stoppen. ",
    "es": "El ministro de Defensa dijo el miércoles que su país está dispuesto a reducir la tensión en la frontera si cesan los ataques. ",
    "tr": "Savunma bakanı çarşamba günü saldırıların durması halinde ülkesinin sınırdaki gerilimi azaltmaya hazır olduğunu söyledi. ",
    "ru": "Министр обороны заявил в среду, что страна готова снизить напряжённость на границе, если удары прекратятся. ",
    "ar": "قال وزير الدفاع يوم الأربعاء إن بلاده مستعدة لخفض التوتر على الحدود إذا توقفت الهجمات. ",
    "zh": "国防部长周三表示，如果袭击停止，该国准备缓和边境紧张局势。邻国否认首先开火，并称将回应任何攻击。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told(language: str) -> None:
    assert other_language(FOREIGN[language] * 4) == language


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan ready to talk.",
        "Shehbaz Sharif, Khawaja Asif, Ishaq Dar, Narendra Modi, Rajnath Singh, Subrahmanyam Jaishankar, Ajit Doval, Vikram Misri. "
        * 3,
        "Drones hit Belgorod, Kursk, Bryansk. Air defence downs 30. Two hurt. Trains halted. Power out. Kyiv silent. Moscow vows reply. "
        * 4,
        "Le Monde said the two armies had exchanged fire for the third night in a row and that the minister was ready to talk. "
        * 3,
    ],
)
def test_english_and_what_is_uncertain_pass(text: str) -> None:
    assert other_language(text) is None


def test_the_error_names_the_language() -> None:
    with pytest.raises(NotEnglish, match=r"a\.txt: set aside: not in English \(French\); give a translation"):
        require_english(FOREIGN["fr"] * 4, name="a.txt")
