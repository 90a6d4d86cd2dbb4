/// Any bytes as a claim's line: refused with an error, or read and written back alike.
#include <cstddef>
#include <cstdint>
#include <parley/claim.hpp>
#include <parley/error.hpp>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace parley;
    try {
        const Claim claim = claim_from_json({reinterpret_cast<const char*>(data), size});
        if (claim_from_json(to_json(claim)) != claim) __builtin_trap();
    } catch (const Error&) {
        // Refused: that is an answer.
    }
    return 0;
}
