#include "Boundary.h"

#include <set>

BEGIN_RDKIT
#include <GraphMol/MolOps.h>
#include <GraphMol/MolStandardize/Charge.h>
END_RDKIT

using crdkit::reading;
using RDKit::ROMol;

namespace {

bool is_charged(const ROMol &molecule) {
    for (const auto *atom : molecule.atoms()) {
        if (atom->getFormalCharge() != 0) return true;
    }
    return false;
}

/// One a thread: it reads its patterns when it is made, which takes far longer than their use.
RDKit::MolStandardize::Uncharger &uncharger() {
    thread_local RDKit::MolStandardize::Uncharger instance;
    return instance;
}

}  // namespace

int crdkit_component_count(crdkit_molecule *molecule) {
    return reading<int>(molecule, -1, [](const ROMol &value) {
        std::vector<int> mapping;
        return static_cast<int>(RDKit::MolOps::getMolFrags(value, mapping));
    });
}

size_t crdkit_components(crdkit_molecule *molecule, crdkit_molecule **components, size_t count) {
    return reading<size_t>(molecule, 0, [&](const ROMol &value) {
        const auto silence = crdkit::silenced();
        const auto parts = RDKit::MolOps::getMolFrags(value, true);
        const size_t filled = std::min(count, parts.size());
        for (size_t index = 0; index < filled; ++index) {
            components[index] = new crdkit_molecule(new ROMol(*parts[index]));
        }
        return filled;
    });
}

char *crdkit_elements(crdkit_molecule *molecule) {
    return reading<char *>(molecule, nullptr, [](const ROMol &value) {
        std::set<std::string> symbols;
        for (const auto *atom : value.atoms()) symbols.insert(atom->getSymbol());
        std::string text;
        for (const auto &symbol : symbols) text += (text.empty() ? "" : " ") + symbol;
        return crdkit::copied(text);
    });
}

crdkit_molecule *crdkit_neutralized(crdkit_molecule *molecule) {
    using Result = crdkit_molecule *;
    return reading<Result>(molecule, nullptr, [](const ROMol &value) -> Result {
        if (!is_charged(value)) return nullptr;
        const auto silence = crdkit::silenced();
        std::unique_ptr<ROMol> neutral(uncharger().uncharge(value));
        auto *result = new crdkit_molecule(neutral.get());
        neutral.release();
        return result;
    });
}
