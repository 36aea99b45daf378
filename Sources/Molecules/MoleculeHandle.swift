internal import CRDKit

/// Owns a molecule of RDKit.
///
/// Unchecked because the pointer is constant and the C functions lock the molecule themselves.
final class MoleculeHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over a molecule, which is freed with the handle.
    init(owning pointer: OpaquePointer) {
        self.pointer = pointer
    }

    /// Parses and sanitises SMILES; nil when RDKit refuses it, or it is too long (``MoleculeSize``).
    convenience init?(parsing smiles: String) {
        var smiles = smiles
        let parsed: OpaquePointer? = smiles.withUTF8 { bytes in
            guard MoleculeSize.excess(ofSMILES: bytes) == nil else { return nil }
            return bytes.withMemoryRebound(to: CChar.self) {
                crdkit_molecule_parse($0.baseAddress, $0.count)
            }
        }
        guard let parsed else { return nil }
        self.init(owning: parsed)
    }

    deinit {
        crdkit_molecule_free(pointer)
    }
}

/// Copies a string that C allocated, and frees it; nil for a null pointer.
func takeString(_ string: UnsafeMutablePointer<CChar>?) -> String? {
    guard let string else { return nil }
    defer { crdkit_string_free(string) }
    return String(cString: string)
}
