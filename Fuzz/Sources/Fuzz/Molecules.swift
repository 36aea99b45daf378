import Molecules
import Tokenization

/// Cuts bytes into atoms, bonds, branches and ring closures.
///
/// The tokens stand side by side and cover all the bytes; text is what its tokens are together.
func readSMILES(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let tokenizer = Tokenizer.trained(on: [text], kind: .smiles, normalization: nil)
    requireTiling(tokenizer.encode(utf8: bytes), of: bytes)
    let encoding = tokenizer.encode(text)
    requireTiling(encoding, of: Array(text.utf8))
    let specials = ["<pad>", "<bos>", "<eos>", "<unk>"]
    if !specials.contains(where: text.contains) {
        precondition(tokenizer.decode(encoding.ids) == text, "the tokens are not the text")
    }
    guard let prefix = SMILESPrefix(text) else { return }
    let whole = text + prefix.completion.joined()
    precondition(SMILESPrefix(whole)?.isComplete == true, "the completion does not complete")
}

/// Turns SMILES into SELFIES, and takes the bytes for SELFIES.
///
/// What was encoded is a molecule that can be encoded, and so is what any symbols describe.
func readSELFIES(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(SELFIESError) {
        try requireMolecule(SELFIES(smiles: text))
    } catch {
        _ = error.description
    }
    do throws(SELFIESError) {
        try requireMolecule(SELFIES(text))
    } catch {
        _ = error.description
    }
}

private func requireMolecule(_ selfies: SELFIES) {
    let smiles = selfies.smiles
    guard !smiles.isEmpty else { return }
    precondition((try? SELFIES(smiles: smiles)) != nil, "\(selfies) became \(smiles)")
}

private func requireTiling(_ encoding: Encoding, of bytes: [UInt8]) {
    var place = 0
    for token in encoding.tokens {
        precondition(token.range.lowerBound == place, "a token leaves bytes out")
        place = token.range.upperBound
    }
    precondition(place == bytes.count, "the tokens end before the text")
}
