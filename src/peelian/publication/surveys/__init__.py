"""Pages about surveys: how people come into them, what is asked, and what analyses came to."""
