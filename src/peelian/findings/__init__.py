"""Findings: numbers with everything needed to judge them."""
