"""The warehouse: files in, nothing lost. Loading, vintages, quarantine, quality and the current rows."""
