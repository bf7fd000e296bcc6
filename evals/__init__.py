"""Evaluations: programs that print what was measured, with their data's hash, hardware and command."""
