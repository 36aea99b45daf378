internal import UnicodeText

/// Builds a changed text from left to right, with its alignment where that is wanted.
struct TextEdit {
    /// What was written.
    var bytes: [UInt8] = []

    /// How much of the source was passed.
    private(set) var position = 0

    private var builder = Alignment.Builder()
    private let isAligned: Bool

    /// Nothing written yet.
    init(isAligned: Bool = true) { self.isAligned = isAligned }

    /// How many bytes were written.
    var count: Int { bytes.count }

    /// Where what was written came from, if that is kept.
    var alignment: Alignment { builder.alignment }

    /// The text that was made of all of the source.
    var result: TransformedText { TransformedText(bytes: bytes, alignment: builder.alignment) }

    /// Keeps bytes as they are.
    mutating func keep(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        if range.isEmpty { return }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
        if isAligned { builder.keep(range.count) }
        position += range.count
    }

    /// Writes bytes instead of `count` bytes of the source.
    mutating func replace(_ count: Int, by new: some Collection<UInt8>) {
        bytes.append(contentsOf: new)
        if isAligned { builder.replace(count, by: new.count) }
        position += count
    }

    /// Writes a text that was made of `count` bytes of the source.
    mutating func replace(_ count: Int, by new: TransformedText) {
        bytes += new.bytes
        if isAligned {
            builder.append(new.alignment, source: count, result: new.bytes.count)
        }
        position += count
    }

    /// Writes each scalar of a range as `body` says, which is nil to keep it.
    ///
    /// - Returns: Whether one was not kept.
    mutating func mapScalars(
        of source: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (UInt32) -> [UInt8]?
    ) -> Bool {
        var (kept, index, isChanged) = (range.lowerBound, range.lowerBound, false)
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: source, at: index)
            if let new = body(value) {
                keep(source, kept..<index)
                replace(length, by: new)
                kept = index + length
                isChanged = true
            }
            index += length
        }
        keep(source, kept..<range.upperBound)
        return isChanged
    }
}
