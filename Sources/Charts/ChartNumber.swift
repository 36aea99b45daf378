#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Numbers as a chart writes them.
enum ChartNumber {
    /// A coordinate, to a hundredth of a pixel.
    static func coordinate(_ value: Double) -> String {
        fixed(value, decimals: 2, minus: "-", isTrimmed: true)
    }

    /// A tick's number, with the decimals that `step` needs, and thousands and millions shortened
    /// where the axis reaches ten thousand.
    static func label(_ value: Double, step: Double, largest: Double) -> String {
        if value == 0 { return "0" }
        guard largest < 1e12, largest >= 1e-4 else { return scientific(value) }
        let units: [(from: Double, size: Double, name: String)] = [
            (1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"),
        ]
        let unit = units.first { largest >= $0.from } ?? (0, 1, "")
        return fixed(value / unit.size, decimals: decimals(of: step / unit.size)) + unit.name
    }

    /// A number of few digits on its own.
    static func short(_ value: Double) -> String {
        label(value, step: value, largest: abs(value))
    }

    /// An amount: 4,721, all digits of a whole number below a million; three digits of any other.
    static func amount(_ value: Double) -> String {
        guard value == value.rounded(), (0..<1e6).contains(value) else { return rounded(value) }
        let (thousands, rest) = Int(value).quotientAndRemainder(dividingBy: 1000)
        let digits = String(rest)
        return thousands == 0
            ? digits : "\(thousands),\(String(repeating: "0", count: 3 - digits.count))\(digits)"
    }

    /// An amount to three digits: 0.125, 12, 3.46M.
    private static func rounded(_ value: Double) -> String {
        guard value > 0, value < 1e15 else { return short(value) }
        let step = pow(10, floor(log10(value)) - 2)
        let rounded = (value / step).rounded() * step
        return label(rounded, step: rounded < 1000 ? min(step, 1) : step, largest: rounded)
    }

    /// A very large or very small number: 2.5e300.
    private static func scientific(_ value: Double) -> String {
        let exponent = floor(log10(abs(value)))
        // In two steps, because the power of a subnormal number's exponent would be infinite.
        let mantissa = value * pow(10, -exponent / 2) * pow(10, -exponent / 2)
        return fixed(mantissa, decimals: 2, isTrimmed: true) + "e\(Int(exponent))"
    }

    /// How many decimals tell multiples of `step` apart.
    private static func decimals(of step: Double) -> Int {
        (0..<6).first { decimals in
            let scaled = step * pow(10, Double(decimals))
            return abs(scaled - scaled.rounded()) < 1e-6 * scaled
        } ?? 6
    }

    /// A number with a fixed count of decimals, or fewer when zeros may be trimmed.
    private static func fixed(
        _ value: Double,
        decimals: Int,
        minus: String = "\u{2212}",
        isTrimmed: Bool = false
    ) -> String {
        let scaled = (abs(value) * pow(10, Double(decimals))).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        var digits = String(Int(scaled))
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = digits.suffix(decimals)
        while isTrimmed, fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? minus : ""
        return sign + digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
    }
}
