"""Synthetic London: seeded, made-up files in the givers' own layouts, so that anyone can run everything.

Nothing here is about a real person or crime. Real borough names are used so that maps and codes work, and
every file name begins with SYNTHETIC.
"""
