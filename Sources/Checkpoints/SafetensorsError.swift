/// Why a file is not a safetensors file that can be trusted, where, and what to do.
package struct SafetensorsError: Error, Hashable, Sendable {
    /// The file, when its reader knows it.
    package var path: String?

    /// The offset in the file, in bytes, of what is wrong.
    package let offset: Int

    /// What is wrong.
    package let reason: String

    /// What to do about it.
    package let advice: String

    init(_ reason: String, at offset: Int, advice: String = Self.damaged) {
        self.offset = offset
        self.reason = reason
        self.advice = advice
    }

    /// The same error, said of the file at `path`.
    package func located(in path: String) -> SafetensorsError {
        var error = self
        error.path = path
        return error
    }

    static let damaged = "the file is damaged or truncated; copy it or save it again"
}

extension SafetensorsError: CustomStringConvertible {
    package var description: String {
        "\(path ?? "safetensors"): byte \(offset): \(reason); \(advice)"
    }
}
