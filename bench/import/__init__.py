"""A whole import against a bare COPY."""
