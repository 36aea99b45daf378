/// A fault of a document, or a construct of it that is refused.
///
/// The description gives file, line and column, the parser's message, and the line with a caret.
public struct MarkupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault that callers tell apart.
    public enum Kind: Hashable, Sendable {
        /// The document is not well-formed XML, or in another encoding than it says.
        case malformed

        /// The document depends on declarations that are not read: entities that stand for files, parameter
        /// entities, or values of attributes, which can name files of this computer or expand
        /// without bound.
        case declarations

        /// The document exceeds a limit that keeps reading cheap: the depth of its elements, their
        /// number of names or attributes, the length of a tag, or of what entities stand for.
        case excess

        /// The document needs more memory than there is.
        case memory
    }

    /// The kind of fault.
    public let kind: Kind

    /// The name of the document.
    public let source: String

    /// The line, from 1.
    public let line: Int

    /// The column in bytes, from 1.
    public let column: Int

    /// The place in bytes from the start of the document as it was given to the reader.
    public let offset: Int

    /// What is wrong and, where something can be done, what.
    public let message: String

    /// The line around the fault, then a caret under the place on a line of its own; may be empty.
    public let excerpt: String

    /// `file:line:column: message`, then the excerpt.
    public var description: String {
        let head = "\(source):\(line):\(column): \(message)"
        return excerpt.isEmpty ? head : head + "\n" + excerpt
    }
}
