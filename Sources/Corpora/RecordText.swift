/// A record as the bytes of its texts in UTF-8, which are valid only while it is handed on.
package struct RecordText {
    /// The text, in which nothing of the source's notation is left.
    package let text: UnsafeBufferPointer<UInt8>

    /// The same text in another language, where the corpus is read as one of pairs.
    package let counterpart: UnsafeBufferPointer<UInt8>?
}

extension Record {
    /// Hands on the record's texts.
    func withText(_ body: (RecordText) throws -> Void) rethrows {
        var (text, counterpart) = (text, counterpart)
        try text.withUTF8 { text in
            guard counterpart != nil else {
                return try body(RecordText(text: text, counterpart: nil))
            }
            try counterpart?.withUTF8 { try body(RecordText(text: text, counterpart: $0)) }
        }
    }
}
