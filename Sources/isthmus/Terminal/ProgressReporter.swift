#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Shows how far a long run is, on stderr.
///
/// On a terminal one line is drawn over and over; elsewhere a plain line is written now and then;
/// with `--quiet` nothing.
///
///     [#########-----------]  45%  epoch 3/6  loss 31.20  2:10 left
final class ProgressReporter {
    private enum Style { case bar, lines, silent }

    /// The least seconds between two drawings of the bar, and between two plain lines.
    private static let barInterval = 0.1
    private static let lineInterval = 10.0

    private let style: Style
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant?
    private var latest: (fraction: Double, text: String)?

    /// Creates a reporter that obeys `--quiet`.
    init(console: Console) {
        style = console.isQuiet ? .silent : Terminal.canRedraw(STDERR_FILENO) ? .bar : .lines
    }

    /// Creates a reporter of a command whose results go to stdout meanwhile, or only at the end: it draws a
    /// bar where the results do not get in its way, and is silent elsewhere.
    init(besideResults console: Console, atEnd: Bool = false) {
        let canDraw =
            Terminal.canRedraw(STDERR_FILENO)
            && (atEnd || !Terminal.isInteractive(STDOUT_FILENO))
        style = console.isQuiet || !canDraw ? .silent : .bar
    }

    /// Reports how much is done.
    ///
    /// - Parameters:
    ///   - fraction: The part that is done, from 0 to 1.
    ///   - fields: Names and values to show, in order.
    ///   - secondsLeft: An estimate, if there is one.
    func update(fraction: Double, fields: [(String, String)], secondsLeft: Double? = nil) {
        guard style != .silent else { return }
        let text = ProgressLine.text(fraction: fraction, fields: fields, secondsLeft: secondsLeft)
        latest = (fraction, text)
        let interval = style == .bar ? Self.barInterval : Self.lineInterval
        if let last, clock.now - last < .seconds(interval) { return }
        show()
    }

    /// Writes a line that stays, above the bar.
    func note(_ text: String) {
        guard style != .silent else { return }
        Console.write(style == .bar ? "\r\u{1B}[K\(text)\n" : "\(text)\n")
        if style == .bar, latest != nil { show() }
    }

    /// Takes the bar away until the next update, for what is written elsewhere.
    func clear() {
        if style == .bar, latest != nil { Console.write("\r\u{1B}[K") }
        latest = nil
    }

    /// Leaves the last state on the screen and goes on below it.
    func finish() {
        if style == .bar, latest != nil {
            show()
            Console.write("\n")
        }
        latest = nil
    }

    private func show() {
        guard let latest else { return }
        last = clock.now
        switch style {
        case .silent: return
        case .lines: Console.write("\(latest.text)\n")
        case .bar:
            let width = Terminal.width(STDERR_FILENO)
            let line = ProgressLine.bar(latest.fraction, latest.text, width: width)
            Console.write("\r\(line)\u{1B}[K")
        }
    }
}

/// The text of a progress line.
package enum ProgressLine {
    private static let barWidth = 20

    /// Percent, fields and the time left.
    package static func text(
        fraction: Double,
        fields: [(String, String)],
        secondsLeft: Double?
    ) -> String {
        let percent = String(Int((clamped(fraction) * 100).rounded(.down)))
        let padding = String(repeating: " ", count: max(0, 3 - percent.count))
        let left = secondsLeft.map { ["\(duration($0)) left"] } ?? []
        let parts = ["\(padding)\(percent)%"] + fields.map { "\($0) \($1)" } + left
        return parts.joined(separator: "  ")
    }

    /// A bar before the text, cut to the width of the terminal.
    package static func bar(_ fraction: Double, _ text: String, width: Int) -> String {
        let filled = Int((clamped(fraction) * Double(barWidth)).rounded(.down))
        let bar =
            "[" + String(repeating: "#", count: filled)
            + String(repeating: "-", count: barWidth - filled) + "] "
        return String((bar + text).prefix(max(1, width - 1)))
    }

    private static func clamped(_ fraction: Double) -> Double {
        fraction.isFinite ? min(1, max(0, fraction)) : 0
    }
}
