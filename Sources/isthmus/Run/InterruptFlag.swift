import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Remembers that SIGINT or SIGTERM came, for a long run that wants to stop at a good moment.
///
/// The first signal is remembered; a second one ends the process as it would without this.
enum InterruptFlag {
    private static let received = Atomic<Int32>(0)

    /// Starts to remember signals, also when the parent process left them blocked.
    static func install() {
        received.store(0, ordering: .sequentiallyConsistent)
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] {
            signal(number, handler)
            sigaddset(&signals, number)
        }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// The signal that came, or nil.
    static var signalNumber: Int32? {
        let number = received.load(ordering: .sequentiallyConsistent)
        return number == 0 ? nil : number
    }

    /// Whether a signal came: the `shouldStop` of a training.
    static var isSet: Bool { signalNumber != nil }

    /// What the signal is called.
    static var signalName: String { signalNumber == SIGTERM ? "SIGTERM" : "Ctrl-C" }

    private static let handler: @convention(c) (Int32) -> Void = { number in
        if InterruptFlag.received.exchange(number, ordering: .sequentiallyConsistent) != 0 {
            EndingSignals.handler(number)
        }
    }
}
