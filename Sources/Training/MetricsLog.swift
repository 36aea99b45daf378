package import DurableFiles
package import JSONText

/// The log of a run, `metrics.jsonl`: one JSON object a line, each with its `step`.
///
/// A run that was killed and resumed leaves the log that an uninterrupted one does: on resuming,
/// records past the checkpoint's step, which the run is about to write again, are removed, and so
/// is a last line that was torn.
package final class MetricsLog {
    private let lines: LineLog

    /// Opens the log at `path`.
    ///
    /// - Parameters:
    ///   - path: The file, created when missing; its folder must exist.
    ///   - step: The step of the checkpoint that the run resumes from, or nil to start anew.
    /// - Throws: `FileError` when the file cannot be read or opened, `MetricsLogError` when it
    ///   holds something else than a log.
    package init(path: String, resumingAfter step: Int? = nil) throws {
        let length = try step.map { try Self.length(of: path, through: $0) } ?? 0
        lines = try LineLog(path: path, keeping: length)
    }

    /// Appends the record of a step.
    ///
    /// - Parameters:
    ///   - step: The number of optimiser steps made so far; it never falls from record to record.
    ///   - values: What was measured; not-a-number becomes `null`.
    /// - Throws: `FileError` when the line cannot be written.
    package func append(step: Int, _ values: JSONObject) throws(FileError) {
        var record = JSONObject()
        record["step"] = JSONValue(step)
        for member in values.members {
            record[member.key] = member.value
        }
        try lines.append(JSONValue.object(record).serialized())
    }

    /// Makes the records durable against a power cut.
    package func flush() throws(FileError) {
        try lines.flush()
    }

    /// Reads the records of the log at `path`, without a torn last line.
    package static func records(of path: String) throws -> [JSONObject] {
        try parsed(path).map(\.record)
    }

    /// The length in bytes of the records whose steps are at most `step`.
    private static func length(of path: String, through step: Int) throws -> Int {
        guard FileContents.exists(path) else { return 0 }
        let kept = try parsed(path).prefix { ($0.record["step"]?.integer ?? .max) <= step }
        return kept.last?.end ?? 0
    }

    /// Every whole line, with the offset of its end.
    private static func parsed(_ path: String) throws -> [(record: JSONObject, end: Int)] {
        let bytes = try FileContents.read(path)
        var records: [(JSONObject, Int)] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(bytes[start..<end])
            records.append((try record(line, path: path, number: records.count + 1), end + 1))
            start = end + 1
        }
        return records
    }

    private static func record(
        _ line: [UInt8],
        path: String,
        number: Int
    ) throws(MetricsLogError) -> JSONObject {
        do {
            if let object = try JSONValue(parsing: line).object, object["step"]?.integer != nil {
                return object
            }
        } catch {
            throw MetricsLogError(
                path: path,
                line: number,
                column: error.column,
                reason: error.reason,
                excerpt: error.excerpt
            )
        }
        throw MetricsLogError(
            path: path,
            line: number,
            column: 1,
            reason: "expected an object with a \"step\"",
            excerpt: "    " + String(decoding: line.prefix(72), as: UTF8.self) + "\n    ^"
        )
    }
}

/// A line of a metrics log that is no record.
package struct MetricsLogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The log.
    package let path: String

    /// The line, from 1.
    package let line: Int

    /// The column, from 1.
    package let column: Int

    /// What is wrong.
    package let reason: String

    /// The line, and a caret under the column.
    package let excerpt: String

    package var description: String {
        "\(path):\(line):\(column): \(reason); remove the line, or move the log away\n\(excerpt)"
    }
}
