import Foundation
import Molecules
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Counts elements, and fails on what is not well-formed.
private final class ElementCounter: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var text = ""

    static func parsing(_ document: String) -> ElementCounter? {
        let counter = ElementCounter()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = counter
        return parser.parse() ? counter : nil
    }

    func parser(
        _: XMLParser,
        didStartElement name: String,
        namespaceURI _: String?,
        qualifiedName _: String?,
        attributes _: [String: String]
    ) {
        counts[name, default: 0] += 1
    }

    func parser(_: XMLParser, foundCharacters string: String) {
        text += string
    }
}

@Suite struct DrawingTests {
    @Test(arguments: ["C", "CC(=O)Oc1ccccc1C(=O)O", "[Na+].[Cl-]", "C/C=C\\C", "*", "[13CH3-]"])
    func aDrawingIsAnXMLDocument(smiles: String) throws {
        let document = try Molecule(smiles: smiles).svg(width: 320, height: 240)
        let counter = try #require(ElementCounter.parsing(document))
        #expect(counter.counts["svg"] == 1)
        #expect(counter.counts["path", default: 0] + counter.counts["text", default: 0] > 0)
        #expect(document.contains("width=\"320\" height=\"240\" viewBox=\"0 0 320 240\""))
    }

    @Test func drawingIsRepeatable() throws {
        let molecule = try Molecule(smiles: "CN1CCC[C@H]1c1cccnc1")
        #expect(molecule.svg() == molecule.svg())
    }

    @Test func aGridHoldsEveryDrawingWithItsLegend() throws {
        let spellings = ["CCO", "c1ccccc1", "CC(=O)O", "CCN", "C1CC1"]
        let cells = try spellings.map {
            MoleculeGrid.Cell(try Molecule(smiles: $0), legend: ["name of \($0)", "<1 & 2>"])
        }
        let grid = MoleculeGrid(cells: cells, columns: 3, cellWidth: 200, title: "\"A\" & <B>")
        let document = grid.svg()
        let counter = try #require(ElementCounter.parsing(document))
        #expect(counter.counts["svg"] == 6)
        #expect(counter.text.contains("\"A\" & <B>"))
        for spelling in spellings { #expect(counter.text.contains("name of \(spelling)")) }
        // Two rows of three: 3 * 200 pixels and four margins of 12.
        #expect(document.contains("width=\"648\""))
    }

    @Test func aGridOfNothingIsADocument() throws {
        let counter = try #require(
            ElementCounter.parsing(MoleculeGrid(cells: [], title: "-").svg())
        )
        #expect(counter.counts["svg"] == 1)
    }

    @Test func aLegendThatXMLCannotHoldIsReplaced() throws {
        let cell = MoleculeGrid.Cell(try Molecule(smiles: "C"), legend: ["a\u{1}b\u{FFFE}c"])
        let counter = try #require(ElementCounter.parsing(MoleculeGrid(cells: [cell]).svg()))
        #expect(counter.text.contains("a\u{FFFD}b\u{FFFD}c"))
    }
}
