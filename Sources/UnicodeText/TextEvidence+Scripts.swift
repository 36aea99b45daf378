extension TextEvidence {
    /// The scripts that charsets hold.
    enum Script {
        case none, latin, cyrillic, greek, hebrew, arabic, thai, kana, halfwidth, hangul, han

        /// The script of a letter; `none` for everything else.
        init(of scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A: self = .latin
            case 0xAA, 0xBA, 0xD7, 0xF7: self = .none
            case 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
            case 0x370...0x3FF: self = scalar.properties.isAlphabetic ? .greek : .none
            case 0x400...0x52F: self = .cyrillic
            case 0x5D0...0x5EA: self = .hebrew
            case 0x620...0x6D3: self = scalar.properties.isAlphabetic ? .arabic : .none
            case 0xE01...0xE4E where scalar.value != 0xE3F: self = .thai
            case 0x3041...0x3096, 0x30A1...0x30FA: self = .kana
            case 0xFF66...0xFF9D: self = .halfwidth
            case 0xAC00...0xD7A3: self = .hangul
            case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF: self = .han
            default: self = .none
            }
        }

        /// Whether letters of both scripts may stand side by side.
        func mixes(with other: Script) -> Bool {
            if self == other { return true }
            let asian: Set<Script> = [.kana, .han, .hangul, .halfwidth]
            return asian.contains(self) && asian.contains(other)
        }

        /// What a letter that is not among the frequent ones says.
        var rareWeight: Double {
            switch self {
            case .kana: 0.8
            case .hebrew: 0.6
            case .thai: 0.1
            case .cyrillic, .greek, .arabic, .hangul: 0.3
            case .halfwidth: -1
            default: 0
            }
        }
    }

    /// The letters that make up most of the texts of their scripts.
    enum CommonLetters {
        static let all = Set(
            (cyrillic + greek + arabic + hebrew + thai + han + kana + hangul).unicodeScalars
        )

        private static let cyrillic =
            "\u{43E}\u{435}\u{430}\u{438}\u{43D}\u{442}\u{441}\u{440}\u{432}\u{43B}\u{43A}\u{43C}\u{434}\u{43F}\u{443}\u{44F}\u{44B}"
        private static let greek =
            "\u{3B1}\u{3BF}\u{3B9}\u{3B5}\u{3C4}\u{3C3}\u{3BD}\u{3B7}\u{3C5}\u{3C1}\u{3C0}\u{3BA}\u{3BC}\u{3BB}\u{3C2}\u{3C9}\u{3AF}\u{3AC}\u{3CC}\u{3AD}\u{3AE}"
        private static let arabic =
            "\u{627}\u{644}\u{64A}\u{645}\u{648}\u{646}\u{631}\u{62A}\u{628}\u{629}\u{639}\u{62F}\u{633}\u{641}\u{647}\u{643}"
        private static let hebrew =
            "\u{5D9}\u{5D5}\u{5D4}\u{5DC}\u{5D0}\u{5E8}\u{5EA}\u{5DE}\u{5D1}\u{5E9}\u{5E0}"
        private static let thai =
            "\u{E32}\u{E19}\u{E23}\u{E01}\u{E40}\u{E2D}\u{E48}\u{E07}\u{E21}\u{E22}\u{E25}\u{E31}\u{E27}\u{E49}\u{E17}\u{E14}\u{E15}\u{E35}\u{E2A}\u{E1A}\u{E34}\u{E1B}\u{E04}"
        private static let kana =
            "\u{306E}\u{306B}\u{306F}\u{3092}\u{305F}\u{304C}\u{3067}\u{3066}\u{3068}\u{3057}\u{308C}\u{3055}\u{3042}\u{308B}\u{3044}\u{306A}\u{3053}\u{3046}\u{3093}\u{30FC}"
        // The most frequent characters of Chinese texts in both orthographies, and of Japanese.
        private static let han =
            "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度統這個們來為說時國會過對後裡開無經學發見動長現將與進點種聲話問機給幾業間門東電氣關並內產萬場師書員華報馬張難數車應親務記邊風戰許覺題從實體處總樣當頭兩條區變轉讓單強義議論語調識警軍運達選還醫錢險隊際雙響項類願驗"
        private static let hangul =
            "이다는에의가을하고지를은로사기한시대어도인자나리서일수정아부해제보들라그전상있니과원고장조구주스만적으성동면여공비신문할것우경유원화소선게생세치위미연실물계"
    }
}
