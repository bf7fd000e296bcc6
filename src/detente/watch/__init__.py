"""Sources watched for weeks: each in a thread of its own on its own schedule; one desk stores and codes what they bring.

    watch = Watch(plan, store, say=print); watch.run()

`plan` reads sources.toml; `rounds` reads one source once; `worker` does so again and again; `desk` is the only one that touches
the store. A report is in the store before its source's progress is, so that whatever ends the program, nothing is lost; and a
report that comes again is known by its id, so that nothing is there twice. docs/sources.md is the manual.
"""

from detente.watch.health import SourceHealth, health
from detente.watch.plan import Plan, Source, read_plan
from detente.watch.watch import Watch

__all__ = ["Plan", "Source", "SourceHealth", "Watch", "health", "read_plan"]
