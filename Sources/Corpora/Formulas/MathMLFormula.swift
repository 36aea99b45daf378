/// A formula in MathML that reads as a line of text, such as `n + 1` or `x_1 ≤ α`.
///
/// As of formulas in TeX, no more than letters, signs and single indices are read: a formula with a fraction, a
/// root or a matrix is none. Elements are given in the order of the document.
struct MathMLFormula {
    /// What an element means, by its name.
    private enum Kind {
        case row, token, sign, blank, fenced, hidden
        case indexed([String])
    }

    /// What one element reads as; a sign has white space around it where others stand at its sides.
    private struct Part {
        var text: String
        var sign: Sign?
    }

    private enum Sign { case relation, addition, opening, other }

    /// An element that has not ended, and what those inside it read as.
    private struct Open {
        var kind: Kind?
        var parts: [Part] = []
        var characters = ""
    }

    private var open: [Open] = []
    private var result: [Part] = []
    private var isText = true
    private var byteCount = 0

    /// The most bytes that are looked at.
    private static let maximumBytes = 1 << 12

    /// The formula as a text, once its root has ended, or nil when it is more than that.
    var text: String? {
        guard isText else { return nil }
        let text = Self.trimmed(Self.joined(result).text)
        return text.utf8.count < TeXFormula.maximumLength ? text : nil
    }

    mutating func start(_ name: String) { open.append(Open(kind: Self.kinds[name])) }

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        byteCount += bytes.count
        if byteCount > Self.maximumBytes { isText = false }
        if isText, !open.isEmpty {
            open[open.count - 1].characters += String(decoding: bytes, as: UTF8.self)
        }
    }

    mutating func end() {
        guard let element = open.popLast() else { return }
        guard isText, let part = Self.part(element) else {
            isText = false
            return
        }
        if open.isEmpty { result.append(part) } else { open[open.count - 1].parts.append(part) }
    }

    private static func part(_ element: Open) -> Part? {
        switch element.kind {
        case .row: joined(element.parts)
        case .token: Part(text: trimmed(element.characters))
        case .sign: sign(trimmed(element.characters))
        case .blank: Part(text: " ")
        case .fenced: Part(text: "(\(element.parts.map(\.text).joined(separator: ", ")))")
        case .hidden: Part(text: "")
        case .indexed(let marks): indexed(element.parts, marks)
        case nil: nil
        }
    }

    private static func sign(_ text: String) -> Part {
        // Function application, and what multiplies, divides or adds without being seen.
        if ["\u{2061}", "\u{2062}", "\u{2063}", "\u{2064}"].contains(text) {
            return Part(text: "")
        }
        if text == "," { return Part(text: ", ", sign: .opening) }
        return Part(text: text, sign: signs[text] ?? .other)
    }

    /// The parts of a row, one after the other.
    private static func joined(_ parts: [Part]) -> Part {
        let parts = parts.filter { !$0.text.isEmpty }
        if parts.count == 1 { return parts[0] }
        var text = ""
        for (index, part) in parts.enumerated() {
            // A sign that has nothing to add to belongs to what follows.
            let isPrefix = index == 0 || parts[index - 1].sign.map { $0 != .other } == true
            let isSpaced = part.sign == .relation || (part.sign == .addition && !isPrefix)
            text += isSpaced ? " \(part.text) " : part.text
        }
        return Part(text: text)
    }

    /// A letter with an index or an exponent, or with both.
    private static func indexed(_ parts: [Part], _ marks: [String]) -> Part? {
        guard parts.count == marks.count + 1, !parts[0].text.isEmpty else { return nil }
        var text = parts[0].text
        for (part, mark) in zip(parts.dropFirst(), marks) {
            guard !part.text.isEmpty, part.text.allSatisfy(isOfIndex) else { return nil }
            text += mark + part.text
        }
        return Part(text: text)
    }

    private static func isOfIndex(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "\u{2212}"
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    private static let kinds: [String: Kind] = [
        "math": .row, "mrow": .row, "mstyle": .row, "mpadded": .row, "semantics": .row,
        "mi": .token, "mn": .token, "mtext": .token, "ms": .token, "mo": .sign, "mspace": .blank,
        "mfenced": .fenced, "msub": .indexed(["_"]), "msup": .indexed(["^"]),
        "msubsup": .indexed(["_", "^"]), "annotation": .hidden, "annotation-xml": .hidden,
        "mphantom": .hidden,
    ]

    private static let signs: [String: Sign] = {
        let relations =
            "=<>~\u{2264}\u{2265}\u{2248}\u{2260}\u{2208}\u{2192}\u{D7}\u{223C}\u{2261}\u{226A}"
            + "\u{226B}\u{2245}\u{221D}\u{2282}\u{222A}\u{2229}\u{2A7D}\u{2A7E}"
        let additions = "+-\u{2212}\u{B1}"
        let signs =
            relations.map { (String($0), Sign.relation) }
            + additions.map { (String($0), .addition) }
        return Dictionary(signs + [("(", .opening), ("[", .opening)]) { first, _ in first }
    }()
}
