import Corpora

/// What reading a file came to.
private struct Outcome: Equatable {
    var items: [CorpusItem] = []
    var fault: String?
}

/// Reads a corpus to its end, whole and in pieces.
///
/// The records are the same however the bytes arrive, and every one is text of a record's length.
func readCorpus(
    _ bytes: [UInt8],
    named name: String,
    as format: CorpusFormat,
    selecting selection: String? = nil
) {
    let options = CorpusOptions(format: format, selection: selection, maximumRecordBytes: 4_096)
    let outcome = outcome(bytes, name, options, chunkSize: bytes.count)
    for case .record(let record) in outcome.items {
        precondition(record.line > 0, "a record has no line")
    }
    guard bytes.count > 4_096 else { return }
    let pieces = Fuzz.outcome(bytes, name, options, chunkSize: 1 + bytes.count % 61)
    precondition(pieces == outcome, "the records depend on how the bytes arrive")
}

/// Reads XML as a dialect that its root element tells, and by a path.
func readXML(_ bytes: [UInt8]) {
    readCorpus(bytes, named: "input.xml", as: .automatic)
    readCorpus(bytes, named: "input.xml", as: .xml, selecting: "//a[@b='c']/d")
}

/// Reads a JSON document by the path that is chosen for its first text, and by paths that are given.
///
/// A byte order mark says that it is UTF-8: to try encodings takes far longer than to read a document.
func readJSON(_ bytes: [UInt8]) {
    for path in [nil, "a.b", "a.1.b"] {
        readCorpus([0xEF, 0xBB, 0xBF] + bytes, named: "input.json", as: .json, selecting: path)
    }
}

/// Reads a page of wikitext in a dump that is sound.
func readWikitext(_ bytes: [UInt8]) {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        switch scalar {
        case "<", "&", "\0": text += "&#\(max(1, scalar.value));"
        default: text.unicodeScalars.append(scalar)
        }
    }
    let page = "<page><title>T</title><ns>0</ns><revision><text>\(text)</text></revision></page>"
    readCorpus(Array("<mediawiki>\(page)</mediawiki>".utf8), named: "input.xml", as: .automatic)
}

private func outcome(
    _ bytes: [UInt8],
    _ name: String,
    _ options: CorpusOptions,
    chunkSize: Int
) -> Outcome {
    var outcome = Outcome()
    var rest = bytes[...]
    do {
        let reader = try CorpusReader(name: name, options: options) {
            defer { rest = rest.dropFirst(max(1, chunkSize)) }
            return rest.isEmpty ? nil : Array(rest.prefix(max(1, chunkSize)))
        }
        while let item = try reader.next() { outcome.items.append(item) }
    } catch {
        outcome.fault = "\(error)"
    }
    return outcome
}
