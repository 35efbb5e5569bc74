"""Pure numbers: arrays in, frozen records out. Nothing here knows a database, a survey or a force."""
