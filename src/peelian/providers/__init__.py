"""Givers of files: how the layouts of each map onto sources. One folder for each giver; see `contents`."""
