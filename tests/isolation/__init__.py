"""Who may do what to which row: every table and function, every action, every kind of caller."""
