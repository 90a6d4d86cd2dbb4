#pragma once
/// What the binder knows of a value before it exists: a set of kinds, and for lists of what.

#include <cstdint>
#include <memory>
#include <string>

namespace parley::query {

/// A set of kinds a value may have; null is always possible and not listed.
struct Type {
    enum Kind : std::uint32_t {
        boolean = 1,
        integer = 2,
        floating = 4,
        string = 8,
        list = 16,
        map = 32,
        node = 64,
        relationship = 128,
        path = 256,
        date = 512,
        moment = 1024,
        duration = 2048,
        number = integer | floating,
        temporal = date | moment,
        entity = node | relationship,
        anything = 4095,
        nothing = 0  ///< only null
    };
    std::uint32_t kinds = anything;
    std::shared_ptr<const Type> element;  ///< of lists, where known

    Type() = default;
    Type(Kind kind) : kinds(kind) {}  // NOLINT: a kind is a type
    explicit Type(std::uint32_t set) : kinds(set) {}
    static Type list_of(Type of) {
        Type type(list);
        type.element = std::make_shared<const Type>(std::move(of));
        return type;
    }

    bool can_be(std::uint32_t set) const { return kinds == nothing || (kinds & set) != 0; }
    bool is_only(std::uint32_t set) const { return kinds != nothing && (kinds & ~set) == 0; }
    Type element_type() const { return element ? *element : Type(); }
};

/// What may be either.
Type join(const Type& a, const Type& b);
/// "Integer or Float", "List", "Node".
std::string describe(const Type& type);

}  // namespace parley::query
