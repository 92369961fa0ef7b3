"""Text that somebody wrote, read into the model with its places: policies, expressions."""
