/// A JSON number: its text, and exact readings of it.
package struct JSONNumber: Hashable, Sendable {
    /// The number as JSON writes it.
    package let text: String

    /// Wraps text that is known to follow JSON's grammar of numbers.
    init(validated text: String) {
        self.text = text
    }

    /// The number `value`.
    package init(_ value: some FixedWidthInteger) {
        text = String(value)
    }

    /// The shortest text that reads back to `value`, or nil when it is not finite.
    package init?(_ value: some BinaryFloatingPoint & CustomStringConvertible) {
        guard value.isFinite else { return nil }
        text = value.description
    }

    /// The integer, or nil when the text has a fraction or exponent or does not fit.
    package var integer: Int? { Int(text) }

    /// The unsigned integer, or nil when the text has a sign, fraction or exponent or does not fit.
    package var unsignedInteger: UInt64? { UInt64(text) }

    /// The nearest number of double precision.
    package var double: Double { Double(text) ?? .nan }
}
