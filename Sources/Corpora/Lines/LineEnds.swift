/// The line ends of a file.
enum LineEnds {
    /// How much of a file is looked at.
    private static let sampleSize = 4096

    /// Gives a file whose lines end with CR alone, as on old Macintoshes, lines that end with LF.
    ///
    /// Such a file has a CR and no LF among its first bytes. Places in the file stay what they are.
    static func unify(_ stream: ByteStream) throws {
        let sample = try stream.peek(sampleSize).prefix(sampleSize)
        // The last one may be the half of a CR LF.
        guard sample.dropLast().contains(0x0D), !sample.contains(0x0A) else { return }
        stream.transform(note: "the lines end with CR alone, and were divided there") { chunk in
            chunk.map { $0 == 0x0D ? 0x0A : $0 }
        }
    }
}
