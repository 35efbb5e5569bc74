"""Watching over fieldwork: quotas, response, days from the event, interviewers, references."""
