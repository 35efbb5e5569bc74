"""Sources: recorded crime, stops, custody, surveys, population ... as the analyst meets them."""
