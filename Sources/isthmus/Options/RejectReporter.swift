import Corpora

/// Reports what could not be read: the first ones in full, the others by number.
struct RejectReporter {
    private static let shownCount = 10
    private let console: Console
    private var count = 0

    init(console: Console) {
        self.console = console
    }

    /// Reports a reject if not too many were reported already.
    mutating func report(_ reject: Reject) {
        count += 1
        if count <= Self.shownCount { console.warn("\(reject)") }
    }

    /// Reports the choices that were made, the faults, and the counts.
    func finish(_ summary: CorpusSummary) {
        if count > Self.shownCount {
            console.warn("... and \(counted(count - Self.shownCount, "reject")) more")
        }
        for note in summary.notes { console.note(note) }
        for fault in summary.faults {
            console.warn("\(fault)\nThe records before the fault were kept.")
        }
    }
}
