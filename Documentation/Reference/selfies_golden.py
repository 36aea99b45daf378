#!/usr/bin/env python3
"""Writes or checks Tests/TokenizationTests/Golden/selfies.tsv with the package selfies 2.2.0.

    python selfies_golden.py            writes the file
    python selfies_golden.py --check    compares, writes nothing

A line is `encode`, a SMILES string and its SELFIES, or `decode`, a SELFIES string and its SMILES.
"""

import pathlib
import random
import sys

import selfies

GOLDEN = (
    pathlib.Path(__file__).resolve().parents[2]
    / "Tests/TokenizationTests/Golden/selfies.tsv"
)

SMILES = """
C [H][H] CC(=O)Oc1ccccc1C(=O)O CN1C=NC2=C1C(=O)N(C(=O)N2C)C c1ccccc1 [nH]1cccc1 c1ccc[nH]1
c1ccc2ccccc2c1 c1ccc2c(c1)[nH]c1ccccc12 O=c1cc[nH]cc1 c1ccoc1 c1ccsc1 C[n+]1ccccc1
c1cc[n+]([O-])cc1 c1ccc2cccc2cc1 c1cc2ccc3cccc4ccc(c1)c2c34 [cH-]1cccc1 c1ccccc1-c1ccccc1
F/C=C/F F/C=C\\F C/1=C/CCCCCC1 C1=C/CCCCCC\\1 C\\C=C\\1CCCC/1C C/1CCCC/1 N[C@@H](C)C(=O)O
C1C[C@@]1(F)Cl [C@H]1(F)CC1 C1CC[C@]12CC2 O[C@H]1[C@@H](O)C[C@H]2CC[C@@H]1C2
[13CH3]C [2H]C [Na+].[Cl-] [NH4+] CC[N+](C)(C)C [O-]S(=O)(=O)c1ccccc1 CP(=O)(O)O CS(C)(=O)=O
C[Si](C)(C)C [Se]=C=[Se] CN=[N+]=[N-] C#N [C-]#[O+] OB(O)c1ccccc1 C%10CC%10 C-1CC1 C=1CC1
C(=O)1CC1 C1CC(=O)1 FC(F)(F)c1nnc(s1)N1CCN(CC1)C(=O)C1CC1 [CH3] [C] [Fe+2] C.C.C
CCCCCCCCCCCCCCCCCCCCCC(CCCCCCCCCCCCCCCCCCCC)CC C1CCCCCCCCCCCCCCCCCCCCCCCCC1
""".split()

SYMBOLS = """
[nop] [epsilon] . [C@H1] [C@@H1] [C@] [C@@] [/C] [\\C] [/N] [=N+1] [NH1+1] [13C] [=13CH1] [2H]
[Na+1] [Fe] [CH0] [CH2] [CH4] [UH8] [Se] [=Se] [SiH2] [/C@@H1] [P@] [-/Ring1] [/-Ring1] [//Ring1]
[\\/Ring2] [=Ring3] [#Ring2] [Ring3] [Branch3] [=Branch3] [#Branch3] [O-1] [#C+1] [#S]
""".split()


def decoded():
    """SELFIES that nobody would write: symbols at random."""
    generator = random.Random(20)
    alphabet = sorted(selfies.get_semantic_robust_alphabet())
    rings = "[Ring1] [Ring2] [=Ring1] [Branch1] [=Branch1] [C] [C] [C] [N] [=C]".split()
    for number in range(120):
        pool = [alphabet, alphabet + SYMBOLS, rings * 4 + SYMBOLS, rings][number % 4]
        length = generator.choice([1, 3, 8, 20, 40])
        yield "".join(generator.choice(pool) for _ in range(length))


def lines():
    for smiles in SMILES:
        yield f"encode\t{smiles}\t{selfies.encoder(smiles)}"
    for text in decoded():
        try:
            yield f"decode\t{text}\t{selfies.decoder(text)}"
        except selfies.DecoderError:
            yield f"decode\t{text}\tERROR"


def main():
    text = "".join(line + "\n" for line in lines())
    if "--check" in sys.argv:
        sys.exit(0 if GOLDEN.read_text() == text else f"{GOLDEN} differs")
    GOLDEN.write_text(text)


if __name__ == "__main__":
    main()
