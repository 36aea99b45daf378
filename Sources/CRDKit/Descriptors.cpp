#include "Boundary.h"

#include <algorithm>
#include <limits>

BEGIN_RDKIT
#include <DataStructs/ExplicitBitVect.h>
#include <GraphMol/ChemTransforms/ChemTransforms.h>
#include <GraphMol/Descriptors/Crippen.h>
#include <GraphMol/Descriptors/Lipinski.h>
#include <GraphMol/Descriptors/MolDescriptors.h>
#include <GraphMol/Descriptors/MolSurf.h>
#include <GraphMol/Fingerprints/MorganFingerprints.h>
END_RDKIT

using RDKit::ROMol;

namespace {

template <typename Body>
int counted(crdkit_molecule *molecule, Body &&body) {
    return crdkit::reading<int>(
        molecule, -1, [&](const ROMol &value) { return static_cast<int>(body(value)); });
}

template <typename Body>
double measured(crdkit_molecule *molecule, Body &&body) {
    return crdkit::reading<double>(molecule, std::numeric_limits<double>::quiet_NaN(), body);
}

size_t largestRing(const ROMol &value) {
    size_t largest = 0;
    for (const auto &ring : value.getRingInfo()->atomRings()) {
        largest = std::max(largest, ring.size());
    }
    return largest;
}

/// What Python's `MurckoScaffold.GetScaffoldForMol` does.
ROMol *murckoScaffold(const ROMol &value) {
    std::unique_ptr<ROMol> scaffold(RDKit::MurckoDecompose(value));
    scaffold->clearComputedProps();
    scaffold->updatePropertyCache();
    RDKit::MolOps::symmetrizeSSSR(*scaffold);
    return scaffold.release();
}

}  // namespace

int crdkit_atom_count(crdkit_molecule *molecule) {
    return counted(molecule, [](const ROMol &value) { return value.getNumAtoms(); });
}

int crdkit_heavy_atom_count(crdkit_molecule *molecule) {
    return counted(molecule, [](const ROMol &value) { return value.getNumHeavyAtoms(); });
}

int crdkit_ring_count(crdkit_molecule *molecule) {
    return counted(molecule, RDKit::Descriptors::calcNumRings);
}

int crdkit_aromatic_ring_count(crdkit_molecule *molecule) {
    return counted(molecule, RDKit::Descriptors::calcNumAromaticRings);
}

int crdkit_largest_ring_size(crdkit_molecule *molecule) {
    return counted(molecule, largestRing);
}

int crdkit_hydrogen_bond_donor_count(crdkit_molecule *molecule) {
    return counted(molecule, RDKit::Descriptors::calcNumHBD);
}

int crdkit_hydrogen_bond_acceptor_count(crdkit_molecule *molecule) {
    return counted(molecule, RDKit::Descriptors::calcNumHBA);
}

int crdkit_rotatable_bond_count(crdkit_molecule *molecule) {
    return counted(molecule, [](const ROMol &value) {
        return RDKit::Descriptors::calcNumRotatableBonds(value);
    });
}

double crdkit_log_p(crdkit_molecule *molecule) {
    return measured(molecule, RDKit::Descriptors::calcClogP);
}

double crdkit_molecular_weight(crdkit_molecule *molecule) {
    return measured(
        molecule, [](const ROMol &value) { return RDKit::Descriptors::calcAMW(value); });
}

double crdkit_polar_surface_area(crdkit_molecule *molecule) {
    return measured(
        molecule, [](const ROMol &value) { return RDKit::Descriptors::calcTPSA(value); });
}

crdkit_molecule *crdkit_murcko_scaffold(crdkit_molecule *molecule) {
    return crdkit::reading<crdkit_molecule *>(molecule, nullptr, [](const ROMol &value) {
        return new crdkit_molecule(murckoScaffold(value));
    });
}

bool crdkit_morgan_fingerprint(
    crdkit_molecule *molecule, uint32_t radius, uint32_t bit_count, uint64_t *words) {
    return crdkit::reading<bool>(molecule, false, [&](const ROMol &value) {
        std::unique_ptr<ExplicitBitVect> bits(
            RDKit::MorganFingerprints::getFingerprintAsBitVect(value, radius, bit_count));
        std::fill(words, words + (static_cast<size_t>(bit_count) + 63) / 64, 0);
        IntVect positions;
        bits->getOnBits(positions);
        for (int position : positions) words[position / 64] |= uint64_t(1) << (position % 64);
        return true;
    });
}
