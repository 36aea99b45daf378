/// A fault that ends the reading of a corpus file.
///
/// The description gives file, line and column, what is wrong, an excerpt with a caret where that
/// helps, and what to do.
public struct CorpusError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault that callers tell apart.
    public enum Kind: String, Hashable, Sendable {
        /// There is nothing to read.
        case empty

        /// The bytes are not text, or not of an encoding that is read.
        case binary

        /// The chosen field does not exist, or none was chosen and several could be meant.
        case selection

        /// The notation of the file is broken where reading cannot go on.
        case malformed

        /// The file has constructs that are refused because they can be used for attacks.
        case refused

        /// The compressed stream is damaged, cut short, or expands beyond reason.
        case compression

        /// The format is none of those that are read.
        case unsupported
    }

    /// The kind of fault.
    public var kind: Kind

    /// The path of the file.
    public var source: String

    /// The line of the fault, from 1, where it has one.
    public var line: Int?

    /// The column of the fault in bytes, from 1, where it has one.
    public var column: Int?

    /// What is wrong and what to do.
    public var message: String

    /// The text around the fault, with a caret under it on a second line.
    public var excerpt: String?

    /// `file:line:column: message`, then the excerpt.
    public var description: String {
        let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        let text = "\(source)\(place): \(message)"
        guard let excerpt else { return text }
        return text + "\n"
            + excerpt.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    }
}
