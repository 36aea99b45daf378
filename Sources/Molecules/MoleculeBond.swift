/// A bond that is given by itself.
public struct MoleculeBond: Hashable, Sendable {
    /// What a bond is.
    public enum Order: Int32, Hashable, Sendable {
        /// A bond to whose electrons one atom gives both.
        case dative = 0
        /// One pair of electrons.
        case single = 1
        /// Two pairs of electrons.
        case double = 2
        /// Three pairs of electrons.
        case triple = 3
        /// Four pairs of electrons.
        case quadruple = 4
        /// A bond of an aromatic ring.
        case aromatic = 5
    }

    /// How a drawing shows a bond that leaves its plane at the first atom.
    public enum Wedge: Int32, Hashable, Sendable {
        /// Away from the viewer.
        case hatched = -1
        /// Not at all.
        case none = 0
        /// Towards the viewer.
        case solid = 1
    }

    /// On which sides of a double bond two atoms beside it lie.
    public struct Geometry: Hashable, Sendable {
        /// A neighbour of the first atom.
        public var first: Int

        /// A neighbour of the second atom.
        public var second: Int

        /// Whether they lie on the same side.
        public var isCis: Bool

        /// Creates a geometry.
        public init(_ first: Int, _ second: Int, isCis: Bool) {
            (self.first, self.second, self.isCis) = (first, second, isCis)
        }
    }

    /// The indices of the atoms.
    public var first, second: Int

    /// What the bond is.
    public var order: Order

    /// How it leaves the plane.
    public var wedge: Wedge

    /// How the atoms beside a double bond lie, or nil when nothing is told.
    public var geometry: Geometry?

    /// Creates a bond.
    public init(_ first: Int, _ second: Int, order: Order = .single, wedge: Wedge = .none) {
        (self.first, self.second, self.order, self.wedge) = (first, second, order, wedge)
    }
}
