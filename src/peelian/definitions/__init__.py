"""How plain-text definitions (YAML) become checked records: reading, line numbers, errors, JSON Schemas."""
