extension Segmenter {
    /// Calls `body` with each segment of `range`, in order.
    ///
    /// The text is cut after each space that precedes an ASCII character other than a space, a
    /// boundary in words and graphemes alike, since nothing in ASCII extends what precedes it.
    /// Parts within the reach of ``WordRules`` are segmented here; ICU sees the others.
    package func forEachSegment(
        of text: UnsafeBufferPointer<UInt8>,
        in range: Range<Int>,
        _ body: (TextSegment) -> Void
    ) {
        guard unit != .sentences, locale.isEmpty else {
            return forEachSegmentByICU(of: text, in: range, body)
        }
        var start = range.lowerBound
        var pending = start
        while start < range.upperBound {
            let end = Self.partEnd(in: text, from: start, to: range.upperBound)
            if isSimple(text, start..<end) {
                if pending < start { forEachSegmentByICU(of: text, in: pending..<start, body) }
                segmentSimple(text, start..<end, body)
                pending = end
            }
            start = end
        }
        if pending < start { forEachSegmentByICU(of: text, in: pending..<start, body) }
    }

    private func isSimple(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        unit == .words
            ? WordRules.shared.reaches(text, range)
            : UTF8Validation.asciiPrefix(of: text, from: range.lowerBound) >= range.upperBound
    }

    private func segmentSimple(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (TextSegment) -> Void
    ) {
        if unit == .words { return WordRules.shared.forEachSegment(of: text, in: range, body) }
        var start = range.lowerBound
        while start < range.upperBound {
            let isPair =
                text[start] == 0x0D && start + 1 < range.upperBound
                && text[start + 1] == 0x0A
            let end = start + (isPair ? 2 : 1)
            body(TextSegment(range: start..<end, kind: .none))
            start = end
        }
    }

    /// The end of the part that starts at `start`.
    private static func partEnd(
        in text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        var index = start + 1
        while index < end {
            if text[index - 1] == 0x20, text[index] != 0x20, text[index] < 0x80 { return index }
            index += 1
        }
        return end
    }
}
