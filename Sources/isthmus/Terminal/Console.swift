#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Messages to the person who runs a command, on stderr.
struct Console: Sendable {
    /// Whether notes are kept back; warnings and errors never are.
    var isQuiet = false

    /// Says what happens; not with `--quiet`.
    func note(_ text: String) {
        if !isQuiet { Self.write("\(text)\n") }
    }

    /// Says what may be wrong though the command goes on.
    func warn(_ text: String) {
        Self.write("isthmus: \(Self.painted("warning:", code: "33")) \(text)\n")
    }

    /// Says why the command ends.
    static func error(_ text: String) {
        write("isthmus: \(painted("error:", code: "1;31")) \(text)\n")
    }

    /// Writes to stderr; that nobody reads it is no reason to stop.
    static func write(_ text: String) {
        try? ByteSink.write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static func painted(_ text: String, code: String) -> String {
        Terminal.usesColor(STDERR_FILENO) ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
