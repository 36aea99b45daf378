internal import UnicodeText

/// A step of a pipeline's last stage: how the spellings of tokens become text again.
///
/// The steps are those of Hugging Face's `tokenizers`, by their names there.
public enum DecodingStep: Hashable, Sendable {
    /// Characters of ``ByteAlphabet`` become bytes, and all tokens one: `ByteLevel`.
    case byteLevel

    /// The end of a word becomes a space: `BPEDecoder`.
    case endOfWord(suffix: String)

    /// The visible character for spaces becomes spaces: `Metaspace`.
    case metaspace(replacement: Unicode.Scalar, prepend: PreTokenizationStep.PrependScheme)

    /// Tokens are set apart unless they continue a word: `WordPiece`.
    case wordPiece(prefix: String, cleansUp: Bool)

    /// Tokens such as `<0xE2>` become bytes: `ByteFallback`.
    case byteFallback

    /// All tokens become one: `Fuse`.
    case fuse

    /// At most so many of a character are taken from the ends of each token: `Strip`.
    case strip(Unicode.Scalar, left: Int, right: Int)

    /// Other text is written for a pattern in each token: `Replace`.
    case replace(SplitPattern, with: String)

    /// SMILES symbols are written for the characters that stand for them: a `Replace` for each.
    case shorthand(SMILESShorthand)

    /// Repeated tokens become one, and blanks none: `CTC`.
    case ctc(blank: String, delimiter: String, cleansUp: Bool)

    /// The parts that the step makes of parts.
    func run(on parts: [[UInt8]]) -> [[UInt8]] {
        switch self {
        case .byteLevel: [parts.flatMap(Self.bytes)]
        case .endOfWord(let suffix): Self.endWords(parts, Array(suffix.utf8))
        case .metaspace(let replacement, let prepend):
            Self.spaces(parts, SplitPattern(String(replacement)), prepend != .never)
        case .wordPiece(let prefix, let cleansUp): Self.words(parts, prefix, cleansUp)
        case .byteFallback: ByteFallback.run(on: parts)
        case .fuse: [Array(parts.joined())]
        case .strip(let scalar, let left, let right):
            parts.map { Self.stripped($0, Array(String(scalar).utf8), left, right) }
        case .replace(let pattern, let new):
            parts.map { Self.replaced($0, pattern, Array(new.utf8)) }
        case .shorthand(let shorthand): parts.map(shorthand.expanded)
        case .ctc(let blank, let delimiter, let cleansUp):
            Self.collapsed(parts, blank, delimiter, cleansUp)
        }
    }

    /// The bytes that a token spells, or its own where a character stands for none.
    private static func bytes(_ part: [UInt8]) -> [UInt8] {
        ByteAlphabet.bytes(of: String(decoding: part, as: UTF8.self)) ?? part
    }

    private static func replaced(
        _ part: [UInt8],
        _ pattern: SplitPattern,
        _ new: [UInt8]
    ) -> [UInt8] {
        part.withUnsafeBufferPointer {
            pattern.replaced(in: $0, 0..<$0.count, by: new)?.bytes ?? part
        }
    }

    private static func endWords(_ parts: [[UInt8]], _ suffix: [UInt8]) -> [[UInt8]] {
        let pattern = SplitPattern(String(decoding: suffix, as: UTF8.self))
        return parts.indices.map { index in
            replaced(parts[index], pattern, index + 1 < parts.count ? [0x20] : [])
        }
    }

    private static func spaces(
        _ parts: [[UInt8]],
        _ mark: SplitPattern,
        _ isPrepended: Bool
    ) -> [[UInt8]] {
        parts.indices.map { index in
            replaced(parts[index], mark, index == 0 && isPrepended ? [] : [0x20])
        }
    }

    private static func stripped(
        _ part: [UInt8],
        _ mark: [UInt8],
        _ left: Int,
        _ right: Int
    ) -> [UInt8] {
        var rest = part[...]
        for _ in 0..<left {
            if !rest.starts(with: mark) { break }
            rest = rest.dropFirst(mark.count)
        }
        for _ in 0..<right {
            if rest.suffix(mark.count) != mark[...] { break }
            rest = rest.dropLast(mark.count)
        }
        return Array(rest)
    }
}
