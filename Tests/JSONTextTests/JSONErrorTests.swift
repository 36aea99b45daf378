import JSONText
import Testing

@Suite struct JSONErrorTests {
    static let faults: [(text: String, reason: String)] = [
        ("", "ends where a value was expected"),
        ("[1,]", "expected a value"),
        ("[1 2]", "expected ',' or ']'"),
        ("{\"a\":1,}", "expected a name in quotes"),
        ("{\"a\" 1}", "expected ':'"),
        ("{\"a\":1,\"a\":2}", "the name \"a\" occurs twice"),
        ("{\"a\":1,\"\\u0061\":2}", "the name \"a\" occurs twice"),
        ("01", "no leading zero"),
        ("-", "expected a digit"),
        ("1.", "expected a digit after the point"),
        ("1e+", "digit of the exponent"),
        ("1e999", "beyond double precision's range"),
        ("+1", "expected a value"),
        ("NaN", "expected a value"),
        ("nul", "expected null"),
        ("true false", "expected the end"),
        ("\"abc", "has no end"),
        ("\"a\u{1}\"", "control character"),
        ("\"\\x\"", "unknown escape"),
        ("\"\\u12g4\"", "four hexadecimal digits"),
        ("\"\\ud800\"", "unpaired surrogate"),
        ("\"\\ud800\\u0041\"", "unpaired surrogate"),
        ("\"\\udc00\"", "unpaired surrogate"),
        ("\u{FEFF}1", "byte order mark"),
    ]

    @Test(arguments: faults)
    func aFaultIsNamed(text: String, reason: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.reason.contains(reason) == true)
    }

    @Test func theDescriptionPointsAtTheFault() {
        let text = "{\n  \"é\": 1,\n  \"loss\" 2\n}\n"
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(
            error?.located(in: "config.json").description == """
                config.json:3:10: expected ':' after the name
                      "loss" 2
                             ^
                """
        )
    }

    @Test func invalidBytesAreLocated() {
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: [0x22, 0x61, 0xFF, 0x22])
        }
        #expect(error?.offset == 2)
        #expect(error?.reason.contains("not UTF-8") == true)
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try JSONValue(parsing: allowed).array?.count == 1)
    }

    @Test func noPrefixOfATextCrashesOrPasses() throws {
        let text = [UInt8](#"{"a": [1.5e3, "\u00e9\ud83d\ude00", true], "é": {"b": null}}"#.utf8)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text[..<length])) }
        }
    }

    @Test func theNumberOfValuesIsBounded() throws {
        _ = try JSONValue(parsing: Array("[1, {\"a\": []}]".utf8), maximumCount: 4)
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: Array("[1, {\"a\": []}]".utf8), maximumCount: 3)
        }
        #expect(error?.reason == "there are more than 3 values" && error?.column == 11)
    }
}
