import Corpora
import Testing

struct RecordTextTests {
    private static let documents = [
        "<TEI><text id='t'><body><p>One  two.</p><p/><p>Caf\u{E9}\u{2028}three.</p></body></text></TEI>",
        """
        <mediawiki><page><title>T</title><text>First [[a|b]] one.

        Second.</text></page></mediawiki>
        """,
        """
        <tmx><body><tu><tuv xml:lang='en'><seg>One.</seg></tuv><tuv xml:lang='de'><seg>Eins.</seg>\
        </tuv></tu></body></tmx>
        """,
        "<book><para>One.</para><para>Two</book>",
        """
        <TEI><text><body><entry><form><orth>cat</orth></form><cit xml:lang='de'><quote>Katze</quote>\
        </cit></entry></body></text></TEI>
        """,
    ]

    @Test(arguments: documents, [[], ["en"], ["en", "de"]])
    func textsAreThoseOfTheRecords(document: String, languages: [String]) throws {
        let options = CorpusOptions(languages: languages)
        let expected = read(document, options: options)
        let (texts, reading) = try readTexts(Array(document.utf8), options)
        #expect(texts == expected.records.map { [$0.text] + ($0.counterpart.map { [$0] } ?? []) })
        #expect(reading.summary.recordCount == expected.records.count)
        #expect(reading.rejects == expected.rejects && reading.fault == expected.fault)
    }

    private static let lines: [[UInt8]] = [
        Array("one\r\n\r\n  two \t\n#three four\r\n\n caf\u{E9} x\nlast".utf8),
        Array("SMILES name\nC methane\n  \nCC\tethane\n# note\nO\n".utf8),
        Array("good\n b".utf8) + [0xFF] + Array("d x\n\nagain\n".utf8) + [0xC3],
        Array("a\nb\n".utf8) + Array(repeating: 0x78, count: 50) + Array(" y\nc\n".utf8),
        Array("a\n\nb\nc".utf8) + [0] + Array("d\ne\n".utf8),
        Array("\u{FEFF}\n\n".utf8), Array("\n \na".utf8), [],
    ]

    @Test(arguments: lines, [CorpusFormat.text, .smi])
    func linesAreThoseOfTheRecords(bytes: [UInt8], format: CorpusFormat) throws {
        for (size, keepsWhiteSpace) in [(1, false), (3, true), (7, false), (1000, true)] {
            var options = CorpusOptions(format: format, maximumRecordBytes: 20)
            options.keepsWhiteSpace = keepsWhiteSpace
            let expected = read(bytes, chunkSize: size, options: options)
            let (texts, reading) = try readTexts(bytes, chunkSize: size, options)
            #expect(texts == expected.texts.map { [$0] })
            #expect(reading.lines == expected.lines)
            #expect(reading.rejects == expected.rejects && reading.fault == expected.fault)
            #expect(reading.summary.recordCount == expected.summary.recordCount)
            #expect(reading.summary.blankLineCount == expected.summary.blankLineCount)
            #expect(reading.summary.notes == expected.summary.notes)
        }
    }

    @Test func textsTellWhereTheyAre() throws {
        let documents = [
            "\n One\nTwo\n", "<TEI><text><body>\n<p>One</p>\n<p>Two</p></body></text></TEI>",
        ]
        for document in documents {
            let (texts, reading) = try readTexts(Array(document.utf8), CorpusOptions())
            #expect(texts == [["One"], ["Two"]])
            #expect(reading.lines == [2, 3])
            #expect(reading.records.map(\.source) == ["corpus", "corpus"])
        }
    }

    private func readTexts(
        _ document: [UInt8],
        chunkSize: Int = 1 << 18,
        _ options: CorpusOptions
    ) throws -> (texts: [[String]], reading: Reading) {
        var (texts, reading): ([[String]], Reading) = ([], Reading())
        let stream = try ByteStream(name: "corpus", bytes: document, chunkSize: chunkSize)
        let reader = try CorpusReader(stream: stream, options: options)
        do {
            while try reader.next(
                onReject: { reading.rejects.append($0) },
                onText: { record in
                    texts.append(
                        [record.text, record.counterpart].compactMap { $0 }
                            .map { String(decoding: $0, as: UTF8.self) }
                    )
                    reading.records.append(
                        Record(text: "", source: record.source, line: record.line)
                    )
                }
            ) {}
        } catch {
            reading.fault = error as? CorpusError
        }
        reading.summary = reader.summary
        return (texts, reading)
    }
}
