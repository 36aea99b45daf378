import Tokenization

/// Texts that every tokenizer is tried on.
private let texts = [
    "", " ", "The 3 cats' e\u{301}tude  isn't\tdone.\n\n", "CC(=O)Oc1ccccc1",
    "\u{1F469}\u{200D}\u{1F680} \u{4F60}\u{597D} \u{0E2A}\u{0E27} \u{FB01}x \u{2126}\u{1100}\u{1161}",
    "\0<unk>[MASK]",
]

/// Reads tokenizer.json; what was read is written, and read again as the same.
func readTokenizer(_ bytes: [UInt8]) {
    do throws(TokenizerFormatError) {
        let tokenizer = try Tokenizer(json: bytes)
        let written = tokenizer.json()
        guard let again = try? Tokenizer(json: written) else {
            preconditionFailure("cannot read \(String(decoding: written, as: UTF8.self))")
        }
        precondition(again == tokenizer, "writing changed the tokenizer")
        for text in texts { use(tokenizer, on: text) }
    } catch {
        _ = error.description
    }
}

/// Reads a SentencePiece model; what was read is written, and read again as the same.
func readSentencePiece(_ bytes: [UInt8]) {
    do throws(SentencePieceFormatError) {
        let model = try SentencePieceModel(bytes)
        guard let again = try? SentencePieceModel(model.serialized) else {
            preconditionFailure("cannot read what was written")
        }
        precondition(again.serialized == model.serialized, "writing changed the model")
        let tokenizer = try SentencePieceTokenizer(model)
        for text in texts {
            requireOrder(tokenizer.encode(text), in: text)
            _ = tokenizer.decode(tokenizer.ids(of: text))
        }
        let pipeline = Tokenizer(pipeline: try model.pipeline())
        for text in texts { use(pipeline, on: text) }
    } catch {
        _ = error.description
    }
}

/// Reads a .tiktoken file.
func readTiktoken(_ bytes: [UInt8]) {
    do throws(TokenizerFormatError) {
        let tokenizer = Tokenizer(pipeline: try TiktokenFile(bytes).pipeline())
        for text in texts { use(tokenizer, on: text) }
    } catch {
        _ = error.description
    }
}

/// Reads a vocab.txt; what was read is written as the same lines.
func readVocabulary(_ bytes: [UInt8]) {
    do throws(TokenizerFormatError) {
        let tokens = try TokenInventory(lines: bytes)
        if let lines = tokens.lines {
            let again = try? TokenInventory(lines: lines)
            precondition(again == tokens, "writing changed the vocabulary")
        }
        let tokenizer = Tokenizer(pipeline: try TokenizationPipeline(bertVocabulary: bytes))
        for text in texts { use(tokenizer, on: text) }
    } catch {
        _ = error.description
    }
}

private func use(_ tokenizer: Tokenizer, on text: String) {
    let encoding = tokenizer.encode(text)
    requireOrder(encoding, in: text)
    precondition(tokenizer.ids(of: text) == encoding.ids, "two ways to ids differ")
    _ = tokenizer.decode(encoding.ids)
}

/// The places of tokens are in the text, and go on in it.
private func requireOrder(_ encoding: Encoding, in text: String) {
    var start = 0
    for range in encoding.tokens.map(\.range) {
        precondition(range.lowerBound >= start, "a token goes back in the text")
        precondition(range.upperBound <= text.utf8.count, "a token ends beyond the text")
        start = range.lowerBound
    }
}

/// Takes the first line for a regular expression, and cuts and rewrites the others by it.
///
/// Unless it leaves out what it finds, what was cut decodes to the text.
func readExpression(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: lines.dropFirst().joined(), as: UTF8.self)
    do throws(RegularExpressionError) {
        let pattern = try SplitPattern(reading: String(decoding: lines[0], as: UTF8.self))
        for behavior in PreTokenizationStep.Behavior.allCases {
            for isInverted in [false, true] {
                let cut = byteTokenizer(
                    preTokenizers: [.split(pattern, behavior, isInverted: isInverted)]
                )
                use(cut, on: text)
                let isWhole = behavior == .removed || cut.decode(cut.ids(of: text)) == text
                precondition(isWhole, "the tokens are not the text")
            }
        }
        use(byteTokenizer(normalizers: [.replace(pattern, with: "-")]), on: text)
    } catch {
        _ = error.description
    }
}

/// A tokenizer into single bytes.
private func byteTokenizer(
    normalizers: [NormalizationStep] = [],
    preTokenizers: [PreTokenizationStep] = []
) -> Tokenizer {
    let options = ByteLevelOptions(addsPrefixSpace: false)
    return Tokenizer(
        pipeline: TokenizationPipeline(
            normalizers: normalizers,
            preTokenizers: preTokenizers + [.byteLevel(options)],
            model: byteModel,
            decoders: [.byteLevel]
        )
    )
}

private let byteModel: BPEModel = {
    var trainer = BPETrainer(vocabularySize: 256)
    trainer.readsBytes = true
    trainer.initialAlphabet = ByteAlphabet.scalars
    return trainer.train(on: PieceCounts())
}()
