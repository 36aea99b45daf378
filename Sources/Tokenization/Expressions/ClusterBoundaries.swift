internal import UnicodeText

/// Where grapheme clusters begin and end, as Oniguruma has them.
enum ClusterBoundaries {
    private typealias Source = UnsafeBufferPointer<UInt8>

    /// Calls `body` with each place after the start of a text.
    ///
    /// ICU's clusters are cut before the consonants of Indic conjuncts, which are joined to what is
    /// before them by newer rules alone.
    static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
        Segmenter(.graphemes).forEachSegment(of: text, in: 0..<text.count) { cluster in
            let range = cluster.range
            if range.count > 2 { forEachInside(text, range, body) }
            body(range.upperBound)
        }
    }

    private static func forEachInside(_ text: Source, _ range: Range<Int>, _ body: (Int) -> Void) {
        var (last, index) = Scalars.scalar(in: text, at: range.lowerBound)
        index += range.lowerBound
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: text, at: index)
            if letters.contains(value), !prepended.contains(last) { body(index) }
            last = value
            index += length
        }
    }

    /// Characters that nothing but what is prepended is joined to.
    private static let letters = named("GCB=XX").intersection(named("ExtPict").inverted)

    private static let prepended = named("GCB=PP")

    private static func named(_ name: String) -> ScalarSet {
        guard let set = ScalarSet(property: name) else {
            preconditionFailure("ClusterBoundaries: ICU lacks the property \(name)")
        }
        return set
    }
}
