"""Pages of ideas that questions of several sources are meant to measure."""
