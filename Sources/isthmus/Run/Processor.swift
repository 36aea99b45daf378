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

    /// The instruction sets that make a difference here, as the system calls them.
    static var features: [String] {
        let known = [
            "avx2", "fma", "f16c", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_tile",
            "amx_bf16", "amx_int8", "asimd", "bf16", "sve",
        ]
        let flags = Set((field("flags") ?? field("Features") ?? "").split(separator: " "))
        return known.filter { flags.contains($0[...]) }
    }

    /// The name of the processor.
    static var modelName: String { field("model name") ?? "unknown" }

    /// The most memory that this process has had, in units of 2^20 bytes.
    static var peakMemoryInMegabytes: Double {
        var usage = rusage()
        let ownProcess: Int32 = 0
        guard getrusage(ownProcess, &usage) == 0 else { return 0 }
        #if canImport(Glibc)
        return Double(usage.ru_maxrss) / 1024
        #else
        return Double(usage.ru_maxrss) / 1_048_576
        #endif
    }

    /// The operating system and its kernel.
    static var systemName: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "unknown" }
        return "\(text(of: &name.sysname)) \(text(of: &name.release)) \(text(of: &name.machine))"
    }

    private static func text(of value: inout some Any) -> String {
        withUnsafeBytes(of: &value) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// A field of Linux's description of the first processor.
    private static func field(_ name: String) -> String? {
        let description = try? FileContents.readText("/proc/cpuinfo", limit: 1 << 24)
        let line = description?.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { line in
            line.firstIndex(of: ":").map { String(line[line.index(after: $0)...]).trimmed }
        }
    }
}
