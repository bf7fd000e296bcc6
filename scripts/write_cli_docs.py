"""Write docs/cli.md from the commands' own help, so that the two cannot differ (tests/test_docs.py compares).

python scripts/write_cli_docs.py
"""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli import main

OUT = Path(__file__).parents[1] / "docs/cli.md"
HEAD = """# The command line

Generated from the commands' own help by `scripts/write_cli_docs.py`. Exit status everywhere: 0 done; 1 some inputs could not be
read, the others were done; 2 wrong usage, or nothing could be done.
"""


def sections(command: click.Command, name: str, parent: click.Context | None = None) -> list[str]:
    """A section for the command and for each below it."""
    settings = command.context_settings | {"terminal_width": 96, "max_content_width": 96}
    context = click.Context(command, info_name=name.split()[-1], parent=parent, **settings)
    made = [f"## `{name}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n"]
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            made += sections(command.commands[below], f"{name} {below}", context)
    return made


def text() -> str:
    """All of docs/cli.md."""
    return "\n".join([HEAD, *sections(main, "detente")])


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
