/// The entries of a mol block of V3000: the atoms that bonds and collections name, and the values that are
/// given to both; see ``MolBlockFaults``.
struct MolBlockEntries {
    /// The words of an entry, which may go on over several lines, and the number of its last line.
    private typealias Entry = (line: Int, words: [Substring])

    private let entries: [Entry]
    private var atomCount = 0
    private var atoms: Set<Int> = []
    private var bonds: Set<Int> = []
    private var pairs: Set<[Int]> = []

    /// The part of the block that entries belong to.
    private enum Part: String {
        case atom = "ATOM"
        case bond = "BOND"
        case group = "SGROUP"
        case collection = "COLLECTION"
    }

    /// Takes a block apart.
    init(_ lines: [Substring.UTF8View]) {
        var entries: [Entry] = []
        var words: [Substring] = []
        for (index, line) in lines.enumerated() where line.starts(with: "M  V30 ".utf8) {
            let isContinued = line.last == UInt8(ascii: "-")
            let text = Substring(line.dropFirst(7).dropLast(isContinued ? 1 : 0))
            words += text.split { $0 == " " || $0 == "\r" }
            if isContinued { continue }
            entries.append((index + 1, words))
            words = []
        }
        self.entries = entries
    }

    /// The first entry with a fault, and its line.
    var fault: String? {
        var copy = self
        return copy.firstFault()
    }

    private mutating func firstFault() -> String? {
        var part: Part?
        var announced = 0
        for entry in entries {
            var reason: String?
            switch entry.words.first {
            case "COUNTS":
                let counts = entry.words.dropFirst().prefix(5)
                announced = counts.first.flatMap { Int($0) } ?? 0
                let isStrange = counts.contains { UInt32($0) == nil }
                reason = isStrange ? "a count is no number" : nil
            case "BEGIN": part = entry.words.dropFirst().first.flatMap { Part(rawValue: "\($0)") }
            case "END":
                let isShort = part == .atom && !(0...atomCount).contains(announced)
                reason = isShort ? "COUNTS tells another number of atoms" : nil
                part = nil
            default: reason = part.flatMap { fault(of: entry.words, in: $0) }
            }
            if let reason { return "\(reason), on line \(entry.line)" }
        }
        return nil
    }

    private mutating func fault(of entry: [Substring], in part: Part) -> String? {
        switch part {
        case .atom: atomFault(entry)
        case .bond: bondFault(entry)
        case .group: fault(ofProperties: entry.dropFirst(entry.first == "DEFAULT" ? 1 : 3))
        case .collection: fault(ofProperties: entry.dropFirst())
        }
    }

    private mutating func atomFault(_ entry: [Substring]) -> String? {
        guard entry.count > 1 else { return nil }
        atomCount += 1
        if let number = Int(entry[0]) { atoms.insert(number) }
        if entry[1].contains("NOT") || entry[1].hasPrefix("[") { return MolBlockFaults.list }
        if !Self.isSymbol(entry[1]) { return "there is no element '\(entry[1])'" }
        guard entry.count > 5 else { return "an atom has no place" }
        if let fault = MolBlockProperties(entry.dropFirst(6)).fault { return fault }
        return Self.valueFault(entry, ["CFG", "CHG", "HCOUNT", "RBCNT", "SUBST", "VAL"])
    }

    private mutating func bondFault(_ entry: [Substring]) -> String? {
        guard entry.count > 3 else { return nil }
        let joined = entry[2...3].compactMap { Int($0) }
        if joined.count < 2 || !joined.allSatisfy(atoms.contains) { return MolBlockFaults.bond }
        if let fault = MolBlockFaults.pair(joined, after: &pairs) { return fault }
        if let topology = Self.value("TOPO", of: entry), !["0", "1", "2"].contains(topology) {
            return MolBlockFaults.topology
        }
        if let wedge = Self.value("CFG", of: entry), let number = Int(wedge),
            number > 3
        {
            return "a bond has a configuration that is none"
        }
        if let number = Int(entry[0]) { bonds.insert(number) }
        return fault(ofProperties: entry.dropFirst(4)) ?? Self.valueFault(entry, ["RXCTR"])
    }

    /// Looks at properties, and at the atoms and bonds that they name.
    private func fault(ofProperties words: ArraySlice<Substring>) -> String? {
        let properties = MolBlockProperties(words)
        if let fault = properties.fault { return fault }
        guard properties.atoms.allSatisfy(atoms.contains) else { return MolBlockFaults.property }
        return properties.bonds.allSatisfy(bonds.contains) ? nil : MolBlockFaults.bondProperty
    }

    /// Whether an atom may be called so: an element, in letters of any case after the first, or what
    /// stands for any or for a group.
    private static func isSymbol(_ symbol: Substring) -> Bool {
        guard let first = symbol.first else { return false }
        if first == "R" || others.contains(String(symbol)) { return true }
        let atom = MoleculeAtom(first.description + symbol.dropFirst().lowercased())
        return atom.map { $0.number > 0 } ?? false
    }

    private static let others: Set<String> = [
        "*", "A", "AH", "D", "M", "MH", "Mod", "Pol", "Q", "QH", "T", "X", "XH",
    ]

    private static func valueFault(_ entry: [Substring], _ names: [String]) -> String? {
        let strange = names.first { name in
            value(name, of: entry).map { Int($0) == nil } ?? false
        }
        return strange.map { "the value of \($0) is no number" }
    }

    /// The value of a property of an entry, as in `CHG=-1`.
    private static func value(_ name: String, of entry: [Substring]) -> Substring? {
        entry.first { $0.hasPrefix("\(name)=") }?.dropFirst(name.count + 1)
    }
}
