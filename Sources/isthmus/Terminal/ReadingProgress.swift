import Corpora
import DurableFiles

/// Shows on a terminal how far the reading of files is: how many records there are, and how long the rest
/// takes at the speed so far.
///
///     [#########-----------]  45%  records 1,204,000  0:31 left
final class ReadingProgress {
    /// Counts what is read.
    let counter = ByteCounter()

    private static let ticksPerLook = 256
    private static let delay = 0.5
    private let reporter: ProgressReporter
    private let size: Int?
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var recordCount = 0

    /// Shows nothing where the files' size is not known, as that of a pipe is not.
    init(_ paths: [String], reporter: ProgressReporter) {
        self.reporter = reporter
        size = paths.isEmpty ? nil : Self.size(of: paths)
        start = clock.now
    }

    private static func size(of paths: [String]) -> Int? {
        var sum = 0
        for path in paths {
            guard let size = FileContents.size(path) else { return nil }
            sum += size
        }
        return sum
    }

    /// A record was read.
    func tick() {
        recordCount += 1
        if recordCount % Self.ticksPerLook == 0 { look() }
    }

    /// Makes way for a message.
    func clear() { reporter.clear() }

    private func look() {
        let elapsed = (clock.now - start) / .seconds(1)
        guard let size, size > 0, elapsed > Self.delay else { return }
        let fraction = Double(counter.count) / Double(size)
        reporter.update(
            fraction: fraction,
            fields: [("records", grouped(recordCount))],
            secondsLeft: fraction > 0.01 ? elapsed * (1 - fraction) / fraction : nil
        )
    }
}
