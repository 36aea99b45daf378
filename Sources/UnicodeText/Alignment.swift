internal import CICU

/// A monotonic map from ranges of a transformed text back to ranges of its original, in bytes.
///
/// It lists the runs that a transform changed. Inside an unchanged run positions map one to one;
/// a changed run maps as a whole, so a range that touches a part of it maps to all of it.
public struct Alignment: Hashable, Sendable {
    /// A changed run: `result` bytes at `resultStart` stand for `source` bytes at `sourceStart`.
    struct Change: Hashable, Sendable {
        var resultStart: Int
        var result: Int
        var sourceStart: Int
        var source: Int
    }

    fileprivate(set) var changes: [Change] = []

    /// The alignment of a text with itself, or with one of equal length, byte by byte.
    public static let identity = Alignment()

    /// Whether every position maps to itself.
    public var isIdentity: Bool { changes.isEmpty }

    private init() {}

    init(_ runs: UnsafeBufferPointer<CICURun>) {
        var builder = Builder()
        for run in runs {
            if run.changed == 0 {
                builder.keep(Int(run.result))
            } else {
                builder.replace(Int(run.source), by: Int(run.result))
            }
        }
        self = builder.alignment
    }

    /// Builds an alignment from left to right.
    package struct Builder {
        /// The alignment of what was read so far.
        package private(set) var alignment = Alignment.identity
        private var source = 0
        private var result = 0

        /// Starts at the beginning of both texts.
        package init() {}

        /// Passes bytes that are the same in both texts.
        package mutating func keep(_ count: Int) {
            source += count
            result += count
        }

        /// Passes `count` bytes of the original that became `newCount` bytes.
        package mutating func replace(_ count: Int, by newCount: Int) {
            let change = Change(
                resultStart: result,
                result: newCount,
                sourceStart: source,
                source: count
            )
            if count != 1 || newCount != 1 { alignment.changes.append(change) }
            source += count
            result += newCount
        }

        /// Passes a part of the original, aligned with its result by itself.
        package mutating func append(_ part: Alignment, source count: Int, result newCount: Int) {
            alignment.changes += part.changes.map { change in
                var change = change
                change.resultStart += result
                change.sourceStart += source
                return change
            }
            source += count
            result += newCount
        }
    }

    /// The range of the original that a range of the result came from.
    public func source(of range: Range<Int>) -> Range<Int> {
        if changes.isEmpty { return range }
        let lower = source(of: range.lowerBound, isUpper: false)
        let upper = range.isEmpty ? lower : source(of: range.upperBound, isUpper: true)
        return lower..<max(lower, upper)
    }

    /// The original of a position: inside a change, its start for a lower bound, or its end for
    /// an upper one.
    private func source(of position: Int, isUpper: Bool) -> Int {
        let index = lastChange(startingBefore: isUpper ? position : position + 1)
        guard index >= 0 else { return position }
        let change = changes[index]
        let end = change.resultStart + change.result
        if position >= end { return change.sourceStart + change.source + position - end }
        return isUpper ? change.sourceStart + change.source : change.sourceStart
    }

    /// The index of the last change whose result starts before `position`, -1 if there is none.
    private func lastChange(startingBefore position: Int) -> Int {
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].resultStart < position { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
