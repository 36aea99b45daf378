/// Reads an atom in brackets: `[13C@@H2+:7]`.
///
///     '[' isotope? element chirality? hydrogens? charge? (':' class)? ']'
///
/// The class is read and not kept, because SELFIES has none.
struct BracketAtomReader {
    private let text: UnsafeBufferPointer<UInt8>

    /// The byte after what was read.
    private(set) var position: Int

    init(text: UnsafeBufferPointer<UInt8>, position: Int) {
        self.text = text
        self.position = position
    }

    mutating func atom() throws(NotationFault) -> MolecularAtom {
        let start = position
        position += 1
        let isotope = try number()
        var atom = try element()
        atom.isotope = isotope
        atom.chirality = chirality()
        atom.hydrogens = take("H") ? try digit() ?? 1 : 0
        atom.charge = try charge()
        if take(":"), try number() == nil {
            throw fault("the number of the atom's class is missing")
        }
        guard take("]") else {
            throw position < text.count
                ? fault("not expected in an atom between brackets")
                : NotationFault("the bracket is not closed", at: start)
        }
        return atom
    }

    private func fault(_ reason: String) -> NotationFault { NotationFault(reason, at: position) }

    private var byte: UInt8 { position < text.count ? text[position] : 0 }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func number() throws(NotationFault) -> Int32? {
        guard 0x30...0x39 ~= byte else { return nil }
        let start = position
        var number = 0
        while 0x30...0x39 ~= byte {
            number = number * 10 + Int(byte - 0x30)
            position += 1
            if number > 9_999 { throw NotationFault("the number is too large", at: start) }
        }
        return Int32(number)
    }

    private mutating func digit() throws(NotationFault) -> Int32? {
        guard 0x30...0x39 ~= byte else { return nil }
        defer { position += 1 }
        return Int32(byte - 0x30)
    }

    private mutating func element() throws(NotationFault) -> MolecularAtom {
        let isAromatic = 0x61...0x7A ~= byte
        let first = isAromatic ? byte & 0xDF : byte
        let second = position + 1 < text.count ? text[position + 1] : 0
        for (lower, length) in [(second, 2), (0, 1)] {
            guard let element = ChemicalElement(first, lower),
                !isAromatic || element.aromaticValences != nil
            else { continue }
            position += length
            var atom = MolecularAtom(element: element)
            atom.isAromatic = isAromatic
            return atom
        }
        throw fault(
            byte == UInt8(ascii: "*")
                ? "SELFIES has no symbol for an unknown atom" : "no such element"
        )
    }

    private mutating func chirality() -> MolecularAtom.Chirality {
        guard take("@") else { return .none }
        return take("@") ? .clockwise : .counterclockwise
    }

    /// Reads `+`, `++`, `+2` and the like.
    private mutating func charge() throws(NotationFault) -> Int32 {
        let sign = byte
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
        let unit: Int32 = sign == UInt8(ascii: "+") ? 1 : -1
        position += 1
        if let number = try number() { return unit * number }
        var charge = unit
        while byte == sign, abs(charge) < 99 {
            charge += unit
            position += 1
        }
        return charge
    }
}
