import Molecules

/// What happens to the molecules of a corpus: salts, charges, elements, repetitions, spellings.
///
///     var preparation = MoleculePreparation()
///     preparation.salts = .largest
///     preparation.elements = ["C", "N", "O"]
///     let items = preparation.items(for: record)
///
/// The steps run in the order of the properties. What comes out is written in canonical SMILES, or
/// in random ones. A molecule that is left out becomes a reject with its reason.
public struct MoleculePreparation: Sendable {
    /// What happens to a molecule of several components.
    public enum Salts: String, CaseIterable, Hashable, Sendable {
        /// It stays as it is.
        case keep

        /// Usual counter-ions and solvents are taken away.
        case strip

        /// The largest component stays.
        case largest

        /// It is left out.
        case reject
    }

    /// What happens to a molecule of several components.
    public var salts = Salts.keep

    /// Whether charges are taken away where adding and removing hydrogens can do so.
    public var neutralizes = false

    /// The elements that a molecule may have, hydrogens that are implied aside; nil for all.
    public var elements: Set<String>?

    /// Whether a molecule that was there before is left out, however it was written.
    public var removesDuplicates = false

    /// How many random SMILES are written of each molecule in place of the canonical one; zero for
    /// the canonical one.
    public var spellingCount = 0

    /// The seed of the random spellings; with the molecule it determines them.
    public var seed: UInt64 = 0

    private var seen = DuplicateFilter()

    /// Creates a preparation that writes molecules in canonical SMILES and does nothing else.
    public init() {}

    /// The records that a record becomes, or the reject.
    ///
    /// - Parameter record: A record whose text is SMILES.
    /// - Returns: As many records as there are spellings, equal ones once; or one reject.
    public mutating func items(for record: Record) -> [CorpusItem] {
        do {
            let molecule = try Molecule(smiles: record.text)
            return try spellings(of: prepared(molecule)).map { text in
                var result = record
                result.text = text
                return .record(result)
            }
        } catch let refusal as Refusal {
            return [.reject(record.reject(refusal.reason, refusal.detail))]
        } catch let error as MoleculeError {
            let place = error.column.map { " (column \($0))" } ?? ""
            let detail = "not a molecule: \(error.reason)\(place)"
            return [.reject(record.reject(.invalidMolecule, detail))]
        } catch {
            return [.reject(record.reject(.invalidMolecule, "\(error)"))]
        }
    }

    private struct Refusal: Error {
        var reason: Reject.Reason
        var detail: String
    }

    private mutating func prepared(_ molecule: Molecule) throws -> Molecule {
        var result = try desalted(molecule)
        if neutralizes { result = result.neutralized }
        if let elements {
            let strange = result.elements.subtracting(elements).sorted()
            if !strange.isEmpty {
                let names = strange.joined(separator: ", ")
                throw Refusal(reason: .element, detail: "the molecule has \(names)")
            }
        }
        if removesDuplicates, !seen.isNew(result.canonicalSMILES) {
            throw Refusal(
                reason: .duplicate,
                detail: "the molecule was there before: \(result.canonicalSMILES)"
            )
        }
        return result
    }

    private func desalted(_ molecule: Molecule) throws -> Molecule {
        switch salts {
        case .keep: return molecule
        case .strip: return molecule.withoutCounterions
        case .largest: return molecule.largestComponent
        case .reject:
            let count = molecule.componentCount
            if count == 1 { return molecule }
            throw Refusal(reason: .mixture, detail: "the molecule has \(count) components")
        }
    }

    private func spellings(of molecule: Molecule) -> [String] {
        if spellingCount == 0 { return [molecule.canonicalSMILES] }
        var generator = SpellingGenerator(
            state: StableHash.value(of: molecule.canonicalSMILES, seed: seed)
        )
        // Read anew, its atoms do not stand in the order in which the corpus has them.
        let molecule = Molecule(validating: molecule.canonicalSMILES) ?? molecule
        var known: Set<String> = []
        return (0..<spellingCount).compactMap { _ in
            let text = molecule.randomizedSMILES(using: &generator)
            return known.insert(text).inserted ? text : nil
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
private struct SpellingGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
