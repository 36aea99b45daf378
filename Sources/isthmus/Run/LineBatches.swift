import Tokenization

/// The lines of a command's input as sequences, a batch at a time, with what became of each.
struct LineBatches {
    /// A line and its tokens, or what is wrong with it.
    struct Item {
        let line: InputLine
        let outcome: Result<[TokenID], any Error>
    }

    private let lines: InputLines
    private let model: LoadedModel
    private let maximumLength: Int
    private let size: Int
    private var failures: LineFailures
    private var tooLongCount = 0
    private var unknownCount = 0
    private var tokenCount = 0
    private let console: Console

    /// Opens the input.
    ///
    /// - Parameters:
    ///   - path: The file; nil is stdin.
    ///   - model: What the lines are for.
    ///   - maximumLength: The most tokens of a line; nil for as many as the model was trained on.
    ///   - size: How many lines make a batch.
    ///   - command: The name of the command, for a hint when there is no input.
    ///   - console: Where failures are reported.
    /// - Throws: What opening the input throws.
    init(
        path: String?,
        model: LoadedModel,
        maximumLength: Int? = nil,
        size: Int = 256,
        command: String,
        console: Console
    ) throws {
        let example = model.isMolecules ? "CCO" : "A short sentence."
        lines = try InputLines(
            path: path,
            isMolecules: model.isMolecules,
            hint: "echo \"\(example)\" | isthmus \(command) --model DIR",
            console: console
        )
        self.model = model
        self.maximumLength = maximumLength ?? model.maximumLength
        self.size = size
        self.console = console
        failures = LineFailures(console: console)
        model.notePreparation(console)
    }

    /// The next lines; none at the end.
    mutating func next() throws -> [Item] {
        try lines.batch(limit: size).map { line in
            let item = Item(line: line, outcome: Result { try tokens(of: line) })
            count(item)
            return item
        }
    }

    private func tokens(of line: InputLine) throws -> [TokenID] {
        guard let text = line.text else { throw ToolError.badData(line.problem ?? "unreadable") }
        if text.isEmpty { throw ToolError.badData("the line is blank") }
        return try model.tokens(of: text, maximumLength: maximumLength)
    }

    private mutating func count(_ item: Item) {
        switch item.outcome {
        case .success(let ids):
            failures.succeed()
            tokenCount += ids.count
            unknownCount += ids.count { $0 == Vocabulary.unknown }
        case .failure(is SequenceTooLong):
            failures.fail()
            tooLongCount += 1
        case .failure(let error):
            let isPlaced = item.line.problem != nil
            failures.report(isPlaced ? "\(error)" : "line \(item.line.number): \(error)")
        }
    }

    /// Reports how many lines failed and how many tokens were unknown.
    ///
    /// - Throws: A `ToolError` when no line could be used.
    func finish() throws {
        if tooLongCount > 0 {
            console.warn(
                "\(counted(tooLongCount, "line")) of more than \(maximumLength) tokens passed "
                    + "over; --max-length takes longer ones"
            )
        }
        if unknownCount > 0 {
            console.note(
                "\(grouped(unknownCount)) of \(counted(tokenCount, "token")) are not in the "
                    + "vocabulary"
            )
        }
        try failures.finish()
    }
}

extension LineBatches {
    /// Calls `body` with each batch: its items, and the tokens of those that are sequences.
    mutating func forEach(_ body: ([Item], TokenBatch) throws -> Void) throws {
        while true {
            let items = try next()
            if items.isEmpty { return }
            try body(items, TokenBatch(items.compactMap { try? $0.outcome.get() }))
        }
    }
}

extension LineBatches.Item {
    /// What is wrong with the line, in one line, or nil.
    var problem: String? {
        guard case .failure(let error) = outcome else { return nil }
        return "\(error)".split(separator: "\n").first.map(String.init) ?? "unreadable"
    }
}
