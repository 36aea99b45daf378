import Markup

/// Chemical Markup Language: the SMILES strings of its molecules.
///
/// They are read where they are written down as identifiers or formulas. A molecule without one is
/// rejected.
struct CMLDialect: MarkupDialect {
    static let format = CorpusFormat.cml
    static let title = "CML (<cml>, <molecule>, <reactionList>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        let roots: Set<String> = [
            "cml", "molecule", "moleculeList", "list", "reactionList", "reaction",
        ]
        return roots.contains(root.name) || root.namespace?.contains("xml-cml.org") == true
    }

    private enum Element: String, CaseIterable { case molecule, identifier, formula, name }

    private var elements = ElementTable<Element>()
    private var open: [Molecule] = []
    private var textDepth = 0
    private var text = FlowingText()

    private struct Molecule {
        var depth: Int
        var line: Int
        var name: String?
        var smiles: String?
        var hasParts = false
    }

    init(options: CorpusOptions) {}

    mutating func consume(
        _ event: MarkupReader.Event,
        of reader: MarkupReader,
        into passages: inout [Passage]
    ) {
        switch event {
        case .text: if textDepth > 0 { text.append(reader.textBytes) }
        case .start: start(reader)
        case .end: end(reader, into: &passages)
        }
    }

    private mutating func start(_ reader: MarkupReader) {
        switch elements[reader] {
        case .molecule:
            if !open.isEmpty { open[open.count - 1].hasParts = true }
            let name = reader.attribute("id") ?? reader.attribute("title")
            open.append(Molecule(depth: reader.depth, line: reader.line, name: name))
        case .identifier: if Self.isSMILES(reader) { take(reader.attribute("value"), reader) }
        case .formula: if Self.isSMILES(reader) { take(reader.attribute("inline"), reader) }
        case .name, nil: break
        }
    }

    private static func isSMILES(_ reader: MarkupReader) -> Bool {
        let notation = reader.attribute("convention") ?? reader.attribute("dictRef") ?? ""
        return notation.lowercased().hasSuffix("smiles")
    }

    /// Takes a SMILES string, or waits for the element's text.
    private mutating func take(_ value: String?, _ reader: MarkupReader) {
        guard !open.isEmpty else { return }
        if let value {
            open[open.count - 1].smiles = open[open.count - 1].smiles ?? value
        } else {
            textDepth = reader.depth
        }
    }

    private mutating func end(_ reader: MarkupReader, into passages: inout [Passage]) {
        if textDepth == reader.depth, !open.isEmpty {
            textDepth = 0
            open[open.count - 1].smiles = open[open.count - 1].smiles ?? text.take()
        }
        guard let molecule = open.last, molecule.depth == reader.depth else { return }
        open.removeLast()
        if let smiles = molecule.smiles?.trimmingSpaces(), !smiles.isEmpty {
            passages.append(Passage(text: smiles, identifier: molecule.name, line: molecule.line))
        } else if !molecule.hasParts {
            let detail = "the molecule has no SMILES string"
            passages.append(
                Passage(
                    text: molecule.name ?? "",
                    line: molecule.line,
                    rejection: (.missingField, detail)
                )
            )
        }
    }
}
