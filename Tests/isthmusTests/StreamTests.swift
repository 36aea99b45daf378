import Testing

/// Streams and files in states that programs do not expect.
@Suite struct StreamTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        _ = try scratch.write("One.\nTwo.\n", to: "lines.txt")
        _ = try scratch.write("{\n{\"text\":\"One.\"}\n", to: "broken.jsonl")
    }

    /// Runs a line of the shell in the folder of the test.
    private func shell(_ line: String) throws -> Run {
        try Tool.shell("cd '\(scratch.path)' && \(line)")
    }

    @Test func messagesAreNotWrittenIntoResultsWhereStderrIsClosed() throws {
        for closed in ["2>&-", "<&- >&- 2>&-"] {
            let run = try shell("\"$isthmus\" corpus import broken.jsonl --out out.txt \(closed)")
            #expect(run.code == 0)
            #expect(try scratch.read("out.txt") == "One.\n")
        }
    }

    @Test(arguments: [
        ("lines.txt >&-", "cannot write 'standard output': Bad file descriptor"),
        ("- <&-", "cannot read '<stdin>': Bad file descriptor"),
    ])
    func aStreamThatIsClosedIsToldAsSuch(arguments: String, message: String) throws {
        let run = try shell("\"$isthmus\" corpus import \(arguments)")
        #expect(run.code == 74)
        #expect(run.messages.contains(message), "\(run.messages)")
        #expect(run.messages.contains("; it was closed when the program started"))
    }

    @Test func aFileThatMayNotGrowKeepsItsOldContents() throws {
        let line = String(repeating: "a", count: 999) + "\n"
        _ = try scratch.write(String(repeating: line, count: 400), to: "long.txt")
        _ = try scratch.write("old", to: "out.txt")
        let run = try shell("ulimit -f 100; \"$isthmus\" corpus import long.txt --out out.txt")
        #expect(run.code == 74)
        #expect(run.messages.contains("cannot write 'out.txt': File too large; raise the limit"))
        #expect(try scratch.read("out.txt") == "old")
    }

    @Test(arguments: [
        ("corpus import lines.txt >> lines.txt", "stdout goes to 'lines.txt', which is read"),
        ("corpus import lines.txt >> link.txt", "stdout goes to 'lines.txt', which is read"),
        ("corpus import - < lines.txt >> lines.txt", "the file that stdin comes from"),
        ("selfies encode lines.txt >> lines.txt", "stdout goes to 'lines.txt', which is read"),
        ("corpus import lines.txt --rejects link.txt", "--rejects would replace 'link.txt'"),
        (
            "corpus import - --controls report --changes lines.txt < lines.txt",
            "--changes would replace 'lines.txt'"
        ),
        ("corpus import lines.txt --rejects -", "--out and --rejects both write to '-'"),
        ("corpus import lines.txt --out a --rejects ./a", "both write to './a'"),
    ])
    func resultsAreNotWrittenIntoEachOtherNorIntoWhatIsRead(
        arguments: String,
        message: String
    ) throws {
        let run = try shell("ln -s lines.txt link.txt; \"$isthmus\" \(arguments)")
        #expect(run.code == 64)
        #expect(run.messages.contains(message), "\(run.messages)")
        #expect(try scratch.read("lines.txt") == "One.\nTwo.\n")
    }

    @Test(arguments: [
        "lines.txt --out lines.txt", "lines.txt --out /dev/null --rejects /dev/null",
        "lines.txt --out new.txt --rejects other.txt >> lines.txt", "- < lines.txt > new.txt",
    ])
    func whatDoesNotMeetIsWritten(arguments: String) throws {
        let run = try shell("\"$isthmus\" corpus import \(arguments)")
        #expect(run.code == 0, "\(run.messages)")
        #expect(try scratch.read("lines.txt") == "One.\nTwo.\n")
    }

    @Test func zeroBytesInRecordsLeaveLinesOfText() throws {
        _ = try scratch.write("{\"text\":\"a\\u0000b\"}\n", to: "zero.jsonl")
        _ = try scratch.write("text\na\0b\n", to: "zero.csv")
        for file in ["zero.jsonl", "zero.csv"] {
            #expect(try shell("\"$isthmus\" corpus import \(file)").text == "a b\n")
            let objects = try shell("\"$isthmus\" corpus import --json \(file)").objects
            #expect(objects.first?["text"] as? String == "a\0b")
        }
    }

    @Test(arguments: [
        ("ln -s b a; ln -s a b;", "a", 66), ("", "$(printf 'a%.0s' $(seq 300))", 66),
        ("", "lines.txt --out \"\"", 74),
    ])
    func aPathThatLeadsNowhereIsToldWithWhatToDo(
        preparation: String,
        arguments: String,
        code: Int32
    ) throws {
        let run = try shell("\(preparation) \"$isthmus\" corpus import \(arguments)")
        #expect(run.code == code)
        #expect(run.messages.contains("; give the path") || run.messages.contains("; check the"))
        #expect(run.text.isEmpty)
    }
}
