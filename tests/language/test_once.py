"""Questions answered once are answered as often as asked, and worked out once."""

from __future__ import annotations

from detente.language.once import once


class Ear:
    """Counts how often it had to listen."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.listened = 0

    @once
    def heard(self, *words: list[str], loud: bool = False) -> str:
        """What was heard."""
        self.listened += 1
        text = " ".join(part for word in words for part in word)
        return f"{self.name}: {text.upper() if loud else text}"


def test_each_question_is_worked_out_once() -> None:
    ear, said, other = Ear("Cairo"), ["no"], ["not", "yet"]
    assert [ear.heard(said), ear.heard(other), ear.heard(said)] == ["Cairo: no", "Cairo: not yet", "Cairo: no"]
    assert ear.listened == 2
    assert ear.heard(said, other) == "Cairo: no not yet" != ear.heard(other, said)


def test_another_object_answers_for_itself() -> None:
    said = ["no"]
    assert Ear("Cairo").heard(said) == "Cairo: no"
    assert Ear("Doha").heard(said) == "Doha: no"


def test_equal_questions_of_other_objects_are_other_questions() -> None:
    ear = Ear("Cairo")
    for turn in range(3):  # each list may stand where the last one stood in memory
        assert ear.heard([f"word {turn}"]) == f"Cairo: word {turn}"


def test_a_named_option_is_never_remembered() -> None:
    ear, said = Ear("Cairo"), ["no"]
    assert ear.heard(said, loud=True) == "Cairo: NO"
    assert ear.heard(said) == "Cairo: no"
