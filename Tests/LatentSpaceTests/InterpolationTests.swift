import LatentSpace
import Testing

/// The laws of a walk between two codes.
struct InterpolationTests {
    private let start: [Float] = [3, 0, 0]
    private let end: [Float] = [0, 1, 0]

    private func norm(_ code: [Float]) -> Float {
        code.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    @Test(arguments: InterpolationPath.allCases, [2, 3, 11])
    func theEndsAreExactAndTheStepsAsManyAsAskedFor(path: InterpolationPath, steps: Int) {
        let walk = interpolate(
            from: [0.1, 0.7, -3],
            to: [1e-3, 5, 0.3],
            steps: steps,
            path: path
        )
        #expect(walk.count == steps)
        #expect(walk.first == [0.1, 0.7, -3])
        #expect(walk.last == [1e-3, 5, 0.3])
    }

    @Test(arguments: InterpolationPath.allCases)
    func theWayBackIsTheSame(path: InterpolationPath) {
        let there = interpolate(from: start, to: end, steps: 6, path: path)
        let back = interpolate(from: end, to: start, steps: 6, path: path)
        for (one, other) in zip(there, back.reversed()) {
            for (x, y) in zip(one, other) { #expect(abs(x - y) < 1e-6) }
        }
    }

    @Test func theLinearMiddleIsTheMean() {
        #expect(interpolate(from: start, to: end, steps: 3, path: .linear)[1] == [1.5, 0.5, 0])
    }

    /// A quarter turn in three parts: 30 degrees and a third of the way from 3 to 1 each.
    @Test func theSphericalWayTurnsAndGrowsEvenly() {
        let walk = interpolate(from: start, to: end, steps: 4, path: .spherical)
        for (step, code) in walk.enumerated() {
            #expect(abs(norm(code) - (3 - Float(step) * 2 / 3)) < 1e-5)
            let cosines: [Float] = [1, 0.8660254, 0.5, 0]
            #expect(abs(code[0] / norm(code) - cosines[step]) < 1e-6)
            #expect(code[2] == 0)
        }
    }

    @Test(arguments: [[1, 1, 1], [-2, -2, -2], [0, 0, 0]] as [[Float]])
    func withoutAnAngleTheSphericalWayIsTheLinearOne(other: [Float]) {
        let spherical = interpolate(from: [2, 2, 2], to: other, steps: 5, path: .spherical)
        #expect(spherical == interpolate(from: [2, 2, 2], to: other, steps: 5, path: .linear))
    }

    /// Just inside the limit, the circle and the line agree: nothing jumps.
    @Test func thePathsMeetAtSmallAngles() {
        let near: [Float] = [3, 0.006, 0]
        let spherical = interpolate(from: start, to: near, steps: 5, path: .spherical)
        let linear = interpolate(from: start, to: near, steps: 5, path: .linear)
        for (one, other) in zip(spherical.joined(), linear.joined()) {
            #expect(abs(one - other) < 1e-5)
        }
    }
}
