import ArgumentParser
import Tensors

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
    var quiet = false

    @Flag(help: "Write results as JSON.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Threads to compute with (default: the cores of this process, or OMP_NUM_THREADS).",
            valueName: "n"
        )
    )
    var threads: Int?

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): it must be a number from 1 to 1024")
        }
    }

    /// Where messages go.
    var console: Console { Console(isQuiet: quiet) }

    /// How many threads to compute with.
    var threadCount: Int { threads ?? Processor.defaultThreadCount }

    /// What computes.
    func backend(precision: Precision = .float32) -> CPUBackend {
        CPUBackend(threadCount: threadCount, precision: precision)
    }
}
