/// `parley pack check`: are the language packs sound?

#include <fmt/format.h>

#include <parley/packs.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"

namespace parley::tools {

int run_pack_check(const PackArguments& arguments) {
    const Packs packs =
        arguments.packs.empty() ? Packs::built_in() : Packs::from_folder(arguments.packs);
    const std::vector<std::string> languages =
        arguments.languages.empty() ? pack_languages(packs) : arguments.languages;
    std::size_t errors = 0;
    for (const std::string& language : languages) {
        std::size_t mine = 0;
        std::size_t remarks = 0;
        for (const PackProblem& problem : check_pack(packs, language)) {
            ++(problem.error ? mine : remarks);
            if (!problem.error && !arguments.remarks) continue;
            fmt::print("{}: {}{}\n", problem.where, problem.error ? "" : "remark: ", problem.what);
        }
        fmt::print("{}: {}, {} remarks\n", language,
                   mine == 0 ? "sound" : fmt::format("{} errors", mine), remarks);
        errors += mine;
    }
    return errors == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
