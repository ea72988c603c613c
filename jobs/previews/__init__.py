"""Previews of pictures and of the first pages of PDF."""
