#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The sums over all ways to cut a word, from both ends.
struct ForwardBackward {
    private var forward: [Double] = []
    private var backward: [Double] = []

    /// The logarithm of the scale of each block of `forward`.
    private var scales: [Double] = []

    private static let block = UnigramEstimate.blockLength

    /// Adds the expected counts of the pieces of a word, and returns the logarithm of its
    /// probability.
    mutating func run(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ weight: Double,
        _ counts: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        grow(to: deepest.count + 1)
        return forward.withUnsafeMutableBufferPointer { forward in
            backward.withUnsafeMutableBufferPointer { backward in
                let logSum = Self.sumForwards(deepest, pieces, forward, &scales)
                Self.sumBackwards(
                    deepest,
                    pieces,
                    forward,
                    backward,
                    scales,
                    logSum,
                    weight,
                    counts
                )
                return logSum
            }
        }
    }

    private mutating func grow(to count: Int) {
        guard forward.count < count else { return }
        forward = Array(repeating: 0, count: count * 2)
        backward = forward
    }

    /// `forward[i]`: the sum over all ways to cut the first `i` symbols.
    private static func sumForwards(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ forward: UnsafeMutableBufferPointer<Double>,
        _ scales: inout [Double]
    ) -> Double {
        for place in 0...deepest.count { forward[place] = 0 }
        forward[0] = 1
        var scale = 0.0
        scales.removeAll(keepingCapacity: true)
        for start in deepest.indices {
            if start % block == 0 {
                if start > 0 { scale += rescale(forward, start, deepest.count) }
                scales.append(scale)
            }
            let here = forward[start]
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                forward[start + Int(piece.length)] += here * piece.probability
                node = Int(piece.parent)
            }
        }
        return scale + log(forward[deepest.count])
    }

    /// `backward[i]`: the sum over all ways to cut what follows the first `i` symbols.
    private static func sumBackwards(
        _ deepest: UnsafeBufferPointer<Int32>,
        _ pieces: UnsafeBufferPointer<UnigramEstimate.Piece>,
        _ forward: UnsafeMutableBufferPointer<Double>,
        _ backward: UnsafeMutableBufferPointer<Double>,
        _ scales: [Double],
        _ logSum: Double,
        _ weight: Double,
        _ counts: UnsafeMutableBufferPointer<Double>
    ) {
        backward[deepest.count] = 1
        var scale = 0.0
        var factor = weight * exp(scales[(deepest.count - 1) / block] - logSum)
        for start in deepest.indices.reversed() {
            let here = forward[start] * factor
            var sum = 0.0
            var node = Int(deepest[start])
            while node >= 0 {
                let piece = pieces[node]
                let rest = piece.probability * backward[start + Int(piece.length)]
                sum += rest
                counts[node] += here * rest
                node = Int(piece.parent)
            }
            backward[start] = sum
            if start % block == 0, start > 0 {
                scale += rescale(backward, start, deepest.count)
                factor = weight * exp(scales[start / block - 1] + scale - logSum)
            }
        }
    }

    /// Makes the sum at a place 1, and those up to a block further on alike.
    private static func rescale(
        _ sums: UnsafeMutableBufferPointer<Double>,
        _ start: Int,
        _ end: Int
    ) -> Double {
        let sum = sums[start]
        for place in start...min(end, start + block) { sums[place] /= sum }
        return log(sum)
    }
}
