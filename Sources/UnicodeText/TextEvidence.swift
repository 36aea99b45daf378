/// How much a text that may have been decoded with the wrong charset looks like one of a language.
///
/// Each character beyond ASCII speaks for the text or against it: frequent letters of a script
/// speak for it; capitals inside words, symbols between letters, letters of two scripts in a word and controls
/// against it. Latin letters must fit the alphabet of one language.
struct TextEvidence {
    /// The mean of what the characters say, at most 1; 0 when there is none beyond ASCII.
    private(set) var score = 0.0

    /// Whether nothing speaks against reading it: it has no controls, and it has white space.
    private(set) var isReadable = false

    /// The number of characters beyond ASCII.
    private(set) var count = 0

    private var sum = 0.0
    private var latin: [Unicode.Scalar: Int] = [:]
    private var former = Neighbour()

    /// What precedes a character.
    private struct Neighbour {
        var scalar: Unicode.Scalar = " "
        var script: Script = .none
        var isLower = false
        var isLetter = false
    }

    /// Weighs a text in UTF-8, in which bytes that are not UTF-8 stand for wrong ones.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - rarity: What is taken off the sum because texts are seldom in the charset.
    init(utf8 text: [UInt8], rarity: Double = 0) {
        var (controls, spaces) = (0, 0)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar == " " || scalar == "\n" { spaces += 1 }
            if scalar.value < 0x20 && !["\t", "\n", "\r"].contains(scalar) { controls += 1 }
            add(scalar)
        }
        isReadable = controls == 0 && spaces > 0
        let alphabets = LatinAlphabet.bestFit(of: latin)
        sum += alphabets - 5 * Double(controls) - rarity
        score = count == 0 ? (controls > 0 ? -5 : 0) : sum / Double(count)
        isReadable = isReadable && score > -0.5
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        if scalar.properties.generalCategory == .nonspacingMark {
            // A mark goes with its letter, and is a fault without one.
            sum += former.isLetter ? 0.8 : -2
            count += 1
            return
        }
        let script = Script(of: scalar)
        let isLetter = script != .none
        defer {
            let isLower = isLetter && scalar.properties.isLowercase
            former = Neighbour(
                scalar: scalar,
                script: script,
                isLower: isLower,
                isLetter: isLetter
            )
        }
        // A symbol between letters is no part of a text.
        if isLetter, former.scalar.value >= 0x80, !former.isLetter, isSymbolInWord { sum -= 1.5 }
        let hasLetterBeforeQuote = hasLetterBeforeSymbol
        hasLetterBeforeSymbol = former.isLetter && !isLetter
        guard scalar.value >= 0x80 || (isLetter && former.scalar.value >= 0x80) else { return }
        if isLetter, former.scalar == "\u{2019}", !hasLetterBeforeQuote { sum -= 0.5 }
        if isLetter, former.isLetter, !script.mixes(with: former.script) { sum -= 2 }
        if isLetter, former.isLower, scalar.properties.isUppercase { sum -= 2 }
        guard scalar.value >= 0x80 else { return }
        count += 1
        sum += weight(of: scalar, script)
        if script == .latin { latin[scalar, default: 0] += 1 }
    }

    private var hasLetterBeforeSymbol = false
    private var isSymbolInWord: Bool {
        hasLetterBeforeSymbol && !Self.typographic.contains(former.scalar)
    }

    private static let typographic = Set(
        "\u{2018}\u{2019}\u{201A}\u{201C}\u{201D}\u{201E}\u{2013}\u{2014}\u{2026}\u{AB}\u{BB}\u{A0}\u{B7}\u{AD}\u{3001}\u{3002}\u{300C}\u{300D}\u{FF0C}\u{30FC}"
            .unicodeScalars
    )

    private func weight(of scalar: Unicode.Scalar, _ script: Script) -> Double {
        switch script {
        case .latin: return 0
        case .none: return symbolWeight(scalar)
        default:
            if CommonLetters.all.contains(scalar) { return 1 }
            return scalar.properties.isUppercase ? 0.2 : script.rareWeight
        }
    }

    private func symbolWeight(_ scalar: Unicode.Scalar) -> Double {
        if Self.typographic.contains(scalar) || scalar == "\u{20AC}" { return 0.3 }
        if scalar == "\u{A4}" { return -1.5 }
        if scalar == "\u{FFFD}" { return -5 }
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate: return -5
        case .currencySymbol, .otherSymbol, .mathSymbol, .modifierSymbol, .otherNumber: return -0.5
        default: return 0
        }
    }
}
