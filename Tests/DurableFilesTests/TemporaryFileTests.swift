import DurableFiles
import Testing

@Suite struct TemporaryFileTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    private func read(_ file: TemporaryFile, _ range: Range<Int>) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: range.lowerBound) }
        return bytes
    }

    @Test func bytesComeBackFromTheirPlaces() throws {
        let file = try TemporaryFile(in: folder.path)
        try [4, 5, 6].withUnsafeBytes { try file.write($0, at: 24) }
        try [1, 2, 3].withUnsafeBytes { try file.write($0, at: 0) }
        let numbers = try read(file, 0..<48).withUnsafeBytes { Array($0.bindMemory(to: Int.self)) }
        #expect(numbers == [1, 2, 3, 4, 5, 6])
    }

    @Test func noNameIsLeft() throws {
        let file = try TemporaryFile(in: folder.path + "/")
        try [1].withUnsafeBytes { try file.write($0, at: 0) }
        #expect(try Directory.entries(of: folder.path).isEmpty)
    }

    @Test func readingBeyondTheEndIsAnError() throws {
        let file = try TemporaryFile(in: folder.path)
        try [7].withUnsafeBytes { try file.write($0, at: 0) }
        #expect(throws: FileError.self) { try read(file, 4..<12) }
    }

    @Test func aMissingFolderIsNamed() {
        let missing = folder.file("missing")
        #expect {
            try TemporaryFile(in: missing)
        } throws: { error in
            "\(error)".contains(missing) && (error as? FileError)?.cause == .missing
        }
    }
}
