"""Pages that are one file: no script, no font, picture or style from elsewhere, readable on paper.

Whatever comes from a report is hostile until escaped: Jinja escapes everything, and a page's own policy allows nothing but the style whose
hash it names.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.publish.harmless import harmless


def page(template: str, style: str, **shown: Any) -> str:
    """A page as text, from a template and a style sheet of this package's `templates/`."""
    css = _style(style)
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    return _environment().get_template(template).render(style=Markup(css), style_hash=f"sha256-{digest}", **shown)


def visible(value: object) -> object:
    """Text without the signs that could turn it around; what is markup already, and what is no text, as it is."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("detente.publish"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    made.finalize = visible
    return made


@cache
def _style(name: str) -> str:
    return "\n" + files(__package__).joinpath("templates", name).read_text("utf-8")
