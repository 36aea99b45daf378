#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The logarithm of the mean of exponentials, one term at a time.
///
/// The sum is kept relative to the largest term so far, so nothing overflows, and nothing that
/// matters underflows. NaN stays NaN.
struct LogMeanExp {
    private var largest = -Double.infinity
    private var sum = 0.0
    private var count = 0

    mutating func add(_ term: Double) {
        count += 1
        guard term > -.infinity || term.isNaN else { return }
        if term > largest {
            sum = sum * exp(largest - term) + 1
            largest = term
        } else {
            sum += exp(term - largest)
        }
    }

    /// log( 1/n sum of e^term ).
    var value: Double { largest + log(sum / Double(count)) }
}

extension EvaluationReport {
    func perplexity(of nats: Double) -> Double { exp(nats / tokensPerRecord) }
}
