/// The members of a JSON object, in order, each name once.
///
/// Names are compared by their bytes. (`String` equality would take a precomposed and a decomposed
/// letter for the same name, and refuse a vocabulary that has both.)
package struct JSONObject: Sendable {
    /// A name and its value.
    package struct Member: Hashable, Sendable {
        /// The name.
        package let key: String

        /// The value.
        package var value: JSONValue
    }

    /// The members in order.
    package private(set) var members: [Member] = []

    /// The positions of the names, once they are many; few are found as fast by looking at each.
    private var positions: [Name: Int] = [:]
    private static let indexedCount = 16

    /// An object without members.
    package init() {}

    /// The value called `key`; setting appends a new member or replaces an old one in its place,
    /// and setting nil removes it.
    package subscript(key: String) -> JSONValue? {
        get {
            position(of: Name(key)).map { members[$0].value }
        }
        set {
            guard let newValue else { return remove(key) }
            let position = claimPosition(of: Name(key))
            if position < members.count {
                members[position].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }

    /// The names in order.
    package var keys: [String] { members.map(\.key) }

    /// The number of members.
    package var count: Int { members.count }

    private func position(of name: Name) -> Int? {
        positions.isEmpty
            ? members.firstIndex { Name($0.key) == name } : positions[name]
    }

    /// The position of a name, which is after all others where it is new.
    private mutating func claimPosition(of name: Name) -> Int {
        let end = members.count
        if end < Self.indexedCount { return position(of: name) ?? end }
        if positions.isEmpty { index() }
        return Self.value(of: &positions[name], orNew: end)
    }

    private mutating func index() {
        for (position, member) in members.enumerated() { positions[Name(member.key)] = position }
    }

    /// The value of a place, which gets a new one where it has none.
    private static func value(of place: inout Int?, orNew new: Int) -> Int {
        if let value = place { return value }
        place = new
        return new
    }

    private mutating func remove(_ key: String) {
        guard let position = position(of: Name(key)) else { return }
        members.remove(at: position)
        positions = [:]
        if members.count >= Self.indexedCount { index() }
    }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members == right.members
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(members)
    }
}

/// A name that equals another when their UTF-8 bytes do.
private struct Name: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: Name, right: Name) -> Bool {
        var (left, right) = (left.text, right.text)
        return left.withUTF8 { left in right.withUTF8 { left.elementsEqual($0) } }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
