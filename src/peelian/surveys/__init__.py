"""Surveys: questionnaires as data, and the sources, layouts, measures, weights and analyses made of them."""
