#include "Boundary.h"

#include <sstream>

BEGIN_RDKIT
#include <GraphMol/FileParsers/FileParsers.h>
#include <GraphMol/FileParsers/MolFileStereochem.h>
#include <GraphMol/MolOps.h>
END_RDKIT

using RDKit::Atom;
using RDKit::Bond;
using RDKit::RWMol;

namespace {

/// Takes the numbers of reaction maps away that files give as zero, and SMILES would show.
void dropEmptyMaps(RWMol &molecule) {
    for (auto *atom : molecule.atoms()) {
        if (atom->getAtomMapNum() == 0) atom->setAtomMapNum(0);
    }
}

/// Runs `body`; returns a molecule, or NULL with the reason.
template <typename Body>
crdkit_molecule *built(char **reason, Body &&body) noexcept {
    *reason = nullptr;
    try {
        const auto silence = crdkit::silenced();
        std::unique_ptr<RWMol> molecule(body());
        if (!molecule) return nullptr;
        dropEmptyMaps(*molecule);
        auto *result = new crdkit_molecule(molecule.get());
        molecule.release();
        return result;
    } catch (const std::exception &fault) {
        *reason = crdkit::copied(fault.what());
    } catch (...) {
    }
    return nullptr;
}

Bond::BondType bondType(int order) {
    switch (order) {
        case 0: return Bond::DATIVE;
        case 2: return Bond::DOUBLE;
        case 3: return Bond::TRIPLE;
        case 4: return Bond::QUADRUPLE;
        case 5: return Bond::AROMATIC;
        default: return Bond::SINGLE;
    }
}

void addAtoms(RWMol &molecule, const crdkit_atom *atoms, size_t count) {
    for (size_t index = 0; index < count; ++index) {
        Atom atom(atoms[index].number);
        atom.setIsotope(atoms[index].isotope);
        atom.setFormalCharge(atoms[index].charge);
        molecule.addAtom(&atom);
    }
}

void addBonds(RWMol &molecule, const crdkit_bond *bonds, size_t count) {
    for (size_t index = 0; index < count; ++index) {
        const auto &given = bonds[index];
        molecule.addBond(given.begin, given.end, bondType(given.order));
        Bond *bond = molecule.getBondBetweenAtoms(given.begin, given.end);
        // The molecule may have turned the bond round.
        if (given.wedge != 0) bond->setBeginAtomIdx(given.begin), bond->setEndAtomIdx(given.end);
        if (given.wedge > 0) bond->setBondDir(Bond::BEGINWEDGE);
        if (given.wedge < 0) bond->setBondDir(Bond::BEGINDASH);
        if (given.order == 5) {
            bond->setIsAromatic(true);
            bond->getBeginAtom()->setIsAromatic(true);
            bond->getEndAtom()->setIsAromatic(true);
        }
    }
}

/// Sets the hydrogens that are not atoms, where their number is told.
void setHydrogens(RWMol &molecule, const crdkit_atom *atoms) {
    for (auto *atom : molecule.atoms()) {
        int hydrogens = atoms[atom->getIdx()].hydrogens;
        if (hydrogens < 0) continue;
        for (const auto *neighbor : molecule.atomNeighbors(atom)) {
            if (neighbor->getAtomicNum() == 1) --hydrogens;
        }
        atom->setNoImplicit(true);
        atom->setNumExplicitHs(hydrogens > 0 ? hydrogens : 0);
    }
}

void addPlaces(RWMol &molecule, const crdkit_atom *atoms, size_t count, int dimension) {
    auto *places = new RDKit::Conformer(count);
    places->set3D(dimension == 3);
    for (size_t index = 0; index < count; ++index) {
        const auto &atom = atoms[index];
        places->setAtomPos(index, RDGeom::Point3D(atom.x, atom.y, dimension == 3 ? atom.z : 0));
    }
    molecule.addConformer(places, true);
}

/// What reading a mol block does after its atoms and bonds are there.
void finish(RWMol &molecule, int dimension) {
    if (dimension == 2) {
        RDKit::DetectAtomStereoChemistry(molecule, &molecule.getConformer());
    }
    RDKit::MolOps::removeHs(molecule);
    if (dimension == 3) RDKit::MolOps::assignChiralTypesFrom3D(molecule);
    if (dimension > 0) RDKit::MolOps::setDoubleBondNeighborDirections(molecule);
    RDKit::MolOps::assignStereochemistry(molecule, true, true, true);
}

}  // namespace

crdkit_molecule *crdkit_molecule_from_block(const char *block, size_t count, char **reason) {
    return built(reason, [&] { return RDKit::MolBlockToMol(std::string(block, count)); });
}

crdkit_molecule *crdkit_molecule_from_graph(
    const crdkit_atom *atoms, size_t atom_count, const crdkit_bond *bonds, size_t bond_count,
    int coordinate_dimension, char **reason) {
    return built(reason, [&] {
        auto molecule = std::make_unique<RWMol>();
        addAtoms(*molecule, atoms, atom_count);
        addBonds(*molecule, bonds, bond_count);
        setHydrogens(*molecule, atoms);
        if (coordinate_dimension > 0) {
            addPlaces(*molecule, atoms, atom_count, coordinate_dimension);
        }
        finish(*molecule, coordinate_dimension);
        return molecule.release();
    });
}
