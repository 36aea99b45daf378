#pragma once

// What every source file of this target needs: the handle, and a boundary that no exception
// crosses. RDKit's headers are included between BEGIN_RDKIT and END_RDKIT, which keep their
// warnings from becoming our errors.

#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#define BEGIN_RDKIT                                                                              \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Weverything\"")
#define END_RDKIT _Pragma("GCC diagnostic pop")

BEGIN_RDKIT
#include "BoostEnumerations.h"
#include <GraphMol/GraphMol.h>
END_RDKIT

#include "CRDKit.h"

/// RDKit stores what it computes in properties of a molecule it was given as constant, so that
/// even reading needs the lock.
struct crdkit_molecule {
    explicit crdkit_molecule(RDKit::ROMol *owned) : value(owned) {}

    const std::unique_ptr<RDKit::ROMol> value;
    std::mutex lock;
};

namespace crdkit {

/// Runs `body` and returns its result, or `fallback` when it throws anything.
template <typename Result, typename Body>
Result guarded(Result fallback, Body &&body) noexcept {
    try {
        return body();
    } catch (...) {
        return fallback;
    }
}

/// Runs `body` on the molecule while no other thread reads it.
template <typename Result, typename Body>
Result reading(crdkit_molecule *molecule, Result fallback, Body &&body) noexcept {
    return guarded(fallback, [&]() -> Result {
        std::lock_guard<std::mutex> held(molecule->lock);
        return body(*molecule->value);
    });
}

/// Silences RDKit's log and holds off whoever wants to read it; for whatever may write to it.
std::shared_lock<std::shared_mutex> silenced();

/// Copies a string to memory that C frees; NULL when there is none left.
inline char *copied(const std::string &text) noexcept {
    auto *bytes = static_cast<char *>(std::malloc(text.size() + 1));
    if (bytes != nullptr) std::memcpy(bytes, text.c_str(), text.size() + 1);
    return bytes;
}

}  // namespace crdkit
