"""Banner tables: answers in rows, groups in columns, each number with what is needed to judge it."""
