"""Decoders: each turns one kind of file into batches of records, values as they are written."""
