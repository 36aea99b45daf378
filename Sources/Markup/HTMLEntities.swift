import CLibXML2

/// The character references of HTML.
public enum HTMLEntities {
    /// The character that a reference stands for.
    ///
    /// - Parameter reference: What stands between `&` and `;`: a name of HTML 4, or a number
    ///   such as `#8212` or `#x2014`.
    /// - Returns: The character, or nil when the reference means nothing.
    public static func scalar(for reference: some StringProtocol) -> Unicode.Scalar? {
        guard reference.first == "#" else { return named(String(reference)) }
        let digits = reference.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number =
            isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        guard let number, number > 0 else { return nil }
        return Unicode.Scalar(number)
    }

    private static func named(_ name: String) -> Unicode.Scalar? {
        // The one reference of HTML 5 that is common in old texts.
        if name == "apos" { return "'" }
        let value = cxml_html_entity(name)
        return value == 0 ? nil : Unicode.Scalar(value)
    }
}
