#pragma once
/// Parts of dates, moments and durations: value.year, value.hour.

#include <parley/value.hpp>
#include <string>

namespace parley::query {

/// `owner.key` of a date, moment or duration; null where it has no such part. Throws Fault where
/// the owner has no parts at all.
Value component_of(const Value& owner, const std::string& key);

}  // namespace parley::query
