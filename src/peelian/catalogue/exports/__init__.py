"""The catalogue in standard forms, each with a list of what the form cannot hold."""
