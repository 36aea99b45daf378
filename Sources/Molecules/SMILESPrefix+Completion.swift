extension SMILESPrefix {
    /// Symbols that complete the prefix; none when it is complete.
    ///
    /// They close its rings, on carbons added where no atom can take them, and its branches. Not the fewest there are, but few. When a string has a longest length, allow a symbol only
    /// if the completion of the prefix with it still fits.
    public var completion: [String] {
        var prefix = self
        var symbols: [String] = []
        while !prefix.isComplete, let symbol = prefix.stepTowardsCompletion {
            guard let parsed = SMILESSymbol(symbol), prefix.append(parsed) else { break }
            symbols.append(symbol)
        }
        return symbols
    }

    private var stepTowardsCompletion: String? {
        if pendingBond != nil || currentAtom == nil { return "C" }
        let closures = openRings.sorted(by: closesEarlier).map { ringSymbol($0.key) }
        let candidates = openRings.isEmpty ? [")", "C", "="] : closures + ["C", "=", ")"]
        return candidates.first { SMILESSymbol($0).map(allows) ?? false }
    }
}

/// Orders rings by their bond, as the end of a triple bond ends the chain, and then by number.
private func closesEarlier(
    _ first: (key: Int, value: SMILESPrefix.OpenRing),
    _ second: (key: Int, value: SMILESPrefix.OpenRing)
) -> Bool {
    (first.value.bond?.order ?? 1, first.key) < (second.value.bond?.order ?? 1, second.key)
}

private func ringSymbol(_ number: Int) -> String {
    switch number {
    case ..<10: "\(number)"
    case ..<100: "%\(number)"
    default: "%(\(number))"
    }
}
