"""Comparisons of areas beyond counts: indices, tenths set against each other, few areas, and areas alike."""
