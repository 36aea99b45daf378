import CByteScans

/// Runs of bytes, found 16 bytes at a time.
package enum ByteScan {
    /// The end of the run of wikitext, within a range, that starts at a byte which is prose.
    ///
    /// A byte is prose that is never markup, white space, or a mark that closes gaps. The run may hold single
    /// spaces before such bytes, other than before a full stop, and commas and closing
    /// parentheses after them.
    package static func endOfProse(
        _ text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        to end: Int
    ) -> Int {
        text.baseAddress.map { scan_prose($0, text.count, start, end) } ?? end
    }

    /// Adds a text that starts at a visible byte, with a space for each run of white space in it, up to the
    /// first no-break space (U+00A0) or its end.
    ///
    /// - Returns: How many bytes of the text were read, and whether white space, which was not added, is at
    ///   their end.
    package static func appendFlowing(
        _ text: UnsafeBufferPointer<UInt8>,
        to bytes: inout [UInt8]
    ) -> (readCount: Int, endsInSpace: Bool) {
        guard let start = text.baseAddress else { return (0, false) }
        var copy = FlowingCopy()
        bytes.append(addingCapacity: text.count) { added in
            added.withUnsafeMutableBufferPointer { room, count in
                guard let room = room.baseAddress else { return }
                copy = copy_flowing(start, text.count, room)
                count = copy.written
            }
        }
        return (copy.read, copy.ends_blank != 0)
    }

    /// The first place where one of the brackets `[]{}` stands twice, or the end of the text.
    package static func doubleBrackets(
        _ text: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int {
        text.baseAddress.map { scan_double_brackets($0, start, text.count) } ?? start
    }

    /// The place from `start` of the first of the brackets `()[]` or of the control characters below the
    /// space; or the end of the text.
    package static func brackets(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        text.baseAddress.map { scan_brackets($0, start, text.count) } ?? start
    }

    /// The place from `start` of the first zero byte, tab or line end, which is a control character from
    /// tab to carriage return, U+0085, U+2028 or U+2029; or the end of the text.
    package static func endOfLine(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        text.baseAddress.map { scan_line($0, start, text.count) } ?? start
    }

    /// The place from `start` of the first of the marks `(),.;[]`, or of a space that follows a space that
    /// is not before `start`; or the end of the text.
    package static func endOfUnmarked(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        text.baseAddress.map { scan_unmarked($0, start, text.count) } ?? start
    }

    /// Whether the bytes are well-formed UTF-8 (Unicode 15.0, table 3-7).
    package static func isUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.baseAddress.map { scan_utf8($0, text.count) != 0 } ?? true
    }
}
