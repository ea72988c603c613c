"""What a cell of each type takes: a file of cases, an oracle, patterns, and the table of types."""
