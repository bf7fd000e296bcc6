"""Inputs made to do harm, by us, for the tests of `sources/`."""
