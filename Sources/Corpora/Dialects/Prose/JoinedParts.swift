/// Elements whose parts have a mark between them in the text that is none in the document, such as the keys of
/// `<keycombo><keycap>Ctrl</keycap><keycap>C</keycap></keycombo>`.
struct JoinedParts {
    private var open: [(depth: Int, partCount: Int)] = []

    /// The depth of the part that is open, or 0.
    private var partDepth = 0

    /// Whether the place is between parts, where white space is layout.
    var isBetween: Bool { !open.isEmpty && partDepth == 0 }

    /// An element whose parts are joined starts.
    mutating func start(depth: Int) {
        open.append((depth, 0))
        partDepth = 0
    }

    /// An element starts, which may be a part of one that is open.
    ///
    /// - Returns: Whether it is the first part, or nil for other elements.
    mutating func startPart(depth: Int) -> Bool? {
        guard let last = open.last, depth == last.depth + 1 else { return nil }
        partDepth = depth
        open[open.count - 1].partCount += 1
        return last.partCount == 0
    }

    /// The element at a depth ends.
    mutating func end(depth: Int) {
        if partDepth == depth { partDepth = 0 }
        guard open.last?.depth == depth else { return }
        open.removeLast()
        if let last = open.last { partDepth = last.depth + 1 }
    }
}
