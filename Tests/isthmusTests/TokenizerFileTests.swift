import Foundation
import Testing

/// Tokenizers of every format, wherever a command reads one.
@Suite struct TokenizerFileTests {
    let folder: Scratch
    let corpus: String

    init() throws {
        folder = try Scratch()
        let lines = (0..<40).map { "the cat number 12\($0) sat on a table, and it's late\n" }
        corpus = try folder.write(lines.joined(), to: "corpus.txt")
    }

    /// Makes a file of a format, and returns its path.
    private func make(_ model: String, _ format: String, _ name: String) throws -> String {
        let (json, out) = (folder.file("\(model).json"), folder.file(name))
        let size = model == "unigram" ? "60" : "300"
        let learn = ["vocab", "train", corpus, "--model", model, "--size", size, "--out", json]
        #expect(try Tool.run(learn).code == 0)
        let convert = ["vocab", "convert", json, "--to", format, "--out", out]
        #expect(try Tool.run(convert).code == 0)
        return out
    }

    private func train(_ tokenizer: String, _ more: [String] = []) throws -> Run {
        try Tool.run(
            [
                "train", "--corpus", corpus, "--out", folder.file("model"), "--batch-size", "8",
                "--max-steps", "2", "--set", "model.encoder_hidden_size=8",
                "--set", "model.decoder_hidden_size=8", "--set", "model.embedding_size=8",
                "--set", "model.latent_dimension=4", "--tokenizer", tokenizer,
            ] + more
        )
    }

    @Test(arguments: [
        ("byte-bpe", "tiktoken", "o200k.tiktoken"), ("byte-bpe", "gpt2", "pairs"),
        ("unigram", "sentencepiece", "unigram.model"), ("wordpiece", "wordpiece", "vocab.txt"),
    ])
    func trainingTakesATokenizerOfEveryFormat(
        _ model: String,
        _ format: String,
        _ name: String
    ) throws {
        let made = try make(model, format, name)
        let path = format == "gpt2" ? made + "/vocab.json" : made
        let run = try train(path)
        #expect(run.code == 0, "\(run.messages)")
        func ids(_ vocab: String) throws -> String {
            try Tool.run(["vocab", "encode", "--vocab", vocab, corpus]).text
        }
        #expect(try ids(folder.file("model/tokenizer.json")) == ids(path))
        let again = try train(path)
        #expect(again.code == 0, "\(again.messages)")
    }

    @Test func trainingTellsWhatItCannotRead() throws {
        let path = try folder.write("no model", to: "bad.model")
        let run = try train(path)
        #expect(run.code == 65)
        #expect(run.messages.contains("bad.model, byte "))
    }

    /// Tokens around user-defined pieces are others than the package's, as in a tokenizer.json.
    @Test func trainingTellsThatItsTokensAreThoseOfATokenizerJSON() throws {
        let path = try make("unigram", "sentencepiece", "unigram.model")
        #expect(try train(path).messages.contains("unigram.model: what is learnt from are the"))
    }

    @Test func thePatternOfATiktokenFileIsToldUnlessItIsGiven() throws {
        let path = try make("byte-bpe", "tiktoken", "mine.tiktoken")
        func encode(_ path: String, _ more: [String] = []) throws -> Run {
            try Tool.run(["vocab", "encode", "--vocab", path, corpus] + more)
        }
        let guessed = try encode(path)
        #expect(
            guessed.messages
                == "\(path): text is cut by the pattern cl100k, as the file does not say; give "
                + "another with --pattern (gpt2, cl100k, o200k, qwen)\n"
        )
        let given = try encode(path, ["--pattern", "cl100k"])
        #expect(given.messages.isEmpty && given.text == guessed.text)
        let known = folder.file("r50k_base.tiktoken")
        try FileManager.default.copyItem(atPath: path, toPath: known)
        let named = try encode(known)
        #expect(named.messages == "\(known): text is cut by the pattern gpt2, as its name says\n")
        #expect(try named.text == encode(path, ["--pattern", "gpt2"]).text)
        #expect(try named.text != encode(path, ["--pattern", "qwen"]).text)
    }

    @Test func commandsThatReadATiktokenFileTakeAPattern() throws {
        let path = try make("byte-bpe", "tiktoken", "mine.tiktoken")
        let pattern = ["--pattern", "qwen"]
        let encoded = try Tool.run(["vocab", "encode", "--vocab", path, corpus] + pattern)
        let decoded = try Tool.run(
            ["vocab", "decode", "--vocab", path] + pattern,
            input: encoded.text
        )
        #expect(try decoded.text == folder.read("corpus.txt"))
        #expect(decoded.messages.isEmpty)
        let json = folder.file("qwen.json")
        let converted = try Tool.run(["vocab", "convert", path, "--out", json] + pattern)
        #expect(converted.code == 0 && !converted.messages.contains("pattern"))
        #expect(try Tool.run(["vocab", "encode", "--vocab", json, corpus]).text == encoded.text)
        let bench = try Tool.run(["vocab", "bench", corpus, "--vocab", path, "-q"] + pattern)
        #expect(bench.code == 0)
        #expect(try train(path, pattern).code == 0)
        let kept = ["vocab", "encode", "--vocab", folder.file("model/tokenizer.json"), corpus]
        #expect(try Tool.run(kept).text == encoded.text)
    }

    @Test(arguments: [
        ("byte-bpe", "tiktoken", "tokenizer.model"), ("unigram", "sentencepiece", "unigram.spm"),
        ("wordpiece", "wordpiece", "bert.txt"), ("unigram", "sentencepiece", "spiece.model"),
    ])
    func aFileOfAnotherNameIsToldByItsBeginning(
        _ model: String,
        _ format: String,
        _ name: String
    ) throws {
        let path = try make(model, format, name)
        let pattern = format == "tiktoken" ? ["--pattern", "gpt2"] : []
        let encoded = try Tool.run(["vocab", "encode", "--vocab", path, corpus] + pattern)
        let wanted = ["vocab", "encode", "--vocab", folder.file("\(model).json"), corpus]
        #expect(try encoded.text == Tool.run(wanted).text)
        #expect(encoded.code == 0)
    }

    @Test func aFolderIsTakenForTheTokenizerInIt() throws {
        let pairs = try make("byte-bpe", "gpt2", "pairs")
        let wanted = try Tool.run(["vocab", "encode", "--vocab", pairs + "/vocab.json", corpus])
        let found = try Tool.run(["vocab", "encode", "--vocab", pairs, corpus])
        #expect(found.code == 0 && found.text == wanted.text)
        let files = FileManager.default
        try files.moveItem(atPath: pairs + "/vocab.json", toPath: pairs + "/encoder.json")
        try files.moveItem(atPath: pairs + "/merges.txt", toPath: pairs + "/vocab.bpe")
        #expect(try Tool.run(["vocab", "encode", "--vocab", pairs, corpus]).text == wanted.text)
        #expect(try train(pairs).code == 0)
        let model = ["vocab", "encode", "--vocab", folder.file("model"), corpus]
        #expect(try Tool.run(model).text == wanted.text)
        try files.removeItem(atPath: pairs + "/vocab.bpe")
        let alone = try Tool.run(["vocab", "encode", "--vocab", pairs, corpus])
        #expect(alone.code == 65 && alone.messages.contains("merges.txt beside it"))
        try files.removeItem(atPath: pairs + "/encoder.json")
        let empty = try Tool.run(["vocab", "encode", "--vocab", pairs, corpus])
        #expect(empty.code == 65)
        #expect(empty.messages.contains("pairs: the folder has no tokenizer.json"))
    }

    @Test func aTokenizerIsWrittenToStdout() throws {
        let learn = ["vocab", "train", corpus, "--model", "byte-bpe", "--size", "300", "--out"]
        let json = folder.file("byte-bpe.json")
        #expect(try Tool.run(learn + [json]).code == 0)
        #expect(try Tool.run(learn + ["-"]).text == folder.read("byte-bpe.json"))
        _ = try make("byte-bpe", "tiktoken", "ranks.tiktoken")
        let convert = ["vocab", "convert", json, "--out", "-", "--to"]
        #expect(try Tool.run(convert + ["tiktoken"]).text == folder.read("ranks.tiktoken"))
        #expect(try Tool.run(convert + ["json"]).text == folder.read("byte-bpe.json"))
        #expect(try Tool.run(convert + ["gpt2"]).code == 64)
    }

    @Test func whatAFormatCannotSayIsToldWhenItIsLost() throws {
        let json = folder.file("lower.json")
        func convert(_ model: String, _ to: String, _ more: [String] = []) throws -> String {
            let learn = [
                "vocab", "train", corpus, "--model", model, "--size", "300", "--out", json,
            ]
            #expect(try Tool.run(learn + more).code == 0)
            let out = ["--out", folder.file("out." + to), "--to", to]
            return try Tool.run(["vocab", "convert", json] + out).messages
        }
        for format in ["tiktoken", "gpt2"] {
            let lost = try convert("byte-bpe", format, ["--lowercase"])
            #expect(lost.contains("it does not say Replace, Lowercase"), "\(lost)")
            #expect(try !convert("byte-bpe", format).contains("warning"))
        }
        let characters = try convert("bpe", "gpt2")
        #expect(characters.contains("its tokens are of characters, and programs"))
    }

    @Test func aPatternForAFileThatSaysItselfHowTextIsCutIsRefused() throws {
        let path = try make("wordpiece", "wordpiece", "vocab.txt")
        let options = ["--vocab", path, "--pattern", "gpt2"]
        let run = try Tool.run(["vocab", "encode"] + options, input: "a\n")
        #expect(run.code == 64)
        #expect(run.messages.contains("--pattern: it is for .tiktoken files, and "))
        let training = try train(path, ["--pattern", "gpt2"])
        #expect(training.code == 64)
        #expect(training.messages.contains("--pattern: it is for .tiktoken files, and "))
        let learnt = try train("word", ["--pattern", "gpt2"])
        #expect(learnt.messages.contains("--pattern: it is for a --tokenizer that is"))
        let unknown = try train("x.tiktoken", ["--pattern", "none"])
        #expect(unknown.messages.contains("--pattern none: it must be one of gpt2, cl100k"))
    }
}
