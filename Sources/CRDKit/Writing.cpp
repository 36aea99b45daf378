#include "Boundary.h"

#include <vector>

BEGIN_RDKIT
#include <GraphMol/Descriptors/MolDescriptors.h>
#include <GraphMol/SmilesParse/SmilesWrite.h>
END_RDKIT

using crdkit::copied;
using crdkit::reading;
using RDKit::ROMol;

char *crdkit_canonical_smiles(crdkit_molecule *molecule) {
    return reading<char *>(molecule, nullptr, [](const ROMol &value) {
        return copied(RDKit::MolToSmiles(value));
    });
}

char *crdkit_ordered_smiles(crdkit_molecule *molecule, const uint32_t *order, size_t count) {
    return reading<char *>(molecule, nullptr, [&](const ROMol &value) {
        RDKit::SmilesWriteParams parameters;
        parameters.canonical = false;
        const std::vector<unsigned int> permutation(order, order + count);
        std::unique_ptr<ROMol> renumbered(RDKit::MolOps::renumberAtoms(value, permutation));
        return copied(RDKit::MolToSmiles(*renumbered, parameters));
    });
}

char *crdkit_formula(crdkit_molecule *molecule) {
    return reading<char *>(molecule, nullptr, [](const ROMol &value) {
        return copied(RDKit::Descriptors::calcMolFormula(value));
    });
}
