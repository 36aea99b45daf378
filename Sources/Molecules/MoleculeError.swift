internal import CRDKit

/// Why a string is not a molecule.
///
/// Its description points at the place where there is one:
///
///     not a molecule: Explicit valence for atom # 1 C, 5, is greater than permitted (column 2)
///         CC(C)(C)(C)C
///          ^
public struct MoleculeError: Error, Sendable, Hashable {
    /// The string that was refused.
    public let smiles: String

    /// What is wrong with it, in RDKit's words where RDKit found it.
    public let reason: String

    /// The place of the fault, in bytes of UTF-8 from 1; nil when it is not in one place.
    public let column: Int?
}

extension MoleculeError {
    /// Finds out what is wrong with a string that `Molecule` refused.
    init(diagnosing smiles: String) {
        let bytes = Array(smiles.utf8)
        if bytes.isEmpty {
            self.init(smiles: smiles, reason: "the string is empty", column: nil)
            return
        }
        if let zero = bytes.firstIndex(of: 0) {
            self.init(smiles: smiles, reason: "a zero byte", column: zero + 1)
            return
        }
        if let excess = MoleculeSize.excess(ofSMILES: bytes) {
            self.init(smiles: smiles, reason: excess, column: nil)
            return
        }
        var atom: Int32 = -1
        let message = bytes.withUnsafeBytes { buffer in
            let start = buffer.bindMemory(to: CChar.self).baseAddress
            return takeString(crdkit_parse_failure(start, buffer.count, &atom))
        }
        self.init(
            smiles: smiles,
            reason: extractReason(fromLog: message ?? ""),
            column: atom < 0
                ? syntaxFaultColumn(in: bytes) : findColumn(ofAtom: Int(atom), in: bytes)
        )
    }
}

/// Takes what matters from RDKit's log: `[time] SMILES Parse Error: REASON while parsing: INPUT`.
private func extractReason(fromLog log: String) -> String {
    var line = log.prefix { $0 != "\n" }
    if let end = line.firstRange(of: "SMILES Parse Error: ") {
        line = line[end.upperBound...]
    }
    for tail in [" while parsing:", " for input:"] {
        if let start = line.firstRange(of: tail) { line = line[..<start.lowerBound] }
    }
    return line.isEmpty ? "RDKit does not accept it" : String(line)
}

/// The column of the first symbol that cannot stand where it does, or of the first ring or branch
/// that is never closed; nil when the string is well formed.
private func syntaxFaultColumn(in bytes: [UInt8]) -> Int? {
    let tokens = smilesTokens(of: bytes)
    var prefix = SMILESPrefix(checksValence: false)
    var branchStarts: [Int] = []
    for token in tokens {
        let column = token.range.lowerBound + 1
        guard let symbol = SMILESSymbol(token.kind, Array(bytes[token.range])),
            prefix.append(symbol)
        else { return column }
        if token.kind == .branchStart { branchStarts.append(column) }
        if token.kind == .branchEnd { branchStarts.removeLast() }
    }
    if prefix.isComplete { return nil }
    let openRing = prefix.openRings.values.map(\.symbolIndex).min()
    return branchStarts.last ?? openRing.map { tokens[$0].range.lowerBound + 1 } ?? bytes.count
}

/// The column of the atom that is read at a place in the sequence of atoms.
private func findColumn(ofAtom index: Int, in bytes: [UInt8]) -> Int? {
    let atoms = smilesTokens(of: bytes).lazy.filter { $0.kind == .atom }
    return atoms.dropFirst(index).first.map { $0.range.lowerBound + 1 }
}

extension MoleculeError: CustomStringConvertible {
    /// The reason, the column, and the string with a caret under the fault.
    public var description: String {
        let place = column.map { " (column \($0))" } ?? ""
        let excerpt = Excerpt(of: smiles, around: column)
        let caret = excerpt.caretOffset.map { "\n    " + String(repeating: " ", count: $0) + "^" }
        return "not a molecule: \(reason)\(place)\n    \(excerpt.text)\(caret ?? "")"
    }
}

/// The part of a string that is shown in an error, safe to print on a terminal.
private struct Excerpt {
    static let width = 72

    /// At most `width` bytes of the string, each that is not printable ASCII shown as `?`.
    let text: String

    /// Where in the text the caret belongs.
    let caretOffset: Int?

    init(of string: String, around column: Int?) {
        let bytes = Array(string.utf8)
        let center = (column ?? 1) - 1
        let start = max(0, min(center - Excerpt.width / 2, bytes.count - Excerpt.width))
        let end = min(bytes.count, start + Excerpt.width)
        let shown = bytes[start..<end].map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        let prefix = start > 0 ? "..." : ""
        let suffix = end < bytes.count ? "..." : ""
        text = prefix + String(decoding: shown, as: UTF8.self) + suffix
        caretOffset = column == nil ? nil : prefix.count + center - start
    }
}
