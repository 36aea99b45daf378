#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The digamma function, the derivative of `log(gamma(x))`, for x > 0.
///
/// By recurrence to x >= 6 and the asymptotic series there, to ten digits. (Abramowitz and Stegun,
/// 6.3.5 and 6.3.18.)
func digamma(_ x: Double) -> Double {
    var x = x
    var shift = 0.0
    while x < 6 {
        shift -= 1 / x
        x += 1
    }
    let y = 1 / (x * x)
    let series = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y / 132))))
    return shift + log(x) - 0.5 / x - series
}
