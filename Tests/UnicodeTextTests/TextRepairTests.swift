import Testing
import UnicodeText

@Suite struct ConfusableRepairTests {
    private func repaired(_ text: String) -> String { TextRepair.confusables.apply(to: text).text }

    @Test(arguments: [
        ("\u{184}een", "been"), ("t\u{4BB}\u{430}t", "that"), ("\u{251}re", "are"),
        ("\u{184}een t\u{4BB}\u{430}t \u{251}re", "been that are"),
        ("The d\u{43E}\u{261}s \u{251}re \u{455}leeping.", "The dogs are sleeping."),
        ("P\u{430}yP\u{430}l \u{406}nc.", "PayPal Inc."), ("he\u{406}\u{406}o", "hello"),
        ("p\u{3BF}\u{3C1}ular", "popular"), ("c\u{43E}\u{585}l", "cool"),
        ("t\u{451}st", "tëst"), ("don\u{2019}t d\u{43E}n\u{2019}t", "don\u{2019}t don\u{2019}t"),
        ("Oни и Cпасибо", "Они и Спасибо"), ("пpивет", "привет"), ("Aθήνα", "Αθήνα"),
        ("the \u{456}t", "the it"), ("vi\u{1EC7}t n\u{430}m", "việt nam"),
    ])
    func lookAlikesBecomeTheWordsOwnLetters(_ text: String, _ expected: String) {
        #expect(repaired(text) == expected)
    }

    @Test(arguments: [
        // Words of one script.
        "Съешь ещё этих мягких французских булок", "а рост сорока", "Ο Αλέξης ήπιε νερό",
        "Người Việt Nam học tiếng Việt", "Zażółć gęślą jaźń", "Işıklı yolda ağır ağır",
        "日本語とカタカナとＡＢＣのTシャツ", "한국어 Kpop", "שלום עולם", "مرحبا بالعالم",
        // Units and symbols beside Latin letters.
        "5 μm 3 µs 10 kΩ", "α-helix and β-sheet", "TNFα NFκB PPARγ FcγRI IFNγ TGFβ1", "Cα and Hα",
        "Lyα at z = 3", "a Δx of 2πr", "σx dν kα", "KoЯn",
        // Mathematics and letterlike symbols.
        "𝛼 + 𝐱 = ℎ", "ℓ1 norm", "𝑥i",
        // Phonetic transcriptions.
        "/ˈbɑːθrʊm/", "ɡɑːd", "[ɡɑd]", "/fɑst/", "the word fɑst is said fɑːst", "ˈʃɪp",
        // Orthographies with the letters.
        "mɑ̀ ŋkɑ̌p", "ɛyɛ dɔ", "Ɣer-i aɣrum", "eʋegbe", "ɖo ŋu nyɑ", "Kabɩyɛ",
        // Two scripts in one word on purpose.
        "в PRа и IT", "наш PRа отдел", "SMSка", "КПК и DVDе",
        "а", "о A", "H2O", "ſtreet", "",
    ])
    func whatIsMeantAsItIsStays(_ text: String) {
        let result = TextRepair.confusables.apply(to: text)
        #expect(result.text == text)
        #expect(result.changes.isEmpty)
    }

    @Test func changedWordsAreListedInOrder() {
        let result = TextRepair.confusables.apply(to: "\u{184}een, t\u{4BB}e; one")
        #expect(result.changes.map(\.original) == ["\u{184}een", "t\u{4BB}e"])
        #expect(result.changes.map(\.replacement) == ["been", "the"])
    }

    @Test func greekSymbolsNeedAWitness() {
        #expect(repaired("\u{3B1}re") == "\u{3B1}re")
        #expect(repaired("\u{3B1}re \u{455}een") == "are seen")
    }

    @Test func aRepairedTextIsRepairedAlready() {
        for text in ["\u{184}een t\u{4BB}\u{430}t \u{3B1}re", "Oни и Cпасибо", "t\u{451}st"] {
            let once = repaired(text)
            #expect(repaired(once) == once)
        }
    }
}

@Suite struct MojibakeRepairTests {
    private func repaired(_ text: String) -> String { TextRepair.mojibake.apply(to: text).text }

    /// UTF-8 read as Latin-1 or, where that has controls, as Windows-1252.
    private func misread(_ text: String, asWindows: Bool) -> String {
        let windows = Array(
            "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
        )
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            let isControl = 0x80...0x9F ~= byte
            result.append(isControl && asWindows ? windows[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(result)
    }

    @Test(arguments: [
        "déjà vu, café “naïve” – it’s 5 €", "Привет, мир", "日本語のテキスト", "Größe über Straße",
        "Zażółć gęślą jaźń", "Ελληνικά κείμενα", "שלום עולם", "😀 ok", "ÉCOLE FRANÇAISE", "5 °C",
        "tiếng Việt", "สวัสดีชาวโลก",
    ])
    func misreadTextIsReadAgain(_ text: String) {
        for asWindows in [false, true] {
            var damaged = text
            for _ in 0..<3 {
                damaged = misread(damaged, asWindows: asWindows)
                #expect(repaired(damaged) == text)
            }
        }
    }

    @Test(arguments: ["déjà vu", "Größe über Straße", "Ελληνικά κείμενα"])
    func ofMoreThanThreeLayersThreeAreTakenAway(_ text: String) {
        var damaged = text
        for layer in 1...5 {
            damaged = misread(damaged, asWindows: false)
            let rest = (0..<max(0, layer - 3)).reduce(text) { rest, _ in
                misread(rest, asWindows: false)
            }
            #expect(repaired(damaged) == rest)
        }
    }

    @Test(
        arguments: [
            "“CAFÉ” et « passé… »", "À «\u{A0}l’été\u{A0}»", "un café\u{A0}» dit-il",
            "AMANHÃ… MAÇÃ”",
            "VÝŠKA VÝŽIVA KÚŠOK NEMÔŽU", "naïve façade", "coûte à\u{A0}€5", "SÃO PAULO™", "2×½ 5×¼",
            "30°C ±2 §5 ¶3 ©2020 ®", "déjà", "plain", "",
        ]
    )
    func textThatWasReadRightStays(_ text: String) {
        #expect(repaired(text) == text)
    }

    @Test(arguments: [
        "Țara mare, câmpie și apă", "Šele že, Osončja življenja", "thức của cách này",
    ])
    func whereMostIsSurelyMisreadAllIs(_ text: String) {
        #expect(repaired(misread(text, asWindows: true)) == text)
    }

    @Test func beyondASCIIAllMustBeMisreadForThat() {
        #expect(repaired("dÃ©jÃ\u{A0} vu, MAÇÃ”") == "déjà vu, MAÇÃ”")
        #expect(repaired("cafÃ© MAÃ”") == "café MAÃ”")
    }

    @Test func rightAndWrongPartsMayStandInOneText() {
        #expect(repaired("café and cafÃ© and MAÇÃ”") == "café and café and MAÇÃ”")
        let result = TextRepair.mojibake.apply(to: "itâ€™s")
        #expect(result.changes.map(\.original) == ["â€™"])
        #expect(result.changes.map(\.replacement) == ["’"])
    }
}

@Suite struct InvisibleCharacterTests {
    private func removed(_ text: String) -> String { TextRepair.controls.apply(to: text).text }

    @Test(arguments: [
        ("co\u{AD}op\u{200B}er\u{FEFF}ate", "cooperate"), ("a\u{0}b\u{1B}[0mc\u{7F}", "ab[0mc"),
        ("page\u{C}two\u{85}three", "page two three"), ("Auf\u{200C}lage", "Auflage"),
        ("a\u{200D}b \u{200E}left\u{202C}", "ab left"), ("x\u{2060}y\u{2066}z\u{2069}", "xyz"),
    ])
    func whatIsNotSeenIsTakenAway(_ text: String, _ expected: String) {
        #expect(removed(text) == expected)
    }

    @Test(arguments: [
        "tab\tline\r\n", "می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}👩\u{200D}👧 🏳\u{FE0F}\u{200D}🌈",
        "👩🏽\u{200D}🚀", "ภาษา\u{200B}ไทย", "שלום \u{200E}(a)\u{200F}",
        "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        "ශ්\u{200D}රී", "é\u{301}\u{FE0F}",
    ])
    func whatScriptsAndEmojiNeedStays(_ text: String) {
        #expect(removed(text) == text)
    }

    @Test func eachCharacterIsAChange() {
        let changes = TextRepair.controls.apply(to: "a\u{AD}\u{AD}b\u{C}c").changes
        #expect(changes.map(\.replacement) == ["", "", " "])
    }
}

@Suite struct AccentAndScriptTests {
    @Test(arguments: [
        ("Ångström crème brûlée", "Angstrom creme brulee"), ("Việt Nam", "Viet Nam"),
        ("e\u{301}", "e"), ("Ελλάδα", "Ελλαδα"), ("हिन्दी", "हिन्दी"), ("שָׁלוֹם", "שָׁלוֹם"), ("ガ", "ガ"),
        ("łø", "łø"), ("plain", "plain"), ("\u{301}", "\u{301}"),
    ])
    func accentsAreTakenOffLetters(_ text: String, _ expected: String) {
        #expect(TextTransform.accentsStripped(text) == expected)
    }

    @Test(arguments: [
        ("Москва", "Moskva"), ("Αθήνα", "Athḗna"), ("東京", "dōng jīng"), ("ひらがな", "hiragana"),
        ("한국", "hangug"), ("plain café", "plain café"),
    ])
    func everyScriptIsWrittenInLatin(_ text: String, _ expected: String) {
        #expect(TextTransform.latinized(text) == expected)
    }

    @Test func scriptsHaveNames() {
        #expect(Script(of: "ж").description == "Cyrl")
        #expect(Script.named("Latin") == Script.named("Latn"))
        #expect(Script.named("Jpan")?.count == 3)
        #expect(Script.named("Nonsense") == nil)
        let counts = Script.letterCounts(of: "abc где 12 é")
        #expect(counts.map { "\($0.key) \($0.value)" }.sorted() == ["Cyrl 3", "Latn 4"])
    }
}
