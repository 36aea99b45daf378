import JSONText
import Testing

@Suite struct JSONValueTests {
    static let texts = [
        "null", "true", "-0", "0.5", "1e-7", "18446744073709551615", "\"\"", "[]", "{}",
        "[1,[2,[3]],{}]", "{\"b\":1,\"a\":[null,false]}", "\"\\\"\\\\\\n\\t\\r\\u0001/é😀\"",
    ]

    @Test(arguments: texts)
    func whatWasReadIsWrittenAgain(text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.serialized() == text)
        #expect(try JSONValue(parsing: value.serialized(pretty: true)) == value)
    }

    @Test func numbersReadBackExactly() throws {
        for number: Double in [
            0.1, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1e16, 123_456_789.125,
        ] {
            let text = JSONValue(number).serialized()
            #expect(try JSONValue(parsing: text).double == number)
        }
        #expect(JSONValue(Float(0.1)).serialized() == "0.1")
        #expect(JSONValue(UInt64.max).unsignedInteger == .max)
        #expect(JSONValue(UInt64.max).integer == nil)
        #expect(JSONValue(Double.nan) == .null)
        #expect(try JSONValue(parsing: "1.0").integer == nil)
    }

    @Test func membersKeepTheirOrderUnlessSorted() {
        var object = JSONObject()
        object["step"] = 2
        object["loss"] = 1.5
        object["gone"] = nil
        object["step"] = 3
        #expect(JSONValue.object(object).serialized() == #"{"step":3,"loss":1.5}"#)
        #expect(
            JSONValue.object(object).serialized(sortedKeys: true) == #"{"loss":1.5,"step":3}"#
        )
        object["step"] = nil
        #expect(object["loss"] == 1.5 && object.count == 1)
    }

    @Test(arguments: [3, 15, 16, 17, 40, 1000])
    func membersAreFoundHoweverManyThereAre(count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["name \(number)"] = JSONValue(number) }
        for number in 0..<count { object["name \(number)"] = JSONValue(-number) }
        #expect(object.count == count && object["name"] == nil)
        for number in stride(from: count - 1, through: 0, by: -2) {
            object["name \(number)"] = nil
            object["name \(number)"] = nil
        }
        let left = (0..<count).filter { (count - 1 - $0) % 2 == 1 }
        #expect(object.keys == left.map { "name \($0)" })
        #expect(left.allSatisfy { object["name \($0)"] == JSONValue(-$0) })
        object["new"] = true
        object["new"] = false
        #expect(object.keys.last == "new" && object["new"] == false)
        #expect(object.count == left.count + 1)
    }

    @Test func namesAreComparedByTheirBytes() throws {
        let value = try JSONValue(parsing: "{\"\u{E9}\": 1, \"e\u{301}\": 2}")
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
    }

    @Test func escapesAreDecoded() throws {
        let value = try JSONValue(parsing: #""\u0041\ud83d\ude00\/\b\f\n\r\t""#)
        #expect(value.string == "A😀/\u{8}\u{C}\n\r\t")
    }

    @Test func whatMustBeEscapedIsAndNothingElse() throws {
        let all = (0..<0x250).compactMap { Unicode.Scalar($0) }
        for scalar in all {
            let text = "\u{E9}\(Character(scalar))\(Character(scalar))z"
            let written = JSONValue.string(text).serialized()
            #expect(try JSONValue(parsing: written).string == text)
            let escape =
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                case "\r": "\\r"
                case "\t": "\\t"
                case "\u{0}"..<"\u{10}": "\\u000" + String(scalar.value, radix: 16)
                case "\u{10}"..<"\u{20}": "\\u00" + String(scalar.value, radix: 16)
                default: String(scalar)
                }
            #expect(written == "\"\u{E9}\(escape)\(escape)z\"")
        }
        #expect(JSONValue.string("").serialized() == "\"\"")
    }

    @Test func prettyTextIsIndentedByTwo() {
        let value: JSONValue = ["a": [1, true], "b": [:], "c": nil]
        #expect(
            value.serialized(pretty: true) == """
                {
                  "a": [
                    1,
                    true
                  ],
                  "b": {},
                  "c": null
                }
                """
        )
    }
}
