"""Hands: the same work for many things, done by several processes."""
