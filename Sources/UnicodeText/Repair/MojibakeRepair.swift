/// Finds UTF-8 that was read as Latin-1 or Windows-1252, and reads it again.
///
/// A sequence of characters whose bytes are a well-formed character of UTF-8 is one that was read wrongly
/// when it is no text as it stands: a control, or a sign such as "¼" or "€" right after a letter.
/// Where it could be text, as in “CAFÉ”, something else must tell: a small letter before the
/// capital, a letter right after a closing mark, or another such sequence beside it. Letters that it would become must be Latin, or have
/// company of their script, so that a chance pair is not taken for a letter of a script that is not there.
enum MojibakeRepair {
    static func repaired(_ text: String) -> RepairedText {
        var result = RepairedText(text)
        // What was read wrongly n times needs n rounds; more than three are not met.
        for _ in 0..<3 {
            guard let round = MojibakeText(result.text)?.repaired() else { break }
            result.text = round.text
            result.changes += round.changes
        }
        return result
    }
}

/// A text with sequences that may be characters of UTF-8.
private struct MojibakeText {
    private let scalars: [Unicode.Scalar]
    private let sequences: [MojibakeSequence]

    /// Nil when there are no such sequences.
    init?(_ text: String) {
        guard text.utf8.contains(where: { $0 >= 0xC3 }) else { return nil }
        scalars = Array(text.unicodeScalars)
        sequences = MojibakeSequence.all(in: scalars)
        if sequences.isEmpty { return nil }
    }

    func repaired() -> RepairedText? {
        let accepted = acceptedSequences()
        var result = String.UnicodeScalarView()
        var changes: [RepairedText.Change] = []
        var end = 0
        for sequence in accepted {
            result += scalars[end..<sequence.range.lowerBound]
            result.append(sequence.scalar)
            end = sequence.range.upperBound
            let original = String(scalars: scalars[sequence.range])
            changes.append(.init(original: original, replacement: String(sequence.scalar)))
        }
        if changes.isEmpty { return nil }
        result += scalars[end...]
        return RepairedText(String(result), changes: changes)
    }

    private func acceptedSequences() -> [MojibakeSequence] {
        let accepted = sureSequences()
        var company: [String: Int] = [:]
        for sequence in accepted { company[sequence.script, default: 0] += 1 }
        return accepted.filter { $0.needsNoCompany || company[$0.script, default: 0] > 1 }
    }

    private func sureSequences() -> [MojibakeSequence] {
        var isAccepted = sequences.map(isSure)
        // What touches a sure sequence is sure, in both directions.
        let indices = Array(sequences.indices)
        for order in [indices, indices.reversed()] {
            for (last, next) in zip(order, order.dropFirst()) where isAccepted[last] {
                if touches(sequences[min(last, next)], sequences[max(last, next)]) {
                    isAccepted[next] = true
                }
            }
        }
        let accepted = indices.filter { isAccepted[$0] }.map { sequences[$0] }
        let isMostSure = 2 * accepted.count > sequences.count
        return isMostSure && areSequencesAllBeyondASCII ? sequences : accepted
    }

    /// Whether no character beyond ASCII is outside the sequences, as in a text that was misread as a whole.
    private var areSequencesAllBeyondASCII: Bool {
        let length = sequences.reduce(0) { $0 + $1.range.count }
        return length == scalars.count { !$0.isASCII }
    }

    private func touches(_ first: MojibakeSequence, _ second: MojibakeSequence) -> Bool {
        first.range.upperBound == second.range.lowerBound
    }

    /// Whether a sequence can be no text as it stands.
    private func isSure(_ sequence: MojibakeSequence) -> Bool {
        let (start, end) = (sequence.range.lowerBound, sequence.range.upperBound)
        let rest = scalars[start + 1..<end]
        if rest.contains(where: { !MojibakeSequence.mayFollowLetter.contains($0) }) { return true }
        guard rest.count == 1 else { return false }
        let before = start > 0 ? scalars[start - 1] : " "
        if before.properties.isLowercase { return true }
        let last = scalars[end - 1]
        if end < scalars.count, scalars[end].properties.isAlphabetic,
            MojibakeSequence.neverBeforeLetter.contains(last)
        {
            return true
        }
        return (scalars[start] == "\u{C2}" || scalars[start] == "\u{C3}")
            && !before.properties.isUppercase
    }
}

/// Characters that are the bytes of one character of UTF-8 in Latin-1 or Windows-1252.
private struct MojibakeSequence {
    let range: Range<Int>
    let scalar: Unicode.Scalar
    private let hasControl: Bool

    /// The script, where those of Japanese count as one.
    let script: String

    /// All sequences of a text; they do not overlap.
    static func all(in scalars: [Unicode.Scalar]) -> [MojibakeSequence] {
        var sequences: [MojibakeSequence] = []
        var index = 0
        while index < scalars.count {
            let sequence = MojibakeSequence(in: scalars, at: index)
            if let sequence { sequences.append(sequence) }
            index = sequence?.range.upperBound ?? index + 1
        }
        return sequences
    }

    private init?(in scalars: [Unicode.Scalar], at start: Int) {
        guard 0xC2...0xF4 ~= scalars[start].value else { return nil }
        let lead = scalars[start].value
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let bytes = scalars[start...].prefix(length).compactMap(Self.byte)
        guard bytes.count == length, let text = String(validating: bytes, as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else { return nil }
        switch scalar.properties.generalCategory {
        case .unassigned, .privateUse, .surrogate: return nil
        default: break
        }
        range = start..<start + length
        self.scalar = scalar
        hasControl = scalars[range].contains { 0x80...0x9F ~= $0.value }
        let script = CharacterProperties.script(of: scalar)
        self.script = ["Hira", "Kana"].contains(script) ? "Hani" : script
    }

    /// Whether one such character alone is likely in a text: Latin letters of European languages,
    /// Greek ones, punctuation and symbols; or any, where a control shows that it was read wrongly.
    var needsNoCompany: Bool {
        if hasControl { return true }
        switch scalar.value {
        case 0x180...0x217, 0x21C...0x36F, 0x1D00...0x1DFF: return false
        default: return ["Latn", "Grek", "Zyyy"].contains(script)
        }
    }

    /// Marks and letters that may follow a letter in a text.
    static let mayFollowLetter = Set(
        "\u{A0}\u{2019}\u{201D}\u{201C}\u{BB}\u{203A}\u{2026}\u{2013}\u{2014}\u{2122}\u{A9}\u{AE}\u{AA}\u{BA}\u{B0}\u{B2}\u{B3}\u{B9}\u{B7}\u{B4}\u{2022}\u{160}\u{161}\u{17D}\u{17E}\u{152}\u{153}\u{178}\u{192}\u{AB}"
            .unicodeScalars
    )

    /// Those of them that stand before no letter.
    static let neverBeforeLetter = Set(
        "\u{A9}\u{AE}\u{2122}\u{AA}\u{BA}\u{B0}\u{B2}\u{B3}\u{B9}\u{2022}\u{201D}\u{BB}\u{203A}"
            .unicodeScalars
    )

    /// The byte of a character beyond ASCII in Latin-1, or in Windows-1252 where that has another.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        0x80...0xFF ~= scalar.value ? UInt8(scalar.value) : windowsBytes[scalar]
    }

    private static let windowsBytes: [Unicode.Scalar: UInt8] = [
        "\u{20AC}": 0x80, "\u{201A}": 0x82, "\u{192}": 0x83, "\u{201E}": 0x84, "\u{2026}": 0x85,
        "\u{2020}": 0x86, "\u{2021}": 0x87, "\u{2C6}": 0x88, "\u{2030}": 0x89, "\u{160}": 0x8A,
        "\u{2039}": 0x8B, "\u{152}": 0x8C, "\u{17D}": 0x8E, "\u{2018}": 0x91, "\u{2019}": 0x92,
        "\u{201C}": 0x93, "\u{201D}": 0x94, "\u{2022}": 0x95, "\u{2013}": 0x96, "\u{2014}": 0x97,
        "\u{2DC}": 0x98, "\u{2122}": 0x99, "\u{161}": 0x9A, "\u{203A}": 0x9B, "\u{153}": 0x9C,
        "\u{17E}": 0x9E, "\u{178}": 0x9F,
    ]
}
