"""Facts that every room shares: periods, areas, units."""
