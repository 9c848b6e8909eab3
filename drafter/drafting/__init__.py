"""Plan, compose, repair and assemble a summary."""
