/// A JSON value as RFC 8259 defines it, read strictly and written exactly.
///
/// Numbers keep their text, so a 64-bit seed survives; objects keep the order of their members.
/// Nothing here touches files or Foundation.
package enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null

    /// `true` or `false`.
    case bool(Bool)

    /// A number, with its text.
    case number(JSONNumber)

    /// A string.
    case string(String)

    /// An array.
    case array([JSONValue])

    /// An object, its members in order.
    case object(JSONObject)
}

extension JSONValue {
    /// The number `value`.
    package init(_ value: Int) {
        self = .number(JSONNumber(value))
    }

    /// The number `value`, exactly.
    package init(_ value: UInt64) {
        self = .number(JSONNumber(value))
    }

    /// The number `value` in the fewest digits that read back to it; `null` when it is not finite,
    /// for which JSON has no word.
    package init(_ value: Double) {
        self = JSONNumber(value).map { .number($0) } ?? .null
    }

    /// The number `value` in the fewest digits that tell it from other single-precision numbers;
    /// `null` when it is not finite.
    package init(_ value: Float) {
        self = JSONNumber(value).map { .number($0) } ?? .null
    }
}

extension JSONValue {
    /// Whether this is `null`.
    package var isNull: Bool { self == .null }

    /// The Boolean, or nil for another kind of value.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The integer, or nil when this is not a number written as an integer that fits.
    package var integer: Int? {
        guard case .number(let value) = self else { return nil }
        return value.integer
    }

    /// The unsigned integer, or nil when this is not a number written as an integer that fits.
    package var unsignedInteger: UInt64? {
        guard case .number(let value) = self else { return nil }
        return value.unsignedInteger
    }

    /// The number rounded to double precision, or nil for another kind of value.
    package var double: Double? {
        guard case .number(let value) = self else { return nil }
        return value.double
    }

    /// The string, or nil for another kind of value.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements, or nil for another kind of value.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The object, or nil for another kind of value.
    package var object: JSONObject? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The member called `key`, or nil when this is no object or has no such member.
    package subscript(key: String) -> JSONValue? {
        object?[key]
    }

    /// What kind of value this is, as an error message names it: "a string", "an object".
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a Boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) {
        self = .null
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(integerLiteral value: Int) {
        self.init(value)
    }

    package init(floatLiteral value: Double) {
        self.init(value)
    }

    package init(stringLiteral value: String) {
        self = .string(value)
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    /// An object; of members with one name the last is kept, in the place of the first.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements {
            object[key] = value
        }
        self = .object(object)
    }
}
