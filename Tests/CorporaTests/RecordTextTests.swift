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
        let (texts, reading) = try readTexts(document, options)
        #expect(texts == expected.records.map { [$0.text] + ($0.counterpart.map { [$0] } ?? []) })
        #expect(reading.summary.recordCount == expected.records.count)
        #expect(reading.rejects == expected.rejects && reading.fault == expected.fault)
    }

    private func readTexts(
        _ document: String,
        _ options: CorpusOptions
    ) throws -> (texts: [[String]], reading: Reading) {
        var (texts, reading): ([[String]], Reading) = ([], Reading())
        let stream = try ByteStream(name: "corpus", bytes: Array(document.utf8))
        let reader = try CorpusReader(stream: stream, options: options)
        do {
            while try reader.next(
                onReject: { reading.rejects.append($0) },
                onText: { record in
                    texts.append(
                        [record.text, record.counterpart].compactMap { $0 }
                            .map { String(decoding: $0, as: UTF8.self) }
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
