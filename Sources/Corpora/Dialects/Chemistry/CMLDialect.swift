import Markup

/// Chemical Markup Language: its molecules, as SMILES strings.
///
/// They are read where they are written down as identifiers or formulas; else they are made of the
/// molecule's atoms and bonds. A molecule with neither is rejected.
struct CMLDialect: MarkupDialect {
    static let format = CorpusFormat.cml
    static let title = "CML (<cml>, <molecule>, <reactionList>)"

    static func recognizes(_ root: MarkupRoot) -> Bool {
        let roots: Set<String> = [
            "cml", "molecule", "moleculeList", "list", "reactionList", "reaction",
        ]
        return roots.contains(root.name) || root.namespace?.contains("xml-cml.org") == true
    }

    private enum Element: String, CaseIterable {
        case molecule, identifier, formula, atomArray, atom, atomParity, bondArray, bond, bondStereo
        case string, float, integer, coordinate2, coordinate3, stringArray, floatArray, integerArray
    }

    /// Where the text of an element goes.
    private enum Use {
        case smiles, field(String), column(String, delimiter: Character?)
    }

    private var elements = ElementTable<Element>()
    private var open: [Molecule] = []
    private var part = CMLStructure.Part.atom
    private var use: (depth: Int, use: Use)?
    private var text = FlowingText()

    private struct Molecule {
        var depth: Int
        var line: Int
        var name: String?
        var smiles: String?
        var structure = CMLStructure()
        var hasParts = false
    }

    init(options: CorpusOptions) {}

    mutating func characters(of reader: MarkupReader) {
        if use != nil { text.append(reader.textBytes) }
    }

    mutating func start(_ reader: MarkupReader, into passages: inout Passages) {
        guard let element = elements[reader] else { return }
        if element == .molecule { return openMolecule(reader) }
        guard !open.isEmpty else { return }
        switch element {
        case .identifier: if Self.isSMILES(reader) { take(reader.attribute("value"), reader) }
        case .formula: if Self.isSMILES(reader) { take(reader.attribute("inline"), reader) }
        default: startOfStructure(element, reader)
        }
    }

    private mutating func openMolecule(_ reader: MarkupReader) {
        if !open.isEmpty { open[open.count - 1].hasParts = true }
        // A molecule that stands for one defined elsewhere in the document is no record of its own.
        if reader.attribute("ref") != nil { return }
        let name = reader.attribute("id") ?? reader.attribute("title")
        open.append(Molecule(depth: reader.depth, line: reader.line, name: name))
    }

    private mutating func startOfStructure(_ element: Element, _ reader: MarkupReader) {
        let last = open.count - 1
        switch element {
        case .atomArray, .bondArray:
            part = element == .atomArray ? .atom : .bond
            open[last].structure.addColumns(part, reader.attributePairs)
        case .atom, .bond:
            part = element == .atom ? .atom : .bond
            open[last].structure.add(part, reader.attributePairs)
        case .atomParity, .bondStereo: startOfStereochemistry(element, reader)
        case .string, .float, .integer, .coordinate2, .coordinate3:
            use = reader.attribute("builtin").map { (reader.depth, .field($0)) }
        case .stringArray, .floatArray, .integerArray:
            let delimiter = reader.attribute("delimiter")?.first
            use = reader.attribute("builtin").map {
                (reader.depth, .column($0, delimiter: delimiter))
            }
        case .molecule, .identifier, .formula: break
        }
    }

    /// The sign of a parity, or the letter of a bond, is the element's text, or a number of MDL's.
    private mutating func startOfStereochemistry(_ element: Element, _ reader: MarkupReader) {
        let last = open.count - 1
        let part: CMLStructure.Part = element == .atomParity ? .atom : .bond
        for name in ["atomRefs4", "conventionValue"] {
            if let value = reader.attribute(name) {
                open[last].structure.addField(part, "\(element.rawValue) \(name)", value)
            }
        }
        use = (reader.depth, .field(element.rawValue))
    }

    private static func isSMILES(_ reader: MarkupReader) -> Bool {
        let notation = reader.attribute("convention") ?? reader.attribute("dictRef") ?? ""
        return notation.lowercased().hasSuffix("smiles")
    }

    /// Takes a SMILES string, or waits for the element's text.
    private mutating func take(_ value: String?, _ reader: MarkupReader) {
        if let value {
            open[open.count - 1].smiles = open[open.count - 1].smiles ?? value
        } else {
            use = (reader.depth, .smiles)
        }
    }

    mutating func end(_ reader: MarkupReader, into passages: inout Passages) {
        if let use, use.depth == reader.depth, !open.isEmpty {
            self.use = nil
            if let text = text.take() { take(text, for: use.use) }
        }
        guard let molecule = open.last, molecule.depth == reader.depth else { return }
        open.removeLast()
        if let passage = Self.passage(of: molecule) { passages.append(passage) }
    }

    private mutating func take(_ text: String, for use: Use) {
        let last = open.count - 1
        switch use {
        case .smiles: open[last].smiles = open[last].smiles ?? text
        case .field(let name): open[last].structure.addField(part, name, text)
        case .column(let name, let delimiter):
            open[last].structure.addColumn(part, name, text, delimiter: delimiter)
        }
    }

    private static func passage(of molecule: Molecule) -> Passage? {
        do throws(CMLStructure.Fault) {
            let written = molecule.smiles?.trimmingSpaces() ?? ""
            let smiles = written.isEmpty ? try molecule.structure.smiles() : written
            if let smiles {
                return Passage(text: smiles, identifier: molecule.name, line: molecule.line)
            }
            if molecule.hasParts { return nil }
            throw CMLStructure.Fault(
                reason: .missingField,
                detail: "the molecule has neither a SMILES string nor atoms"
            )
        } catch {
            return Passage(
                text: molecule.name ?? "",
                line: molecule.line,
                rejection: (error.reason, error.detail)
            )
        }
    }
}
