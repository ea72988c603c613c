"""Nasty files of every format, made by code, each with what must become of it."""

from tests.imports.corpus import broken, documents, texts, workbooks
from tests.imports.corpus.case import Case

CASES: tuple[Case, ...] = (*texts.CASES, *workbooks.CASES, *documents.CASES, *broken.CASES)
