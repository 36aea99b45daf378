/// A molecule in SELFIES, a notation in which every sequence of symbols is a molecule.
///
///     let benzene = try SELFIES(smiles: "c1ccccc1")
///     benzene.text        // "[C][=C][C][=C][C][=C][Ring1][=Branch1]"
///     benzene.smiles      // "C1=CC=CC=C1"
///
/// The grammar and its results are those of version 2 of the `selfies` package. Encoding and decoding
/// take time in proportion to the length of the string (finding double bonds for a large fused aromatic
/// system may take longer), and use no recursion.
///
/// - SeeAlso: M. Krenn et al., "Self-referencing embedded strings (SELFIES): A 100% robust molecular
///   string representation", Machine Learning: Science and Technology 1 (2020) 045024,
///   <https://arxiv.org/abs/1905.13741>.
public struct SELFIES: Hashable, Sendable, CustomStringConvertible {
    /// The symbols, one after the other; components are separated by full stops.
    public let text: String

    /// How many bonds atoms may have.
    public let constraints: BondConstraints

    /// The longest SMILES, in bytes, that is read: a molecule takes some 50 times as much memory.
    private static let maximumByteCount = 1 << 21

    /// The symbols as they are written.
    public var description: String { text }

    /// Reads SELFIES.
    ///
    /// - Parameters:
    ///   - text: The symbols.
    ///   - constraints: How many bonds atoms may have.
    /// - Throws: A ``SELFIESError`` for what is not a symbol in brackets or a full stop, or a symbol that
    ///   the grammar does not know, with its column.
    public init(
        _ text: String,
        constraints: BondConstraints = .standard
    ) throws(SELFIESError) {
        _ = try Self.smiles(of: text, constraints: constraints)
        (self.text, self.constraints) = (text, constraints)
    }

    /// Writes a molecule that is given as SMILES.
    ///
    /// - Parameters:
    ///   - smiles: The molecule. Its atoms keep their order; aromatic bonds become single and double
    ///     ones.
    ///   - constraints: How many bonds atoms may have.
    /// - Throws: A ``SELFIESError`` with the column: for what is not SMILES; for what SELFIES has no
    ///   symbols for, as the atom `*`, bonds of order four and stereochemistry beyond `@`, `/` and `\`;
    ///   for an atom with more bonds than the constraints allow; for aromatic atoms that cannot be given
    ///   double bonds; for rings and branches of more than 4096 atoms or symbols;
    ///   and for more than 2,097,152 bytes.
    public init(
        smiles: String,
        constraints: BondConstraints = .standard
    ) throws(SELFIESError) {
        text = try Self.reading(smiles, as: .smiles) { bytes throws(NotationFault) in
            try SELFIESEncoder.symbols(of: bytes, constraints: constraints).bytes
        }
        self.constraints = constraints
    }

    /// The molecule in SMILES, its atoms in the order of the symbols, with single and double bonds in
    /// place of aromatic ones; derived anew at each call.
    ///
    /// Empty when the symbols describe no atom.
    public var smiles: String {
        (try? Self.smiles(of: text, constraints: constraints)) ?? ""
    }

    /// The SMILES of a SELFIES string.
    package static func smiles(
        of text: String,
        constraints: BondConstraints = .standard
    ) throws(SELFIESError) -> String {
        try reading(text, as: .selfies) { bytes throws(NotationFault) in
            try SELFIESDecoder.molecule(of: bytes, constraints: constraints).smiles()
        }
    }

    /// The symbols, full stops among them.
    public var symbols: [String] {
        text.split(separator: "]").flatMap { part in
            let dots = part.prefix { $0 == "." }.map { String($0) }
            let symbol = part.dropFirst(dots.count)
            return dots + (symbol.isEmpty ? [] : ["\(symbol)]"])
        }
    }

    private static func reading(
        _ text: String,
        as notation: SELFIESError.Notation,
        _ body: (UnsafeBufferPointer<UInt8>) throws(NotationFault) -> [UInt8]
    ) throws(SELFIESError) -> String {
        var text = text
        let outcome = text.withUTF8 { bytes -> Result<String, SELFIESError> in
            do throws(NotationFault) {
                if notation == .smiles, bytes.count > maximumByteCount {
                    throw NotationFault(
                        "it is longer than \(maximumByteCount) bytes; leave it out, as "
                            + "corpus import --max-characters \(maximumByteCount) does"
                    )
                }
                return .success(String(decoding: try body(bytes), as: UTF8.self))
            } catch {
                return .failure(SELFIESError(error, in: bytes, notation: notation))
            }
        }
        return try outcome.get()
    }
}
