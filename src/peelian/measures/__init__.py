"""Measures: reproducible recipes from sources to findings, for every area, period and group."""
