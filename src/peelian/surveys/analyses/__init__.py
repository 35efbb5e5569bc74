"""What surveys are asked: who is satisfied, what goes with it, what changed, and how sure that is."""
