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

    private var positions: [Name: Int] = [:]

    /// An object without members.
    package init() {}

    /// The value called `key`; setting appends a new member or replaces an old one in its place,
    /// and setting nil removes it.
    package subscript(key: String) -> JSONValue? {
        get {
            positions[Name(key)].map { members[$0].value }
        }
        set {
            guard let newValue else { return remove(key) }
            if let position = positions[Name(key)] {
                members[position].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    /// The names in order.
    package var keys: [String] { members.map(\.key) }

    /// The number of members.
    package var count: Int { members.count }

    private mutating func append(_ key: String, _ value: JSONValue) {
        positions[Name(key)] = members.count
        members.append(Member(key: key, value: value))
    }

    private mutating func remove(_ key: String) {
        guard let position = positions.removeValue(forKey: Name(key)) else { return }
        members.remove(at: position)
        for later in position..<members.count {
            positions[Name(members[later].key)] = later
        }
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
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 {
            hasher.combine(byte)
        }
    }
}
