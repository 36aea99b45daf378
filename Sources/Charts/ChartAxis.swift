#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What an axis shows and how.
package struct ChartAxis: Hashable, Sendable {
    /// What the numbers are, with their unit.
    package var label: String

    /// Whether equal distances are equal ratios; numbers that are not positive are then left out.
    package var isLogarithmic: Bool

    /// A number that the axis must include, such as zero.
    package var includes: Double?

    /// The numbers to mark, for which round ones stand in when there are none.
    package var marks: [Double]

    /// Describes an axis.
    package init(
        _ label: String,
        isLogarithmic: Bool = false,
        includes: Double? = nil,
        marks: [Double] = []
    ) {
        self.label = label
        self.isLogarithmic = isLogarithmic
        self.includes = includes
        self.marks = marks
    }
}

/// A mapping of numbers to the unit interval, with ticks at round numbers.
struct ChartScale {
    /// Marks of the axis: round numbers between the ends.
    let ticks: [Double]

    private let isLogarithmic: Bool
    private let isMarked: Bool
    private let first: Double
    private let last: Double

    /// Fits the axis to numbers; those it cannot show are passed over.
    init(_ axis: ChartAxis, fitting numbers: [Double], tickCount: Int, isPadded: Bool = true) {
        isLogarithmic = axis.isLogarithmic
        isMarked = !axis.marks.isEmpty
        let candidates = axis.includes.map { numbers + [$0] } ?? numbers
        let shown = candidates.filter { $0.isFinite && (!axis.isLogarithmic || $0 > 0) }
        let (low, high) = Self.spread(shown.min() ?? (axis.isLogarithmic ? 1 : 0), shown.max() ?? 1)
        if axis.isLogarithmic {
            (first, last) = (log10(low), log10(high))
            ticks = axis.marks.isEmpty ? Self.logarithmicTicks(low, high) : axis.marks
        } else {
            let step = Self.step(from: low, to: high, count: tickCount)
            let ends = isPadded ? (floor(low / step) * step, ceil(high / step) * step) : (low, high)
            (first, last) = ends
            ticks =
                axis.marks.isEmpty
                ? Self.linearTicks(from: ends.0, to: ends.1, step: step) : axis.marks
        }
    }

    /// The place of a number, 0 at the axis' first end and 1 at its last; nil when it has none.
    func position(_ number: Double) -> Double? {
        guard number.isFinite, !isLogarithmic || number > 0 else { return nil }
        return ((isLogarithmic ? log10(number) : number) - first) / (last - first)
    }

    /// The texts of the ticks, all with as many decimals as the finest needs.
    var tickLabels: [String] {
        guard !isLogarithmic, !isMarked, ticks.count > 1 else {
            return ticks.map { ChartNumber.short($0) }
        }
        let largest = ticks.map(abs).max() ?? 0
        return ticks.map { ChartNumber.label($0, step: ticks[1] - ticks[0], largest: largest) }
    }

    /// Moves equal ends apart.
    private static func spread(_ low: Double, _ high: Double) -> (Double, Double) {
        guard low == high else { return (low, high) }
        return low > 0 ? (low / 2, low * 2) : (low - 1, low + 1)
    }

    /// The smallest of 1, 2, 2.5, 5 times a power of ten that needs at most `count` steps.
    private static func step(from low: Double, to high: Double, count: Int) -> Double {
        let rough = (high - low) / Double(max(1, count))
        let power = pow(10, floor(log10(rough)))
        let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10
        return factor * power
    }

    private static func linearTicks(from low: Double, to high: Double, step: Double) -> [Double] {
        let start = ceil(low / step - 1e-9)
        let end = floor(high / step + 1e-9)
        guard start.isFinite, end.isFinite, end - start <= 100 else { return [low, high] }
        return stride(from: start, through: end, by: 1).map { $0 * step }
    }

    /// Powers of ten, with twice and five times each when there are few.
    private static func logarithmicTicks(_ low: Double, _ high: Double) -> [Double] {
        let decades = Int(floor(log10(low)))...Int(ceil(log10(high)))
        let factors: [Double] = log10(high / low) > 3 ? [1] : [1, 2, 5]
        let ticks = decades.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }
        return ticks.filter { (low * 0.999...high * 1.001).contains($0) }
    }
}
