/// A record as the bytes of its texts in UTF-8, which are valid only while it is handed on.
package struct RecordText {
    /// The text, in which nothing of the source's notation is left.
    package let text: UnsafeBufferPointer<UInt8>

    /// The same text in another language, where the corpus is read as one of pairs.
    package var counterpart: UnsafeBufferPointer<UInt8>?

    /// The path of the file it came from, or `<stdin>`.
    package let source: String

    /// The line of the source on which it starts, from 1.
    package let line: Int
}

extension Record {
    /// Hands on the record's texts.
    func withText(_ body: (RecordText) throws -> Void) rethrows {
        var (text, counterpart) = (text, counterpart)
        try text.withUTF8 { text in
            let record = RecordText(text: text, source: source, line: line)
            guard counterpart != nil else { return try body(record) }
            try counterpart?.withUTF8 { counterpart in
                var pair = record
                pair.counterpart = counterpart
                try body(pair)
            }
        }
    }
}
