"""Surveys in the forms of others: read into a definition and rows of answers, and written from them."""
