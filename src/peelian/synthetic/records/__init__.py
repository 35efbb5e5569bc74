"""Synthetic records of crime: offences, the people in them, what victims are owed, and what is wrong."""
