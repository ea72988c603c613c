"""Rules about the catalogue itself: each test names the offender and how to mend it."""
