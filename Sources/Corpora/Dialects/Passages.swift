/// The passages that a dialect found, in the order of the document.
///
/// Their texts stand one after the other in one piece of memory, which is used again for those that
/// follow: a document has millions of passages, most of them short.
struct Passages {
    /// A passage, whose texts are ranges of the bytes of all.
    private struct Entry {
        var text: Range<Int>
        var counterpart: Range<Int>?
        var identifier: Range<Int>?
        var line: Int
        var rejection: Int?
    }

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    private var rejections: [(reason: Reject.Reason, detail: String)] = []

    /// The number of passages.
    var count: Int { entries.count }

    /// Whether there are none.
    var isEmpty: Bool { entries.isEmpty }

    /// Adds a passage.
    mutating func append(_ passage: Passage) {
        entries.append(
            Entry(
                text: keep(passage.text.utf8),
                counterpart: passage.counterpart.map { keep($0.utf8) },
                identifier: passage.identifier.map { keep($0.utf8) },
                line: passage.line,
                rejection: passage.rejection == nil ? nil : rejections.count
            )
        )
        if let rejection = passage.rejection { rejections.append(rejection) }
    }

    /// Adds a passage whose text, and its identifier unless that is nil, are in UTF-8.
    mutating func append(
        _ text: some Collection<UInt8>,
        identifier: (some Collection<UInt8>)?,
        line: Int
    ) {
        let text = keep(text)
        let identifier = identifier.map { keep($0) }
        entries.append(Entry(text: text, identifier: identifier, line: line))
    }

    /// Adds a passage in two languages, all of whose texts are in UTF-8.
    mutating func append(
        _ text: some Collection<UInt8>,
        counterpart: some Collection<UInt8>,
        identifier: some Collection<UInt8>,
        line: Int
    ) {
        entries.append(
            Entry(
                text: keep(text),
                counterpart: keep(counterpart),
                identifier: keep(identifier),
                line: line
            )
        )
    }

    /// Removes all passages.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        if !rejections.isEmpty { rejections.removeAll() }
    }

    /// The passage of a number from 0; what is no UTF-8 in it is replaced.
    subscript(index: Int) -> Passage {
        let entry = entries[index]
        return Passage(
            text: string(entry.text),
            counterpart: entry.counterpart.map(string),
            identifier: entry.identifier.map(string),
            line: entry.line,
            rejection: entry.rejection.map { rejections[$0] }
        )
    }

    /// Hands on each passage from a number on.
    ///
    /// - Parameters:
    ///   - start: The number of the first one.
    ///   - source: The file, which the records are told to be of.
    ///   - maximumBytes: The length that texts may have.
    ///   - onText: Receives the bytes of a passage that is a record as it stands.
    ///   - onOther: Receives any other passage.
    func forEach(
        from start: Int,
        of source: String,
        maximumBytes: Int,
        onText: (RecordText) throws -> Void,
        onOther: (Passage) throws -> Void
    ) rethrows {
        try bytes.withUnsafeBufferPointer { bytes in
            for index in start..<entries.count {
                let entry = entries[index]
                if let (text, counterpart) = Self.texts(of: entry, in: bytes, maximumBytes) {
                    try onText(
                        RecordText(
                            text: text,
                            counterpart: counterpart,
                            source: source,
                            line: entry.line
                        )
                    )
                } else {
                    try onOther(self[index])
                }
            }
        }
    }

    /// The bytes of a passage, unless it is rejected, too long, or not in UTF-8.
    private static func texts(
        of entry: Entry,
        in bytes: UnsafeBufferPointer<UInt8>,
        _ maximumBytes: Int
    ) -> (text: UnsafeBufferPointer<UInt8>, counterpart: UnsafeBufferPointer<UInt8>?)? {
        guard entry.rejection == nil, entry.text.count <= maximumBytes else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes[entry.text])
        let counterpart = entry.counterpart.map { UnsafeBufferPointer(rebasing: bytes[$0]) }
        guard ByteScan.isUTF8(text), counterpart.map(ByteScan.isUTF8) ?? true else { return nil }
        return (text, counterpart)
    }

    private mutating func keep(_ text: some Collection<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start..<bytes.count
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
