/// The stages of a pipeline before its model: what turns text into pieces.
struct PipelineFront: Sendable {
    private let rawFinder: AddedTokenFinder
    private let normalizers: [NormalizationStep]
    private let normalizedFinder: AddedTokenFinder
    private let preTokenizers: [PreTokenizationStep]
    private let keepsBytes: Bool

    /// Whether a step asks where changed text came from.
    private let asksForPlaces: Bool

    /// Puts the stages together; `keepsBytes` says that the model reads bytes.
    init(
        _ addedTokens: [AddedToken],
        _ normalizers: [NormalizationStep],
        _ preTokenizers: [PreTokenizationStep],
        keepsBytes: Bool
    ) {
        self.normalizers = normalizers
        self.preTokenizers = preTokenizers
        self.keepsBytes = keepsBytes
        let asking = preTokenizers.lastIndex(where: \.asksForFirst)
        asksForPlaces = asking.map { $0 > 0 || !normalizers.isEmpty } ?? false
        rawFinder = AddedTokenFinder(addedTokens.filter { !$0.isNormalized }) { Array($0.utf8) }
        normalizedFinder = AddedTokenFinder(addedTokens.filter(\.isNormalized)) {
            Self.normalized(Array($0.utf8), by: normalizers)
        }
    }

    /// Cuts a text into pieces, which are in `work` afterwards.
    func run(
        on work: inout PipelineText,
        _ text: UnsafeBufferPointer<UInt8>,
        isAligned: Bool
    ) {
        work.reset(text, isAligned: isAligned || asksForPlaces)
        rawFinder.run(on: &work)
        for step in normalizers { step.run(on: &work) }
        normalizedFinder.run(on: &work)
        for step in preTokenizers { step.run(on: &work, keepsBytes: keepsBytes) }
    }

    /// The text as normalizers make it.
    static func normalized(_ text: [UInt8], by steps: [NormalizationStep]) -> [UInt8] {
        var work = PipelineText()
        text.withUnsafeBufferPointer { work.reset($0, isAligned: false) }
        for step in steps { step.run(on: &work) }
        return work.bytes
    }
}
