import Corpora
import Testing

@Suite struct SDFTests {
    /// A record of two carbons, with another count of atoms where it is to be wrong.
    static func record(_ name: String, atoms: String = "  2", more: String = "") -> String {
        """
        \(name)
          written by hand

        \(atoms)  1  0  0  0  0  0  0  0  0999 V2000
            0.0000    0.0000    0.0000 C   0  0
            1.5000    0.0000    0.0000 C   0  0
          1  2  1  0
        M  END
        \(more)$$$$

        """
    }

    private static func items(
        _ text: String,
        _ options: CorpusOptions = CorpusOptions(),
        name: String = "x.sdf"
    ) throws -> [CorpusItem] {
        let stream = try ByteStream(name: name, bytes: Array(text.utf8), chunkSize: 7)
        let reader = try CorpusReader(stream: stream, options: options)
        var items: [CorpusItem] = []
        while let item = try reader.next() { items.append(item) }
        return items
    }

    @Test func recordsAreMoleculesWithNamesAndProperties() throws {
        let fields = ">  <logP>  (1)\n1.8\n\n> <NOTE>\ntwo\nlines\n\n> <EMPTY>\n\n"
        let text = Self.record("ethane", more: fields) + Self.record("")
        let items = try Self.items(text)
        guard items.count == 2, case .record(let first) = items[0],
            case .record(let second) = items[1]
        else { return #expect(Bool(false), "\(items)") }
        #expect(first.text == "CC")
        #expect(first.identifier == "ethane")
        #expect(first.properties == ["logP": "1.8", "NOTE": "two\nlines"])
        #expect((first.line, second.line) == (1, 19))
        #expect(second.identifier == nil)
    }

    @Test func aPropertyThatNoRecordHasIsToldWithThoseThereAre() throws {
        let text = Self.record("a", more: "> <logP>\n1.8\n\n> <NOTE>\nx\n\n")
        for (name, told) in [("log", "the properties are: 'NOTE', 'logP'"), ("NOTE", nil)] {
            let stream = try ByteStream(name: "x.sdf", bytes: Array(text.utf8), chunkSize: 7)
            let reader = try CorpusReader(stream: stream, options: CorpusOptions(selection: name))
            while try reader.next() != nil {}
            #expect(reader.emptyReason == told)
        }
    }

    @Test func aBadRecordIsRejectedWithItsLineAndTheNextOneIsRead() throws {
        let text = Self.record("a") + Self.record("b", atoms: "  x") + Self.record("c")
        let items = try Self.items(text)
        guard items.count == 3, case .reject(let reject) = items[1],
            case .record(let last) = items[2]
        else { return #expect(Bool(false), "\(items)") }
        #expect(reject.reason == .invalidMolecule)
        #expect(reject.line == 13)
        #expect(reject.excerpt.hasPrefix("  x  1"))
        #expect(last.identifier == "c")
    }

    @Test func aMolFileNeedsNoEndOfRecordAndIsKnownByItsContent() throws {
        let text = String(Self.record("a").dropLast(5))
        for name in ["x.mol", "unknown"] {
            let items = try Self.items(text, name: name)
            guard case .record(let record) = items.first else { return #expect(Bool(false)) }
            #expect(items.count == 1)
            #expect(record.text == "CC")
        }
    }

    @Test func aTruncatedFileKeepsWhatIsWhole() throws {
        let text = Self.record("a") + Self.record("b").prefix(60)
        let items = try Self.items(String(text))
        #expect(items.count == 2)
        guard case .record = items[0], case .reject = items[1] else {
            return #expect(Bool(false), "\(items)")
        }
    }

    @Test func aRecordBeyondTheLimitIsRejectedAndTheNextOneIsRead() throws {
        let long = Self.record("a", more: String(repeating: "> <X>\n1\n\n", count: 400))
        let options = CorpusOptions(maximumRecordBytes: 1_000)
        let items = try Self.items(long + Self.record("b"), options)
        guard items.count == 2, case .reject(let reject) = items[0], case .record = items[1] else {
            return #expect(Bool(false), "\(items)")
        }
        #expect(reject.reason == .tooLong)
    }

    @Test func aSelectedPropertyIsTheText() throws {
        let text = Self.record("a", more: "> <SMI>\nC-C\n\n") + Self.record("b")
        let items = try Self.items(text, CorpusOptions(selection: "SMI"))
        guard items.count == 2, case .record(let record) = items[0],
            case .reject(let reject) = items[1]
        else { return #expect(Bool(false), "\(items)") }
        #expect(record.text == "C-C")
        #expect(reject.reason == .missingField)
    }
}
