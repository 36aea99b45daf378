/// One symbol of SMILES: an atom, a bond, a ring closure, a bracket of a branch, or a full stop.
///
/// Parse the tokens of a vocabulary once, and ask a `SMILESPrefix` about each of them at every step.
public struct SMILESSymbol: Sendable, Hashable {
    /// What a symbol does to the molecule that is being written.
    enum Meaning: Sendable, Hashable {
        case atom(SMILESAtom)
        case bond(SMILESBond)
        case ringClosure(Int)
        case branchStart
        case branchEnd
        case separator
    }

    let meaning: Meaning

    /// Reads a symbol; nil when the text is not exactly one, such as `C` `[nH]` `%12` `=` or `)`.
    ///
    /// - Parameter text: The symbol as it is written.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let tokens = smilesTokens(of: bytes)
        guard tokens.count == 1 else { return nil }
        self.init(tokens[0].kind, bytes)
    }

    init?(_ kind: SMILESToken.Kind, _ bytes: [UInt8]) {
        let meaning: Meaning? =
            switch kind {
            case .atom: SMILESAtom(bytes).map(Meaning.atom)
            case .bond: SMILESBond(rawValue: bytes[0]).map(Meaning.bond)
            case .ringClosure: ringNumber(bytes).map(Meaning.ringClosure)
            case .branchStart: .branchStart
            case .branchEnd: .branchEnd
            case .separator: .separator
            case .unknown: nil
            }
        guard let meaning else { return nil }
        self.meaning = meaning
    }
}

/// A bond as it is written.
enum SMILESBond: UInt8, Sendable, Hashable {
    case single = 0x2D  // -
    case double = 0x3D  // =
    case triple = 0x23  // #
    case quadruple = 0x24  // $
    case aromatic = 0x3A  // :
    case up = 0x2F  // /
    case down = 0x5C  // \

    /// How much valence the bond takes from an aliphatic atom.
    var order: Int {
        switch self {
        case .single, .aromatic, .up, .down: 1
        case .double: 2
        case .triple: 3
        case .quadruple: 4
        }
    }
}

/// The number of `7`, `%12` or `%(123)`; nil for `%01`, which RDKit refuses.
private func ringNumber(_ bytes: [UInt8]) -> Int? {
    if bytes.count == 3, bytes[1] == UInt8(ascii: "0") { return nil }
    let digits = bytes.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
}
