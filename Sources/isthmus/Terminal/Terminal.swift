#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is known about the terminal behind a stream.
enum Terminal {
    /// Whether a stream is a terminal.
    static func isInteractive(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Whether a stream is a terminal on which a line can be drawn over.
    static func canRedraw(_ descriptor: Int32) -> Bool {
        isInteractive(descriptor) && environment("TERM").map { $0 != "dumb" } ?? false
    }

    /// Whether colours are wanted, by <https://no-color.org>.
    static func usesColor(_ descriptor: Int32) -> Bool {
        canRedraw(descriptor) && (environment("NO_COLOR") ?? "").isEmpty
    }

    /// The number of columns, 80 when the terminal does not say.
    static func width(_ descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
