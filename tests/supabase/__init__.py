"""Requests as PostgREST sends them, against every exposed table and function."""
