"""From loaded answers and what is wanted of them to results, and from results to findings."""
