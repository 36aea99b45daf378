#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// 1 / (1 + e^-x).
func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The cosine of half a turn times x.
func cosine(_ x: Double) -> Double { cos(.pi * x) }

/// The seconds since 1970.
func wallTime() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

/// Seconds of a clock that only goes forward.
func elapsedTime() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

/// The name of the machine.
func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, 255) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
