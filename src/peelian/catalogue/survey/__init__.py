"""Surveys as they are described: how they are weighted, and what belongs to that."""
