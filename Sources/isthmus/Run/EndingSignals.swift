import DurableFiles

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What happens when a signal ends the process: the files that are being written go with it.
enum EndingSignals {
    /// Handles the signals that end a process, but those that its parent had ignored.
    static func install() {
        UnfinishedFiles.prepare()
        for number in [SIGHUP, SIGINT, SIGTERM] {
            let former = signal(number, handler)
            if isIgnored(former) { signal(number, SIG_IGN) }
        }
    }

    private static func isIgnored(_ handler: sig_t?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Removes what is unfinished, and ends the process as the signal does.
    static let handler: @convention(c) (Int32) -> Void = { number in
        UnfinishedFiles.unlinkAll()
        signal(number, SIG_DFL)
        raise(number)
    }
}
