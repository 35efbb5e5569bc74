"""What several benchmarks share: made-up records and fair measuring."""
