import Corpora
import Testing

struct JSONTests {
    private func read(_ text: String, selection: String? = nil, chunkSize: Int = 1 << 18) -> Reading
    {
        CorporaTests.read(
            text,
            as: "x.json",
            chunkSize: chunkSize,
            options: CorpusOptions(selection: selection)
        )
    }

    @Test(arguments: [1, 2, 7, 1 << 18])
    func theFieldOfEachObjectOfAnArrayIsARecord(chunkSize: Int) {
        let document = """
            [
              {"id": 7, "text": "one \\u00e9\\ud83d\\ude42 \\"q\\" \\\\"},
              {"text": "two", "n": [1, -2.5e3, true, null], "id": "b"}
            ]
            """
        let reading = read(document, chunkSize: chunkSize)
        #expect(reading.texts == ["one \u{E9}\u{1F642} \"q\" \\", "two"])
        #expect(reading.records.map(\.identifier) == ["7", "b"])
        #expect(reading.lines == [2, 3])
        #expect(reading.summary.notes == ["x.json: field 'text' was chosen"])
    }

    @Test func aPathGoesThroughObjectsAndEachElementOfArrays() {
        let document = """
            {"version": "1", "data": {"items": [{"text": "p"}, {"text": "q"}, {"text": ["r", "s"]}]}}
            """
        #expect(read(document, selection: "data.items.text").texts == ["p", "q", "r", "s"])
        #expect(read(document, selection: "data.items.1.text").texts == ["q"])
        let chosen = read(document)
        #expect(chosen.texts == ["p", "q", "r", "s"])
        #expect(chosen.summary.notes == ["x.json: field 'data.items.text' was chosen"])
    }

    @Test func anArrayOfTextsAndValuesInARowAreRead() {
        #expect(read("[\"a\", \"b\",\n\"c\"]").texts == ["a", "b", "c"])
        #expect(read("{\n\"text\": \"a\"}\n{\n\"text\": \"b\"}").texts == ["a", "b"])
        #expect(read("{\"text\": \"a\"}\n{\"text\": \"b\"}\n").texts == ["a", "b"])
        #expect(read("[[\"a\"], [[\"b\"]]]").texts == ["a", "b"])
    }

    @Test func whatIsNoTextIsAReject() {
        let document = """
            [{"text": "a"}, {"t": 1}, {"text": 5}, {"text": " "}, {"text": {"a": "b"}}, {"text": null}]
            """
        let reading = read(document)
        #expect(reading.texts == ["a"])
        #expect(
            reading.rejects.map(\.detail) == [
                "there is no field 'text'", "the field 'text' is 5, not text",
                "the field 'text' is empty", "the field 'text' is an object, not text",
                "the field 'text' is null, not text",
            ]
        )
    }

    @Test func theFirstObjectsMayLackTheField() {
        let document = "[{}, {\"t\": 5},\n{\"u\": 1}, {\"t\": \"x\"}]"
        let reading = read(document, selection: "t")
        #expect(reading.texts == ["x"])
        #expect(reading.rejects.map(\.line) == [1, 1, 2])
        let nested = read("[{\"a\": {}}, {\"a\": {\"t\": \"x\"}}]", selection: "a.t")
        #expect(nested.texts == ["x"] && nested.rejects.count == 1)
    }

    @Test(arguments: [
        (
            "[{\"text\": \"a\"},\n {\"text\": \"b}]", 2, 11,
            "the string that opens here is not closed"
        ),
        ("[{\"text\": \"a\"},\n {\"text\" \"b\"}]", 2, 10, "a colon was expected"),
        ("[{\"text\": \"a\"},\n {\"text\": 01}]", 2, 11, "a JSON value was expected"),
        ("[{\"text\": \"a\"},\n {\"text\": \"\\x\"}]", 2, 12, "'\\x' is no escape of JSON"),
        ("[{\"text\": \"a\"},\n]", 2, 1, "a JSON value was expected"),
        ("[{\"text\": \"a\"}\n {}]", 2, 2, "',' or ']' was expected"),
        ("[{\"text\": \"a\"},\n {\"x\": 1,}]", 2, 10, "a name in quotation marks was expected"),
        ("[{\"text\": \"a\"},\n {\"x\": 1", 2, 9, "the document ends before its values do"),
        ("[{\"text\": \"a\"}]\n}", 2, 1, "a JSON value was expected"),
    ])
    func aFaultEndsTheReadingAtItsPlaceAfterTheRecordsBeforeIt(
        document: String,
        line: Int,
        column: Int,
        detail: String
    ) {
        let reading = read(document)
        #expect(reading.texts == ["a"])
        #expect(reading.fault?.line == line)
        #expect(reading.fault?.column == column)
        #expect(reading.fault?.message == "not well-formed JSON: \(detail)")
    }

    @Test func fieldsAreSuggestedWhereTheChoiceIsOpen() {
        let document = "{\"data\": [{\"titel\": \"a\", \"body\": \"b\"}]}"
        #expect(
            read(document).fault?.message
                == "select the field to read; the fields with text are: 'data.titel', 'data.body'"
        )
        #expect(
            read(document, selection: "data.title").fault?.message
                == "there is no field 'data.title' (did you mean 'titel'?); the fields are: "
                + "'titel', 'body'"
        )
        #expect(
            read("[{\"text\": \"a\", \"smiles\": \"C\"}]").fault?.message
                == "select the field to read: 'text' or 'smiles'"
        )
        #expect(read("[1, 2]").fault?.message == "the document has no texts")
    }

    @Test func nestingAndLengthsAreBounded() {
        let deep = String(repeating: "[", count: 5000)
        #expect(read(deep).fault?.message.hasSuffix("nested too deeply") == true)
        let long = String(repeating: "a", count: 100)
        let reading = CorporaTests.read(
            "[\"\(long)\", \"b\"]",
            as: "x.json",
            options: CorpusOptions(maximumRecordBytes: 50)
        )
        #expect(reading.texts == ["b"])
        #expect(reading.rejects.map(\.reason) == [.tooLong])
    }

    @Test(arguments: [
        ("x.json", "{\"text\": \"a\"}\n{\"text\": \"b\"", 1),
        ("x", "{\"text\": \"a\"}\nno\n", 1),
        ("x", "[{\"text\": \"a\"}]", 0),
        ("x", "{\n\"text\": \"a\"}", 0),
    ])
    func linesAreToldFromDocuments(name: String, contents: String, rejects: Int) {
        let reading = CorporaTests.read(contents, as: name)
        #expect(reading.texts == ["a"])
        #expect(reading.rejects.count == rejects)
    }

    @Test(arguments: [
        "a.b.c", "$.a.b.c", "a[*].b[0].c", "$['a'][*]['b'][*].c", "a[].b.c", "a[\"b\"].c", ".a.b.c",
    ])
    func pathsMayBeWrittenAsElsewhere(path: String) {
        let reading = read(#"{"a": [{"b": [{"c": "one"}]}]}"#, selection: path)
        #expect(reading.texts == ["one"])
    }

    @Test(arguments: ["*.turns.text", "$.*.turns[*].text", "*.*.text", "$[*].*.turns.text"])
    func anyMemberOfAnObjectMayBeOnThePath(path: String) {
        let document =
            #"{"d1": {"turns": [{"text": "a"}, {"text": "b"}]}, "d2": {"turns": [{"text": "c"}]}}"#
        #expect(read(document, selection: path).texts == ["a", "b", "c"])
        #expect(read("[\(document)]", selection: path).texts == ["a", "b", "c"])
    }

    @Test func aNameMayHaveADot() {
        let document = #"[{"a.b": "one", "$c": "two"}]"#
        #expect(read(document, selection: #"["a.b"]"#).texts == ["one"])
        #expect(read(document, selection: "$c").texts == ["two"])
        let message = read(document, selection: "a.b").fault?.message
        #expect(
            message == #"dots divide the names of a path; write the name with one as '["a.b"]'"#
        )
    }
}
