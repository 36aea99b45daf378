/// The texts to which a path leads in a JSON document: an array or object, or several, on one line or many.
struct JSONParser: RecordParser {
    private var events: JSONEventReader
    private let factory: RecordFactory
    private var path: JSONPath?
    private var levels: [Level] = []
    private var ready: [CorpusItem] = []
    private var textNames: [String] = []
    private var absent = AbsentField()
    private(set) var notes: [String] = []

    /// A container that is open.
    private struct Level {
        var isObject: Bool
        var progress: JSONPath.Progress
        var line: Int
        var elementCount = 0
        var name = ""
        var names: [String] = []
        var hasMember = false
        var choice: String?
        var identifier: String?
        var texts: [(bytes: [UInt8], line: Int)] = []

        /// Starts a member; of very many the first names are kept, for messages.
        mutating func start(_ member: String) {
            name = member
            if names.count < 1000 { names.append(member) }
        }
    }

    init(_ stream: ByteStream, options: CorpusOptions) {
        events = JSONEventReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        path = options.selection.map(JSONPath.init(dotted:))
    }

    mutating func next() throws -> CorpusItem? {
        while ready.isEmpty {
            guard let event = try events.next() else {
                if path == nil { throw undecided() }
                if absent.isOpen { throw unknownField() }
                return nil
            }
            try take(event)
            if absent.isHopeless { throw unknownField() }
        }
        return ready.removeFirst()
    }

    private mutating func take(_ event: JSONEvent) throws {
        switch event {
        case .name(let name): levels[levels.count - 1].start(name)
        case .objectStart: open(object: true)
        case .arrayStart: open(object: false)
        case .objectEnd, .arrayEnd: try close()
        case .text(let bytes): try take(text: bytes)
        case .other(let word): take(other: word)
        }
    }

    /// Moves to the next value of the innermost container and says how far along the path it is.
    private mutating func step() -> JSONPath.Progress {
        guard let level = levels.last else { return JSONPath.Progress() }
        let top = levels.count - 1
        levels[top].elementCount += 1
        guard let path else { return level.progress }
        let progress =
            level.isObject
            ? path.progress(of: level.progress, member: level.name)
            : path.progress(of: level.progress, element: level.elementCount)
        if level.isObject, path.isOn(progress) { levels[top].hasMember = true }
        return progress
    }

    private mutating func open(object isObject: Bool) {
        let progress = step()
        if isObject, path?.isEnd(progress) == true, !levels.isEmpty { refuse("an object") }
        levels.append(Level(isObject: isObject, progress: progress, line: events.line))
    }

    private mutating func take(other word: String) {
        let progress = step()
        if levels.last?.isObject == true, levels.last?.name == "id", word != "null" {
            levels[levels.count - 1].identifier = word
        }
        if path?.isEnd(progress) == true { refuse(word) }
    }

    private mutating func take(text bytes: [UInt8]) throws {
        try choosePath()
        let progress = step()
        guard let level = levels.last, level.isObject else {
            if path?.isEnd(progress) == true { emit(bytes, line: events.line) }
            return
        }
        let top = levels.count - 1
        if level.name == "id" {
            levels[top].identifier = String(decoding: bytes, as: UTF8.self)
        }
        if path?.isEnd(progress) == true { levels[top].texts.append((bytes, events.line)) }
    }

    /// Ends the innermost container; the texts of an object are records, now that its identifier is known.
    private mutating func close() throws {
        guard let level = levels.popLast() else { return }
        for text in level.texts {
            emit(text.bytes, identifier: level.identifier, line: text.line)
        }
        guard level.isObject, !level.hasMember, let path, path.leadsOn(from: level.progress) else {
            return
        }
        let detail = "there is no field '\(path.description)'"
        let reject = factory.reject(.missingField, detail, excerpt(level), line: level.line)
        ready += absent.hold(reject, names: level.names, line: level.line)
    }

    private func excerpt(_ level: Level) -> [UInt8] {
        Array("{\(FieldNames.list(level.names))}".utf8)
    }
}

extension JSONParser {
    private mutating func emit(_ bytes: [UInt8], identifier: String? = nil, line: Int) {
        let text = bytes[...].trimmingSpaces()
        if text.isEmpty { return refuse(empty: line) }
        ready += absent.found(factory.item(text, identifier: identifier, line: line))
    }

    /// What the path leads to, for messages.
    private var subject: String {
        let name = path?.description ?? ""
        return name.isEmpty ? "a value" : "the field '\(name)'"
    }

    private mutating func refuse(empty line: Int) {
        let detail = "\(subject) is empty"
        ready += absent.found(factory.reject(.missingField, detail, "\"\"".utf8, line: line))
    }

    private mutating func refuse(_ kind: String) {
        let detail = "\(subject) is \(kind), not text"
        let reject = factory.reject(.missingField, detail, kind.utf8, line: events.line)
        ready += absent.found(reject)
    }

    /// Chooses what is read, before a text, where no path is given.
    ///
    /// That is the first of the usual names that has a text, or texts that are in no object. The object of
    /// the choice must not have another of these names.
    private mutating func choosePath() throws {
        guard path == nil || levels.last?.choice != nil else { return }
        let names = levels.filter(\.isObject).map(\.name)
        if names.isEmpty {
            if path == nil { path = JSONPath([]) }
        } else if FieldNames.usualIndices(in: [names[names.count - 1]]).isEmpty {
            if path == nil, textNames.count < 100 { remember(JSONPath.dotted(names)) }
        } else if path == nil {
            choose(names)
        } else if let choice = levels.last?.choice {
            throw CorpusError(
                kind: .selection,
                source: factory.source,
                line: events.line,
                message: "select the field to read: '\(choice)' or '\(JSONPath.dotted(names))'"
            )
        }
    }

    private mutating func remember(_ name: String) {
        if !textNames.contains(name) { textNames.append(name) }
    }

    private mutating func choose(_ names: [String]) {
        let chosen = JSONPath(names)
        path = chosen
        var progress = JSONPath.Progress()
        for index in levels.indices {
            levels[index].progress = progress
            guard levels[index].isObject else { continue }
            progress = chosen.progress(of: progress, member: levels[index].name)
            levels[index].hasMember = true
        }
        levels[levels.count - 1].choice = chosen.description
        notes.append("field '\(chosen.description)' was chosen")
    }

    private func undecided() -> CorpusError {
        CorpusError(
            kind: .selection,
            source: factory.source,
            message: textNames.isEmpty
                ? "the document has no texts"
                : "select the field to read; the fields with text are: "
                    + FieldNames.list(textNames)
        )
    }

    private func unknownField() -> CorpusError {
        absent.fault(path?.description ?? "", source: factory.source)
    }
}
