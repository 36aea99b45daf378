/// What divides the fields of a table.
enum TableDelimiter {
    static let comma = UInt8(ascii: ",")
    static let tab = UInt8(ascii: "\t")

    /// What programs write in place of the comma, with its name.
    private static let others: [(byte: UInt8, name: String)] = [
        (UInt8(ascii: ";"), "semicolons"), (tab, "tabs"), (UInt8(ascii: "|"), "vertical bars"),
    ]

    /// The delimiter of a file of comma-separated values: that of a first line `sep=;`, with which
    /// spreadsheets are told; else the comma, unless the first row has none, and
    /// the first rows have as many semicolons, tabs or bars each.
    ///
    /// - Parameter beginning: The first bytes of the file.
    /// - Returns: The delimiter, and what to tell the user if it is not the comma.
    static func ofCSV(_ beginning: [UInt8]) -> (byte: UInt8, note: String?) {
        if let declared = declared(in: beginning) { return (declared, nil) }
        let rows = firstRows(of: beginning)
        guard let first = rows.first, count(comma, in: first) == 0 else { return (comma, nil) }
        for other in others {
            let counts = Set(rows.map { count(other.byte, in: $0) })
            if counts.count == 1, counts != [0] {
                return (other.byte, "\(other.name) were taken for the fields' delimiters")
            }
        }
        return (comma, nil)
    }

    /// The delimiter that the first line declares.
    private static func declared(in beginning: [UInt8]) -> UInt8? {
        let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
        return line.count == 5 && isDeclaration(line) ? line[4] : nil
    }

    private static func isDeclaration(_ line: some Collection<UInt8>) -> Bool {
        line.prefix(4).map { $0 | 0x20 }.elementsEqual("sep=".utf8.map { $0 | 0x20 })
    }

    /// Whether a row is the line that declares the delimiter, which divides it in two.
    static func isDeclaration(_ row: Row, of delimiter: UInt8) -> Bool {
        row.ends == [4, 4] && isDeclaration(row.bytes)
    }

    /// Up to three rows, which end with line ends outside quotation marks, without one that is cut off.
    private static func firstRows(of beginning: [UInt8]) -> [ArraySlice<UInt8>] {
        var rows: [ArraySlice<UInt8>] = []
        var (start, isQuoted) = (0, false)
        for (index, byte) in beginning.enumerated() where rows.count < 3 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard byte == 0x0A || byte == 0x0D, !isQuoted else { continue }
            if start < index { rows.append(beginning[start..<index]) }
            start = index + 1
        }
        return rows.isEmpty ? [beginning[...]] : rows
    }

    /// How often a byte stands outside quotation marks.
    private static func count(_ delimiter: UInt8, in line: ArraySlice<UInt8>) -> Int {
        var isQuoted = false
        return line.count { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return byte == delimiter && !isQuoted
        }
    }
}
