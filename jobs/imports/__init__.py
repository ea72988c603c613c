"""The import of a file: inspect a sample, copy the rows, check and convert in SQL, insert as the requester.

encoding, dialect, header   what kind of file it is
rows                        its rows, streamed
formats, inference          which types and formats the values of a column may have
settle                      which one they have, by all rows
target                      the list they go into
run                         the job
"""
