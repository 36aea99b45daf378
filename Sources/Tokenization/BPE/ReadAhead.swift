extension ArraySlice {
    /// Calls `body` with the elements, some at a time.
    ///
    /// They are so many that `body` does well to read first what all of them refer to, which then
    /// comes from memory at the same time, and not for each when its turn has come.
    @inline(__always)
    func forEachBlock(_ body: (ArraySlice) -> Void) {
        var rest = self
        while !rest.isEmpty {
            body(rest.prefix(readAheadCount))
            rest = rest.dropFirst(readAheadCount)
        }
    }
}

/// How many elements are read ahead.
private let readAheadCount = 32
