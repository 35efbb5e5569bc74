"""The performance page: tiles computed from findings, on one screen for each place."""
