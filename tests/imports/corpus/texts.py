"""Text with delimiters, as programs and people write it."""

# ruff: noqa: RUF001  # letters of other alphabets look like Latin ones

from tests.imports.corpus.case import Case

AB, ROWS = ["a", "b"], [["1", "2"], ["3", "4"]]
PLAIN = "a,b\n1,2\n3,4\n"
HOMES = "Straße,Größe\nÄpfelweg 1,80\nÖlgasse 2,95\n"
HOME_ROWS = [["Äpfelweg 1", "80"], ["Ölgasse 2", "95"]]
JAPANESE = "名前,住所,価格\n" + "".join(
    f"山田太郎{n},東京都千代田区丸の内{n}丁目,{n}000\n" for n in range(1, 30)
)
CYRILLIC = "Имя,Адрес\n" + "".join(f"Иван Петров,улица Ленина дом {n}\n" for n in range(1, 40))
RUSSIAN = "Имя,Адрес\nИван Петров,Москва\nАнна Смирнова,Казань\nПётр Сидоров,Тверь\n"
RUSSIAN_ROWS = [["Иван Петров", "Москва"], ["Анна Смирнова", "Казань"], ["Пётр Сидоров", "Тверь"]]
GERMAN = "Name,Straße\nMüller,Größe 5\nKöhler,Süd\nJäger,Äpfelweg\n"
GERMAN_ROWS = [["Müller", "Größe 5"], ["Köhler", "Süd"], ["Jäger", "Äpfelweg"]]
POLISH = "Nazwa,Ulica\nŁukasz Żółty,Święta\nPaweł,Książęca\n"
POLISH_ROWS = [["Łukasz Żółty", "Święta"], ["Paweł", "Książęca"]]
FRENCH = "Nom,Prix\nCafé “Zoë”,5 €\nL’été,6 €\n"
FRENCH_ROWS = [["Café “Zoë”", "5 €"], ["L’été", "6 €"]]
CAPITALS = "ИМЯ,АДРЕС\nИВАН ПЕТРОВ,МОСКВА\nАННА,КАЗАНЬ\n"
CAPITAL_ROWS = [["ИВАН ПЕТРОВ", "МОСКВА"], ["АННА", "КАЗАНЬ"]]
SPANISH = "Nombre,Ciudad\nJosé Núñez,Málaga\n¿Qué?,Peñón\n"
SPANISH_ROWS = [["José Núñez", "Málaga"], ["¿Qué?", "Peñón"]]
GUESSED = [
    *((codec, CAPITALS, CAPITAL_ROWS) for codec in ("cp1251", "koi8-r")),
    ("cp1252", SPANISH, SPANISH_ROWS),
    *((codec, RUSSIAN, RUSSIAN_ROWS) for codec in ("cp1251", "koi8-r", "cp866", "iso8859_5")),
    *((codec, GERMAN, GERMAN_ROWS) for codec in ("cp1252", "cp850", "mac_roman")),
    *((codec, POLISH, POLISH_ROWS) for codec in ("cp1250", "cp852")),
    *((codec, FRENCH, FRENCH_ROWS) for codec in ("cp1252", "mac_roman")),
]
PREAMBLE = (
    "Report of sales\nMade on 2024-05-01\n\n"
    "Address,Price,Sold\n1 A St,100,2024-01-02\n2 B St,200,2024-01-03\n"
)
SOLD = [["1 A St", "100", "2024-01-02"], ["2 B St", "200", "2024-01-03"]]


def _wide(columns: int) -> bytes:
    names = ",".join(f"c{n}" for n in range(columns))
    return f"{names}\n{','.join('1' * columns)}\n".encode()


def _remarks(count: int) -> bytes:
    return b"".join(b"Remark %d of this report\n" % n for n in range(count))


CASES = (
    Case(
        name="plain.csv",
        content=PLAIN.encode(),
        names=AB,
        rows=ROWS,
        facts={"delimiter": ",", "encoding": "utf-8"},
    ),
    Case(
        name="semicolon.csv",
        content=b"a;b\n1,5;2\n3;4,25\n",
        names=AB,
        rows=[["1,5", "2"], ["3", "4,25"]],
        facts={"delimiter": ";"},
    ),
    Case(name="tab.tsv", content=b"a\tb\n1\t2\n3\t4\n", names=AB, rows=ROWS, facts={"delimiter": "\t"}),
    Case(name="bar.txt", content=b"a|b\n1|2\n3|4\n", names=AB, rows=ROWS, facts={"delimiter": "|"}),
    Case(name="caret.csv", content=b"a^b\n1^2\n3^4\n", names=AB, rows=ROWS, facts={"delimiter": "^"}),
    Case(
        name="unit-separator.csv",
        content=b"a\x1fb\n1\x1f2\n3\x1f4\n",
        names=AB,
        rows=ROWS,
        facts={"delimiter": "\x1f"},
    ),
    Case(name="colon.csv", content=b"a:b\n1:2\n3:4\n", names=AB, rows=ROWS, options={"delimiter": ":"}),
    Case(
        name="sep-line.csv",
        content=b"sep=;\r\na;b\r\n1;2\r\n3;4\r\n",
        names=AB,
        rows=ROWS,
        facts={"delimiter": ";"},
    ),
    Case(name="crlf.csv", content=b"a,b\r\n1,2\r\n3,4\r\n", names=AB, rows=ROWS),
    Case(name="cr-only.csv", content=b"a,b\r1,2\r3,4\r", names=AB, rows=ROWS),
    Case(name="mixed-ends.csv", content=b"a,b\r\n1,2\n3,4\r5,6", names=AB, rows=[*ROWS, ["5", "6"]]),
    Case(name="no-end.csv", content=b"a,b\n1,2\n3,4", names=AB, rows=ROWS),
    Case(
        name="quotes.csv",
        content=b'a,b\n"x, ""y""",2\n"line\nbreak",4\n',
        names=AB,
        rows=[['x, "y"', "2"], ["line\nbreak", "4"]],
    ),
    Case(
        name="single-quotes.csv",
        content=b"a,b\n'x, y',2\n'z, w',4\n'v, u',5\n",
        names=AB,
        options={"quote": "'"},
        rows=[["x, y", "2"], ["z, w", "4"], ["v, u", "5"]],
    ),
    Case(
        name="no-quotes.csv",
        content=b'a,b\n5" pipe,"2\n3,4\n',
        names=AB,
        rows=[['5" pipe', '"2'], ["3", "4"]],
        options={"quote": ""},
    ),
    Case(
        name="backslash.csv",
        content=b'a,b\n"x \\"y\\" z",2\n"u",3\n"v \\"w\\"",4\n',
        names=AB,
        rows=[['x "y" z', "2"], ["u", "3"], ['v "w"', "4"]],
    ),
    Case(
        name="open-quote.csv",
        content=b'a,b\n1,"2\n3,4\n5,6\n',
        names=AB,
        rows=[["3", "4"], ["5", "6"]],
        bad={1: "does not close"},
    ),
    Case(
        name="text-behind-quote.csv",
        content=b'a,b\n"x"y,2\n3,4\n',
        names=AB,
        rows=[["3", "4"]],
        bad={1: "follows a closing quote"},
    ),
    Case(name="nul.csv", content=b"a,b\n1,\0\n3,4\n", names=AB, rows=[["3", "4"]], bad={1: "NUL"}),
    Case(
        name="one-column.csv",
        content=b"name\nSmith, John\nDoe, Jane\n",
        options={"delimiter": ";"},
        names=["name"],
        rows=[["Smith, John"], ["Doe, Jane"]],
    ),
    Case(name="one-word.csv", content=b"name\nAnn\nBob\n", names=["name"], rows=[["Ann"], ["Bob"]]),
    Case(
        name="utf8-bom.csv",
        content=b"\xef\xbb\xbf" + PLAIN.encode(),
        names=AB,
        rows=ROWS,
        facts={"encoding": "utf-8-sig"},
    ),
    Case(
        name="utf16le-bom.csv",
        content=HOMES.encode("utf-16"),
        names=["Straße", "Größe"],
        rows=HOME_ROWS,
        facts={"encoding": "utf-16"},
    ),
    Case(
        name="utf16be-bom.csv",
        content=b"\xfe\xff" + HOMES.encode("utf-16-be"),
        rows=HOME_ROWS,
        facts={"encoding": "utf-16"},
    ),
    Case(
        name="utf16le.csv", content=HOMES.encode("utf-16-le"), rows=HOME_ROWS, facts={"encoding": "utf-16-le"}
    ),
    Case(
        name="utf16be.csv", content=HOMES.encode("utf-16-be"), rows=HOME_ROWS, facts={"encoding": "utf-16-be"}
    ),
    Case(
        name="utf16le-japanese.csv",
        content=JAPANESE.encode("utf-16-le"),
        count=29,
        names=["名前", "住所", "価格"],
    ),
    Case(
        name="utf16-tab.txt",
        content="a\tb\r\n1\t2\r\n3\t4\r\n".encode("utf-16"),
        about="unicode text of Excel",
        names=AB,
        rows=ROWS,
    ),
    Case(name="utf32.csv", content=HOMES.encode("utf-32"), rows=HOME_ROWS, facts={"encoding": "utf-32"}),
    Case(
        name="utf32le.csv", content=HOMES.encode("utf-32-le"), rows=HOME_ROWS, facts={"encoding": "utf-32-le"}
    ),
    Case(name="latin1.csv", content=HOMES.encode("latin-1") * 1, names=["Straße", "Größe"], rows=HOME_ROWS),
    Case(
        name="cp1252.csv",
        content="Name,Price\nCafé “Zoë”,5 €\nNaïve,6 €\n".encode("cp1252"),
        rows=[["Café “Zoë”", "5 €"], ["Naïve", "6 €"]],
        options={"encoding": "windows-1252"},
    ),
    Case(
        name="shift-jis.csv", content=JAPANESE.encode("shift-jis"), names=["名前", "住所", "価格"], count=29
    ),
    Case(
        name="gb18030.csv",
        content="姓名,地址\n张三,北京市朝阳区\n".encode("gb18030"),
        names=["姓名", "地址"],
        rows=[["张三", "北京市朝阳区"]],
        options={"encoding": "gb18030"},
    ),
    Case(name="cyrillic.csv", content=CYRILLIC.encode("cp1251"), names=["Имя", "Адрес"], count=39),
    Case(
        name="late-odd-byte.csv",
        content=b"a,b\n" + b"1,2\n" * 70_000 + b"caf\xe9,3\n",
        names=AB,
        count=70_001,
    ),
    Case(
        name="wrong-encoding.csv",
        content=HOMES.encode("latin-1"),
        options={"encoding": "utf-8"},
        error="encoding_invalid",
        message="byte 4",
    ),
    *(
        Case(
            name="guessed.csv",
            about=f"{rows[0][0]} in {codec}",
            content=text.encode(codec),
            rows=rows,
            problems=frozenset({"encoding_uncertain"}),
        )
        for codec, text, rows in GUESSED
    ),
    Case(
        name="mixed-encodings.csv",
        content=GERMAN.encode() + "Möller,Café\n".encode("latin-1") + "Žižek,“Weg”\n".encode(),
        rows=[*GERMAN_ROWS, ["Möller", "Café"], ["Žižek", "“Weg”"]],
        problems=frozenset({"encoding_uncertain"}),
        facts={"encoding": "utf-8"},
    ),
    *(
        Case(
            name="plain.csv",
            about=f"not an encoding of text {codec}",
            content=PLAIN.encode(),
            options={"encoding": codec},
            error="encoding_unknown",
            message=codec,
        )
        for codec in (
            *("rot13", "base64", "zip", "hex", "quopri", "punycode", "undefined", "idna"),
            *("unicode_escape", "raw_unicode_escape", "Unicode-Escape", "klingon", "a\0b", "ü"),
        )
    ),
    Case(
        name="preamble.csv",
        content=PREAMBLE.encode(),
        names=["Address", "Price", "Sold"],
        rows=SOLD,
        problems=frozenset({"rows_before_header"}),
    ),
    *(
        Case(
            name=f"preamble-{notes}.csv",
            content=_remarks(notes) + b"\nid,name,price\n" + b"1,x,2.50\n" * 100,
            names=["id", "name", "price"],
            count=100,
            problems=frozenset({"rows_before_header"}),
        )
        for notes in (30, 300, 1_500)
    ),
    Case(
        name="preamble-too-far.csv",
        content=_remarks(6_000) + b"\nid,name,price\n" + b"1,x,2.50\n" * 7_000,
        names=["Remark 0 of this report"],
        count=13_000,
        bad=dict.fromkeys(range(6_000, 13_001), "has 3 cells"),
        read_problems=frozenset({"most_rows_rejected"}),
    ),
    Case(
        name="preamble-long.csv",
        content=_remarks(6_000) + b"\nid,name,price\n" + b"1,x,2.50\n" * 2_000,
        count=8_000,
        bad=dict.fromkeys(range(6_000, 8_001), "has 3 cells"),
        read_problems=frozenset({"rows_of_other_width"}),
    ),
    Case(
        name="padded-preamble.csv",
        content=b"Report,,\nMay,,\n,,\n" + PREAMBLE.split("\n\n")[1].encode(),
        names=["Address", "Price", "Sold"],
        rows=SOLD,
        problems=frozenset({"rows_before_header"}),
    ),
    Case(
        name="said-header.csv",
        content=b"x,y\nq,r\na,b\n1,2\n3,4\n",
        options={"header_row": 3},
        names=AB,
        rows=ROWS,
    ),
    Case(
        name="skipped.csv",
        content=b"x,y\n\nq,r\na,b\n1,2\n3,4\n",
        options={"skip_rows": 3},
        names=AB,
        rows=ROWS,
    ),
    Case(
        name="skipped-no-header.csv",
        content=b"x,y\n1,2\n3,4\n",
        options={"skip_rows": 1, "has_header": False},
        names=["Column 1", "Column 2"],
        rows=ROWS,
    ),
    Case(
        name="header-not-there.csv",
        content=PLAIN.encode(),
        options={"header_row": 9},
        error="header_invalid",
        message="Row 9",
    ),
    Case(
        name="two-headers.csv",
        content=b"Home,,Price,\nStreet,City,Asked,Paid\nA St,Rome,1,2\nB St,Bonn,3,4\n",
        names=["Home / Street", "Home / City", "Price / Asked", "Price / Paid"],
        rows=[["A St", "Rome", "1", "2"], ["B St", "Bonn", "3", "4"]],
        problems=frozenset({"header_rows"}),
    ),
    Case(
        name="unit-header.csv",
        content=b"Area,Price\nsqft,USD\n80,100\n95,200\n90,300\n",
        options={"header_rows": 2},
        names=["Area / sqft", "Price / USD"],
        rows=[["80", "100"], ["95", "200"], ["90", "300"]],
    ),
    Case(
        name="maybe-unit-header.csv",
        content=b"Area,Price\nsqft,USD\n80,100\n95,200\n90,300\n",
        names=["Area", "Price"],
        count=4,
        problems=frozenset({"maybe_second_header"}),
    ),
    Case(name="no-header.csv", content=b"1,2\n3,4\n5,6\n", names=["Column 1", "Column 2"], count=3),
    Case(
        name="header-only.csv",
        content=b"a,b\n",
        names=AB,
        rows=[],
        problems=frozenset({"no_rows"}),
    ),
    Case(
        name="stray-controls.csv",
        content=b"a,b\n1,x\x08\n\x1b[1m,4\n\x1a",
        names=AB,
        rows=[["1", "x\x08"], ["\x1b[1m", "4"]],
        bad={3: "has 1 cells"},
    ),
    Case(
        name="said-control.csv",
        content=b"a\x02b\n1\x022\n3\x024\n",
        options={"delimiter": "\x02"},
        names=AB,
        rows=ROWS,
    ),
    Case(
        name="r-row-names.csv",
        content=b'"a","b"\n"1",1,2.5\n"2",3,4.5\n',
        names=["Column 1", "a", "b"],
        rows=[["1", "1", "2.5"], ["2", "3", "4.5"]],
    ),
    Case(
        name="duplicate-names.csv",
        content=b"a,A,a,,\n1,2,3,4,5\n6,7,8,9,0\n",
        names=["a", "A 2", "a 3", "Column 4", "Column 5"],
        count=2,
    ),
    Case(
        name="ragged.csv",
        content=b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n1,2,3\n",
        names=["a", "b", "c"],
        rows=[["1", "2", "3"]] * 3,
        bad={2: "has 2 cells", 3: "has 4 cells"},
    ),
    Case(
        name="ragged-padded.csv",
        content=b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n1,2,3\n",
        options={"ragged": "pad"},
        rows=[["1", "2", "3"], ["4", "5", ""], ["1", "2", "3"], ["1", "2", "3"]],
        bad={3: "has 4 cells"},
    ),
    Case(name="trailing-delimiters.csv", content=b"a,b\n1,2,\n3,4,,\n", names=AB, rows=ROWS),
    Case(name="blank-tail.csv", content=PLAIN.encode() + b",\n" * 5_000, names=AB, rows=ROWS, blank=5_000),
    Case(name="blank-middle.csv", content=b"a,b\n1,2\n\n , \n3,4\n", names=AB, rows=ROWS, blank=2),
    Case(
        name="blank-kept.csv",
        content=b"a,b\n1,2\n,\n3,4\n",
        options={"blank_rows": "keep"},
        names=AB,
        rows=[["1", "2"], ["", ""], ["3", "4"]],
    ),
    Case(name="blank-start.csv", content=b"\n\n\na,b\n1,2\n3,4\n", names=AB, rows=ROWS),
    Case(name="columns-500.csv", content=_wide(500), count=1),
    Case(name="columns-501.csv", content=_wide(501), error="too_many_columns", message="501"),
    Case(
        name="huge-cell.csv",
        content=b"a,b\n1," + b"x" * 1_500_000 + b"\n3,4\n",
        names=AB,
        rows=[["3", "4"]],
        bad={1: "longer than"},
    ),
    Case(
        name="long-cell.csv",
        content=b"a,b\n1," + b"x" * 900 + b"\n3,4\n",
        limits={"cell_length": 500},
        names=AB,
        rows=[["3", "4"]],
        bad={1: "900 characters"},
    ),
    Case(
        name="too-many-rows.csv",
        content=b"a,b\n" + b"1,2\n" * 50,
        limits={"rows": 20},
        error="too_many_rows",
        message="20 rows",
    ),
    Case(
        name="long-numbers.csv",
        content=b"a,b\n12345678901234567890123.4567890,0.10\n",
        rows=[["12345678901234567890123.4567890", "0.10"]],
    ),
    Case(
        name="odd-spaces.csv",
        content="a,b\n1\u2028x,2\x0b\x85\n3,4\n".encode(),
        rows=[["1\u2028x", "2\x0b\x85"], ["3", "4"]],
    ),
    Case(
        name="text.xls",
        content=b"a\tb\n1\t2\n3\t4\n",
        about="text that is called .xls",
        names=AB,
        rows=ROWS,
        facts={"format": "csv"},
    ),
    Case(
        name="formulas.csv",
        content=b'a,b\n=1+1,"=HYPERLINK(""x"")"\n@x,-3\n',
        rows=[["=1+1", '=HYPERLINK("x")'], ["@x", "-3"]],
    ),
)
