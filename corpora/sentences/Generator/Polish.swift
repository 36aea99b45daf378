/// Turns the words of a frame into a written sentence: spaces, articles, contractions,
/// capital and full stop.
func polished(_ raw: String, contracts: Bool) -> String {
    var words = raw.split(separator: " ").map(String.init)
    if contracts { words = contracted(words) }
    for index in words.indices.dropLast() where words[index] == "a" || words[index] == "A" {
        if startsWithVowelSound(words[index + 1]) { words[index] += "n" }
    }
    var sentence = words.joined(separator: " ")
    sentence = sentence.prefix(1).uppercased() + sentence.dropFirst()
    sentence = joiningPunctuation(sentence)
    return ".?!".contains(sentence.last ?? " ") ? sentence : sentence + "."
}

private func joiningPunctuation(_ sentence: String) -> String {
    var result = ""
    for character in sentence {
        if ",.?!".contains(character), result.last == " " { result.removeLast() }
        result.append(character)
    }
    return result
}

private func startsWithVowelSound(_ word: String) -> Bool {
    if ["useful", "university", "uniform", "used", "one", "usual"].contains(word) { return false }
    if word.hasPrefix("hour") || word.hasPrefix("honest") { return true }
    return word.first.map { "aeiouAEIOU".contains($0) } ?? false
}

private func contracted(_ words: [String]) -> [String] {
    let pronouns: Set = ["I", "he", "she", "it", "we", "they"]
    let endings = ["am": "'m", "is": "'s", "are": "'re", "will": "'ll"]
    guard words.count > 2, pronouns.contains(words[0]), let ending = endings[words[1]] else {
        return words
    }
    return [words[0] + ending] + words.dropFirst(2)
}
