/// A text gathered piece by piece, in which any run of white space is one space.
///
/// A no-break space counts as white space where it is not alone, and at the ends. Alone between two words it
/// stays, as it stands in French before a mark.
struct FlowingText {
    /// The length beyond which nothing is added, so that texts without an end take no more memory; what
    /// is longer is rejected as a record.
    static let maximumBytes = 32 << 20

    private(set) var bytes: [UInt8] = []
    private var gap = Gap.none

    /// The white space after what was added.
    private enum Gap {
        case none, noBreakSpace, space
    }

    /// Whether nothing but white space was added.
    var isEmpty: Bool { bytes.isEmpty }

    /// Whether the last that was added is a digit.
    var endsInDigit: Bool { gap == .none && bytes.last?.isDigit == true }

    /// Adds a part of the text.
    mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.maximumBytes else { return }
        var index = 0
        while index < part.count {
            if part[index].isSpace {
                gap = .space
                index += 1
            } else if part.hasNoBreakSpace(at: index) {
                gap = gap == .none ? .noBreakSpace : .space
                index += 2
            } else {
                settleGap()
                let rest = UnsafeBufferPointer(rebasing: part[index...])
                let (readCount, endsInSpace) = ByteScan.appendFlowing(rest, to: &bytes)
                if endsInSpace { gap = .space }
                index += readCount
            }
        }
    }

    /// Adds a part of the text.
    mutating func append(_ part: some Collection<UInt8>) {
        let isDone = part.withContiguousStorageIfAvailable { append($0) } != nil
        if !isDone { Array(part).withUnsafeBufferPointer { append($0) } }
    }

    /// Adds a byte that is neither white space nor text.
    mutating func append(mark: UInt8) {
        settleGap()
        bytes.append(mark)
    }

    /// Puts another text in place of what was added.
    mutating func replaceBytes(with other: [UInt8]) {
        bytes = other
    }

    /// Closes the gaps that left-out parts leave (``ClosedGaps``).
    mutating func closeGaps() {
        bytes = Array(ClosedGaps.closing(bytes)[...].trimmingSpaces())
    }

    /// Adds white space.
    mutating func appendSpace() {
        gap = .space
    }

    /// Joins the halves of a word that a line's end divided; the hyphen at its end goes.
    mutating func joinBrokenWord() {
        gap = .none
        Self.removeHyphen(from: &bytes)
    }

    /// Removes the hyphen, hard or soft, at the end of the first half of a word.
    static func removeHyphen(from half: inout [UInt8]) {
        if half.last == UInt8(ascii: "-") {
            half.removeLast()
        } else if half.suffix(2) == [0xC2, 0xAD] {
            half.removeLast(2)
        }
    }

    /// Whether white space other than a single no-break space was added last.
    var endsInSpace: Bool { gap == .space }

    /// Takes back the white space at the end, but no single no-break space.
    mutating func dropSpace() {
        if gap == .space { gap = .none }
    }

    /// Ends the text and returns it, or nil when it is empty.
    mutating func take() -> String? {
        defer { clear() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Ends the text and adds it to passages, unless it is empty.
    mutating func take(into passages: inout Passages, identifier: [UInt8]?, line: Int) {
        if !bytes.isEmpty { passages.append(bytes, identifier: identifier, line: line) }
        clear()
    }

    /// Starts a new text.
    mutating func clear() {
        if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
        gap = .none
    }

    private mutating func settleGap() {
        defer { gap = .none }
        if bytes.isEmpty { return }
        switch gap {
        case .none: break
        case .noBreakSpace: bytes += [0xC2, 0xA0]
        case .space: bytes.append(0x20)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the no-break space, U+00A0, stands at an index.
    fileprivate func hasNoBreakSpace(at index: Int) -> Bool {
        self[index] == 0xC2 && index + 1 < count && self[index + 1] == 0xA0
    }
}
