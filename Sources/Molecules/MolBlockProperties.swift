/// The properties at the end of an entry of V3000, such as `CHG=1 ATOMS=(2 1 2) LABEL="a b"`; see
/// ``MolBlockFaults``.
struct MolBlockProperties {
    /// What is wrong with them, if anything is.
    private(set) var fault: String?

    /// The lists of numbers of atoms, and of bonds.
    private(set) var atoms: [Int] = []
    private(set) var bonds: [Int] = []

    private var rest: Substring

    /// The properties whose lists are numbers of atoms, and of bonds.
    private static let ofAtoms: Set<String> = ["ATOMS", "PATOMS", "ENDPTS"]
    private static let ofBonds: Set<String> = ["BONDS", "XBONDS", "CBONDS"]

    /// Reads the words of an entry that follow what each entry of its kind has.
    init(_ words: ArraySlice<Substring>) {
        rest = words.joined(separator: " ")[...]
        while fault == nil, !rest.isEmpty {
            fault = takeProperty()
            rest = rest.drop { $0 == " " }
        }
    }

    private mutating func takeProperty() -> String? {
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard !name.isEmpty, rest.dropFirst(name.count).first == "=" else {
            return "'\(rest.prefix { $0 != " " })' is no property with a value"
        }
        rest = rest.dropFirst(name.count + 1)
        switch rest.first {
        case "(": return takeList(String(name))
        case "\"": return takeText(String(name))
        default:
            rest = rest.drop { $0 != " " }
            return nil
        }
    }

    /// Takes a list, which begins with the number of its values; RDKit takes as much memory as that says.
    private mutating func takeList(_ name: String) -> String? {
        guard let end = rest.firstIndex(of: ")") else { return "the list of \(name) is not closed" }
        let words = rest[..<end].dropFirst().split(separator: " ")
        rest = rest[end...].dropFirst()
        guard let first = words.first, Int(first) == words.count - 1 else {
            return "the list of \(name) is not as long as it says"
        }
        let numbers = words.dropFirst().compactMap { Int($0) }
        let (isOfAtoms, isOfBonds) = (Self.ofAtoms.contains(name), Self.ofBonds.contains(name))
        if isOfAtoms { atoms += numbers }
        if isOfBonds { bonds += numbers }
        return (isOfAtoms || isOfBonds) && numbers.count < words.count - 1
            ? "the list of \(name) has a value that is no number" : nil
    }

    /// Takes a text in quotation marks, in which two of them stand for one.
    private mutating func takeText(_ name: String) -> String? {
        repeat {
            guard let end = rest.dropFirst().firstIndex(of: "\"") else {
                return "the text of \(name) is not closed"
            }
            rest = rest[end...].dropFirst()
        } while rest.first == "\""
        return nil
    }
}
