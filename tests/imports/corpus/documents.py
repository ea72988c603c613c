"""JSON and lines of JSON."""

import json

from tests.imports.corpus.case import Case

AB, ROWS = ["a", "b"], [["1", "2"], ["3", "4"]]
BIG = "[" + ",".join(f'{{"n": {n}, "text": "{"x" * 100} ü {n}"}}' for n in range(5_000)) + "]"


def _deep(levels: int) -> bytes:
    return b'[{"a":' * levels + b"1" + b"}]" * levels


CASES = (
    Case(
        name="records.json",
        content=b'[{"a": 1, "b": "2"}, {"b": 4, "a": 3}]',
        names=AB,
        rows=ROWS,
        facts={"format": "json"},
    ),
    Case(
        name="nested.json",
        content=b'[{"a": {"x": 1, "y": {"z": true}}, "b": null}, {"b": "t", "c": {}}]',
        names=["a.x", "a.y.z", "b", "c"],
        rows=[["1", "true", "", ""], ["", "", "t", ""]],
    ),
    Case(
        name="arrays.json",
        content=b'[{"tags": ["red", "blue"], "n": [1, 2.50], "o": [{"k": 1.0}], "s": ["a;b", "c"], "e": []}]',
        names=["tags", "n", "o", "s", "e"],
        rows=[["red; blue", "1; 2.50", '[{"k": 1.0}]', '["a;b", "c"]', ""]],
    ),
    Case(
        name="numbers.json",
        content=b'[{"a": 12345678901234567890123, "b": -0, "c": 1.10, "d": 1E400, "e": 0.1e-7}]',
        rows=[["12345678901234567890123", "-0", "1.10", "1E400", "0.1e-7"]],
    ),
    Case(
        name="late-name.json", content=b'[{"a": 1}, {"a": 2, "b": 3}]', names=AB, rows=[["1", ""], ["2", "3"]]
    ),
    Case(
        name="mixed.json",
        content=b'[1, "x", {"a": 2}, null, [1, 2]]',
        names=["value", "a"],
        rows=[["1", ""], ["x", ""], ["", "2"], ["", ""], ["1; 2", ""]],
    ),
    Case(
        name="object.json",
        content=b'{"a": 1, "b": {"c": 2}}',
        about="an object is one record",
        names=["a", "b.c"],
        rows=[["1", "2"]],
    ),
    Case(name="scalar.json", content=b'"x"', about="a scalar is one record", names=["value"], rows=[["x"]]),
    Case(name="empty-array.json", content=b" [ ] ", names=["value"], rows=[]),
    Case(
        name="wrapped.json",
        content=b'{"page": 1, "data": {"rows": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]}, "more": [1, 2]}',
        names=AB,
        rows=ROWS,
        facts={"sheet": "/data/rows"},
        problems=frozenset({"records_inside"}),
    ),
    Case(
        name="two-tables.json",
        content=b'{"x": [{"a": 1}], "y": [{"b": 2}, {"b": 3}]}',
        error="records_ambiguous",
        message="/y (2), /x (1)",
    ),
    Case(
        name="two-tables-said.json",
        content=b'{"x": [{"a": 1}], "y": [{"b": 2}, {"b": 3}]}',
        options={"records": "/y"},
        names=["b"],
        rows=[["2"], ["3"]],
    ),
    Case(
        name="pointer.json",
        content=b'{"a/b": {"~": [0, [{"a": 1, "b": 2}, {"a": 3, "b": 4}]]}}',
        options={"records": "/a~1b/~0/1"},
        names=AB,
        rows=ROWS,
    ),
    Case(
        name="whole-object.json",
        content=b'{"name": "x", "parts": [{"a": 1}]}',
        options={"records": ""},
        names=["name", "parts"],
        rows=[["x", '[{"a": 1}]']],
    ),
    Case(
        name="no-such-records.json",
        content=b'{"x": [{"a": 1}]}',
        options={"records": "/y"},
        error="records_not_found",
        message="/y",
    ),
    Case(
        name="dotted-twice.json",
        content=b'[{"a.b": 1, "a": {"b": 2}}]',
        names=["a.b", "a.b 2"],
        rows=[["1", "2"]],
    ),
    Case(
        name="same-name-twice.json",
        content=b'[{"a": 1, "a": 2}]',
        names=["a"],
        rows=[["2"]],
        problems=frozenset({"names_twice"}),
    ),
    Case(name="empty-name.json", content=b'[{"": 1}]', names=["Column 1"], rows=[["1"]]),
    Case(name="bom.json", content=b'\xef\xbb\xbf[{"a": 1}]', rows=[["1"]]),
    Case(name="utf16.json", content='[{"a": "ü"}]'.encode("utf-16"), rows=[["ü"]]),
    Case(name="utf16be-plain.json", content='[{"a": "ü"}]'.encode("utf-16-be"), rows=[["ü"]]),
    Case(name="utf32.json", content='[{"a": "ü"}]'.encode("utf-32-le"), rows=[["ü"]]),
    Case(
        name="latin1.json",
        content='[{"a": "ü"}]'.encode("latin-1"),
        error="encoding_invalid",
        message="byte 8",
    ),
    Case(
        name="latin1-said.json",
        content='[{"a": "ü"}]'.encode("latin-1"),
        options={"encoding": "latin-1"},
        rows=[["ü"]],
    ),
    Case(
        name="lone-surrogate.json",
        content=b'[{"a": "\\ud800"}, {"a": "\\ud83d\\ude00"}]',
        rows=[["\U0001f600"]],
        bad={1: "\\ud800"},
    ),
    Case(name="surrogate-name.json", content=b'[{"\\udc00": 1}]', names=["?"], rows=[["1"]]),
    Case(name="nul.json", content=b'[{"a": "x\\u0000"}, {"a": "y"}]', rows=[["y"]], bad={1: "NUL"}),
    Case(
        name="nan.json",
        content=b'[{"a": "NaN", "b": NaN}]',
        error="json_invalid",
        message="NaN is no number of JSON at line 1, column 20",
    ),
    Case(
        name="trailing-comma.json",
        content=b'[{"a": 1},\n{"a": 2},\n]',
        error="json_invalid",
        message="line 3, column 1",
    ),
    Case(name="broken-late.json", content=BIG[:-20].encode() + b"}]", error="json_invalid", message="line 1"),
    Case(
        name="two-documents.json",
        content=b'[{"a": 1}] [{"a": 2}]',
        error="json_invalid",
        message="character 11",
    ),
    Case(name="empty.json", content=b" \n", error="json_invalid", message="the file is empty"),
    Case(
        name="windows.json",
        content=BIG.encode(),
        names=["n", "text"],
        count=5_000,
        about="values across windows",
    ),
    Case(name="deep.json", content=_deep(30), count=1),
    Case(name="too-deep.json", content=_deep(200), error="nested_too_deep", message="100 levels"),
    Case(name="bomb.json", content=b"[" * 200_000, error="nested_too_deep", message="character"),
    Case(
        name="bomb-of-objects.json", content=b'{"a":' * 200_000, error="nested_too_deep", message="character"
    ),
    Case(
        name="columns-501.json",
        content=json.dumps([{f"c{n}": 1} for n in range(501)]).encode(),
        error="too_many_columns",
        message="500",
    ),
    Case(
        name="rows.json",
        content=json.dumps([{"a": n} for n in range(30)]).encode(),
        limits={"rows": 20},
        error="too_many_rows",
    ),
    Case(
        name="long-cell.json",
        content=b'[{"a": "' + b"x" * 600 + b'"}, {"a": "y"}]',
        limits={"cell_length": 500},
        rows=[["y"]],
        bad={1: "600"},
    ),
    Case(
        name="lines.ndjson",
        content=b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n',
        names=AB,
        rows=ROWS,
        facts={"format": "ndjson"},
    ),
    Case(
        name="lines.jsonl",
        content=b'\xef\xbb\xbf{"a": 1, "b": 2}\r\n\r\n{"a": 3, "b": 4}',
        names=AB,
        rows=ROWS,
    ),
    Case(
        name="lines.json",
        content=b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n',
        about="lines that are called .json",
        names=AB,
        rows=ROWS,
        facts={"format": "ndjson"},
    ),
    Case(
        name="bad-line.ndjson",
        content=b'{"a": 1, "b": 2}\n{"a": 3,, "b": 4}\n{"a": 3, "b": 4}\nnot json\n{"a": NaN}\n',
        names=AB,
        rows=ROWS,
        bad={2: "line 2, column 9", 4: "line 4", 5: "NaN"},
    ),
    Case(
        name="deep-line.ndjson",
        content=b'{"a": 1}\n' + _deep(200) + b"\n" + b"[" * 100_000 + b'\n{"a": 2}\n',
        rows=[["1"], ["2"]],
        bad={2: "100 levels", 3: "100 levels"},
    ),
    Case(
        name="list.csv",
        content=b'[{"a": 1, "b": 2}, {"a": 3, "b": 4}]',
        about="JSON that is called .csv",
        names=AB,
        rows=ROWS,
        facts={"format": "json"},
    ),
    Case(
        name="said.txt", content=b"[1, 2]", options={"format": "json"}, names=["value"], rows=[["1"], ["2"]]
    ),
    Case(
        name="geo.geojson",
        content=b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"n": 1},'
        b' "geometry": {"coordinates": [1.5, 2]}}]}',
        names=["type", "properties.n", "geometry.coordinates"],
        rows=[["Feature", "1", "1.5; 2"]],
    ),
)
