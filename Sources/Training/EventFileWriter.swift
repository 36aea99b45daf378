package import DurableFiles

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A TensorBoard event file, to which records are appended as they come.
///
/// Each record is one write, so that TensorBoard can follow a run and a killed run loses at most
/// the record that was being written. A resumed run starts another file in the same folder and
/// names the step it resumes at; TensorBoard joins the files and drops what was superseded.
///
///     let events = try EventFileWriter(folder: "runs/demo", wallTime: now, host: "machine")
///     try events.append([("train/loss", 2.5)], step: 100, wallTime: now)
package final class EventFileWriter {
    /// The file's path.
    package let path: String

    private let descriptor: Int32
    private let calls: SystemCalls

    /// Creates a file called `events.out.tfevents.SECONDS.HOST` in `folder`, with a number at its
    /// end when there is one of that name already.
    ///
    /// - Parameters:
    ///   - folder: The folder, which must exist.
    ///   - wallTime: The time in seconds since 1970.
    ///   - host: The machine's name; characters that no file name should have become dashes.
    ///   - step: The first step that a resumed run will write again, or nil for a new run.
    ///   - calls: The system's calls.
    /// - Throws: `FileError` when the file cannot be created or written.
    package init(
        folder: String,
        wallTime: Double,
        host: String,
        resumingAt step: Int? = nil,
        calls: SystemCalls = .system
    ) throws(FileError) {
        let name = "\(folder)/\(Self.name(wallTime: wallTime, host: host))"
        (path, descriptor) = try Self.create(name, calls: calls)
        self.calls = calls
        try append(EventFileEncoding.fileVersion(wallTime: wallTime))
        if let step {
            try append(EventFileEncoding.sessionStart(step: step, wallTime: wallTime))
        }
    }

    deinit {
        _ = calls.close(descriptor)
    }

    /// Appends a point for each tag, such as `train/loss`.
    package func append(
        _ scalars: [(tag: String, value: Float)],
        step: Int,
        wallTime: Double
    ) throws(FileError) {
        try append(EventFileEncoding.scalars(scalars, step: step, wallTime: wallTime))
    }

    /// Appends a text in Markdown, such as samples from the model.
    package func append(
        text: String,
        tag: String,
        step: Int,
        wallTime: Double
    ) throws(FileError) {
        try append(EventFileEncoding.text(text, tag: tag, step: step, wallTime: wallTime))
    }

    private func append(_ event: [UInt8]) throws(FileError) {
        var rest = EventFileEncoding.record(event)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { calls.write(descriptor, $0) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                throw FileError(.write, path, code: count == 0 ? EIO : errno)
            }
        }
    }

    private static func name(wallTime: Double, host: String) -> String {
        let seconds = Int64(exactly: wallTime.rounded(.down)) ?? 0
        let host = String(host.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        return "events.out.tfevents.\(seconds).\(host)"
    }

    private static func create(
        _ name: String,
        calls: SystemCalls
    ) throws(FileError) -> (String, Int32) {
        for number in 0..<1_000 {
            let path = number == 0 ? name : "\(name).\(number)"
            let descriptor = calls.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, 0o666)
            if descriptor >= 0 { return (path, descriptor) }
            guard errno == EEXIST else { throw FileError(.open, path, code: errno) }
        }
        throw FileError(.open, name, cause: .alreadyExists)
    }
}
