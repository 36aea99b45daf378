#!/usr/bin/env python3
"""Writes blocks of molecules in V2000 and V3000, each with one fault.

    python3 Benchmarks/corpora/damaged_blocks.py FOLDER

Each field of each line is left out, emptied, cut, lengthened, or replaced by what it must not be; each
line is left out, repeated or exchanged with the next, and each block is cut there. The files are for the
`sdf` reader of Fuzz, whose program runs all that it is given:

    Fuzz/.build/release/Fuzz --reader=sdf FOLDER/*
"""

import pathlib
import re
import sys

# A number, a sign or a word where another thing belongs, and numbers that nothing has so many of.
WRONG = ["", "x", "-1", "0", "99", "1e9", "2147483648", "\u00e9"]

V2000 = """faulty
  Isthmus            2D

  4  3  0  0  1  0            999 V2000
    0.0000    0.0000    0.0000 C   0  0  1  0  0  0  0  0  0  1  0  0
    1.5000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  2  0  0
    2.2000    1.2000    0.0000 N   0  3  0  0  0  4  0  0  0  3  0  0
    3.2000    1.2000    0.0000 R#  0  0  0  0  0  0  0  0  0  4  0  0
  1  2  1  0  0  1  0
  2  3  2  0  0  2  1
  3  4  1  1  0  0  0
M  CHG  2   3   1   4   0
M  ISO  1   1  13
M  RAD  1   1   2
M  RGP  1   4   1
M  RBC  1   1   2
M  SUB  1   1   2
M  UNS  1   1   1
M  LIN  1   1   2   2   3
M  ZBO  1   1   0
M  ZCH  1   1   0
M  HYD  1   1   1
M  STY  1   1 SUP
M  SLB  1   1   1
M  SST  1   1 ALT
M  SCN  1   1 HT
M  SDS EXP  1   1
M  SAL   1  2   1   2
M  SBL   1  1   2
M  SPA   1  1   1
M  SMT   1 Et
M  SDI   1  4    0.0000    0.0000    1.0000    1.0000
M  SDT   1 NAME
M  SDD   1     0.0000    0.0000    DR    ALL  1       6
M  SED   1 value
M  SPL  1   1   1
M  SNC  1   1   1
M  SAP   1  1   1   2 A1
M  SCL   1 class
M  SBV   1   2    0.0    1.0
M  SBT  1   1   0
M  APO  1   1   1
M  AAL   1  1   2   1
M  MRV SMA   3 [#7]
M  PXA   1    0.0    0.0    0.0 H
M  LOG  1   1   0   1 >0
A    1
alias
V    1 value
G    1  2
Ph
S  SKP  1
skipped
M  END
> <NAME>
value

$$$$
"""

V3000 = """faulty
  Isthmus            2D

  0  0  0     0  0            999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 4 3 2 0 1 REGNO=7
M  V30 BEGIN ATOM
M  V30 1 C 0 0 0 0 CFG=1 HCOUNT=1
M  V30 2 C 1.5 0 0 0 CHG=1
M  V30 3 N 2.2 1.2 0 5 MASS=15 RAD=2 VAL=3 STBOX=1 INVRET=1 EXACHG=1 -
M  V30 SUBST=2 UNSAT=1 RBCNT=2 ATTCHPT=1 CLASS=AA SEQID=1
M  V30 4 R# 3.2 1.2 0 0 RGROUPS=(1 1)
M  V30 END ATOM
M  V30 BEGIN BOND
M  V30 1 1 1 2 CFG=1
M  V30 2 2 2 3 TOPO=1 RXCTR=1 STBOX=1
M  V30 3 1 3 4 ENDPTS=(2 1 2) ATTACH=ANY
M  V30 END BOND
M  V30 LINKNODE 1 2 2 1 2 3 4
M  V30 BEGIN SGROUP
M  V30 DEFAULT CLASS=x
M  V30 1 SUP 1 ATOMS=(2 1 2) XBONDS=(1 2) LABEL=Et CSTATE=(4 2 0 1 0) SAP=(3 2 1 1) -
M  V30 BRKXYZ=(9 0 0 0 1 1 0 0 0 0)
M  V30 2 DAT 2 ATOMS=(1 3) PARENT=1 COMPNO=1 FIELDNAME=name FIELDINFO="a b" -
M  V30 FIELDDISP="    0.0000    0.0000    DR    ALL  1       6" FIELDDATA="value" QUERYTYPE="MQ"
M  V30 END SGROUP
M  V30 BEGIN COLLECTION
M  V30 MDLV30/STEABS ATOMS=(1 1)
M  V30 MDLV30/STERAC1 ATOMS=(2 1 3) BONDS=(1 2)
M  V30 MDLV30/HILITE ATOMS=(1 1) BONDS=(1 1)
M  V30 END COLLECTION
M  V30 END CTAB
M  END
> <NAME>
value

$$$$
"""


def padded(value, width):
    """A value in the columns of another, which it fills as far as it goes."""
    return value.rjust(width)[-max(width, len(value)) :]


def damaged_fields(line):
    """The line with each of its fields damaged, the columns of the others kept."""
    for match in re.finditer(r"[^\s=(),]+", line):
        field = match.group()
        others = WRONG + [field + "0", field[:-1], "(" + field, field + '"', "-"]
        for other in others:
            if other != field:
                yield line[: match.start()] + padded(other, len(field)) + line[match.end() :]
        yield line[: match.start()].rstrip()
        yield line[: match.end()]
        yield line[: match.start()] + line[match.end() :]


def damaged(block):
    """The block with one fault, in each way."""
    lines = block.split("\n")[:-1]
    for index, line in enumerate(lines):
        before, after = lines[:index], lines[index + 1 :]
        yield before + after
        yield before + [line, line] + after
        yield before + [line.replace("(", "")] + after
        yield before + [line.replace(")", "")] + after
        yield before + [""] + after
        yield before + after[:1] + [line] + after[1:]
        yield before
        for other in damaged_fields(line):
            yield before + [other] + after


def small(block):
    """The block without the lines of properties: what is damaged before them is read in peace."""
    return re.sub(r"(?m)^(M  (?!V30|END)|[AVGS]  ).*\n|^(alias|Ph|skipped)\n", "", block)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    seen = set()
    for name, block in [("v2000", V2000), ("v2000-small", small(V2000)), ("v3000", V3000)]:
        for lines in damaged(block):
            text = "\n".join(lines) + "\n"
            if text not in seen:
                seen.add(text)
                (folder / f"{name}-{len(seen):05d}.sdf").write_text(text)
    print(f"{len(seen):,} blocks in {folder}")


if __name__ == "__main__":
    main()
