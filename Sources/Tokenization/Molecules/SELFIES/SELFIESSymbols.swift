/// A sequence of SELFIES symbols and what each came from.
struct SELFIESSymbols {
    /// The symbols, one after the other.
    var bytes: [UInt8] = []

    /// Where each symbol ends.
    private(set) var ends: [Int32] = []

    /// Where in the SMILES string each symbol comes from.
    private(set) var sources: [Range<Int32>] = []

    /// The number of symbols.
    var count: Int { ends.count }

    /// The place of a symbol in ``bytes``.
    func range(of symbol: Int) -> Range<Int> {
        (symbol == 0 ? 0 : Int(ends[symbol - 1]))..<Int(ends[symbol])
    }

    mutating func reserveCapacity(_ count: Int) {
        bytes.reserveCapacity(count * 4)
        ends.reserveCapacity(count)
        sources.reserveCapacity(count)
    }

    /// Opens a symbol; what is appended to ``bytes`` from now on is in it.
    mutating func begin(from source: Range<Int32>) {
        sources.append(source)
        bytes.append(UInt8(ascii: "["))
    }

    /// Closes the symbol.
    mutating func end() {
        bytes.append(UInt8(ascii: "]"))
        ends.append(Int32(bytes.count))
    }

    /// Appends a whole symbol.
    mutating func append(_ symbol: StaticString, from source: Range<Int32>) {
        symbol.withUTF8Buffer { bytes.append(contentsOf: $0) }
        sources.append(source)
        ends.append(Int32(bytes.count))
    }
}

/// The symbols that spell numbers after the symbol of a branch or a ring, in base 16.
enum IndexSymbol {
    /// The digits 0 to 15.
    static let symbols: [StaticString] = [
        "[C]", "[Ring1]", "[Ring2]", "[Branch1]", "[=Branch1]", "[#Branch1]", "[Branch2]",
        "[=Branch2]", "[#Branch2]", "[O]", "[N]", "[=N]", "[=C]", "[#C]", "[S]", "[P]",
    ]

    /// The most symbols or atoms that three digits can tell.
    static let limit = 4096

    /// The number of digits of an index, or nil when it has more than three.
    static func count(for index: Int) -> Int? {
        switch index {
        case ..<16: 1
        case ..<256: 2
        case ..<limit: 3
        default: nil
        }
    }
}

extension IndexSymbol {
    /// The digit that a symbol stands for, zero for one that stands for none.
    static func digit(_ symbol: UnsafeBufferPointer<UInt8>) -> Int {
        symbols.firstIndex { digit in
            digit.withUTF8Buffer { $0.count == symbol.count && $0.elementsEqual(symbol) }
        } ?? 0
    }
}
