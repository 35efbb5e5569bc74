"""Pages: one file for each kind of page. `contents` lists them in reading order."""
