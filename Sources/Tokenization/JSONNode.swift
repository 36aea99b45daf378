/// A value of a JSON file, with its place.
struct JSONNode {
    /// What the value is.
    ///
    /// Strings are UTF-8, numbers are kept only when they are integers.
    enum Value {
        case null
        case bool(Bool)
        case integer(Int)
        case otherNumber
        case string([UInt8])
        case array([JSONNode])
        case object([Member])
    }

    /// A member of an object.
    ///
    /// Members keep their order, and a name may come twice.
    struct Member {
        var name: [UInt8]
        var offset: Int
        var value: JSONNode
    }

    /// Where the value starts, in bytes.
    var offset: Int

    /// The value.
    var value: Value

    /// Whether the value is null.
    var isNull: Bool { if case .null = value { true } else { false } }

    /// The value as text, if it is a string.
    var string: String? {
        if case .string(let bytes) = value { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    /// The value as an integer, if it is one.
    var integer: Int? { if case .integer(let value) = value { value } else { nil } }

    /// The elements, if the value is an array.
    var elements: [JSONNode]? { if case .array(let nodes) = value { nodes } else { nil } }

    /// The members, if the value is an object.
    var members: [Member]? { if case .object(let members) = value { members } else { nil } }

    /// The last member with a name, if the value is an object that has one.
    subscript(name: String) -> JSONNode? {
        members?.last { $0.name.elementsEqual(name.utf8) }?.value
    }
}

extension JSONNode: Equatable {
    /// Whether two values are the same, wherever they stand; the order of members counts.
    static func == (left: JSONNode, right: JSONNode) -> Bool {
        switch (left.value, right.value) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)):
            left.elementsEqual(right) { $0.name == $1.name && $0.value == $1.value }
        default: false
        }
    }
}
