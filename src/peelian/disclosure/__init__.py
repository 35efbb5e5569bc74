"""Disclosure: who may be shown what. Publication fails closed: without a policy nothing leaves."""
