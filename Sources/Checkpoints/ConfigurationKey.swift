package import JSONText

/// One setting of a configuration: its dotted name, its meaning, and where it is kept.
///
/// A configuration is written to JSON, read from it, set from the command line and documented by
/// one table of these.
package struct ConfigurationKey<Root>: Sendable {
    /// Such as `model.latent_dimension`.
    package let name: String
    /// One line that says what the setting does.
    package let documentation: String
    /// The setting's value in a configuration.
    package let read: @Sendable (Root) -> JSONValue
    /// Changes the setting; throws what is wrong with the value.
    package let write: @Sendable (inout Root, JSONValue) throws -> Void

    /// A whole number within a range.
    package static func integer(
        _ name: String,
        _ path: any WritableKeyPath<Root, Int> & Sendable,
        _ range: ClosedRange<Int>,
        _ documentation: String
    ) -> Self {
        Self(name: name, documentation: documentation, read: { JSONValue($0[keyPath: path]) }) {
            guard let value = $1.integer, range.contains(value) else {
                let bounds = "a whole number from \(range.lowerBound) to \(range.upperBound)"
                throw ConfigurationError.wrongValue(name, $1.serialized(), wanted: bounds)
            }
            $0[keyPath: path] = value
        }
    }

    /// A number within a range.
    package static func number(
        _ name: String,
        _ path: any WritableKeyPath<Root, Double> & Sendable,
        _ range: ClosedRange<Double>,
        _ documentation: String
    ) -> Self {
        Self(name: name, documentation: documentation, read: { JSONValue($0[keyPath: path]) }) {
            guard let value = $1.double, range.contains(value) else {
                let bounds = "a number from \(range.lowerBound) to \(range.upperBound)"
                throw ConfigurationError.wrongValue(name, $1.serialized(), wanted: bounds)
            }
            $0[keyPath: path] = value
        }
    }

    /// True or false.
    package static func boolean(
        _ name: String,
        _ path: any WritableKeyPath<Root, Bool> & Sendable,
        _ documentation: String
    ) -> Self {
        Self(
            name: name,
            documentation: documentation,
            read: { JSONValue(booleanLiteral: $0[keyPath: path]) }
        ) {
            guard let value = $1.bool else {
                throw ConfigurationError.wrongValue(name, $1.serialized(), wanted: "true or false")
            }
            $0[keyPath: path] = value
        }
    }

    /// One of several words.
    package static func choice<Choice>(
        _ name: String,
        _ path: any WritableKeyPath<Root, Choice> & Sendable,
        _ documentation: String
    ) -> Self where Choice: RawRepresentable<String> & CaseIterable & Sendable {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return Self(
            name: name,
            documentation: "\(documentation) (\(words))",
            read: { JSONValue(stringLiteral: $0[keyPath: path].rawValue) }
        ) {
            guard let value = $1.string.flatMap(Choice.init(rawValue:)) else {
                throw ConfigurationError.wrongValue(
                    name,
                    $1.serialized(),
                    wanted: "one of \(words)"
                )
            }
            $0[keyPath: path] = value
        }
    }

    /// Any text.
    package static func text(
        _ name: String,
        _ path: any WritableKeyPath<Root, String> & Sendable,
        _ documentation: String
    ) -> Self {
        Self(
            name: name,
            documentation: documentation,
            read: { JSONValue(stringLiteral: $0[keyPath: path]) }
        ) {
            guard let value = $1.string else {
                throw ConfigurationError.wrongValue(name, $1.serialized(), wanted: "text")
            }
            $0[keyPath: path] = value
        }
    }

    /// The same setting of a larger configuration, of which `Root` is a part; with a prefix it is
    /// a section of its own.
    package func nested<Whole>(
        in path: any WritableKeyPath<Whole, Root> & Sendable,
        prefix: String? = nil
    ) -> ConfigurationKey<Whole> {
        let (read, write) = (read, write)
        let name = prefix.map { "\($0).\(self.name)" } ?? self.name
        return ConfigurationKey<Whole>(
            name: name,
            documentation: documentation,
            read: { read($0[keyPath: path]) },
            write: { whole, value in
                do {
                    try write(&whole[keyPath: path], value)
                } catch ConfigurationError.wrongValue(_, let text, let wanted) {
                    throw ConfigurationError.wrongValue(name, text, wanted: wanted)
                }
            }
        )
    }
}

/// What is wrong with a configuration.
package enum ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// No setting has this name; perhaps the suggested one was meant.
    case unknownKey(String, suggestion: String?)
    /// The value does not fit the setting.
    case wrongValue(String, String, wanted: String)
    /// The configuration as a whole cannot be used.
    case invalid(String)

    package var description: String {
        switch self {
        case .unknownKey(let key, let suggestion):
            "unknown configuration key '\(key)'"
                + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
                + " (isthmus train --print-config lists all keys)"
        case .wrongValue(let key, let value, let wanted):
            "\(key) = \(value): it must be \(wanted)"
        case .invalid(let reason): reason
        }
    }
}
