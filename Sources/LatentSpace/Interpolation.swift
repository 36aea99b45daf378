#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A way from one code to another.
public enum InterpolationPath: String, Hashable, Sendable, CaseIterable {
    /// The straight line. Between codes of a many-dimensional normal distribution its middle is
    /// closer to the origin than any code is likely to be.
    case linear

    /// The great circle: the direction turns at a constant rate, and the length changes in
    /// proportion to t, so the way stays where codes are.
    case spherical
}

/// Points of the way from one code to another at equal steps of t, both ends included exactly.
///
///     linear      z(t) = (1 - t) a + t b
///     spherical   z(t) = |z|(t) ( sin((1 - t) w) a/|a| + sin(t w) b/|b| ) / sin w
///                 |z|(t) = (1 - t) |a| + t |b|,   w the angle between a and b
///
/// When the angle is not defined, or too close to 0 or 180 degrees for a direction of the circle
/// to be, the spherical path is the linear one.
///
/// - Parameters:
///   - start: a, of Z numbers.
///   - end: b, of Z numbers.
///   - steps: The number of points, at least 2.
///   - path: The way to go.
/// - Returns: The points, from the start to the end.
/// - SeeAlso: Shoemake, "Animating Rotation with Quaternion Curves" (1985), for the circle; White,
///   "Sampling Generative Networks" (2016), for its use between codes.
public func interpolate(
    from start: [Float],
    to end: [Float],
    steps: Int,
    path: InterpolationPath = .spherical
) -> [[Float]] {
    precondition(steps >= 2, "an interpolation of \(steps) steps")
    precondition(start.count == end.count, "from \(start.count) to \(end.count) dimensions")
    return (0..<steps).map { step in
        if step == 0 { return start }
        if step == steps - 1 { return end }
        let t = Double(step) / Double(steps - 1)
        switch path {
        case .linear: return combine(1 - t, start, t, end)
        case .spherical: return pointOnGreatCircle(from: start, to: end, at: t)
        }
    }
}

private func pointOnGreatCircle(from start: [Float], to end: [Float], at t: Double) -> [Float] {
    let (a, b) = (norm(start), norm(end))
    guard a > 0, b > 0 else { return combine(1 - t, start, t, end) }
    let cosine = dot(start, end) / (a * b)
    guard abs(cosine) < 1 - 1e-6 else { return combine(1 - t, start, t, end) }
    let angle = acos(cosine)
    let length = (1 - t) * a + t * b
    let scale = length / sin(angle)
    return combine(scale * sin((1 - t) * angle) / a, start, scale * sin(t * angle) / b, end)
}
