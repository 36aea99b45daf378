/// A stage of a pipeline before its model, ready to run.
protocol PipelineStage: Sendable {
    /// Changes or cuts each piece of text.
    func run(on text: inout PipelineText)
}

extension NormalizationStep: PipelineStage {}
extension AddedTokenFinder: PipelineStage {}

/// The stages of a pipeline before its model: what turns text into pieces.
struct PipelineFront: Sendable {
    private let stages: [any PipelineStage]

    /// Whether a step asks where changed text came from.
    private let asksForPlaces: Bool

    /// Puts the stages together; `keepsBytes` says that the model reads bytes.
    init(
        _ addedTokens: [AddedToken],
        _ normalizers: [NormalizationStep],
        _ preTokenizers: [PreTokenizationStep],
        keepsBytes: Bool
    ) {
        let asking = preTokenizers.lastIndex(where: \.asksForFirst)
        asksForPlaces = asking.map { $0 > 0 || !normalizers.isEmpty } ?? false
        let rawFinder = AddedTokenFinder(addedTokens.filter { !$0.isNormalized }) { Array($0.utf8) }
        let normalizedFinder = AddedTokenFinder(addedTokens.filter(\.isNormalized)) {
            Self.normalized(Array($0.utf8), by: normalizers)
        }
        let cutters = preTokenizers.map { $0.prepared(keepsBytes: keepsBytes) }
        stages = [rawFinder] + normalizers.map(\.prepared) + [normalizedFinder] + cutters
    }

    /// Cuts a text into pieces, which are in `work` afterwards.
    ///
    /// Stages are found by their places, and this is no part of its callers: else each stage would be
    /// copied, which counts references that threads share.
    @inline(never)
    func run(
        on work: inout PipelineText,
        _ text: UnsafeBufferPointer<UInt8>,
        isAligned: Bool
    ) {
        work.reset(text, isAligned: isAligned || asksForPlaces)
        for index in stages.indices { stages[index].run(on: &work) }
    }

    /// The text as normalizers make it.
    static func normalized(_ text: [UInt8], by steps: [NormalizationStep]) -> [UInt8] {
        var work = PipelineText()
        text.withUnsafeBufferPointer { work.reset($0, isAligned: false) }
        for step in steps { step.run(on: &work) }
        return work.bytes
    }
}
