#!/usr/bin/env bash
# Two rules about includes, as a test:
#   1. a folder includes only headers of the folders it may know (README.md, "The folders");
#   2. a heavy library has named homes: each costs seconds of compile time, and its types should not
#      travel. No header includes one, but for the one named below.
# usage: tools/check_includes.sh
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

complain() { echo "check_includes: $*" >&2; failed=1; }

# folder, then the project folders whose headers it may include
may_include() {
    local folder=$1; shift
    local allowed; allowed=$(IFS='|'; echo "$*")
    local hits
    hits=$(git ls-files --cached --others --exclude-standard "$folder/*.hpp" "$folder/*.cpp" |
           xargs -r grep -nE '^#include ["<](parley|graph|ingest|query|tools|tests)/' |
           grep -vE "#include [\"<]($allowed)/" || true)
    [ -z "$hits" ] || complain "$folder/ may include $* only:"$'\n'"$hits"
}
may_include include/parley parley
may_include graph parley graph
may_include ingest parley ingest
may_include query parley graph query
may_include tools parley tools

# library, its headers, the files that may include them
has_home() {
    local library=$1 headers=$2 homes=$3
    local hits
    hits=$(git ls-files --cached --others --exclude-standard include graph ingest query tools |
           grep -E '\.[ch]pp$' | xargs -r grep -lE "^#include [\"<]$headers" |
           grep -vE "^($homes)\$" || true)
    [ -z "$hits" ] || complain "$library has its home in $homes, not in:"$'\n'"$hits"
}
has_home RocksDB 'rocksdb/' 'graph/[a-z_]*store[a-z_]*\.cpp'
has_home Boost.Graph 'boost/graph/' 'graph/boost_graph\.hpp|graph/algorithms[a-z_]*\.cpp'
has_home ICU 'unicode/' '(ingest|graph|query)/[a-z_]+\.cpp'
has_home JSON 'nlohmann/json\.hpp' '(graph|ingest|tools)/[a-z_]+\.cpp'
has_home XML 'libxml/' 'ingest/read_[a-z]+\.cpp'
has_home zlib 'zlib' 'ingest/byte_stream\.cpp'
has_home 'language identification' 'cld2/' 'ingest/language\.cpp'
has_home 'the command line parser' 'CLI/' 'tools/arguments\.cpp'
has_home 'line editing' '(histedit|editline/)' 'tools/command_shell\.cpp|tools/line_editor\.cpp'

[ $failed = 0 ] && echo "check_includes: the arrows between folders and the homes of libraries hold"
exit $failed
