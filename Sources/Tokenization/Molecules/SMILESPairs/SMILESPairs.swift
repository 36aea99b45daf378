/// Byte-pair encoding of SMILES symbols: tokens are chains of symbols that often stand together.
///
/// Pairs are learnt over whole strings, of symbols in ``SMILESShorthand``. A bracket atom that was
/// too rare, or not seen, is spelled in tokens of its own, which reach over none of its neighbours.
///
/// - SeeAlso: Li and Fourches, "SMILES Pair Encoding", J. Chem. Inf. Model. 61 (2021) 1560.
struct SMILESPairs {
    /// The most tokens, special ones included.
    let vocabularySize: Int

    /// How often a symbol, and a pair, must occur.
    let minimumCount: Int

    /// All characters that SMILES is written with, so that any symbol can be spelled.
    private static let alphabet = (0x21...0x7E).map { Unicode.Scalar(UInt8($0)) }

    /// Bracket atoms that are not in the shorthand are pieces of their own.
    private static let preTokenizers: [PreTokenizationStep] = [
        .split(.brackets, .isolated, isInverted: false)
    ]

    /// How many threads share the work.
    let threadCount: Int

    /// The tokenizer that is learnt from strings and how often each occurs, in whatever order.
    func pipeline(
        of strings: PieceCounts,
        progress: (BPETrainer.Progress) -> Void
    ) -> TokenizationPipeline {
        let shorthand = shorthand(of: strings)
        var trainer = BPETrainer(vocabularySize: vocabularySize)
        trainer.minimumFrequency = minimumCount
        trainer.specialTokens = Vocabulary.specialTokens
        trainer.options.unknown = Vocabulary.specialTokens[Int(Vocabulary.unknown)]
        trainer.initialAlphabet = Self.alphabet
        return TokenizationPipeline(
            addedTokens: Vocabulary.specialTokens.enumerated().map {
                AddedToken(id: TokenID($0), content: $1)
            },
            normalizers: [.shorthand(shorthand)],
            preTokenizers: Self.preTokenizers,
            model: trainer.train(
                onPieces: pieces(of: strings, shorthand),
                threadCount: threadCount,
                progress: progress
            ),
            decoders: [.fuse, .shorthand(shorthand)]
        )
    }

    /// The pieces of the strings in shorthand, a list for each thread.
    private func pieces(of strings: PieceCounts, _ shorthand: SMILESShorthand) -> PieceLists {
        let front = PipelineFront(
            [],
            [.shorthand(shorthand)],
            Self.preTokenizers,
            keepsBytes: false
        )
        let lists = concurrentMap(threadCount, threadCount: threadCount) { share in
            var source = PipelinePieces(front)
            var list = PieceList(
                roomFor: strings.count / threadCount + 1,
                byteCount: strings.byteCount / threadCount
            )
            strings.forEach(inShare: share, of: threadCount) { text, count in
                source.forEachPiece(of: text) { text, piece in
                    list.add(UnsafeBufferPointer(rebasing: text[piece]), count: count)
                }
            }
            return list
        }
        return PieceLists(lists: lists)
    }

    /// The symbols of several characters that are frequent enough.
    private func shorthand(of strings: PieceCounts) -> SMILESShorthand {
        let symbols = PieceCounts.sum(threadCount: threadCount) { share in
            var symbols = PieceCounts()
            strings.forEach(inShare: share, of: threadCount) { text, count in
                SMILESLexer.forEachPiece(in: text) { range in
                    let symbol = UnsafeBufferPointer(rebasing: text[range])
                    if SMILESShorthand.isSymbol(symbol) { symbols.add(symbol, count: count) }
                }
            }
            return symbols
        }
        var found: [(symbol: String, count: Int)] = []
        symbols.forEach { found.append((String(decoding: $0, as: UTF8.self), $1)) }
        let frequent = found.filter { $0.count >= minimumCount }
            .sorted { ($1.count, $0.symbol) < ($0.count, $1.symbol) }
            .prefix(SMILESShorthand.characters.count)
            .map(\.symbol)
        let longestFirst = frequent.sorted {
            ($1.utf8.count, $0) < ($0.utf8.count, $1)
        }
        return SMILESShorthand(longestFirst) ?? .none
    }
}
