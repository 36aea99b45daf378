internal import UnicodeText

/// Builds a changed text from left to right, with its alignment.
struct TextEdit {
    private var bytes: [UInt8] = []
    private var builder = Alignment.Builder()

    /// Keeps bytes as they are.
    mutating func keep(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes.append(contentsOf: source[range])
        builder.keep(range.count)
    }

    /// Writes bytes instead of `count` bytes of the source.
    mutating func replace(_ count: Int, by new: some Collection<UInt8>) {
        bytes.append(contentsOf: new)
        builder.replace(count, by: new.count)
    }

    /// The result.
    var result: TransformedText { TransformedText(bytes: bytes, alignment: builder.alignment) }

    /// The text with each scalar of a range replaced by what `body` says, nil to keep it.
    ///
    /// Nil when nothing was replaced.
    static func mapScalars(
        of source: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (UInt32) -> [UInt8]?
    ) -> TransformedText? {
        var edit = TextEdit()
        var isChanged = false
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: source, at: index)
            if let new = body(value) {
                edit.replace(length, by: new)
                isChanged = true
            } else {
                edit.keep(source, index..<index + length)
            }
            index += length
        }
        return isChanged ? edit.result : nil
    }
}
