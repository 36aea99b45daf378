public import UnicodeText

/// The counts that describe a corpus.
public struct CorpusStatistics: Sendable {
    /// How often each length occurs.
    public struct Lengths: Hashable, Sendable {
        /// The number of records of each length.
        public private(set) var histogram: [Int: Int] = [:]

        /// The number of records.
        public private(set) var count = 0

        /// The sum of the lengths.
        public private(set) var total = 0

        /// The mean length; zero for no record.
        public var mean: Double { count == 0 ? 0 : Double(total) / Double(count) }

        /// The least length that a fraction `q` of the records does not exceed; zero for no record.
        public func quantile(_ q: Double) -> Int {
            let wanted = max(1, Int((q * Double(count)).rounded(.up)))
            var reached = 0
            for (length, occurrences) in histogram.sorted(by: { $0.key < $1.key }) {
                reached += occurrences
                if reached >= wanted { return length }
            }
            return 0
        }

        /// The number of records in intervals of equal width that cover all lengths.
        ///
        /// - Parameter most: The most intervals, the last of which also has the longest hundredth of
        ///   the records when they would need too many.
        /// - Returns: The first and the last length of each interval, and the number of records.
        public func intervals(atMost most: Int = 30) -> [(lengths: ClosedRange<Int>, count: Int)] {
            guard count > 0 else { return [] }
            let (least, longest) = (quantile(0), quantile(1))
            let width = max(1, (quantile(0.99) - least + most) / most)
            let number = min(most, (longest - least) / width + 1)
            var counts = [Int](repeating: 0, count: number)
            for (length, occurrences) in histogram {
                counts[min(number - 1, (length - least) / width)] += occurrences
            }
            return counts.enumerated().map { index, count in
                let start = least + index * width
                let isLast = index == number - 1
                return (start...(isLast ? max(longest, start) : start + width - 1), count)
            }
        }

        mutating func add(_ length: Int) {
            histogram[length, default: 0] += 1
            count += 1
            total += length
        }
    }

    /// The lengths of the records in words, which are what white space divides.
    public private(set) var words = Lengths()

    /// The lengths of the records in characters, which are Unicode scalars.
    public private(set) var characters = Lengths()

    /// The number of occurrences of each character.
    public var characterCounts: [Unicode.Scalar: Int] { scalars.counts }

    /// The number of bytes in UTF-8.
    public private(set) var byteCount = 0

    private var scalars = ScalarCounts()
    private var duplicates = DuplicateFilter()

    /// The number of records.
    public var recordCount: Int { words.count }

    /// The number of records whose text was there before.
    public var duplicateCount: Int { duplicates.duplicateCount }

    /// The number of letters of each script.
    public var scriptCounts: [Script: Int] {
        var counts: [Script: Int] = [:]
        for (scalar, count) in characterCounts
        where CharacterProperties.category(of: scalar) == .letter {
            counts[Script(of: scalar), default: 0] += count
        }
        return counts
    }

    /// Creates the statistics of nothing.
    public init() {}

    /// Counts a record.
    public mutating func add(_ text: String) {
        var scalarCount = 0
        for scalar in text.unicodeScalars {
            scalarCount += 1
            scalars.add(scalar)
        }
        words.add(text.wordCount)
        characters.add(scalarCount)
        byteCount += text.utf8.count
        _ = duplicates.isNew(text)
    }
}
