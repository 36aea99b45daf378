/// The atoms that the lines of a mol block name by their numbers, and those that are no atoms.
///
/// Of a number without an atom RDKit lets out an exception that its own reader does not expect, and loses the
/// molecule that it was making. So the numbers of V2000 are looked at before; V3000 is told by RDKit.
struct MolBlockReferences {
    private let lines: [Substring.UTF8View]
    private let atomCount: Int
    private let bondCount: Int

    /// Takes a block of V2000 apart, or returns nil for another one.
    init?(_ block: String) {
        lines = block.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 4, !String(Substring(lines[3])).contains("V3000"),
            let atoms = Self.number(lines[3], 0, 3),
            let bonds = Self.number(lines[3], 3, 3),
            atoms >= 0, bonds >= 0
        else { return nil }
        (atomCount, bondCount) = (atoms, bonds)
    }

    /// The first line with an atom that stands for several elements, or that names an atom that is not
    /// there; nil where there is none.
    var fault: String? {
        if let line = lineOfList {
            return "an atom stands for a list of elements, which no molecule has, on line \(line)"
        }
        let start = min(lines.count, 4 + atomCount)
        let end = start + bondCount
        for index in lines.indices[start...] {
            let line = lines[index]
            let isBond = index < end
            if !isBond, line.starts(with: "M  END".utf8) { return nil }
            let listed = index == end ? Self.listed(line) : []
            let named = isBond ? Self.bonded(line) : listed + Self.named(line)
            if named.contains(where: { $0 < 1 || $0 > atomCount }) {
                let what = isBond ? "a bond joins atoms" : "a property is of an atom"
                return "\(what) that \(isBond ? "are" : "is") not there, on line \(index + 1)"
            }
        }
        return nil
    }

    /// The line of the first atom of a query, which RDKit would take for one of its elements.
    private var lineOfList: Int? {
        lines.indices[4..<min(lines.count, 4 + atomCount)].first { index in
            lines[index].dropFirst(31).prefix(3).filter { $0 != 0x20 }.elementsEqual("L".utf8)
        }.map { $0 + 1 }
    }

    /// The two atoms of a bond.
    private static func bonded(_ line: Substring.UTF8View) -> [Int] {
        [number(line, 0, 3), number(line, 3, 3)].compactMap(\.self)
    }

    /// The atom of a list of elements in the old notation, which is the line after the bonds if it is no
    /// property.
    private static func listed(_ line: Substring.UTF8View) -> [Int] {
        line.first.map { "MAVGS".utf8.contains($0) } == false
            ? [number(line, 0, 3)].compactMap(\.self) : []
    }

    /// The properties whose lines list atoms, each with a value.
    private static let listing: Set<String> = [
        "APO", "CHG", "HYD", "ISO", "LIN", "RAD", "RBC", "RGP", "SUB", "UNS", "ZCH",
    ]

    /// The atoms of a property.
    private static func named(_ line: Substring.UTF8View) -> [Int] {
        if line.starts(with: "A  ".utf8) || line.starts(with: "V  ".utf8) {
            return [number(line, 3, 3)].compactMap(\.self)
        }
        guard line.starts(with: "M  ".utf8) else { return [] }
        let name = String(decoding: line.dropFirst(3).prefix(3), as: UTF8.self)
        if name == "ALS" { return [number(line, 7, 3)].compactMap(\.self) }
        guard listing.contains(name), let count = number(line, 6, 3), count > 0 else { return [] }
        return (0..<min(count, line.count / 8)).compactMap { number(line, 9 + 8 * $0, 4) }
    }

    /// The number in so many columns, or nil where there is none; RDKit takes blank columns for zero.
    private static func number(_ line: Substring.UTF8View, _ start: Int, _ width: Int) -> Int? {
        let field = line.dropFirst(start).prefix(width)
        let digits = field.filter { $0 != 0x20 }
        if digits.isEmpty { return field.isEmpty ? nil : 0 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
