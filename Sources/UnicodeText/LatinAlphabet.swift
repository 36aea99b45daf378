/// The letters beyond ASCII that languages in the Latin script write with.
enum LatinAlphabet {
    /// How well letters fit the alphabet of the language that they fit best: 1 for each that is in it,
    /// less for one that loan words bring, and less than nothing for the others.
    static func bestFit(of counts: [Unicode.Scalar: Int]) -> Double {
        guard !counts.isEmpty else { return 0 }
        return alphabets.map { fit(of: counts, in: $0) }.max() ?? 0
    }

    private static func fit(of counts: [Unicode.Scalar: Int], in alphabet: Set<Unicode.Scalar>)
        -> Double
    {
        var (sum, used) = (0.0, 0)
        for (scalar, count) in counts {
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            if alphabet.contains(lower) {
                sum += Double(count) * (lower == scalar ? 1 : 0.8)
                used += 1
            } else {
                sum -= Double(count) * (foreign.contains(lower) ? 0.3 : 1)
            }
        }
        // Of two alphabets that hold all the letters, the text is in the one that it uses more of.
        return sum + 0.02 * Double(used) / Double(max(1, alphabet.count))
    }

    /// Letters that are met in foreign names everywhere.
    private static let foreign = Set("áéíóúàèâêîôûäëïöüñç".unicodeScalars)

    private static let alphabets: [Set<Unicode.Scalar>] = [
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñ", "àáâãçéêíóôõú", "àèéìíîòóù", "æøåéóäö", "åäöé",
        "áðéíóúýþæö", "áéíóú", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "čćđšž",
        "áéíóöőúüű", "ăâîșțşţ", "āčēģīķļņšūžōŗ", "ąčęėįšųūž", "õäöüšž", "çğıöşüâîû", "ĉĝĥĵŝŭ",
        "ċġħżàèìòù",
        "ëç", "ŵŷâêîôûẁ", "ḃċḋḟġṁṗṡṫ", "àçèéíïòóúü", "êëéèôöûüïî",
        "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    ].map { Set($0.unicodeScalars) }
}
