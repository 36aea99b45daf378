/// A symbol of SELFIES, read.
enum SELFIESSymbol {
    /// An atom, and the bond to the one before it.
    case atom(MolecularAtom, BondSymbol)
    /// A branch with a bond of an order, and how many symbols spell its length.
    case branch(order: Int, digits: Int)
    /// A ring closure: its bond as each end writes it, and how many symbols spell its span.
    case ring(left: BondSymbol, right: BondSymbol, digits: Int)
    /// `[epsilon]`, which ends a chain.
    case epsilon

    /// Reads a symbol with its brackets; nil when there is no such symbol.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count > 2 else { return nil }
        let body = UnsafeBufferPointer(rebasing: text[1..<text.count - 1])
        if body.elementsEqual("epsilon".utf8) {
            self = .epsilon
        } else if let symbol = Self.branch(body) ?? Self.ring(body) {
            self = symbol
        } else {
            var reader = SELFIESAtomReader(text: body)
            guard let (atom, bond) = reader.atom() else { return nil }
            self = .atom(atom, bond)
        }
    }

    private static func branch(_ body: UnsafeBufferPointer<UInt8>) -> SELFIESSymbol? {
        guard let (prefix, digits) = split(body, before: "Branch"), prefix.count <= 1 else {
            return nil
        }
        let bond = BondSymbol(prefix.first ?? 0)
        guard prefix.isEmpty || bond.order > 1 else { return nil }
        return .branch(order: Int(bond.order), digits: digits)
    }

    private static func ring(_ body: UnsafeBufferPointer<UInt8>) -> SELFIESSymbol? {
        guard let (prefix, digits) = split(body, before: "Ring") else { return nil }
        let bonds = prefix.map { BondSymbol($0) }
        switch bonds.count {
        case 0: return .ring(left: BondSymbol(), right: BondSymbol(), digits: digits)
        case 1 where bonds[0].order > 1:
            return .ring(left: bonds[0], right: bonds[0], digits: digits)
        case 2:
            let isStereo = bonds.contains { $0.stereo != 0 }
            let isKnown = zip(bonds, prefix).allSatisfy { bond, byte in
                bond.stereo != 0 || byte == UInt8(ascii: "-")
            }
            return isStereo && isKnown
                ? .ring(left: bonds[0], right: bonds[1], digits: digits) : nil
        default: return nil
        }
    }

    /// What stands before a name, and the digit 1, 2 or 3 that stands after it.
    private static func split(
        _ body: UnsafeBufferPointer<UInt8>,
        before name: StaticString
    ) -> (prefix: Slice<UnsafeBufferPointer<UInt8>>, digits: Int)? {
        let length = name.utf8CodeUnitCount
        guard body.count > length, 0x31...0x33 ~= body[body.count - 1] else { return nil }
        let start = body.count - 1 - length
        for index in 0..<length where body[start + index] != name.utf8Start[index] { return nil }
        return (body[..<start], Int(body[body.count - 1] - 0x30))
    }
}

/// Reads the atom between the brackets of a symbol.
///
///     ( '=' | '#' | '/' | '\' )? isotope? element ( '@' | '@@' )? ( 'H' digit )? charge?
private struct SELFIESAtomReader {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    private var byte: UInt8 { position < text.count ? text[position] : 0 }

    mutating func atom() -> (MolecularAtom, BondSymbol)? {
        let bond = BondSymbol(byte)
        if bond.character != nil { position += 1 }
        let start = position
        let isotope = number()
        guard let element = element() else { return nil }
        var atom = MolecularAtom(element: element, isotope: isotope)
        if element.isOrganic, position == text.count, start + element.letterCount == position {
            return (atom, bond)
        }
        atom.chirality = chirality()
        guard let hydrogens = hydrogens(), let charge = charge(), position == text.count else {
            return nil
        }
        (atom.hydrogens, atom.charge) = (hydrogens, charge)
        return (atom, bond)
    }

    /// Reads a number of at most 9,999, which is also the largest in an atom of SMILES.
    private mutating func number() -> Int32? {
        var number: Int32?
        while 0x30...0x39 ~= byte, number ?? 0 < 1_000 {
            number = (number ?? 0) * 10 + Int32(byte - 0x30)
            position += 1
        }
        return number
    }

    private mutating func element() -> ChemicalElement? {
        let first = byte
        position += 1
        guard 0x61...0x7A ~= byte else { return ChemicalElement(first) }
        defer { position += 1 }
        return ChemicalElement(first, byte)
    }

    private mutating func chirality() -> MolecularAtom.Chirality {
        var count = 0
        while byte == UInt8(ascii: "@"), count < 2 {
            count += 1
            position += 1
        }
        return count == 0 ? .none : count == 1 ? .counterclockwise : .clockwise
    }

    private mutating func hydrogens() -> Int32? {
        guard byte == UInt8(ascii: "H") else { return 0 }
        position += 1
        guard 0x30...0x39 ~= byte else { return nil }
        defer { position += 1 }
        return Int32(byte - 0x30)
    }

    private mutating func charge() -> Int32? {
        let sign = byte
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
        position += 1
        guard 0x31...0x39 ~= byte, let number = number() else { return nil }
        return sign == UInt8(ascii: "+") ? number : -number
    }
}
