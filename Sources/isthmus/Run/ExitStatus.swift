/// What the exit code says about how a command ended; the numbers are those of `sysexits.h`.
enum ExitStatus: Int32 {
    /// The command did what it was asked to.
    case success = 0
    /// The run failed for a reason that no other code names.
    case failure = 1
    /// The arguments are wrong.
    case usage = 64
    /// A file holds what it should not.
    case badData = 65
    /// A file that should be read is not there.
    case noInput = 66
    /// The system could not read or write.
    case inputOutput = 74
    /// Interrupted with a checkpoint written: run the same command again to go on.
    case interrupted = 75
}
