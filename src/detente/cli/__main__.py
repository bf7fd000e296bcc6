"""`python -m detente.cli` is the command."""

from detente.cli import main

main()
