#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The results of a command, buffered on their way to stdout.
final class StandardOutput {
    private var buffer: [UInt8] = []

    /// How many bytes wait before they are written; none at a terminal.
    let limit: Int

    private init() {
        limit = Terminal.isInteractive(STDOUT_FILENO) ? 0 : 1 << 16
    }

    /// Runs `body` with stdout; what it wrote gets out also when it throws.
    static func writing<Result>(_ body: (StandardOutput) throws -> Result) throws -> Result {
        let output = StandardOutput()
        let result: Result
        do {
            result = try body(output)
        } catch {
            try output.flush()
            throw error
        }
        try output.flush()
        return result
    }

    /// Writes text.
    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count > limit { try flush() }
    }

    /// Writes bytes.
    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count > limit { try flush() }
    }

    /// Writes a line and its end.
    func line(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > limit { try flush() }
    }

    /// Hands over what is buffered, so that a reader sees it now.
    func flush() throws {
        let pending = buffer
        buffer.removeAll(keepingCapacity: true)
        try ByteSink.write(pending, to: STDOUT_FILENO)
    }
}
