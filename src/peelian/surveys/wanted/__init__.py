"""What an analyst wants made of the answers of a survey, beside its measures."""
