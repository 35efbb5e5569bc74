"""Checks of a survey: its definition against what was delivered or loaded."""
