"""Is it English? Asked of every article, answered "no" only with a clear margin."""

from __future__ import annotations

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from detente.errors import NotEnglish

ENOUGH = 200
"""Characters of text below which no other language is told: names alone can look like one."""
SAMPLE = 4000
SURE = 0.95
COMMON_SHARE = 0.18

NO_LETTERS = re.compile(r"[\W\d_]+")
OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")

# The small words of English: an article with 18 % of them is English and the model need not be asked. Of 294 Wikinews
# articles each has 20 % to 42 %, half of them over 31 %; other languages share a few of the words (in, is, was, on) and
# stay under 10 %.
COMMON = frozenset(
    "the of and to in that is was for it with as his on be at by i this had not are but from or have an they which "
    "were has been said its their who will would after he".split()
)


def require_english(text: str, *, name: str) -> None:
    """Raise `NotEnglish` if the text is clearly in another language."""
    language = other_language(text)
    if language is not None:
        raise not_english(name, language)


def not_english(name: str, language: str, *, line: int | None = None) -> NotEnglish:
    """The error for an article in another language."""
    return NotEnglish(name, f"set aside: not in English ({_named(language)})", "give a translation", line=line)


def other_language(text: str) -> str | None:
    """The ISO 639-1 code of the language, if it is clearly not English; None for English and whatever is uncertain."""
    sample = text[: 2 * SAMPLE]
    letters = len(NO_LETTERS.sub("", sample))
    if _foreign_script(sample, letters):
        return str(_identifier().classify(sample[:SAMPLE])[0])
    if letters < ENOUGH:
        return None
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if sum(word in COMMON for word in words) >= COMMON_SHARE * len(words):
        return None
    language, probability = _identifier().classify(sample[:SAMPLE])
    return None if language == "en" or probability < SURE else str(language)


def _foreign_script(sample: str, letters: int) -> bool:
    """Whether fewer than three in ten letters are Latin; told from 40 letters on, for each says more than a Latin one."""
    return letters >= 40 and letters - len(NO_LETTERS.sub("", OTHER_SCRIPT.sub("", sample))) > 0.7 * letters


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _named(code: str) -> str:
    """ "French" for "fr"; the code itself where there is no name."""
    from babel import Locale, UnknownLocaleError  # slow to import and needed only for this message

    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
