"""Briefings: one page for each borough on what its people said, to be read on paper."""
