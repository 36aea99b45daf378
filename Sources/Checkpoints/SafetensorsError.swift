/// Why a file is not a safetensors file that can be trusted, where, and what to do.
public struct SafetensorsError: Error, Hashable, Sendable {
    /// The file, when its reader knows it.
    public var path: String?

    /// The offset in the file, in bytes, of what is wrong.
    public let offset: Int

    /// What is wrong.
    public let reason: String

    /// What to do about it.
    public let advice: String

    init(_ reason: String, at offset: Int, advice: String = Self.damaged) {
        self.offset = offset
        self.reason = reason
        self.advice = advice
    }

    /// The same error, said of the file at `path`.
    public func located(in path: String) -> SafetensorsError {
        var error = self
        error.path = path
        return error
    }

    static let damaged = "the file is damaged or truncated; copy it or save it again"
}

extension SafetensorsError: CustomStringConvertible {
    /// The file, the place, what is wrong and what to do.
    public var description: String {
        "\(path ?? "safetensors"): byte \(offset): \(reason); \(advice)"
    }
}
