package import JSONText
internal import UnicodeText

/// All settings of a kind of configuration.
package struct ConfigurationTable<Root>: Sendable {
    /// The settings in the order in which they are shown.
    package let keys: [ConfigurationKey<Root>]

    /// Creates a table.
    package init(_ keys: [ConfigurationKey<Root>]) {
        self.keys = keys
    }

    /// Sets one key to a value.
    package func set(_ name: String, to value: JSONValue, in root: inout Root) throws {
        guard let key = keys.first(where: { $0.name == name }) else {
            throw ConfigurationError.unknownKey(name, suggestion: nearest(to: name))
        }
        try key.write(&root, value)
    }

    /// Sets one key from `KEY=VALUE`, as written on a command line.
    package func set(assignment: String, in root: inout Root) throws {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw ConfigurationError.invalid("'\(assignment)' is not of the form KEY=VALUE")
        }
        let (name, text) = (String(parts[0]), String(parts[1]))
        let scalar = try? JSONValue(parsing: Array(text.utf8))
        guard let scalar, scalar.array == nil, scalar.object == nil else {
            return try set(name, to: .string(text), in: &root)
        }
        do {
            try set(name, to: scalar, in: &root)
        } catch let error as ConfigurationError {
            // A text may well look like a number.
            guard case .wrongValue = error, (try? set(name, to: .string(text), in: &root)) != nil
            else { throw error }
        }
    }

    /// Sets every key that an object names, section by section.
    package func apply(_ object: JSONObject, prefix: String = "", to root: inout Root) throws {
        for member in object.members {
            let path = prefix.isEmpty ? member.key : "\(prefix).\(member.key)"
            if let section = member.value.object {
                try apply(section, prefix: path, to: &root)
            } else {
                try set(path, to: member.value, in: &root)
            }
        }
    }

    /// The settings as an object with a member for each section.
    package func object(of root: Root) -> JSONObject {
        var object = JSONObject()
        for key in keys {
            let parts = key.name.split(separator: ".", maxSplits: 1).map(String.init)
            var section = object[parts[0]]?.object ?? JSONObject()
            section[parts[parts.count - 1]] = key.read(root)
            object[parts[0]] = .object(section)
        }
        return object
    }

    /// The names of the keys in which two configurations differ.
    package func differences(_ a: Root, _ b: Root) -> [ConfigurationKey<Root>] {
        keys.filter { $0.read(a) != $0.read(b) }
    }

    /// The key whose name is nearest to a word, if one is near.
    private func nearest(to name: String) -> String? {
        Misspelling.nearest(to: name, among: keys.map(\.name)) { name in
            [name, name.split(separator: ".").last.map(String.init) ?? name]
        }
    }
}
