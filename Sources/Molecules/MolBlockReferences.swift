/// The atoms and bonds that the lines of a mol block of V2000 name by their numbers, and what is said of
/// them; see ``MolBlockFaults``.
struct MolBlockReferences {
    private let lines: [Substring.UTF8View]
    private let atomCount: Int
    private let bondCount: Int

    /// Takes a block of more than four lines apart, or returns nil where it does not tell how many atoms and
    /// bonds it has.
    init?(_ lines: [Substring.UTF8View]) {
        self.lines = lines
        guard let atoms = Self.number(lines[3], 0, 3),
            let bonds = Self.number(lines[3], 3, 3),
            atoms >= 0, bonds >= 0
        else { return nil }
        (atomCount, bondCount) = (atoms, bonds)
    }

    /// What is wrong with the first line that names atoms, or says of them, what is not there; nil where there
    /// is none.
    var fault: String? {
        if let line = lineOfList { return "\(MolBlockFaults.list), on line \(line)" }
        let start = min(lines.count, 4 + atomCount)
        let end = start + bondCount
        var pairs: Set<[Int]> = []
        for index in lines.indices[start...] {
            let line = lines[index]
            if index >= end, line.starts(with: "M  END".utf8) { return nil }
            let reason =
                index < end
                ? bondFault(line, &pairs) : propertyFault(line, mayBeList: index == end)
            if let reason { return "\(reason), on line \(index + 1)" }
        }
        return nil
    }

    private func isAbsent(_ atom: Int) -> Bool { atom < 1 || atom > atomCount }

    private func bondFault(_ line: Substring.UTF8View, _ pairs: inout Set<[Int]>) -> String? {
        let atoms = Self.bonded(line)
        if atoms.contains(where: isAbsent) { return MolBlockFaults.bond }
        if let fault = MolBlockFaults.pair(atoms, after: &pairs) { return fault }
        let topology = Self.number(line, 15, 3) ?? 0
        return (0...2).contains(topology) ? nil : MolBlockFaults.topology
    }

    private func propertyFault(_ line: Substring.UTF8View, mayBeList: Bool) -> String? {
        let listed = mayBeList ? Self.listed(line) : []
        if (listed + Self.named(line)).contains(where: isAbsent) { return MolBlockFaults.property }
        if !listed.isEmpty || line.starts(with: "M  ALS".utf8) { return MolBlockFaults.list }
        let bonds = Self.namedBonds(line)
        if !bonds.allSatisfy({ $0 >= 1 && $0 <= bondCount }) { return MolBlockFaults.bondProperty }
        if line.starts(with: "S  SKP".utf8), Self.number(line, 6, 3) == nil {
            return "a number of lines was expected"
        }
        return Self.listFault(line)
    }

    /// What is wrong with the list of a property.
    private static func listFault(_ line: Substring.UTF8View) -> String? {
        guard let name = name(line), listing.contains(name) || name == "ZBO",
            let count = number(line, 6, 3)
        else {
            return nil
        }
        if count > 0, line.count < 5 + 8 * count { return "the list of a property is cut short" }
        guard let range = valued[name] else { return nil }
        let values = (0..<count).compactMap { number(line, 13 + 8 * $0, 4) }
        return values.allSatisfy(range.contains) ? nil : "a property has a value that means nothing"
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

    /// The values of properties of which RDKit does not expect others.
    private static let valued: [String: ClosedRange<Int>] = [
        "RBC": -2...4, "SUB": -2...6, "ZBO": 0...3,
    ]

    /// The name of a property.
    private static func name(_ line: Substring.UTF8View) -> String? {
        line.starts(with: "M  ".utf8)
            ? String(decoding: line.dropFirst(3).prefix(3), as: UTF8.self) : nil
    }

    /// The atoms of a property.
    private static func named(_ line: Substring.UTF8View) -> [Int] {
        if line.starts(with: "A  ".utf8) || line.starts(with: "V  ".utf8) {
            return [number(line, 3, 3)].compactMap(\.self)
        }
        switch name(line) {
        case "ALS": return [number(line, 7, 3)].compactMap(\.self)
        case "MRV": return [number(line, 11, 3)].compactMap(\.self)
        case "SAP": return attached(line)
        case let name? where listing.contains(name):
            return listed(line, count: number(line, 6, 3) ?? 0)
        default: return []
        }
    }

    /// The bonds of a property.
    private static func namedBonds(_ line: Substring.UTF8View) -> [Int] {
        switch name(line) {
        case "SBV": [number(line, 10, 4)].compactMap(\.self)
        case "ZBO": listed(line, count: number(line, 6, 3) ?? 0)
        default: []
        }
    }

    /// The numbers of a list, each of which has a value.
    private static func listed(_ line: Substring.UTF8View, count: Int) -> [Int] {
        (0..<max(0, min(count, line.count / 8))).compactMap { number(line, 9 + 8 * $0, 4) }
    }

    /// The atoms where a group is attached, and those that leave, which may be none.
    private static func attached(_ line: Substring.UTF8View) -> [Int] {
        guard let count = number(line, 10, 3), count > 0 else { return [] }
        return (0..<min(count, line.count / 11)).flatMap { index in
            let leaving = number(line, 17 + 11 * index, 4)
            return [number(line, 13 + 11 * index, 4), leaving == 0 ? nil : leaving]
                .compactMap(\.self)
        }
    }

    /// The number in so many columns, or nil where there is none; RDKit takes blank columns for zero.
    private static func number(_ line: Substring.UTF8View, _ start: Int, _ width: Int) -> Int? {
        let field = line.dropFirst(start).prefix(width)
        let digits = field.filter { $0 != 0x20 }
        if digits.isEmpty { return field.isEmpty ? nil : 0 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
