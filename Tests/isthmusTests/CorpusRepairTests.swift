import Testing

@Suite struct CorpusRepairTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    private func importing(_ text: String, _ options: [String]) throws -> Run {
        try Tool.run(
            ["corpus", "import", "-", "--as", "text", "--encoding", "utf-8"] + options,
            input: text
        )
    }

    @Test func lookAlikesAreRepairedAndCounted() throws {
        let text = "I have \u{184}een t\u{4BB}\u{430}t; you \u{251}re.\nпривет мир\n5 μm, α-helix\n"
        let run = try importing(text, ["--repair-confusables"])
        #expect(run.text == "I have been that; you are.\nпривет мир\n5 μm, α-helix\n")
        #expect(run.messages == "3 records, 3 words with look-alikes repaired\n")
        #expect(try importing(text, []).text == text)
    }

    @Test func misreadTextIsReadAgainAndCounted() throws {
        let run = try importing("cafÃ© itâ€™s\nDÃƒÂ©jÃ\u{A0} vu\n", ["--repair-mojibake"])
        #expect(run.text == "café it’s\nDéjà vu\n")
        #expect(run.messages == "2 records, 6 misread characters repaired\n")
    }

    @Test func invisibleCharactersAreRemovedReportedOrKept() throws {
        let text = "co\u{AD}op\u{200B} می\u{200C}خواهم\n"
        let removed = try importing(text, ["--controls", "remove"])
        #expect(removed.text == "coop می\u{200C}خواهم\n")
        #expect(removed.messages == "1 record, 2 invisible characters removed\n")
        let reported = try importing(text, ["--controls", "report"])
        #expect(reported.text == text)
        #expect(reported.messages == "1 record, 2 invisible characters found\n")
        #expect(try importing(text, ["--controls", "keep"]).messages == "1 record\n")
    }

    @Test func repairsCanBeReportedOnly() throws {
        let text = "t\u{4BB}e cafÃ©\n"
        let changes = folder.file("changes.jsonl")
        let run = try importing(
            text,
            ["--repair-confusables", "--repair-mojibake", "--report-only", "--changes", changes]
        )
        #expect(run.text == text)
        #expect(
            run.messages
                == "1 record, 1 misread character found, 1 word with look-alikes found\n"
        )
        #expect(
            try folder.read("changes.jsonl") == """
                {"source":"<stdin>","line":1,"repair":"mojibake","original":"Ã©","replacement":"é"}
                {"source":"<stdin>","line":1,"repair":"confusables","original":"tһe","replacement":"the"}

                """
        )
    }

    @Test func textIsRewrittenInTheOrderOfTheOptions() throws {
        #expect(try importing("Ångström ﬁ\n", ["--normalize", "nfkc"]).text == "Ångström fi\n")
        #expect(try importing("e\u{301}\n", ["--normalize", "nfc"]).text == "é\n")
        #expect(try importing("é\n", ["--normalize", "nfd"]).text == "e\u{301}\n")
        #expect(
            try importing("Crème BRÛLÉE\n", ["--strip-accents", "--lowercase"]).text
                == "creme brulee\n"
        )
        #expect(try importing("DIŞ I\n", ["--lowercase", "--locale", "tr"]).text == "dış ı\n")
        #expect(try importing("Straße\n", ["--fold-case"]).text == "strasse\n")
        #expect(try importing("Москва\n", ["--latinize"]).text == "Moskva\n")
    }

    @Test func sentencesFollowTheLocale() throws {
        let run = try importing("今日は雨です。明日は晴れ。\n", ["--sentences", "--locale", "ja"])
        #expect(run.lines == ["今日は雨です。", "明日は晴れ。"])
        let greek = try importing("Τι κάνεις; Καλά.\n", ["--sentences", "--locale", "el"])
        #expect(greek.lines == ["Τι κάνεις;", "Καλά."])
    }

    @Test func vocabulariesAreTrainedOnRepairedText() throws {
        let out = folder.file("v.json")
        let run = try Tool.run(
            ["vocab", "train", "-", "--model", "word", "--out", out, "--repair-confusables"],
            input: "t\u{4BB}e d\u{43E}g\n"
        )
        #expect(run.code == 0)
        let shown = try Tool.run(["vocab", "show", out])
        #expect(shown.text.contains("\tthe\n") && shown.text.contains("\tdog\n"))
    }
}

@Suite struct CorpusChoiceTests {
    private func importing(_ text: String, _ options: [String]) throws -> Run {
        try Tool.run(["corpus", "import", "-", "--as", "text"] + options, input: text)
    }

    @Test func lengthsScriptsAndRepetitionsDecide() throws {
        let text = "one\none two\none two three\nодин два\none two\n12 34\n"
        let lengths = try importing(text, ["--min-words", "2", "--max-characters", "8"])
        #expect(lengths.lines == ["one two", "один два", "one two", "12 34"])
        #expect(lengths.messages.hasSuffix("4 records, 2 rejected (1 too-long, 1 too-short)\n"))
        let script = try importing(text, ["--script", "Latn", "--quiet"])
        #expect(script.lines == ["one", "one two", "one two three", "one two"])
        let both = try importing(text, ["--script", "Latn,Cyrl", "--unique"])
        #expect(both.lines == ["one", "one two", "one two three", "один два"])
        #expect(both.messages.hasSuffix("4 records, 2 rejected (1 duplicate, 1 script)\n"))
    }

    @Test func nearRepetitionsAreLeftOut() throws {
        let long = "a long sentence of which only the very last word is ever exchanged for "
        let text = "\(long)one\n\(long)two\nsomething else altogether\n"
        let run = try importing(text, ["--near-duplicates", "0.8"])
        #expect(run.lines == ["\(long)one", "something else altogether"])
        #expect(run.messages.hasSuffix("2 records, 1 rejected (1 near-duplicate)\n"))
        #expect(try importing(text, ["--near-duplicates", "1"]).lines.count == 3)
    }

    @Test(arguments: [
        (["--script", "Xxxx"], "--script Xxxx: give codes of scripts"),
        (["--near-duplicates", "0"], "--near-duplicates 0.0: it must be over 0 and up to 1"),
        (["--script-share", "2"], "--script-share 2.0: it must be from 0 to 1"),
        (["--min-words", "5", "--max-words", "2"], "a least length is greater"),
        (["--controls", "eat"], "--controls"), (["--normalize", "nfx"], "--normalize"),
        (["--shard", "3/2"], "--shard 3/2: give I/N"),
        (["--encoding", "x-none"], "--encoding x-none"),
        (["--language", "a,b,c"], "--language: name one language, or two"),
        (["--script-share", "0.9"], "--script-share: name the scripts with --script"),
        (["--near-duplicates-seed", "3"], "--near-duplicates-seed: give --near-duplicates"),
        (["--near-duplicates-memory", "3"], "--near-duplicates-memory: give --near-duplicates"),
        (["--augment-seed", "3"], "--augment-seed: give --augment a number"),
        (["--changes", "x"], "--changes: name repairs to list"),
        (["--locale", "xx_QQ", "--lowercase"], "--locale xx_QQ: no such language is known"),
        (["--locale", "german", "--lowercase"], "--locale german: no such language is known"),
        (["--locale", "de"], "--locale: it is for --sentences and --lowercase"),
        (["--select", ""], "--select: name the field to read"),
    ])
    func choicesThatMakeNoSenseAreRefused(_ options: [String], _ message: String) throws {
        let run = try importing("a\n", options)
        #expect(run.code == 64)
        #expect(run.messages.contains(message))
    }
}

@Suite struct CorpusSelectionTests {
    let folder: Scratch

    init() throws { folder = try Scratch() }

    @Test func fieldsAreSelectedByNameNumberPathAndExpression() throws {
        let table = try folder.write("id,first,second\n1,a,b\n2,c,d\n", to: "t.csv")
        #expect(try Tool.run(["corpus", "import", table, "--select", "second"]).text == "b\nd\n")
        #expect(try Tool.run(["corpus", "import", table, "--select", "2"]).text == "a\nc\n")
        let lines = try folder.write(
            #"{"a":{"b":"x"}}"# + "\n" + #"{"a":{"b":"y"}}"# + "\n",
            to: "l.jsonl"
        )
        #expect(try Tool.run(["corpus", "import", lines, "--select", "a.b"]).text == "x\ny\n")
        let markup = try folder.write(
            "<r><e lang='en'><t>one</t></e><e lang='de'><t>eins</t></e></r>",
            to: "m.xml"
        )
        let path = ["corpus", "import", markup, "--select", "//e[@lang='de']/t"]
        #expect(try Tool.run(path).text == "eins\n")
        let missing = try Tool.run(["corpus", "import", table, "--select", "third"])
        #expect(missing.code == 65)
        #expect(missing.messages.contains("the columns are: 'id', 'first', 'second'"))
    }

    @Test func shardsDivideRecordsOfAFileAndFilesOfMany() throws {
        let text = (1...7).map { "\($0)\n" }.joined()
        let one = try folder.write(text, to: "one.txt")
        let parts = try (1...3).map { number in
            try Tool.run(["corpus", "import", one, "--shard", "\(number)/3"]).lines
        }
        #expect(parts == [["1", "4", "7"], ["2", "5"], ["3", "6"]])
        let files = try (1...4).map { try folder.write("file \($0)\n", to: "\($0).txt") }
        let halves = try (1...2).map { number in
            try Tool.run(["corpus", "import"] + files + ["--shard", "\(number)/2"]).lines
        }
        #expect(halves == [["file 1", "file 3"], ["file 2", "file 4"]])
    }

    @Test func aLanguageOrAPairIsReadFromTranslations() throws {
        let memory = """
            <tmx version="1.4"><header srclang="en"/><body>
            <tu><tuv xml:lang="en-US"><seg>House</seg></tuv><tuv xml:lang="de"><seg>Haus</seg></tuv></tu>
            <tu><tuv xml:lang="en"><seg>Dog</seg></tuv><tuv xml:lang="fr"><seg>Chien</seg></tuv></tu>
            </body></tmx>
            """
        let path = try folder.write(memory, to: "m.tmx")
        let run = ["corpus", "import", path, "--quiet", "--language"]
        #expect(try Tool.run(run + ["en"]).lines == ["House", "Dog"])
        #expect(try Tool.run(run + ["en,de"]).lines == ["House\tHaus"])
        #expect(try Tool.run(run + ["fr"]).lines == ["Chien"])
    }

    @Test func anEncodingIsTakenAtItsWord() throws {
        let bytes = try Tool.shell("printf 'caf\\351 na\\357ve\\n' > '\(folder.file("l.txt"))'")
        #expect(bytes.code == 0)
        let latin = ["corpus", "import", folder.file("l.txt"), "--quiet", "--encoding"]
        #expect(try Tool.run(latin + ["iso-8859-1"]).text == "café naïve\n")
        #expect(try Tool.run(latin + ["windows-1251"]).text == "cafй naпve\n")
        let wrong = try Tool.run(["corpus", "import", folder.file("l.txt"), "--encoding", "utf-8"])
        #expect(wrong.code == 65)
        #expect(wrong.messages.contains("l.txt"))
    }
}
