import Corpora

/// Reports what could not be read: the first ones in full, the others by number.
struct RejectReporter {
    private static let shownCount = 10

    /// How many of those that the user wanted to leave out are shown, for each reason.
    private static let shownChoices = 3
    private let console: Console
    private let progress: ReadingProgress?
    private var count = 0
    private let chosen: Set<Reject.Reason>
    private var choices: [Reject.Reason: Int] = [:]

    /// Reports on a console; `choosesLength` tells that long records are left out because an option says so.
    init(console: Console, choosesLength: Bool, progress: ReadingProgress? = nil) {
        self.console = console
        self.progress = progress
        let chosen: Set<Reject.Reason> = [
            .mixture, .element, .duplicate, .nearDuplicate, .script, .tooShort,
        ]
        self.chosen = choosesLength ? chosen.union([.tooLong]) : chosen
    }

    /// Reports a reject if not too many were reported already; one that was chosen is no warning.
    mutating func report(_ reject: Reject) {
        if chosen.contains(reject.reason) {
            choices[reject.reason, default: 0] += 1
            if choices[reject.reason, default: 0] <= Self.shownChoices {
                progress?.clear()
                console.note("left out: \(reject)")
            }
        } else {
            count += 1
            if count <= Self.shownCount {
                progress?.clear()
                console.warn("\(reject)")
            }
        }
    }

    /// Reports the choices that were made, the faults, and the counts.
    func finish(_ summary: CorpusSummary) {
        progress?.clear()
        if count > Self.shownCount {
            console.warn("... and \(counted(count - Self.shownCount, "reject")) more")
        }
        let hiddenChoices = choices.values.reduce(0) { $0 + max(0, $1 - Self.shownChoices) }
        if hiddenChoices > 0 { console.note("... and \(grouped(hiddenChoices)) more left out") }
        for note in summary.notes { console.note(note) }
        for fault in summary.faults {
            console.warn("\(fault)\nThe records before the fault were kept.")
        }
    }
}
