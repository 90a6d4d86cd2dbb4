// A snapshot over sections that a builder made or a file maps: nothing is copied but dictionaries.
#include <algorithm>
#include <parley/error.hpp>

#include "graph/bytes.hpp"
#include "graph/column.hpp"
#include "graph/sections.hpp"
#include "graph/snapshot.hpp"

namespace parley {
namespace {

template <class Id>
Dictionary<Id> read_dictionary(std::string_view bytes) {
    Dictionary<Id> dictionary;
    if (bytes.empty()) return dictionary;
    ByteReader in(bytes);
    for (std::uint32_t n = in.below(bytes.size() + 1); n > 0; --n) dictionary.intern(in.text());
    return dictionary;
}

Adjacency open_adjacency(const Sections& sections, const std::string& name) {
    Adjacency side;
    side.run_offset = sections.get<std::uint32_t>(name + ".run_offset");
    side.run_type = sections.get<std::uint16_t>(name + ".run_type");
    side.run_start = sections.get<std::uint32_t>(name + ".run_start");
    side.other = sections.get<NodeIndex>(name + ".other");
    side.edge = sections.get<EdgeIndex>(name + ".edge");
    return side;
}

void check_shape(const Snapshot& s) {
    const std::size_t nodes = s.node_count(), edges = s.edge_count();
    auto fits = [&](const Adjacency& side) {
        return side.run_offset.size() == nodes + 1 && side.other.size() == edges &&
               side.edge.size() == edges && side.run_start.size() == side.run_type.size() + 1 &&
               side.run_offset.back() == side.run_type.size() && side.run_start.back() == edges;
    };
    bool good =
        fits(s.out) && fits(s.in) && s.target.size() == edges &&
        (s.wide_type.empty() ? s.narrow_type.size() : s.wide_type.size()) == edges &&
        s.first_day.start.size() == s.first_day.days.size() + 1 &&
        s.first_day.start.back() == edges && (s.last_day.empty() || s.last_day.size() == edges) &&
        (s.node_ids.empty() || s.node_ids.size() == nodes) &&
        (s.edge_ids.empty() || s.edge_ids.size() == edges) &&
        s.edge_by_id.size() == s.edge_ids.size() && !s.name_offset.empty() &&
        s.name_offset.size() == s.name_node.size() + 1 &&
        s.name_offset.back() == s.name_bytes.size() && s.type_count.size() == s.types.size();
    if (!good) throw CorruptionError("the snapshot's parts do not fit each other");
}

}  // namespace

std::shared_ptr<const Snapshot> open_snapshot(std::shared_ptr<const Sections> sections) {
    const Sections& in = *sections;
    auto made = std::make_shared<Snapshot>();
    Snapshot& s = *made;
    s.labels = read_dictionary<LabelId>(in.bytes("labels"));
    s.types = read_dictionary<TypeId>(in.bytes("types"));
    s.keys = read_dictionary<KeyId>(in.bytes("keys"));
    if (s.keys.find("key") != kKeyKey || s.keys.find("name") != kNameKey) {
        throw CorruptionError("the snapshot's list of keys is damaged");
    }
    s.node_ids = in.get<std::uint64_t>("node.id");
    s.label_set = in.get<std::uint16_t>("node.labels");
    ByteReader sets(in.bytes("label_sets"));
    for (std::uint32_t n = sets.below(sets.size() + 1); n > 0; --n) {
        auto& set = s.label_sets.emplace_back();
        for (std::uint32_t m = sets.below(sets.size() + 1); m > 0; --m) {
            set.push_back(LabelId{sets.below(s.labels.size())});
        }
    }
    for (std::uint32_t i = 0; i < s.labels.size(); ++i) {
        s.label_nodes.push_back(in.get<NodeIndex>("label." + std::to_string(i)));
    }
    s.edge_ids = in.get<std::uint64_t>("edge.id");
    s.edge_by_id = in.get<std::uint32_t>("edge.by_id");
    s.source = in.get<NodeIndex>("edge.source");
    s.target = in.get<NodeIndex>("edge.target");
    s.narrow_type = in.get<std::uint8_t>("edge.type");
    s.wide_type = in.get<std::uint16_t>("edge.wide_type");
    s.first_day = {in.get<Day>("edge.days"), in.get<std::uint32_t>("edge.day_start")};
    s.last_day = in.get<Day>("edge.last");
    auto counts = in.get<std::uint32_t>("type_count");
    s.type_count.assign(counts.begin(), counts.end());
    s.out = open_adjacency(in, "out");
    s.in = open_adjacency(in, "in");
    s.name_offset = in.get<std::uint32_t>("name.offset");
    s.name_node = in.get<NodeIndex>("name.node");
    s.name_bytes = in.get<char>("name.bytes");
    check_shape(s);
    s.dated_end = s.edges_from(kNoDay);
    for (std::size_t d = 0; d < s.first_day.days.size() && !s.last_day.empty(); ++d) {
        if (s.first_day.days[d] == kNoDay) break;
        for (EdgeIndex e = s.first_day.start[d]; e < s.first_day.start[d + 1]; ++e) {
            s.longest_span = std::max(s.longest_span, s.last_day[e] - s.first_day.days[d]);
        }
    }
    for (std::uint32_t i = 0; i < s.keys.size(); ++i) {
        std::string number = std::to_string(i);
        s.node_columns.push_back(open_column(in, "node." + number, DayTable{}));
        s.edge_columns.push_back(open_column(in, "edge." + number, s.first_day));
        if (!in.has("text." + number)) continue;
        s.indexed_keys.push_back(KeyId{i});
        s.text_index.push_back(in.get<std::uint32_t>("text." + number));
    }
    s.memory = sections;
    return made;
}

}  // namespace parley
