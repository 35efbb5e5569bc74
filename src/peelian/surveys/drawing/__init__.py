"""Drawing a sample: rules as data, a seed, and a log of what was left out and why."""
