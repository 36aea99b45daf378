import Markup

/// Where a database's XML keeps SMILES strings.
protocol MoleculeRules {
    static var format: CorpusFormat { get }
    static var title: String { get }
    static func recognizes(_ root: MarkupRoot) -> Bool

    /// The elements of molecules, and their depth from 1 where the same names stand for other things deeper.
    static var records: Set<String> { get }
    static var recordDepth: Int? { get }

    /// The elements that name a molecule; the first one met names it.
    static var identifiers: Set<String> { get }

    /// The attribute that names a molecule by an address, if one does.
    static var addressAttribute: String? { get }

    /// The elements whose whole text is a SMILES string, the best first.
    static var smiles: [String] { get }

    /// Of properties that are pairs of elements, the names of the kind and of the value.
    static var property: (kind: String, value: String)? { get }
}

extension MoleculeRules {
    static var recordDepth: Int? { nil }
    static var addressAttribute: String? { nil }
    static var smiles: [String] { [] }
    static var property: (kind: String, value: String)? { nil }
}

/// A dialect of molecules with properties, one of which is their SMILES string.
struct MoleculeDialect<Rules: MoleculeRules>: MarkupDialect {
    static var format: CorpusFormat { Rules.format }
    static var title: String { Rules.title }
    static func recognizes(_ root: MarkupRoot) -> Bool { Rules.recognizes(root) }

    private var depth = 0
    private var line = 1
    private var name: String?
    private var address: String?
    private var kind = ""
    private var best: (rank: Int, text: String)?
    private var field: (depth: Int, name: String)?
    private var text = FlowingText()

    init(options: CorpusOptions) {}

    mutating func characters(of reader: MarkupReader) {
        if field != nil { text.append(reader.textBytes) }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        let name = reader.name
        if depth == 0 {
            guard Rules.records.contains(name),
                Rules.recordDepth.map({ $0 == reader.depth }) ?? true
            else {
                return
            }
            (depth, line) = (reader.depth, reader.line)
            (self.name, best, kind) = (nil, nil, "")
            address = Rules.addressAttribute.flatMap { reader.attribute($0) }
        } else if isField(name), field == nil {
            field = (reader.depth, name)
        }
    }

    private func isField(_ name: String) -> Bool {
        Rules.identifiers.contains(name) || Rules.smiles.contains(name)
            || name == Rules.property?.kind || name == Rules.property?.value
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        if let field, field.depth == reader.depth {
            self.field = nil
            if let text = text.take() { take(text, of: field.name) }
        } else if depth == reader.depth {
            depth = 0
            finish(into: &passages)
        }
    }

    private mutating func take(_ text: String, of element: String) {
        if Rules.identifiers.contains(element) { name = name ?? text }
        if let rank = Rules.smiles.firstIndex(of: element) { offer(text, rank: rank) }
        guard let property = Rules.property else { return }
        if element == property.kind {
            kind = text
        } else if element == property.value, kind.uppercased() == "SMILES" {
            offer(text, rank: 0)
            kind = ""
        }
    }

    /// The name with which an address ends, as `CHEBI:15377` is that of `http://.../CHEBI_15377`.
    private static func nameAtEnd(of address: String) -> String? {
        address.split { $0 == "/" || $0 == "#" }.last.map { String($0).replacing("_", with: ":") }
    }

    private mutating func offer(_ text: String, rank: Int) {
        if rank < best?.rank ?? .max { best = (rank, text) }
    }

    private func finish(into passages: inout Passages) {
        let name = name ?? address.flatMap { Self.nameAtEnd(of: $0) }
        if let best {
            passages.append(Passage(text: best.text, identifier: name, line: line))
        } else {
            let rejection = (Reject.Reason.missingField, "the molecule has no SMILES string")
            passages.append(Passage(text: name ?? "", line: line, rejection: rejection))
        }
    }
}
