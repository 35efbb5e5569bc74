"""What a load notices about a file from its rows: one trap in each file, called in turn by `detect`."""
