#!/usr/bin/env bash
# Installs what parley needs on Debian 12: the one list of packages. Nothing to do when all are there.
# usage: tools/install_deps.sh [--check]      --check adds what tools/check needs (clang-format, a fuzzing clang)
set -euo pipefail

build=(build-essential cmake ninja-build ccache pkg-config git ca-certificates
       librocksdb-dev libzstd-dev zlib1g-dev libicu-dev libfmt-dev libcli11-dev nlohmann-json3-dev
       libedit-dev libcld2-dev libxml2-dev libboost-graph-dev libjemalloc-dev catch2)
check=(clang-format-14 clang-16 libclang-rt-16-dev python3)

wanted=("${build[@]}")
[ "${1:-}" = --check ] && wanted+=("${check[@]}")

missing=()
for package in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "error: to install ${missing[*]} run this as root, or install sudo" >&2; exit 1; }
    as_root=(sudo)
fi
echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
