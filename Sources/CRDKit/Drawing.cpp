#include "Boundary.h"

#include <algorithm>

BEGIN_RDKIT
#include <GraphMol/MolDraw2D/MolDraw2DSVG.h>
#include <GraphMol/MolDraw2D/MolDraw2DUtils.h>
END_RDKIT

namespace {

/// Coordinates are generated with templates and fonts that the whole process shares.
std::mutex drawingLock;

}  // namespace

char *crdkit_svg(crdkit_molecule *molecule, int width, int height) {
    return crdkit::reading<char *>(molecule, nullptr, [&](const RDKit::ROMol &value) {
        std::lock_guard<std::mutex> held(drawingLock);
        RDKit::MolDraw2DSVG drawing(width, height);
        drawing.drawOptions().clearBackground = false;
        // Keeps small molecules from being blown up; large ones are still made to fit.
        drawing.drawOptions().fixedBondLength = std::min(width, height) / 7.0;
        RDKit::MolDraw2DUtils::prepareAndDrawMolecule(drawing, value);
        drawing.finishDrawing();
        return crdkit::copied(drawing.getDrawingText());
    });
}
