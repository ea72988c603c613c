"""What reads the rows of one kind of file; all of it runs in the process that jobs.imports.child is."""
