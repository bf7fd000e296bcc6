"""docs/hooks.md: its snippet verifies what is sent, and it names every trigger, field and header."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.hooks.conftest import receiving, row, stands

from detente.hooks import TRIGGERS, run, sign, subscribe
from detente.hooks.notice import Notice
from detente.store import Store

PAGE = (Path(__file__).parents[2] / "docs/hooks.md").read_text(encoding="utf-8")


def snippet() -> Any:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    space: dict[str, Any] = {}
    exec(code, space)
    return space["is_genuine"]


def test_the_snippet_verifies_a_real_delivery(store: Store) -> None:
    is_genuine = snippet()
    with receiving() as (receiver, url):
        hook = subscribe(store, url, triggers=["offer"], plain=True, private=True)
        stands(store, row("open", day=f"{datetime.now(UTC):%Y-%m-%d}"), at=datetime.now(UTC))
        run(store)
    (got,) = receiver.got
    assert is_genuine(hook.secret, got.headers["detente-signature"], got.body)
    assert not is_genuine(hook.secret, got.headers["detente-signature"], got.body + b" ")
    assert not is_genuine("another", got.headers["detente-signature"], got.body)
    assert not is_genuine(hook.secret, sign(hook.secret, got.body, int(time.time()) - 400), got.body)


def test_every_field_and_trigger_is_shown() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert sorted(json.loads(shown)) == sorted(Notice.__struct_fields__)
    for trigger in TRIGGERS:
        assert f"| `{trigger}` |" in PAGE
