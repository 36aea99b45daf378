internal import UnicodeText

/// SMILES as SELFIES, as a step of a normalizer.
///
/// Every symbol is aligned with what it came from: an atom with its bond and its atom, a branch with
/// its bracket, a ring closure with its second number. SMILES that SELFIES cannot express becomes the
/// unknown token.
enum SELFIESTransform {
    static func apply(to smiles: [UInt8]) -> TransformedText {
        guard let symbols = symbols(of: smiles) else { return unknown(smiles.count) }
        var builder = Alignment.Builder()
        var source = 0
        var symbol = 0
        while symbol < symbols.count {
            let range = symbols.sources[symbol]
            let start = symbols.range(of: symbol).lowerBound
            var end = start
            while symbol < symbols.count, symbols.sources[symbol] == range {
                end = symbols.range(of: symbol).upperBound
                symbol += 1
            }
            builder.replace(max(0, Int(range.lowerBound) - source), by: 0)
            source = max(source, Int(range.lowerBound))
            builder.replace(max(0, Int(range.upperBound) - source), by: end - start)
            source = max(source, Int(range.upperBound))
        }
        builder.replace(smiles.count - source, by: 0)
        return TransformedText(bytes: symbols.bytes, alignment: builder.alignment)
    }

    /// The symbols, or nil when there are none for the molecule.
    static func symbols(of smiles: [UInt8]) -> SELFIESSymbols? {
        smiles.withUnsafeBufferPointer { bytes in
            try? SELFIESEncoder.symbols(of: bytes, constraints: .standard)
        }
    }

    private static func unknown(_ count: Int) -> TransformedText {
        var builder = Alignment.Builder()
        let bytes = count == 0 ? [] : Array("<unk>".utf8)
        builder.replace(count, by: bytes.count)
        return TransformedText(bytes: bytes, alignment: builder.alignment)
    }

    /// Calls `body` with the range of each symbol of SELFIES, and of what is between symbols.
    static func forEachPiece(
        in text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        var start = 0
        while start < text.count {
            let end = end(of: text, at: start)
            body(start..<end)
            start = end
        }
    }

    private static func end(of text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        let (open, close, dot) = (UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "."))
        if text[start] == dot { return start + 1 }
        if text[start] == open {
            return text[start...].firstIndex(of: close).map { $0 + 1 } ?? text.count
        }
        return text[start...].firstIndex { $0 == open || $0 == dot } ?? text.count
    }
}
