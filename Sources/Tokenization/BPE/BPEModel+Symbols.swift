internal import UnicodeText

extension BPEModel {
    /// What stands for symbols that the model lacks.
    struct UnknownSymbol {
        /// The unknown token, if there is one.
        let id: TokenID?

        /// Whether a run of them is one token.
        let isFused: Bool

        /// Adds the unknown token, or lengthens one that is last; without one, nothing.
        func add(end: Int, to symbols: inout BPESymbols) {
            guard let id else { return }
            if isFused, symbols.isLast(id) {
                symbols.lengthenLast(end: end)
            } else {
                symbols.add(id, end: end)
            }
        }
    }

    /// Adds a symbol for each byte.
    static func addBytes(
        of piece: UnsafeBufferPointer<UInt8>,
        _ byteIDs: [TokenID],
        _ unknown: UnknownSymbol,
        to symbols: inout BPESymbols
    ) {
        byteIDs.withUnsafeBufferPointer { ids in
            for index in piece.indices {
                let id = ids[Int(piece[index])]
                if id >= 0 {
                    symbols.add(id, end: index + 1)
                } else {
                    unknown.add(end: index + 1, to: &symbols)
                }
            }
        }
    }
}

/// The tokens of characters, with the affixes that their places ask for.
///
/// All that is asked for a character lies behind one reference, as threads count references to what
/// they share.
final class BPECharacters: Sendable {
    private let tokens: TokenInventory
    private let options: BPEModel.Options
    private let byteIDs: [TokenID]
    private let unknown: BPEModel.UnknownSymbol

    /// The characters of a model of tokens; `byteIDs` are those that characters may fall back to.
    init(
        _ tokens: TokenInventory,
        _ options: BPEModel.Options,
        _ byteIDs: [TokenID],
        _ unknown: BPEModel.UnknownSymbol
    ) {
        self.tokens = tokens
        self.options = options
        self.byteIDs = byteIDs
        self.unknown = unknown
    }

    /// Adds a symbol for each character of a piece.
    func add(_ piece: UnsafeBufferPointer<UInt8>, to symbols: inout BPESymbols) {
        var start = 0
        while start < piece.count {
            let end = start + Scalars.scalar(in: piece, at: start).length
            let id = id(of: piece, start..<end)
            if id >= 0 {
                symbols.add(id, end: end)
            } else if !addBytes(of: piece, start..<end, to: &symbols) {
                unknown.add(end: end, to: &symbols)
            }
            start = end
        }
    }

    /// The token of a character, or -1.
    private func id(of piece: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> TokenID {
        let prefix = range.lowerBound > 0 ? options.continuingSubwordPrefix : nil
        let suffix = range.upperBound == piece.count ? options.endOfWordSuffix : nil
        if prefix == nil, suffix == nil {
            return tokens.id(of: UnsafeBufferPointer(rebasing: piece[range]))
        }
        let spelled = Array((prefix ?? "").utf8) + piece[range] + Array((suffix ?? "").utf8)
        return spelled.withUnsafeBufferPointer { tokens.id(of: $0) }
    }

    /// Adds the tokens of a character's bytes; false when one is missing, or none are wanted.
    private func addBytes(
        of piece: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        to symbols: inout BPESymbols
    ) -> Bool {
        guard options.fallsBackToBytes, piece[range].allSatisfy({ byteIDs[Int($0)] >= 0 }) else {
            return false
        }
        for index in range { symbols.add(byteIDs[Int(piece[index])], end: index + 1) }
        return true
    }
}
