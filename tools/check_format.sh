#!/usr/bin/env bash
# Is every C++ file as clang-format 14 lays it out?     usage: tools/check_format.sh [--fix]
set -euo pipefail
cd "$(dirname "$0")/.."
how=(--dry-run --Werror)
[ "${1:-}" = --fix ] && how=(-i)
git ls-files '*.cpp' '*.hpp' | xargs -r clang-format-14 "${how[@]}"
