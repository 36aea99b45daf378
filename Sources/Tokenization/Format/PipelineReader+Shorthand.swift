/// A step that may write text for a string.
protocol ReplacingStep {
    /// The string and what is written for it, or nil.
    var replacedString: (old: String, new: String)? { get }
}

extension NormalizationStep: ReplacingStep {
    var replacedString: (old: String, new: String)? {
        guard case .replace(let pattern, let new) = self, !pattern.isRegex else { return nil }
        return (pattern.text, new)
    }

    /// The steps with a ``SMILESShorthand`` in place of those that it is written as.
    static func recognized(_ steps: [NormalizationStep]) -> [NormalizationStep] {
        SMILESShorthand.recognized(in: steps, isExpanding: false) { .shorthand($0) }
    }
}

extension DecodingStep: ReplacingStep {
    var replacedString: (old: String, new: String)? {
        guard case .replace(let pattern, let new) = self, !pattern.isRegex else { return nil }
        return (pattern.text, new)
    }

    /// The steps with a ``SMILESShorthand`` in place of those that it is written as.
    static func recognized(_ steps: [DecodingStep]) -> [DecodingStep] {
        SMILESShorthand.recognized(in: steps, isExpanding: true) { .shorthand($0) }
    }
}

extension SMILESShorthand {
    /// Puts a shorthand in place of the first run of steps that it is written as.
    fileprivate static func recognized<Step: ReplacingStep>(
        in steps: [Step],
        isExpanding: Bool,
        _ step: (SMILESShorthand) -> Step
    ) -> [Step] {
        let first = String(character(0))
        func symbol(_ step: Step, _ character: String) -> String? {
            guard let (old, new) = step.replacedString else { return nil }
            return (isExpanding ? old : new) == character ? (isExpanding ? new : old) : nil
        }
        guard let start = steps.firstIndex(where: { symbol($0, first) != nil }) else {
            return steps
        }
        var symbols: [String] = []
        for step in steps[start...] {
            let character = String(character(symbols.count))
            guard let symbol = symbol(step, character) else { break }
            symbols.append(symbol)
        }
        guard let shorthand = SMILESShorthand(symbols) else { return steps }
        return steps[..<start] + [step(shorthand)] + steps[(start + symbols.count)...]
    }
}
