import Markup

/// A formula within a sentence: as a text where it reads as one, as formulas of wikitext are.
///
/// Of what stands for the same formula, MathML is read, or else TeX, or else the text. Where MathML is more than
/// a line of text, the text that it names as its alternative may be one.
struct InlineFormula {
    /// Of the element that is the formula, or has it.
    private let depth: Int

    private var mathML: MathMLFormula?
    private var alternative: String?
    private var teX: [UInt8] = []
    private var plain = FlowingText()
    private var part: (kind: Part, depth: Int)?

    /// The part of a formula that the reader is in.
    private enum Part { case mathML, teX, skipped }

    /// The most bytes of TeX that are looked at, what stands before the formula included.
    private static let maximumBytes = 1 << 14

    /// Starts with the element that the reader is at.
    init(_ reader: MarkupReader) {
        depth = reader.depth
        start(reader)
    }

    mutating func start(_ reader: MarkupReader) {
        if part == nil { part = Self.parts[reader.name].map { ($0, reader.depth) } }
        guard case .mathML = part?.kind else { return }
        if mathML == nil {
            mathML = MathMLFormula()
            alternative = reader.attribute("alttext")
        }
        mathML?.start(reader.name)
    }

    mutating func characters(of reader: MarkupReader) {
        switch part?.kind {
        case .mathML: mathML?.characters(reader.textBytes)
        case .teX: if teX.count < Self.maximumBytes { teX += reader.textBytes }
        case .skipped: break
        case nil: plain.append(reader.textBytes)
        }
    }

    /// Takes the end of an element, and tells whether it was that of the formula.
    mutating func end(_ reader: MarkupReader) -> Bool {
        if case .mathML = part?.kind { mathML?.end() }
        if part?.depth == reader.depth { part = nil }
        return reader.depth == depth
    }

    /// The formula as a text, or nil when it is more than letters, signs and single indices.
    var text: String? {
        if let mathML {
            return mathML.text ?? alternative.flatMap { TeXFormula.text(ofDocument: $0) }
        }
        if !teX.isEmpty { return TeXFormula.text(ofDocument: String(decoding: teX, as: UTF8.self)) }
        let text = String(decoding: plain.bytes, as: UTF8.self)
        return Self.isTeX(plain.bytes) ? TeXFormula.text(ofDocument: text) : text
    }

    /// Whether a text has the marks of TeX.
    private static func isTeX(_ text: [UInt8]) -> Bool {
        text.contains(UInt8(ascii: "\\")) || text.first == UInt8(ascii: "$")
    }

    private static let parts: [String: Part] = [
        "math": .mathML, "tex-math": .teX, "inline-graphic": .skipped, "graphic": .skipped,
        "label": .skipped, "object-id": .skipped, "alt-text": .skipped, "long-desc": .skipped,
        "inlinemediaobject": .skipped, "mediaobject": .skipped, "alt": .skipped,
    ]
}
