"""Panels that several pages show: places, history, parts, ranks, maps and groups."""
