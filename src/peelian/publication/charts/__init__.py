"""Charts: small functions that draw findings as SVG, with text that stays readable on a phone."""
