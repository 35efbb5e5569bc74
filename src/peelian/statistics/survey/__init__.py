"""Estimates from samples as they were drawn: designs, variance, weights, tests and models."""
