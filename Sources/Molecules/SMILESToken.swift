/// One symbol of a SMILES string and its place.
package struct SMILESToken: Sendable, Hashable {
    /// What a symbol stands for.
    package enum Kind: Sendable, Hashable {
        /// An atom of the organic subset, `*`, or an atom in brackets.
        case atom
        /// One of `- = # $ : / \` or `~`.
        case bond
        /// A digit, `%dd` or `%(ddd)`.
        case ringClosure
        /// `(`.
        case branchStart
        /// `)`.
        case branchEnd
        /// `.`.
        case separator
        /// Anything else, one byte at a time; also a bracket that does not close.
        case unknown
    }

    /// What the symbol stands for.
    package let kind: Kind

    /// The bytes of the symbol, as offsets into the string's UTF-8.
    package let range: Range<Int>
}

/// Splits SMILES into its symbols.
///
/// Nothing is lost: the ranges follow one another from the first byte to the last.
package func smilesTokens(of bytes: [UInt8]) -> [SMILESToken] {
    var tokens: [SMILESToken] = []
    var position = 0
    while position < bytes.count {
        let (kind, length) = symbol(at: position, in: bytes)
        tokens.append(SMILESToken(kind: kind, range: position..<position + length))
        position += length
    }
    return tokens
}

private func symbol(at start: Int, in bytes: [UInt8]) -> (SMILESToken.Kind, length: Int) {
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    switch bytes[start] {
    case UInt8(ascii: "["): return bracketAtom(at: start, in: bytes)
    case UInt8(ascii: "%"): return longRingClosure(at: start, in: bytes)
    case UInt8(ascii: "B") where next == UInt8(ascii: "r"): return (.atom, 2)
    case UInt8(ascii: "C") where next == UInt8(ascii: "l"): return (.atom, 2)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.ringClosure, 1)
    case UInt8(ascii: "("): return (.branchStart, 1)
    case UInt8(ascii: ")"): return (.branchEnd, 1)
    case UInt8(ascii: "."): return (.separator, 1)
    case let byte where organicSubset.contains(byte): return (.atom, 1)
    case let byte where bondSymbols.contains(byte): return (.bond, 1)
    default: return (.unknown, 1)
    }
}

private let organicSubset = Set("BCNOPSFIbcnops*".utf8)
private let bondSymbols = Set("-=#$:/\\~".utf8)

private func bracketAtom(at start: Int, in bytes: [UInt8]) -> (SMILESToken.Kind, length: Int) {
    let rest = bytes[(start + 1)...]
    guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }),
        bytes[end] == UInt8(ascii: "]")
    else { return (.unknown, 1) }
    return (.atom, end - start + 1)
}

private func longRingClosure(at start: Int, in bytes: [UInt8]) -> (SMILESToken.Kind, length: Int) {
    let rest = bytes[(start + 1)...]
    if rest.first == UInt8(ascii: "(") {
        let digits = rest.dropFirst().prefix(while: isDigit)
        guard (1...5).contains(digits.count), digits.endIndex < bytes.count,
            bytes[digits.endIndex] == UInt8(ascii: ")")
        else { return (.unknown, 1) }
        return (.ringClosure, digits.count + 3)
    }
    return rest.prefix(2).count(where: isDigit) == 2 ? (.ringClosure, 3) : (.unknown, 1)
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
