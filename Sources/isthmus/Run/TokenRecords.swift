import JSONText
import Tokenization

/// Writes the tokens of lines as objects of JSON.
struct TokenRecords {
    let tokens: TokenNumbering

    /// Appends ids, spellings and places of tokens.
    func append(_ encoding: Encoding, of line: LineText, to bytes: inout [UInt8]) {
        var object = object(encoding.ids)
        object["offsets"] = Self.pairs(encoding.characterRanges(in: line.text))
        object["byte_offsets"] = Self.pairs(encoding.tokens.map(\.range))
        bytes += JSONValue.object(object).serialized().utf8
    }

    /// Appends ways to cut a line, the best first.
    func append(_ ways: [ScoredTokens], to bytes: inout [UInt8]) {
        let objects = ways.map { way in
            var object = object(way.ids)
            object["log_probability"] = JSONValue(way.logProbability)
            return JSONValue.object(object)
        }
        bytes += (["ways": .array(objects)] as JSONValue).serialized().utf8
    }

    private func object(_ ids: [TokenID]) -> JSONObject {
        var object = JSONObject()
        object["ids"] = .array(ids.map { JSONValue(Int($0)) })
        object["tokens"] = .array(ids.map { .string(tokens.token($0)) })
        return object
    }

    private static func pairs(_ ranges: [Range<Int>]) -> JSONValue {
        .array(ranges.map { [JSONValue($0.lowerBound), JSONValue($0.upperBound)] })
    }
}
