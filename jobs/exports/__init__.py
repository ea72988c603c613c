"""Exports: items go out into files, as the person who asked, in one snapshot."""
