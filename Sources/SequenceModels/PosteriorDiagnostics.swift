internal import Tensors

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the posteriors of a whole data set say about a collapse: N records, Z dimensions, nats.
///
///     activeUnits          the dimensions d whose variance over x of E_q[z_d] is at least 0.01
///     mutualInformation    I_q(x; z) = E[ log q(z|x) - log q(z) ],  q(z) = 1/N sum_n q(z|x_n)
///     klByDimension        the mean over x of KL( q(z_d|x) || N(0, 1) )
///
/// The mutual information takes one sample z of each posterior and the whole aggregated posterior,
/// so it is at most ln N. The first term is evaluated at the samples too, not in closed form: the
/// expectation is the same, but the noise cancels and the estimate of a collapsed posterior is
/// exactly zero.
///
/// - SeeAlso: Burda et al., "Importance Weighted Autoencoders" (2016), section 5, for active
///   units; Hoffman and Johnson, "ELBO surgery" (2016), for the mutual information.
package struct PosteriorDiagnostics: Hashable, Sendable {
    /// The variance of a mean from which on a dimension counts as active.
    package static let activityThreshold = 0.01

    /// The number of records.
    package let recordCount: Int

    /// The variance over the records of the posterior mean of each dimension.
    package let meanVariances: [Double]

    /// The mean over the records of the divergence of each dimension from N(0, 1), in nats.
    package let klByDimension: [Double]

    /// The mutual information of records and codes under the posterior, in nats.
    package let mutualInformation: Double

    /// How many records the mutual information was computed from.
    package let mutualInformationRecordCount: Int

    /// How many dimensions tell records apart.
    package var activeUnits: Int { meanVariances.count { $0 >= Self.activityThreshold } }

    /// The mean divergence of the posteriors from the prior, in nats a record.
    package var divergence: Double { klByDimension.reduce(0, +) }

    /// Computes the diagnostics from arrays of `[N, Z]`, a record after the other.
    ///
    /// - Parameters:
    ///   - means: The means of the posteriors.
    ///   - logVariances: The logarithms of their variances.
    ///   - samples: One draw from each posterior.
    ///   - dimension: Z.
    ///   - pairLimit: The mutual information compares all pairs of records; of more records than
    ///     this it takes a random subset, the same for every call.
    package init(
        means: [Float],
        logVariances: [Float],
        samples: [Float],
        dimension: Int,
        pairLimit: Int = 10_000
    ) {
        precondition(
            dimension > 0 && means.count % dimension == 0 && logVariances.count == means.count
                && samples.count == means.count,
            "diagnostics of \(means.count) means, \(logVariances.count) log-variances and "
                + "\(samples.count) samples of \(dimension) dimensions"
        )
        recordCount = means.count / dimension
        meanVariances = (0..<dimension).map { variance(means, from: $0, by: dimension) }
        klByDimension = meanDivergences(means, logVariances, dimension: dimension)
        let records = chosenRecords(of: recordCount, limit: pairLimit)
        mutualInformationRecordCount = records.count
        let posteriors = PackedPosteriors(
            records,
            means: means,
            logVariances: logVariances,
            dimension: dimension
        )
        mutualInformation = posteriors.mutualInformation(records, samples: samples)
    }
}

/// All records, or a random subset that depends on the two numbers only, in order.
private func chosenRecords(of count: Int, limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    var generator = SeededGenerator(seed: 0)
    let keys = (0..<count).map { _ in generator.next() }
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }.prefix(limit).sorted()
}

/// The unbiased variance of one column, computed around its mean.
private func variance(_ values: [Float], from first: Int, by width: Int) -> Double {
    let column = stride(from: first, to: values.count, by: width).lazy.map { Double(values[$0]) }
    let count = values.count / width
    guard count > 1 else { return 0 }
    let mean = column.reduce(0, +) / Double(count)
    return column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
}

private func meanDivergences(
    _ means: [Float],
    _ logVariances: [Float],
    dimension: Int
) -> [Double] {
    var sums = [Double](repeating: 0, count: dimension)
    for (index, mean) in means.enumerated() {
        let (mean, logVariance) = (Double(mean), Double(logVariances[index]))
        sums[index % dimension] += (mean * mean + exp(logVariance) - logVariance - 1) / 2
    }
    let count = Double(max(1, means.count / dimension))
    return sums.map { $0 / count }
}

/// The posteriors of N records, arranged for the densities of all pairs.
///
/// Differences are squared, not expanded into a matrix product `[z z, z] [a, -2 a m]^T`: with the
/// narrow posteriors of a good model the expansion loses the digits that matter.
private struct PackedPosteriors {
    typealias Lanes = SIMD8<Float>

    /// Groups of eight dimensions a record; dimensions that do not exist have precision zero.
    let width: Int
    let dimension: Int
    var means: [Lanes] = []
    var halfPrecisions: [Lanes] = []

    /// Minus half the sum of the log-variances of each record; 2 pi cancels.
    var offsets: [Float] = []

    init(_ records: [Int], means: [Float], logVariances: [Float], dimension: Int) {
        width = (dimension + 7) / 8
        self.dimension = dimension
        for record in records {
            let place = record * dimension
            let range = place..<place + dimension
            self.means += lanes(of: means[range])
            halfPrecisions += lanes(of: logVariances[range].map { exp(-$0) / 2 }[...])
            offsets.append(logVariances[range].reduce(0, +) / -2)
        }
    }

    private func lanes(of values: ArraySlice<Float>) -> [Lanes] {
        (0..<width).map { group in
            var lane = Lanes.zero
            for index in 0..<min(8, dimension - group * 8) {
                lane[index] = values[values.startIndex + group * 8 + index]
            }
            return lane
        }
    }

    /// The mean over the records of `log q(z|x) - log q(z)` at their samples.
    func mutualInformation(_ records: [Int], samples: [Float]) -> Double {
        var densities = [Float](repeating: 0, count: records.count)
        var sum = 0.0
        for (place, record) in records.enumerated() {
            let first = record * dimension
            fillLogDensities(&densities, at: lanes(of: samples[first..<first + dimension]))
            sum += Double(densities[place]) - logMeanExp(densities)
        }
        return records.isEmpty ? 0 : sum / Double(records.count)
    }

    /// log q(z|x_n) of every record, but for a constant.
    private func fillLogDensities(_ densities: inout [Float], at z: [Lanes]) {
        z.withUnsafeBufferPointer { z in
            means.withUnsafeBufferPointer { means in
                halfPrecisions.withUnsafeBufferPointer { precisions in
                    for record in densities.indices {
                        var sum = Lanes.zero
                        for group in 0..<width {
                            let difference = z[group] - means[record * width + group]
                            let scaled = difference * precisions[record * width + group]
                            sum += difference * scaled
                        }
                        densities[record] = offsets[record] - sum.sum()
                    }
                }
            }
        }
    }

    /// log of the mean of e^x; terms that cannot be seen beside the largest are passed over.
    private func logMeanExp(_ values: [Float]) -> Double {
        let largest = values.reduce(-Float.infinity, max)
        let sum = values.reduce(0.0) { sum, value in
            value - largest > -45 ? sum + exp(Double(value - largest)) : sum
        }
        return Double(largest) + log(sum / Double(values.count))
    }
}
