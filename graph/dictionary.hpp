#pragma once
/// Names of labels, types and property keys as small numbers.

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parley {

enum class LabelId : std::uint32_t {};
enum class TypeId : std::uint32_t {};
enum class KeyId : std::uint32_t {};

/// Number of an id, for arrays.
constexpr std::uint32_t number_of(LabelId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t number_of(TypeId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t number_of(KeyId id) { return static_cast<std::uint32_t>(id); }

/// Text to number and back, 0, 1, 2... in order of first use. Numbers never change and texts are
/// never removed; look-ups are constant time.
template <class Id>
class Dictionary {
  public:
    Dictionary() = default;
    Dictionary(const Dictionary& other) { *this = other; }
    Dictionary& operator=(const Dictionary& other) {
        if (this == &other) return *this;
        names_.clear();
        numbers_.clear();
        for (const std::string& name : other.names_) intern(name);
        return *this;
    }

    std::optional<Id> find(std::string_view name) const {
        auto found = numbers_.find(name);
        if (found == numbers_.end()) return {};
        return found->second;
    }
    Id intern(std::string_view name) {
        if (auto id = find(name)) return *id;
        Id id{static_cast<std::uint32_t>(names_.size())};
        names_.emplace_back(name);
        numbers_.emplace(names_.back(), id);
        return id;
    }
    const std::string& name(Id id) const { return names_[number_of(id)]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

  private:
    std::deque<std::string> names_;  // a deque, so that the views below stay valid
    std::unordered_map<std::string_view, Id> numbers_;
};

/// The keys that people look nodes up by have the same numbers in every graph.
inline constexpr KeyId kKeyKey{0}, kNameKey{1};
inline void intern_common_keys(Dictionary<KeyId>& keys) {
    keys.intern("key");
    keys.intern("name");
}

}  // namespace parley
