#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A number with a fixed count of digits after the point.
package func fixed(_ value: Double, _ places: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.\(places)f", $0) }
    let bytes = buffer.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
}

/// A whole number with a thin grouping of thousands: `12,345`.
package func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0 && (digits.count - index) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return value < 0 ? "-" + text : text
}

/// A time span as people read it: `8 s`, `3:07`, `1:02:45`.
package func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let total = Int(max(0, seconds).rounded())
    if total < 60 { return "\(total) s" }
    let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
}

/// A count and its noun: `1 line`, `2 lines`.
package func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}
