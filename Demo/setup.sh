#!/usr/bin/env bash
# Installs the system libraries that Isthmus is built on, if any is missing.
set -euo pipefail

packages=(
    "pkg-config:tells Swift where the libraries are"
    "libxml2-dev:reads XML corpora"
    "libicu-dev:Unicode text"
    "libdnnl-dev:matrix products (oneDNN)"
    "librdkit-dev:chemistry (RDKit)"
    "libboost-dev:headers that RDKit's headers need"
    "zlib1g-dev:corpora in .gz"
    "libbz2-dev:corpora in .bz2"
    "liblzma-dev:corpora in .xz"
    "libzstd-dev:corpora in .zst"
    "librsvg2-bin:turns the demo's pictures into PNG"
)

if ! command -v swift >/dev/null; then
    echo "Swift 6.3 or later is needed: https://www.swift.org/install" >&2
    exit 69
fi

if ! command -v dpkg-query >/dev/null; then
    missing=0
    if command -v brew >/dev/null; then
        for formula in libxml2 icu4c onednn rdkit boost librsvg; do
            brew list "$formula" >/dev/null 2>&1 || { echo "missing: brew install $formula" >&2; missing=1; }
        done
    else
        echo "Please see that the development files of these are installed:" >&2
        echo "libxml2, ICU, oneDNN, RDKit, Boost, zlib, librsvg" >&2
    fi
    exit "$missing"
fi

missing=()
for entry in "${packages[@]}"; do
    name=${entry%%:*}
    if ! dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q "install ok installed"; then
        echo "missing: $name (${entry#*:})"
        missing+=("$name")
    fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Please install them as root: apt-get install ${missing[*]}" >&2
        exit 77
    fi
    as_root=(sudo)
fi
echo "installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null
