"""Text of a report without the signs that could make a page or a terminal show what it does not say."""

from __future__ import annotations

import unicodedata


def harmless(text: str) -> str:
    """The text without control, format and direction-changing characters; line breaks and tabs stay."""
    if text.isprintable():  # holds none of them: nearly every text, and 50 times quicker than looking at each character
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def one_line(text: str) -> str:
    """The same on one line, spaces collapsed."""
    return " ".join(harmless(text).split())
