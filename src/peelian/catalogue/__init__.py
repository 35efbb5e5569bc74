"""The catalogue: what data there are, what each field means, and how far each can be trusted."""
