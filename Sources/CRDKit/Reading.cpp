#include "Boundary.h"

#include <sstream>

BEGIN_RDKIT
#include <GraphMol/SanitException.h>
#include <GraphMol/SmilesParse/SmilesParse.h>
#include <RDGeneral/RDLog.h>
#include <RDGeneral/versions.h>
END_RDKIT

namespace {

/// RDKit's parser reports a syntax error through its log alone, which is one object for the whole
/// process. The log is off, except while a failure is explained: explaining holds this lock
/// exclusively, everything else that could write to the log holds it shared.
std::shared_mutex logLock;

void silenceLogs() {
    static std::once_flag once;
    std::call_once(once, [] {
        RDLog::InitLogs();
        for (const auto &log :
             {rdAppLog, rdDebugLog, rdInfoLog, rdErrorLog, rdWarningLog, rdStatusLog}) {
            if (log) log->df_enabled = false;
        }
    });
}

/// Redirects the error log to a string for as long as it lives.
class CapturedErrors {
public:
    CapturedErrors() : destination_(rdErrorLog->dp_dest) {
        rdErrorLog->dp_dest = &stream_;
        rdErrorLog->df_enabled = true;
    }

    ~CapturedErrors() {
        rdErrorLog->df_enabled = false;
        rdErrorLog->dp_dest = destination_;
    }

    std::string text() const { return stream_.str(); }

private:
    std::ostream *destination_;
    std::ostringstream stream_;
};

/// Parses once more, with hydrogens kept so that atoms are counted as they were read, and returns
/// what was wrong.
std::string explanation(const std::string &smiles, int &atom) {
    std::unique_lock<std::shared_mutex> exclusive(logLock);
    RDKit::SmilesParserParams parameters;
    parameters.removeHs = false;
    CapturedErrors errors;
    try {
        std::unique_ptr<RDKit::RWMol> molecule(RDKit::SmilesToMol(smiles, parameters));
        return errors.text();
    } catch (const RDKit::AtomSanitizeException &fault) {
        atom = static_cast<int>(fault.getAtomIdx());
        return fault.what();
    } catch (const RDKit::KekulizeException &fault) {
        const auto &atoms = fault.getAtomIndices();
        atom = atoms.empty() ? -1 : static_cast<int>(atoms.front());
        return fault.what();
    } catch (const std::exception &fault) {
        return fault.what();
    }
}

}  // namespace

std::shared_lock<std::shared_mutex> crdkit::silenced() {
    silenceLogs();
    return std::shared_lock<std::shared_mutex>(logLock);
}

const char *crdkit_version(void) { return RDKit::rdkitVersion; }

void crdkit_string_free(char *string) { std::free(string); }

crdkit_molecule *crdkit_molecule_parse(const char *smiles, size_t count) {
    return crdkit::guarded<crdkit_molecule *>(nullptr, [&]() -> crdkit_molecule * {
        // The parser would stop at a zero byte as if the string ended there.
        if (count == 0 || std::memchr(smiles, 0, count) != nullptr) return nullptr;
        const auto silence = crdkit::silenced();
        std::unique_ptr<RDKit::RWMol> parsed(
            RDKit::SmilesToMol(std::string(smiles, count), RDKit::SmilesParserParams()));
        if (!parsed) return nullptr;
        auto *molecule = new crdkit_molecule(parsed.get());
        parsed.release();
        return molecule;
    });
}

void crdkit_molecule_free(crdkit_molecule *molecule) { delete molecule; }

char *crdkit_parse_failure(const char *smiles, size_t count, int *atom) {
    *atom = -1;
    return crdkit::guarded<char *>(nullptr, [&] {
        silenceLogs();
        return crdkit::copied(explanation(std::string(smiles, count), *atom));
    });
}
