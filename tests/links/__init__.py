"""Relations, links and computed columns."""
