#!/usr/bin/env python3
"""Writes Tests/MoleculesTests/Golden/molecules.json with the Python release of RDKit.

    python3.11 -m venv environment
    environment/bin/pip install rdkit==2022.9.5 numpy==1.26.4
    environment/bin/python Documentation/Reference/molecule_descriptors.py

RDKit 2022.9.5 is the release on PyPI nearest to Debian 12's 2022.09.3. The molecules were written
for this project and chosen so that RDKit 2026.9.1 gives the same numbers, but for the acceptors of
caffeine: later releases count 3 where 2022.09 counts 6.
"""

import json
import pathlib

from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem, Crippen, Descriptors
from rdkit.Chem import rdMolDescriptors as descriptors
from rdkit.Chem.Scaffolds import MurckoScaffold

RDLogger.DisableLog("rdApp.*")

MOLECULES = {
    "aspirin": "CC(=O)OC1=CC=CC=C1C(O)=O",
    "caffeine": "CN1C=NC2=C1C(=O)N(C)C(=O)N2C",
    "paracetamol": "CC(=O)Nc1ccc(O)cc1",
    "(S)-ibuprofen": "CC(C)Cc1ccc(cc1)[C@H](C)C(O)=O",
    "nicotine": "CN1CCC[C@H]1c1cccnc1",
    "benzylpenicillin": "CC1(C)S[C@@H]2[C@H](NC(=O)Cc3ccccc3)C(=O)N2[C@H]1C(O)=O",
    "morphine": "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5",
    "glucose": "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O",
    "cholesterol": "C[C@H](CCCC(C)C)[C@H]1CC[C@H]2[C@@H]3CC=C4C[C@@H](O)CC[C@]4(C)[C@H]3CC[C@]12C",
    "diazepam": "CN1C(=O)CN=C(c2ccccc2)c2cc(Cl)ccc12",
    "imatinib": "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(n1)-c1cccnc1",
    "sulfamethoxazole": "Cc1cc(NS(=O)(=O)c2ccc(N)cc2)no1",
    "fluoxetine": "CNCCC(Oc1ccc(cc1)C(F)(F)F)c1ccccc1",
    "bromhexine": "CN(Cc1cc(Br)cc(Br)c1N)C1CCCCC1",
    "sodium benzoate": "[Na+].[O-]C(=O)c1ccccc1",
    "retinol": "CC1=C(C(C)(C)CCC1)/C=C/C(C)=C/C=C/C(C)=C/CO",
    "indole": "c1ccc2[nH]ccc2c1",
    "deuterated chloroform": "[2H]C(Cl)(Cl)Cl",
    "hexane": "CCCCCC",
    "cyclododecane": "C1CCCCCCCCCCC1",
}


def describe(smiles: str) -> dict:
    molecule = Chem.MolFromSmiles(smiles)
    rings = molecule.GetRingInfo().AtomRings()
    scaffold = Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(molecule))
    fingerprint = AllChem.GetMorganFingerprintAsBitVect(molecule, 2, nBits=1024)
    return {
        "smiles": smiles,
        "canonicalSMILES": Chem.MolToSmiles(molecule),
        "formula": descriptors.CalcMolFormula(molecule),
        "heavyAtomCount": molecule.GetNumHeavyAtoms(),
        "logP": Crippen.MolLogP(molecule),
        "molecularWeight": Descriptors.MolWt(molecule),
        "topologicalPolarSurfaceArea": descriptors.CalcTPSA(molecule),
        "ringCount": descriptors.CalcNumRings(molecule),
        "aromaticRingCount": descriptors.CalcNumAromaticRings(molecule),
        "largestRingSize": max((len(ring) for ring in rings), default=0),
        "hydrogenBondDonorCount": descriptors.CalcNumHBD(molecule),
        "hydrogenBondAcceptorCount": descriptors.CalcNumHBA(molecule),
        "rotatableBondCount": descriptors.CalcNumRotatableBonds(molecule),
        "murckoScaffold": scaffold,
        "fingerprint": list(fingerprint.GetOnBits()),
    }


def main() -> None:
    golden = [{"name": name, **describe(smiles)} for name, smiles in MOLECULES.items()]
    root = pathlib.Path(__file__).resolve().parents[2]
    path = root / "Tests" / "MoleculesTests" / "Golden" / "molecules.json"
    lines = ",\n".join(json.dumps(entry) for entry in golden)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
