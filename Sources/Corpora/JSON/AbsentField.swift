/// The objects at the beginning of a file that lack the field to be read.
///
/// They are rejects if a later one has it. If none has, the name is wrong, which is told with the names
/// that there are: after a hundred of them, so that no large file is read for a name that is mistyped.
struct AbsentField {
    private static let most = 100

    private var names: [String] = []
    private var line = 0
    private var held: [CorpusItem] = []
    private var isFound = false

    /// Whether there are objects about which nothing is decided.
    var isOpen: Bool { !held.isEmpty }

    /// Whether there are so many of them that the name must be wrong.
    var isHopeless: Bool { held.count >= Self.most }

    /// Keeps the reject of an object that has other fields, or hands it back when the name is known to be
    /// right.
    mutating func hold(_ reject: CorpusItem, names others: [String], line: Int) -> [CorpusItem] {
        if isFound { return [reject] }
        if held.isEmpty { self.line = line }
        held.append(reject)
        for name in others.prefix(1000) where !names.contains(name) && names.count < 1000 {
            names.append(name)
        }
        return []
    }

    /// Takes note that an object has the field, and hands back what was kept, with what follows it.
    mutating func found(_ item: CorpusItem) -> [CorpusItem] {
        defer { held = [] }
        isFound = true
        return held + [item]
    }

    /// Keeps what says nothing about the name in its place behind what is kept.
    mutating func pass(_ item: CorpusItem) -> [CorpusItem] {
        if held.isEmpty { return [item] }
        held.append(item)
        return []
    }

    /// The fault that no object has the field.
    func fault(_ wanted: String, source: String) -> CorpusError {
        FieldNames.unknown("field", wanted, among: names, source: source, line: line)
    }
}
