/// What this program calls itself.
enum Version {
    /// The version, by semantic versioning.
    static let number = "0.1.0"

    /// The answer to `--version`.
    static let text = "isthmus \(number)"
}
