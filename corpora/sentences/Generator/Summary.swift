/// Returns the facts that the corpus's README states.
func summary(of sentences: [String], frames: [[String]]) -> String {
    let lengths = sentences.map { wordsOf($0).count }
    let words = lengths.reduce(0, +)
    let histogram = (4...14).map { length in
        "\(length): \(lengths.filter { $0 == length }.count)"
    }
    return """
        sentences \(sentences.count), words \(words), word types \(wordCounts(sentences).count)
        frames \(frames.count), smallest frame \(frames.map(\.count).min() ?? 0)
        mean length \(Double(words * 100 / max(sentences.count, 1)) / 100)
        length histogram \(histogram.joined(separator: ", "))
        """
}
