"""Making the weights of a survey by a recipe, with a log that can be played again."""
