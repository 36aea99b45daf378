import DurableFiles

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The processor, as this process may use it.
enum Processor {
    /// `OMP_NUM_THREADS` if it is set to a number, else the cores that the process may run on.
    static var defaultThreadCount: Int {
        let wish = Terminal.environment("OMP_NUM_THREADS")?.prefix { $0 != "," }
        if let wish = wish.flatMap({ Int($0) }), (1...1024).contains(wish) { return wish }
        return availableCoreCount
    }

    /// The cores of the affinity mask where the system tells it, else those that are switched on.
    static var availableCoreCount: Int {
        let status = try? FileContents.readText("/proc/self/status", limit: 1 << 16)
        let allowed = status.map { affinityCount(inStatus: $0) } ?? 0
        return allowed > 0 ? allowed : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The number of cores that the line `Cpus_allowed:` of Linux's process status has bits for.
    static func affinityCount(inStatus status: String) -> Int {
        let name = "Cpus_allowed:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
            return 0
        }
        return line.dropFirst(name.count).reduce(0) { sum, character in
            sum + (character.hexDigitValue?.nonzeroBitCount ?? 0)
        }
    }
}
