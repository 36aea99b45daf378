internal import CICU

/// The letters that a word is weighed by when look-alikes are sought in it, and what they look like.
///
/// Which letters look alike is Unicode's table of confusable characters (UTS 39), by ICU. Its
/// skeletons are for comparing, not for writing ("m" becomes "rn"), so only those that are a
/// single letter of the wanted alphabet are used.
struct LookAlikes: Sendable {
    /// The table, which is made once.
    static let shared = LookAlikes()

    /// What a character is to a word.
    enum Kind: UInt8 {
        /// No part of a word.
        case none
        /// A mark on a letter.
        case mark
        /// A letter of the English alphabet.
        case plain
        /// A Latin letter with a mark, or one that looks like no plain one.
        case latin
        /// A Latin letter that is not used in ordinary words and looks like a plain one: ɑ, ɡ, Ƅ.
        case strange
        /// A letter of phonetic or African alphabets, or a sign of phonetic transcription.
        case phonetic
        case cyrillic
        case greek
        /// A Greek letter that science uses as a symbol beside Latin ones and that looks like one.
        case symbol
        /// A letter of another script that has look-alikes of Latin letters, such as Armenian.
        case remote
        /// A letter of any other script.
        case other
    }

    /// The alphabets in which words are repaired.
    enum Alphabet: Int, CaseIterable {
        case latin, cyrillic, greek
    }

    private let kinds: [Kind]
    private var toLatin: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var fromPlain: [Alphabet: [Unicode.Scalar: Unicode.Scalar]] = [:]

    private init() {
        kinds = (0..<0x10000).map { Unicode.Scalar($0).map(Self.kind) ?? .none }
        for (value, kind) in kinds.enumerated() {
            guard let scalar = Unicode.Scalar(UInt32(value)), kind.mayLookLatin else { continue }
            toLatin[scalar] = Self.latin(for: scalar)
        }
        fromPlain = [
            .cyrillic: Self.reversed("абвгдежзийклмнопрстуфхцчшщъыьэюяіјѕһ"),
            .greek: Self.reversed("αβγδεζηθικλμνξοπρστυφχψως"),
        ]
    }

    /// What a character is to a word.
    func kind(of scalar: Unicode.Scalar) -> Kind {
        scalar.value < 0x10000 ? kinds[Int(scalar.value)] : Self.kind(of: scalar)
    }

    /// The Latin spelling of a letter that looks like a Latin one, with its accents.
    func latin(for scalar: Unicode.Scalar) -> [Unicode.Scalar]? { toLatin[scalar] }

    /// The letter of an alphabet that looks like a plain one and has its case.
    func letter(for plain: Unicode.Scalar, in alphabet: Alphabet) -> Unicode.Scalar? {
        fromPlain[alphabet]?[plain]
    }
}

extension LookAlikes {
    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: return .plain
        case 0..<0x80: return .none
        case 0x2B0...0x2B8, 0x2C0...0x2FF, 0xA720...0xA721: return .phonetic
        default: break
        }
        switch CharacterProperties.category(of: scalar) {
        case .mark: return .mark
        case .letter: return letterKind(of: scalar)
        default: return .none
        }
    }

    private static func letterKind(of scalar: Unicode.Scalar) -> Kind {
        switch CharacterProperties.script(of: scalar) {
        case "Latn": latinKind(of: scalar)
        case "Cyrl": .cyrillic
        case "Grek": symbols.contains(scalar) ? .symbol : .greek
        case "Armn", "Cans", "Cher", "Copt", "Lisu": .remote
        default: .other
        }
    }

    private static func latinKind(of scalar: Unicode.Scalar) -> Kind {
        if TextTransform.normalized(.nfkd)(String(scalar)) != String(scalar) { return .latin }
        if orthographic.contains(scalar) { return isPhonetic(scalar) ? .phonetic : .latin }
        if skeleton(of: scalar)?.isPlain == true { return .strange }
        return isPhonetic(scalar) ? .phonetic : .latin
    }

    /// Whether a Latin letter is of the blocks for phonetics and for orthographies made from it.
    private static func isPhonetic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xF0, 0x14B, 0x180...0x1CF, 0x1DD, 0x220...0x2AF, 0x1D00...0x1DBF, 0x2C60...0x2C7F,
            0xA720...0xA7FF, 0xAB30...0xAB6F:
            true
        default: false
        }
    }

    /// Letters that look like plain ones and are everyday letters of some orthography.
    private static let orthographic = Set("ıſƖɩɣʋƲƿǀƽƼẝỿ".unicodeScalars)

    private static let symbols = Set("αγινρσυϱ".unicodeScalars)

    private static func latin(for scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        let parts = TextTransform.normalized(.nfd)(String(scalar)).unicodeScalars
        guard let base = parts.first, let plain = skeleton(of: base), plain.isPlain else {
            return nil
        }
        let spelling = String(scalars: [plain] + parts.dropFirst())
        return Array(TextTransform.normalized(.nfc)(spelling).unicodeScalars)
    }

    /// The letters of an alphabet by the plain letters that they look like, in both cases.
    private static func reversed(_ alphabet: String) -> [Unicode.Scalar: Unicode.Scalar] {
        var result: [Unicode.Scalar: Unicode.Scalar] = [:]
        let plain = "abcdefghijklmnopqrstuvwxyz"
        for (letters, plainLetters) in [
            (alphabet, plain), (alphabet.uppercased(), plain.uppercased()),
        ] {
            let known = Dictionary(
                plainLetters.unicodeScalars.compactMap { letter in
                    skeleton(of: letter).map { ($0, letter) }
                },
                uniquingKeysWith: { first, _ in first }
            )
            for letter in letters.unicodeScalars {
                guard let shape = skeleton(of: letter), let plain = known[shape] else { continue }
                result[plain] = result[plain] ?? letter
            }
        }
        return result
    }

    /// What a character looks like, where that is a single character.
    private static func skeleton(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        var result: [UInt32] = [0, 0]
        let count = cicu_skeleton(scalar.value, &result, result.count)
        return count == 1 ? Unicode.Scalar(result[0]) : nil
    }
}

extension LookAlikes.Kind {
    /// Whether the character is a letter of a word.
    var isLetter: Bool { self != .none && self != .mark }

    /// The alphabet that the letter counts for.
    var alphabet: LookAlikes.Alphabet? {
        switch self {
        case .plain, .latin, .strange, .phonetic: .latin
        case .cyrillic: .cyrillic
        case .greek, .symbol: .greek
        case .none, .mark, .remote, .other: nil
        }
    }

    fileprivate var mayLookLatin: Bool {
        switch self {
        case .strange, .cyrillic, .greek, .symbol, .remote: true
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is a letter of the English alphabet.
    var isPlain: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }
}
