/// What this program calls itself.
enum Version {
    /// The version, by semantic versioning.
    static let number = "0.1.0"

    /// The answer to `--version`.
    static let text = "isthmus \(number)"

    /// The compiler that built the program.
    static var compiler: String {
        #if compiler(>=6.5)
        "6.5 or later"
        #elseif compiler(>=6.4)
        "6.4"
        #elseif compiler(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }
}
