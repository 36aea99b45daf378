/// Options that name the files a command writes, with `-` for stdout, and nil where none is written.
struct OutputChoices {
    /// Each option and its file.
    let choices: [(option: String, path: String?)]

    /// Requires that each has a file of its own.
    func requireDistinct() throws(ToolError) {
        // No identity is that of stdout.
        var options: [FileIdentity?: String] = [:]
        for case let (option, path?) in choices {
            let identity = path == "-" ? nil : FileIdentity(path: path)
            guard identity != nil || path == "-",
                let other = options.updateValue(option, forKey: identity)
            else { continue }
            throw .usage("\(other) and \(option) both write to '\(path)'; give each a file")
        }
    }

    /// Requires that none is read, too.
    ///
    /// - Parameter inputs: What is read; `-` is stdin.
    /// - Throws: An error of usage.
    func requireOther(than inputs: [String]) throws(ToolError) {
        let read = Set(inputs.compactMap { FileIdentity(input: $0) })
        for case let (option, path?) in choices {
            guard let identity = FileIdentity(path: path), read.contains(identity) else { continue }
            throw .usage("\(option) would replace '\(path)', which is read; name another file")
        }
    }
}
