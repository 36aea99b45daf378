/// Why a mol block, or a list of atoms and bonds, is not a molecule.
public struct MolBlockError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in RDKit's words where RDKit found it.
    public let reason: String

    /// The line of the block, from 1, where RDKit tells it.
    public var line: Int? {
        guard let mark = reason.ranges(of: "line").last else { return nil }
        let rest = reason[mark.upperBound...].drop { $0 == " " }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        return Int(digits)
    }

    /// The reason.
    public var description: String { reason }

    init(reason: String) {
        self.reason = Self.clear[reason] ?? reason.split(separator: "\n").joined(separator: " ")
    }

    /// Plain words for what RDKit lets out from inside.
    private static let clear = [
        "std::bad_alloc": "it announces more atoms or bonds than there is memory for",
        "bond_pin->getEndAtomIdx()": "a bond joins atoms that are not there",
        "bond_pin->getBeginAtomIdx()": "a bond joins atoms that are not there",
    ]
}
