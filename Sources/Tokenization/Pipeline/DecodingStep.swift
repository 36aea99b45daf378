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

    /// Adds the parts that the step makes of parts.
    func run(on parts: DecodedParts, into result: inout DecodedParts) {
        switch self {
        case .byteLevel: Self.spelledBytes(parts, into: &result)
        case .endOfWord(let suffix):
            let last = parts.count - 1
            Self.replace(SplitPattern(suffix), in: parts, into: &result) { $0 < last ? [0x20] : [] }
        case .metaspace(let replacement, let prepend):
            let pattern = SplitPattern(String(replacement))
            let isPrepended = prepend != .never
            Self.replace(pattern, in: parts, into: &result) {
                $0 == 0 && isPrepended ? [] : [0x20]
            }
        case .wordPiece(let prefix, let cleansUp):
            Self.setWords(parts, Array(prefix.utf8), cleansUp, into: &result)
        case .byteFallback: ByteFallback.run(on: parts, into: &result)
        case .fuse: result.add { $0 += parts.bytes }
        case .strip(let scalar, let left, let right):
            let mark = Array(String(scalar).utf8)
            parts.forEach { _, part in
                result.add { $0 += Self.stripped(part, mark, left, right) }
            }
        case .replace(let pattern, let new):
            let new = Array(new.utf8)
            Self.replace(pattern, in: parts, into: &result) { _ in new }
        case .shorthand(let shorthand):
            parts.forEach { _, part in result.add { shorthand.append(part, to: &$0) } }
        case .ctc(let blank, let delimiter, let cleansUp):
            Self.collapse(parts, blank, delimiter, cleansUp, into: &result)
        }
    }

    /// Adds one part: the bytes that tokens spell, or their own where a character stands for none.
    private static func spelledBytes(_ parts: DecodedParts, into result: inout DecodedParts) {
        result.add { bytes in
            parts.forEach { _, part in
                if !ByteAlphabet.append(part, to: &bytes) { bytes.append(contentsOf: part) }
            }
        }
    }

    /// Adds parts with other bytes in place of a pattern, which depend on the number of the part.
    private static func replace(
        _ pattern: SplitPattern,
        in parts: DecodedParts,
        into result: inout DecodedParts,
        by new: (Int) -> [UInt8]
    ) {
        parts.forEach { index, part in
            let new = new(index)
            result.add { pattern.append(part, replacingBy: new, to: &$0) }
        }
    }

    private static func stripped(
        _ part: UnsafeBufferPointer<UInt8>,
        _ mark: [UInt8],
        _ left: Int,
        _ right: Int
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var rest = part[...]
        for _ in 0..<left {
            if !rest.starts(with: mark) { break }
            rest = rest.dropFirst(mark.count)
        }
        for _ in 0..<right {
            if !rest.suffix(mark.count).elementsEqual(mark) { break }
            rest = rest.dropLast(mark.count)
        }
        return rest
    }
}

extension SplitPattern {
    /// Appends a text with other bytes where the pattern matches.
    func append(
        _ text: UnsafeBufferPointer<UInt8>,
        replacingBy new: [UInt8],
        to result: inout [UInt8]
    ) {
        forEachPart(of: text, in: 0..<text.count) { part in
            if part.isMatch {
                result += new
            } else {
                result.append(contentsOf: UnsafeBufferPointer(rebasing: text[part.range]))
            }
        }
    }
}
