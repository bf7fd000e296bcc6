"""Publish: the brief, and its forms for a terminal, Markdown, a web page and programs.

`compose` makes a `Brief` from readings; `show` prints it, `terminal`, `markdown`, `html` and `json` give it as text.
"""

from detente.publish.brief import compose
from detente.publish.lines import Brief
from detente.publish.markdown import render as markdown
from detente.publish.page import render as html
from detente.publish.serial import render as json
from detente.publish.terminal import render as terminal
from detente.publish.terminal import show

__all__ = ["Brief", "compose", "html", "json", "markdown", "show", "terminal"]
