"""The framework: the body's plan, its priorities, what each area chose, and what came of them."""
