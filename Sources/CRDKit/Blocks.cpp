#include "Boundary.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

BEGIN_RDKIT
#include <GraphMol/FileParsers/FileParserUtils.h>
#include <GraphMol/FileParsers/MolFileStereochem.h>
#include <GraphMol/MolOps.h>
#include <RDGeneral/LocaleSwitcher.h>
#include <RDGeneral/StreamOps.h>
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

/// What the fourth line of a block announces.
struct Announcement {
    unsigned int atoms = 0, bonds = 0, isChiral = 0;
    bool isExtended = false;
};

/// The number in three columns, blank ones being zero.
unsigned int count(const std::string &line, size_t column) {
    try {
        return RDKit::FileParserUtils::toUnsigned(line.substr(column, 3));
    } catch (const boost::bad_lexical_cast &) {
        throw std::invalid_argument("a count is no number, on line 4");
    }
}

Announcement announcement(const std::string &line) {
    if (line.size() < 6) throw std::invalid_argument("the counts are too short, on line 4");
    const std::string version = line.size() > 35 ? line.substr(34, 5) : "V2000";
    if (version != "V2000" && version != "V3000") {
        throw std::invalid_argument("the version is neither V2000 nor V3000, on line 4");
    }
    Announcement result{count(line, 0), count(line, 3), 0, version == "V3000"};
    // Files without the other numbers have something else there.
    if (line.size() >= 15) result.isChiral = line.substr(12, 3) == "  1";
    if (result.isExtended && result.atoms + result.bonds > 0) {
        throw std::invalid_argument("V3000 announces no atoms or bonds here, on line 4");
    }
    return result;
}

/// Coordinates that belong to no molecule yet.
struct Places {
    RDKit::Conformer *value = nullptr;
    ~Places() { delete value; }
};

/// Reads the atoms and bonds of a block into a molecule.
///
/// `MolBlockToMol` has a molecule of its own, and loses it when its parser lets out an exception that is not
/// one of those that it expects.
RWMol *readBlock(const std::string &block) {
    const RDKit::Utils::LocaleSwitcher locale;
    std::istringstream lines(block);
    RDKit::getLine(lines);
    const std::string program = RDKit::getLine(lines);
    RDKit::getLine(lines);
    const auto announced = announcement(RDKit::getLine(lines));
    auto molecule = std::make_unique<RWMol>();
    const std::string dimension = program.size() >= 22 ? program.substr(20, 2) : "";
    if (dimension == "3D" || dimension == "3d") {
        molecule->setProp(RDKit::common_properties::_3DConf, 1);
    }
    molecule->setProp(RDKit::common_properties::_MolFileChiralFlag, announced.isChiral);
    unsigned int line = 4, atoms = announced.atoms, bonds = announced.bonds;
    bool mayBeChiral = false;
    Places places;
    const bool isWhole = announced.isExtended
        ? RDKit::FileParserUtils::ParseV3000CTAB(
              &lines, line, molecule.get(), places.value, mayBeChiral, atoms, bonds)
        : RDKit::FileParserUtils::ParseV2000CTAB(
              &lines, line, molecule.get(), places.value, mayBeChiral, atoms, bonds);
    if (!isWhole) throw std::invalid_argument("the line 'M  END' is missing");
    // From here on RDKit frees the molecule where something is wrong.
    auto *const result = molecule.release();
    RDKit::FileParserUtils::finishMolProcessing(result, mayBeChiral, true, true);
    return result;
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
        atom.setNumRadicalElectrons(atoms[index].radicals);
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

/// Whether it takes an even number of exchanges to turn one order of the same atoms into another.
bool isEven(std::vector<uint32_t> order, const std::vector<uint32_t> &wanted) {
    bool even = true;
    for (size_t place = 0; place < order.size(); ++place) {
        const auto found = std::find(order.begin() + place, order.end(), wanted[place]);
        if (found == order.end()) {
            throw std::invalid_argument("a parity is not of the neighbours of its atom");
        }
        if (found != order.begin() + place) std::swap(order[place], *found), even = !even;
    }
    return even;
}

/// Sets the configuration of the atoms whose parity is told.
void setParities(RWMol &molecule, const crdkit_atom *atoms) {
    for (auto *atom : molecule.atoms()) {
        const auto &given = atoms[atom->getIdx()];
        if (given.parity == 0) continue;
        // RDKit looks from the first neighbour at the others; one that is no atom is the last.
        std::vector<uint32_t> neighbors;
        for (const auto *bond : molecule.atomBonds(atom)) {
            neighbors.push_back(bond->getOtherAtomIdx(atom->getIdx()));
        }
        if (neighbors.size() == 3) neighbors.push_back(atom->getIdx());
        if (neighbors.size() != 4) throw std::invalid_argument("a parity is of no four neighbours");
        const std::vector<uint32_t> order(given.parity_atoms, given.parity_atoms + 4);
        const bool isClockwise = (given.parity > 0) == isEven(order, neighbors);
        atom->setChiralTag(isClockwise ? Atom::CHI_TETRAHEDRAL_CW : Atom::CHI_TETRAHEDRAL_CCW);
    }
}

/// A neighbour of an end of a double bond, and whether it lies where it was told to.
struct Side {
    uint32_t atom;
    bool isTold;
};

/// The neighbour that tells the side: in place of a hydrogen, which will be no atom, the other one.
Side sideOf(const RWMol &molecule, uint32_t end, uint32_t otherEnd, uint32_t told) {
    if (molecule.getAtomWithIdx(told)->getAtomicNum() == 1) {
        for (const auto *neighbor : molecule.atomNeighbors(molecule.getAtomWithIdx(end))) {
            const auto index = neighbor->getIdx();
            if (index != otherEnd && neighbor->getAtomicNum() != 1) return {index, false};
        }
    }
    return {told, true};
}

/// Sets the sides of the double bonds whose geometry is told.
void setGeometries(RWMol &molecule, const crdkit_bond *bonds, size_t count) {
    for (size_t index = 0; index < count; ++index) {
        const auto &given = bonds[index];
        if (given.geometry == 0) continue;
        auto *bond = molecule.getBondBetweenAtoms(given.begin, given.end);
        auto first = sideOf(molecule, given.begin, given.end, given.beside[0]);
        auto last = sideOf(molecule, given.end, given.begin, given.beside[1]);
        const bool isCis = (given.geometry > 0) == (first.isTold == last.isTold);
        if (bond->getBeginAtomIdx() != given.begin) std::swap(first, last);
        bond->setStereoAtoms(first.atom, last.atom);
        bond->setStereo(isCis ? Bond::STEREOCIS : Bond::STEREOTRANS);
    }
    RDKit::MolOps::setDoubleBondNeighborDirections(molecule);
}

/// Sets what is told of the stereochemistry and not to be seen in the coordinates.
void setToldStereochemistry(
    RWMol &molecule, const crdkit_atom *atoms, const crdkit_bond *bonds, size_t bondCount,
    int dimension) {
    if (dimension < 3) setParities(molecule, atoms);
    if (dimension == 0) setGeometries(molecule, bonds, bondCount);
}

/// Makes hydrogens that are atoms implied, and settles the stereochemistry.
void finish(RWMol &molecule, int dimension) {
    RDKit::MolOps::removeHs(molecule);
    if (dimension == 3) RDKit::MolOps::assignChiralTypesFrom3D(molecule);
    if (dimension > 0) {
        RDKit::MolOps::setDoubleBondNeighborDirections(molecule, &molecule.getConformer());
    }
    RDKit::MolOps::assignStereochemistry(molecule, true, true, true);
}

}  // namespace

crdkit_molecule *crdkit_molecule_from_block(const char *block, size_t count, char **reason) {
    return built(reason, [&] { return readBlock(std::string(block, count)); });
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
        if (coordinate_dimension == 2) {
            RDKit::DetectAtomStereoChemistry(*molecule, &molecule->getConformer());
        }
        setToldStereochemistry(*molecule, atoms, bonds, bond_count, coordinate_dimension);
        finish(*molecule, coordinate_dimension);
        return molecule.release();
    });
}
