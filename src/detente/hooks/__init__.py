"""Hooks: an address is told, once and signed, when something of the ledger happens that it asked for.

    hook = subscribe(store, "https://example.org/told", triggers=["offer", "broken"], dyad="IND-PAK")
    run(store)                        # one pass: what is new is written down, then what is due is sent

What happened is written down before it is sent and what became of it after, so that a process that is killed loses nothing; what
was answered with a 2xx is never sent again. docs/hooks.md is the manual.
"""

from detente.hooks.run import Pass, background, run
from detente.hooks.signature import sign, verify
from detente.hooks.subscribe import TRIGGERS, Filter, subscribe, try_out

__all__ = ["TRIGGERS", "Filter", "Pass", "background", "run", "sign", "subscribe", "try_out", "verify"]
