import Corpora
import Testing

struct JSONLinesTests {
    private func read(_ text: String, selection: String? = nil) -> Reading {
        CorporaTests.read(text, as: "x.jsonl", options: CorpusOptions(selection: selection))
    }

    @Test func theUsualFieldIsChosenAndSaid() {
        let reading = read("{\"id\": 7, \"text\": \"one\"}\n\n{\"text\": \"two\", \"id\": \"b\"}\n")
        #expect(reading.texts == ["one", "two"])
        #expect(reading.records.map(\.identifier) == ["7", "b"])
        #expect(reading.lines == [1, 3])
        #expect(reading.summary.notes == ["x.jsonl: field 'text' was chosen"])
    }

    @Test func aDottedPathLeadsIntoObjectsAndArrays() {
        let line = "{\"a\": {\"b\": [{\"c\": \"no\"}, {\"c\": \"yes\"}]}, \"text\": \"t\"}"
        #expect(read(line, selection: "a.b.1.c").texts == ["yes"])
    }

    @Test func aPathGoesThroughEachElementOfArrays() {
        let lines = [
            #"{"id": 1, "turns": [{"say": "a"}, {"say": ["b", "c"]}]}"#,
            #"{"id": 2, "turns": {"say": "d"}}"#,
        ]
        let reading = read(lines.joined(separator: "\n"), selection: "turns.say")
        #expect(reading.texts == ["a", "b", "c", "d"])
        #expect(reading.records.map(\.identifier) == ["1", "1", "1", "2"])
        #expect(reading.lines == [1, 1, 1, 2])
        #expect(read(lines[0], selection: "turns.1.say.0").texts == ["b"])
        #expect(read(#"{"text": ["a", ["b"]]}"#).texts == ["a", "b"])
    }

    @Test func whatIsNoTextInAnArrayIsARejectAmongTheTexts() {
        let line = #"{"t": [{"s": "a"}, {"s": 5}, {"u": 0}, {"s": " "}, {"s": {}}, {"s": []}]}"#
        let reading = read(line + "\n{\"t\": []}", selection: "t.s")
        #expect(reading.texts == ["a"])
        #expect(
            reading.rejects.map(\.detail) == [
                "the field 't.s' is 5, not text", "there is no field 't.s'",
                "the field 't.s' is empty", "the field 't.s' is an object, not text",
                "the field 't.s' is an empty array, not text", "there is no field 't.s'",
            ]
        )
        #expect(reading.rejects.map(\.line) == [1, 1, 1, 1, 1, 2])
        #expect(
            read(#"{"t": ["a"]}"#, selection: "t.1").fault?.message
                == "there is no field 't.1' (did you mean 't'?); the fields are: 't'"
        )
    }

    @Test func aLineOfTooManyTextsIsAReject() {
        let texts = [String](repeating: "\"\"", count: 1 << 20 + 1).joined(separator: ",")
        let reading = read("{\"text\": \"a\"}\n{\"text\": [\(texts)]}")
        #expect(reading.texts == ["a"])
        #expect(
            reading.rejects.map(\.detail) == ["the path leads to more than 1048576 values"]
        )
    }

    @Test func escapesAreUndone() {
        let line = #"{"text": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude42|"}"#
        #expect(read(line).texts == ["\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F642}|"])
    }

    @Test(arguments: ["c.jsonl", "c.json"])
    func halfASurrogatePairLosesNoMoreThanItsRecord(name: String) {
        let lines = [
            #"{"text": "one", "by": "\ud83d"}"#, #"{"text": "\udc00 two"}"#,
            #"{"text": "\ud83d\u0041"}"#,
            #"{"text": "three \ud83d\ude42"}"#,
        ]
        let isDocument = name == "c.json"
        let text = isDocument ? "[\(lines.joined(separator: ","))]" : lines.joined(separator: "\n")
        let reading = CorporaTests.read(
            text,
            as: name,
            options: CorpusOptions(selection: "text")
        )
        #expect(reading.texts == ["one", "three \u{1F642}"])
        #expect(reading.rejects.map(\.reason) == [.invalidUTF8, .invalidUTF8])
        #expect(
            reading.rejects.allSatisfy {
                $0.detail == "half a surrogate pair, which is no character, at byte 1 of the record"
            }
        )
    }

    @Test(arguments: [
        ("{\"text\": \"a\"", 13, "the line ends inside the JSON object"),
        ("{\"text\" \"a\"}", 9, "a colon was expected after the name 'text'"),
        ("{\"text\": \"a}", 10, "the string that opens here is not closed"),
        ("{\"text\": 01}", 10, "a JSON value was expected"),
        ("{\"text\": \"\\x\"}", 11, "'\\x' is no escape of JSON"),
        ("{\"text\": \"a\",}", 14, "a name in quotation marks was expected"),
        ("{\"text\": \"a\"} x", 15, "there is more after the JSON object"),
        ("{\"text\": nul}", 10, "a JSON value was expected"),
    ])
    func aBadLineIsARejectWithItsColumn(line: String, column: Int, detail: String) {
        let reading = read("{\"text\": \"good\"}\n\(line)\n{\"text\": \"too\"}\n")
        #expect(reading.texts == ["good", "too"])
        #expect(reading.rejects.map(\.line) == [2])
        #expect(reading.rejects.map(\.column) == [column])
        #expect(reading.rejects.first?.detail.hasPrefix(detail) == true)
    }

    @Test func aFieldThatIsMissingOrNoTextIsAReject() {
        let reading = read("{\"text\": \"a\"}\n{\"t\": 1}\n{\"text\": 5}\n{\"text\": \" \"}\n")
        #expect(reading.rejects.map(\.reason) == [.missingField, .missingField, .missingField])
        #expect(
            reading.rejects.map(\.detail) == [
                "there is no field 'text'", "the field 'text' is 5, not text",
                "the field 'text' is empty",
            ]
        )
    }

    @Test func aWrongFieldIsAnErrorThatListsAndSuggests() {
        #expect(
            read("{\"titel\": \"a\", \"body\": \"b\"}", selection: "title").fault?.description
                == "x.jsonl:1: there is no field 'title' (did you mean 'titel'?); the fields are: "
                + "'titel', 'body'"
        )
        #expect(read("{\"a\": \"a\", \"b\": \"b\"}").fault?.kind == .selection)
    }

    @Test func theFirstObjectsMayLackTheField() {
        let lines = ["{\"a\": 1}", "{]", "{\"b\": 1}", "{\"t\": \"x\"}", "{}", "{\"t\": \"y\"}"]
        let reading = read(lines.joined(separator: "\n"), selection: "t")
        #expect(reading.texts == ["x", "y"])
        #expect(reading.rejects.map(\.line) == [1, 2, 3, 5])
        let none = read(lines.prefix(3).joined(separator: "\n"), selection: "t").fault
        #expect(
            none?.message
                == "there is no field 't' (did you mean 'a'?); the fields are: 'a', 'b'"
        )
        let many = String(repeating: "{}\n", count: 100) + lines[3]
        let hopeless = read(many, selection: "t").fault
        #expect(hopeless?.message == "there is no field 't', nor any other")
    }

    @Test func nestingIsBounded() {
        let line = "{\"text\": " + String(repeating: "[", count: 5000)
        #expect(read(line).rejects.map(\.reason) == [.malformedJSON])
    }
}
