import Checkpoints

/// Reads a safetensors file; what was read is written, and read again as the same.
///
/// A tensor has as many elements as its shape says, whatever the header claims.
func readSafetensors(_ bytes: [UInt8]) {
    do throws(SafetensorsError) {
        let file = try SafetensorsFile(bytes: bytes)
        let tensors = file.names.compactMap { tensor($0, of: file) }
        guard tensors.count == file.names.count else { return }
        let written = SafetensorsArchive(tensors, metadata: file.metadata).encoded
        guard let again = try? SafetensorsFile(bytes: written) else {
            preconditionFailure("cannot read what was written")
        }
        let twice = SafetensorsArchive(
            again.names.compactMap { tensor($0, of: again) },
            metadata: again.metadata
        )
        precondition(twice.encoded == written, "writing changed the weights")
    } catch {
        _ = error.description
    }
}

/// The tensor of a name, or nil when its elements are of a kind that is not read.
private func tensor(_ name: String, of file: SafetensorsFile) -> SafetensorsTensor? {
    guard let entry = file.entries[name] else { preconditionFailure("\(name) is no tensor") }
    do throws(SafetensorsError) {
        return SafetensorsTensor(name, shape: entry.shape, try file.values(name))
    } catch {
        _ = error.description
        return nil
    }
}
