"""Watching over fieldwork: quotas, response, days from the event, interviewers, interviews that are there twice."""
