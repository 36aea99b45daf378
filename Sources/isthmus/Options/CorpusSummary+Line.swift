import Corpora
import UnicodeText

extension CorpusSummary {
    /// Takes over what repairs have changed, or would have.
    mutating func take(_ repairs: TextRepairs) {
        for (repair, count) in repairs.counts {
            if repairs.repairs.contains(repair) {
                repairCounts[repair] = count
            } else {
                reportedCounts[repair] = count
            }
        }
    }

    /// The counts, in one line.
    var line: String {
        let reasons = rejectCounts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(grouped($0.value)) \($0.key.rawValue)" }.joined(separator: ", ")
        let rejects = rejectCount == 0 ? "" : ", \(grouped(rejectCount)) rejected (\(reasons))"
        let blank = blankLineCount == 0 ? "" : ", \(counted(blankLineCount, "blank line"))"
        let faults = faults.isEmpty ? "" : ", \(counted(self.faults.count, "file")) broken off"
        return counted(recordCount, "record") + rejects + blank + faults + repairs
    }

    /// What the repairs changed, or would have.
    var repairs: String {
        TextRepair.allCases.map { repair in
            let changed = repairCounts[repair].map { ", \(repair.counted($0, "repaired"))" } ?? ""
            return changed
                + (reportedCounts[repair].map { ", \(repair.counted($0, "found"))" } ?? "")
        }.joined()
    }

    /// Whether a repair changed or found anything.
    var hasRepairs: Bool { !repairCounts.isEmpty || !reportedCounts.isEmpty }

    /// Whether anything was lost.
    var hasLosses: Bool { rejectCount > 0 || !faults.isEmpty }
}

extension TextRepair {
    /// How many changes there were, in words.
    fileprivate func counted(_ count: Int, _ verb: String) -> String {
        switch self {
        case .mojibake: "\(isthmus.counted(count, "misread character")) \(verb)"
        case .controls:
            "\(isthmus.counted(count, "invisible character")) "
                + (verb == "found" ? verb : "removed")
        case .confusables: "\(isthmus.counted(count, "word")) with look-alikes \(verb)"
        }
    }
}
