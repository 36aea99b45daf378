import CLibXML2

extension MarkupError {
    /// The fault for want of memory.
    static func memory(_ source: String) -> MarkupError {
        MarkupError(
            kind: .memory,
            source: source,
            line: 1,
            column: 1,
            offset: 0,
            message: "out of memory",
            excerpt: ""
        )
    }

    init(_ fault: CXMLFault, source: String) {
        let excerpt = UnsafeRawBufferPointer(start: fault.excerpt, count: fault.excerpt_count)
        self.init(
            kind: Kind(fault.kind),
            source: source,
            line: Int(fault.line),
            column: Int(fault.column),
            offset: Int(fault.offset),
            message: Self.message(fault),
            excerpt: Self.excerpt(Array(excerpt), caret: fault.caret)
        )
    }

    private static func message(_ fault: CXMLFault) -> String {
        switch fault.kind {
        case CXMLDeclarations:
            String(cString: fault.message)
                + ", which is refused: nothing outside the document is read; replace it by what it "
                + "stands for, and remove it from the brackets after <!DOCTYPE"
        case CXMLExcess: String(cString: fault.message) + ", which is refused as an attack"
        case CXMLNoMemory: "the document needs more memory than there is"
        default: String(cString: fault.message)
        }
    }

    private static func excerpt(_ bytes: [UInt8], caret: Int) -> String {
        guard !bytes.isEmpty else { return "" }
        let line = printable(bytes[...])
        let indent = String(repeating: " ", count: printable(bytes.prefix(caret)).count)
        return "\(line)\n\(indent)^"
    }

    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\t" { return " " }
        return scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar
    }
}

extension MarkupError.Kind {
    fileprivate init(_ kind: CXMLFaultKind) {
        switch kind {
        case CXMLDeclarations: self = .declarations
        case CXMLExcess: self = .excess
        case CXMLNoMemory: self = .memory
        default: self = .malformed
        }
    }
}
