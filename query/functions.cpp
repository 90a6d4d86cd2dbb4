/// The register of functions.
#include <algorithm>
#include <unordered_map>

#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/function.hpp"
#include "query/text.hpp"

namespace parley::query {
namespace {

using Register = std::unordered_map<std::string, const Function*>;

const Register& functions() {
    static const Register all = [] {
        Register out;
        for (const auto& table : {scalar_functions(), string_functions(), math_functions(),
                                  list_functions(), graph_functions(), path_functions(),
                                  date_functions(), temporal_functions(), aggregate_functions()}) {
            for (const Function& f : table) out.emplace(ascii_lower(f.name), &f);
        }
        return out;
    }();
    return all;
}

}  // namespace

const Function* find_function(std::string_view name) {
    const auto found = functions().find(ascii_lower(name));
    return found == functions().end() ? nullptr : found->second;
}

const std::vector<std::string>& function_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out{"certainly", "exists", "all",   "any",
                                     "none",      "single", "reduce"};
        for (const auto& [lower, f] : functions()) out.push_back(f->name);
        std::sort(out.begin(), out.end());
        return out;
    }();
    return names;
}

void bad_argument(const char* function, const Value& value) {
    throw runtime_fault("TypeError", "InvalidArgumentValue",
                        std::string(function) + " cannot take " + kind_name(value) + ".");
}

}  // namespace parley::query
