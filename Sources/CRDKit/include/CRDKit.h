#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A plain C window on RDKit, for Swift.
//
// No function throws or prints, and every one may be called from any thread, also on the same
// molecule. A string that is returned belongs to the caller, who gives it back to
// `crdkit_string_free`; NULL stands for failure. Sizes are in atoms unless said otherwise.

#ifdef __cplusplus
extern "C" {
#endif

/// A sanitised molecule. Never changes.
typedef struct crdkit_molecule crdkit_molecule;

/// The release of RDKit, such as "2022.09.3".
const char *crdkit_version(void);

/// Frees a string that one of the functions below returned; NULL is allowed.
void crdkit_string_free(char *string);

// Reading.

/// Parses and sanitises `count` bytes of SMILES as Python's `Chem.MolFromSmiles` does; NULL when
/// that would return `None`, or when the string is empty or has a zero byte. Free with `crdkit_molecule_free`.
crdkit_molecule *crdkit_molecule_parse(const char *smiles, size_t count);

void crdkit_molecule_free(crdkit_molecule *molecule);

/// Says why `crdkit_molecule_parse` refused a string, in RDKit's words. Where the fault is one
/// atom's, `atom` receives the atom's index in reading order, otherwise -1.
char *crdkit_parse_failure(const char *smiles, size_t count, int *atom);

/// Reads `count` bytes of a V2000 or V3000 mol block, up to `M  END`, as Python's
/// `Chem.MolFromMolBlock` does. NULL on failure; `reason` then receives why, in RDKit's words.
crdkit_molecule *crdkit_molecule_from_block(const char *block, size_t count, char **reason);

/// An atom that is given by itself.
typedef struct {
    /// The atomic number, 0 for an unknown atom.
    int32_t number;
    /// The mass number, 0 for the natural mixture.
    int32_t isotope;
    int32_t charge;
    /// All attached hydrogens, those among the atoms included, or -1 when the valence implies them.
    int32_t hydrogens;
    /// The number of unpaired electrons.
    int32_t radicals;
    /// 1 when `parity_atoms[1...3]` are clockwise as seen from `parity_atoms[0]`, -1 when they are
    /// counterclockwise, 0 when nothing is told.
    int32_t parity;
    /// The neighbours, where the atom itself stands for a hydrogen or a pair of electrons that is no
    /// atom.
    uint32_t parity_atoms[4];
    /// The place in angstroms; counts where `coordinate_dimension` says so.
    double x, y, z;
} crdkit_atom;

/// A bond between atoms by their indices.
typedef struct {
    uint32_t begin, end;
    /// 1, 2, 3, 4 for as many electron pairs, 5 for an aromatic bond, 0 for a dative one.
    int32_t order;
    /// 1 for a wedge from `begin` towards the viewer, -1 for a hatched one, 0 for neither.
    int32_t wedge;
    /// Of a double bond, 1 when the two atoms beside it are on one side, -1 when they are not, 0 when
    /// nothing is told.
    int32_t geometry;
    /// A neighbour of `begin` and one of `end`.
    uint32_t beside[2];
} crdkit_bond;

/// Builds and sanitises a molecule. Stereochemistry is taken from coordinates when
/// `coordinate_dimension` is 3, from coordinates, wedges and parities when it is 2, and from parities
/// and geometries when it is 0. NULL on failure; `reason` then receives why, in RDKit's words.
crdkit_molecule *crdkit_molecule_from_graph(
    const crdkit_atom *atoms, size_t atom_count, const crdkit_bond *bonds, size_t bond_count,
    int coordinate_dimension, char **reason);

// Writing.

char *crdkit_canonical_smiles(crdkit_molecule *molecule);

/// Writes the molecule without canonicalisation, starting from atom `order[0]` and preferring,
/// wherever there is a choice, the atom that comes first in `order`, a permutation of all atoms.
char *crdkit_ordered_smiles(crdkit_molecule *molecule, const uint32_t *order, size_t count);

/// Hill notation, with the charge.
char *crdkit_formula(crdkit_molecule *molecule);

// Descriptors. NaN or -1 when RDKit fails, which a sanitised molecule should not bring about.

int crdkit_atom_count(crdkit_molecule *molecule);
int crdkit_heavy_atom_count(crdkit_molecule *molecule);
int crdkit_ring_count(crdkit_molecule *molecule);
int crdkit_aromatic_ring_count(crdkit_molecule *molecule);
int crdkit_largest_ring_size(crdkit_molecule *molecule);
int crdkit_hydrogen_bond_donor_count(crdkit_molecule *molecule);
int crdkit_hydrogen_bond_acceptor_count(crdkit_molecule *molecule);
int crdkit_rotatable_bond_count(crdkit_molecule *molecule);
double crdkit_log_p(crdkit_molecule *molecule);
double crdkit_molecular_weight(crdkit_molecule *molecule);
double crdkit_polar_surface_area(crdkit_molecule *molecule);

// Structure.

/// The number of components, which no bond connects.
int crdkit_component_count(crdkit_molecule *molecule);

/// Fills `components` with at most `count` new molecules, one a component, and returns how many.
size_t crdkit_components(crdkit_molecule *molecule, crdkit_molecule **components, size_t count);

/// The symbols of the elements of all atoms, each once, separated by spaces. Hydrogens that are
/// not atoms are not among them.
char *crdkit_elements(crdkit_molecule *molecule);

/// A molecule without charges that adding and removing hydrogens can undo; NULL when it has none.
crdkit_molecule *crdkit_neutralized(crdkit_molecule *molecule);

/// The Bemis-Murcko scaffold, which has no atoms when the molecule has no ring.
crdkit_molecule *crdkit_murcko_scaffold(crdkit_molecule *molecule);

/// Fills `words`, of `bit_count / 64` rounded up, with the Morgan fingerprint; bit i is bit
/// `i % 64` of word `i / 64`. False when RDKit fails.
bool crdkit_morgan_fingerprint(
    crdkit_molecule *molecule, uint32_t radius, uint32_t bit_count, uint64_t *words);

// Drawing.

/// A complete SVG document; the size is in pixels.
char *crdkit_svg(crdkit_molecule *molecule, int width, int height);

#ifdef __cplusplus
}
#endif
