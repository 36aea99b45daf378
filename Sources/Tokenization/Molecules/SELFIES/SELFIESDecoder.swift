/// Derives a molecule from SELFIES.
///
/// The state of the derivation is the number of bonds that the last atom can still have. A bond
/// takes the lowest of its own order, the state and what the next atom allows; a branch or a ring
/// closure that finds no bond left is skipped. So every sequence of symbols is a molecule.
///
/// - SeeAlso: M. Krenn et al., "Self-referencing embedded strings (SELFIES)", Machine Learning:
///   Science and Technology 1 (2020) 045024, and A. Lo et al., "Recent advances in the
///   self-referencing embedded strings (SELFIES) library", Digital Discovery 2 (2023) 897.
struct SELFIESDecoder {
    private let text: UnsafeBufferPointer<UInt8>
    private let constraints: BondConstraints
    private var molecule = DerivedMolecule()
    private var rings: [DerivedMolecule.Ring] = []

    /// The symbols of a component, and the next one of them.
    private var symbols: [Range<Int>] = []
    private var position = 0

    /// A chain that is being derived: the main one of a component, or a branch.
    private struct Chain {
        /// Where the chain's symbols end; a branch in it may use up more.
        var end: Int
        /// The bonds that the last atom can still have, or nil when the chain is complete.
        var state: Int?
        /// The last atom, or -1.
        var atom: Int32
    }

    /// The molecule of a SELFIES string.
    static func molecule(
        of text: UnsafeBufferPointer<UInt8>,
        constraints: BondConstraints
    ) throws(NotationFault) -> DerivedMolecule {
        var decoder = SELFIESDecoder(text: text, constraints: constraints)
        var start = 0
        while start <= text.count {
            start = try decoder.readComponent(from: start)
            try decoder.deriveComponent()
        }
        for ring in decoder.rings { decoder.molecule.close(ring) }
        return decoder.molecule
    }

    private init(text: UnsafeBufferPointer<UInt8>, constraints: BondConstraints) {
        self.text = text
        self.constraints = constraints
    }

    /// Finds the symbols up to a full stop, and returns where the next component starts.
    private mutating func readComponent(from start: Int) throws(NotationFault) -> Int {
        symbols.removeAll(keepingCapacity: true)
        position = 0
        var index = start
        while index < text.count, text[index] != UInt8(ascii: ".") {
            let symbol = try SELFIESLexer.symbol(in: text, at: index)
            if !SELFIESLexer.isIdle(text, symbol) { symbols.append(symbol) }
            index = symbol.upperBound
        }
        return index + 1
    }

    private mutating func deriveComponent() throws(NotationFault) {
        var chains = [Chain(end: symbols.count, state: 0, atom: -1)]
        while var chain = chains.popLast() {
            guard position < min(chain.end, symbols.count), let state = chain.state else {
                position = max(position, min(chain.end, symbols.count))
                continue
            }
            let range = symbols[position]
            position += 1
            guard let symbol = SELFIESSymbol(UnsafeBufferPointer(rebasing: text[range])) else {
                throw NotationFault("no such symbol", at: range.lowerBound)
            }
            let branch = try advance(&chain, by: symbol, state, range)
            chains.append(chain)
            if let branch { chains.append(branch) }
        }
    }

    /// Takes a symbol, and returns the branch that starts with it.
    private mutating func advance(
        _ chain: inout Chain,
        by symbol: SELFIESSymbol,
        _ state: Int,
        _ range: Range<Int>
    ) throws(NotationFault) -> Chain? {
        switch symbol {
        case .epsilon:
            chain.state = state == 0 ? 0 : nil
        case .branch(let order, let digits):
            if state <= 1 { break }
            let branchState = min(state - 1, order)
            chain.state = state - branchState
            let length = readIndex(digits) + 1
            return Chain(end: position + length, state: branchState, atom: chain.atom)
        case .ring(var left, let right, let digits):
            if state == 0 { break }
            left.order = UInt8(min(Int(left.order), state))
            chain.state = state == Int(left.order) ? nil : state - Int(left.order)
            let other = max(0, chain.atom - Int32(readIndex(digits) + 1))
            rings.append(.init(left: other, right: chain.atom, leftBond: left, rightBond: right))
        case .atom(let atom, let bond):
            let capacity = constraints.capacity(of: atom)
            if capacity < 0 {
                throw NotationFault("the atom has more hydrogens than bonds", at: range.lowerBound)
            }
            append(atom, bond, capacity, state, to: &chain)
        }
        return nil
    }

    private mutating func append(
        _ atom: MolecularAtom,
        _ bond: BondSymbol,
        _ capacity: Int,
        _ state: Int,
        to chain: inout Chain
    ) {
        let order = min(Int(bond.order), state, capacity)
        if state == 0 {
            chain.atom = molecule.addRoot(atom, capacity: capacity)
        } else if order > 0 {
            var bond = bond
            bond.order = UInt8(order)
            chain.atom = molecule.add(atom, capacity: capacity, to: chain.atom, bond: bond)
        }
        chain.state = capacity == order ? nil : capacity - order
    }

    /// The number that the next symbols spell; those that are no digits are zero.
    private mutating func readIndex(_ digits: Int) -> Int {
        var index = 0
        for _ in 0..<digits {
            index *= 16
            if position < symbols.count {
                index += IndexSymbol.digit(UnsafeBufferPointer(rebasing: text[symbols[position]]))
                position += 1
            }
        }
        return index
    }
}

/// Cuts SELFIES into symbols.
enum SELFIESLexer {
    /// The symbol that starts at a byte.
    static func symbol(
        in text: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) throws(NotationFault) -> Range<Int> {
        guard text[start] == UInt8(ascii: "[") else {
            throw NotationFault(
                "SELFIES consists of symbols in brackets, and full stops",
                at: start
            )
        }
        var end = start + 1
        while end < text.count, text[end] != UInt8(ascii: "]") { end += 1 }
        guard end < text.count else { throw NotationFault("the bracket is not closed", at: start) }
        return start..<end + 1
    }

    /// Whether a symbol is `[nop]`, which pads and means nothing.
    static func isIdle(_ text: UnsafeBufferPointer<UInt8>, _ symbol: Range<Int>) -> Bool {
        symbol.count == 5 && text[symbol].elementsEqual("[nop]".utf8)
    }
}
