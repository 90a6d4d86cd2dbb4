// From sections to a pack: lists and paradigms first, then compounds, then all that has patterns.
#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>

#include "ingest/pack.hpp"
#include "ingest/pack_build.hpp"
#include "ingest/segment.hpp"

namespace parley::ingest {
namespace {

using Sections = std::vector<const PackSection*>;

/// The list whose entries are known given names, with their gender.
constexpr std::string_view kGivenNames = "given";

/// Cuts `base form, other | key=value` at commas and the bar outside brackets.
struct EntryText {
    std::vector<std::string> forms;
    Attributes attributes;
};

EntryText parse_entry(std::string_view text) {
    EntryText entry;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        char c = i < text.size() ? text[i] : '|';
        depth += c == '(' || c == '[';
        depth -= c == ')' || c == ']';
        if (depth != 0 || (c != ',' && c != '|')) continue;
        auto form = trim(text.substr(begin, i - begin));
        if (!form.empty()) entry.forms.emplace_back(form);
        begin = i + 1;
        if (c == '|') break;
    }
    if (begin < text.size()) entry.attributes = parse_attributes(text.substr(begin));
    if (entry.forms.empty()) throw PackError("an entry without a form");
    return entry;
}

Paradigm parse_paradigm(const PackSection& section) {
    Paradigm paradigm{section.name, std::string(attribute(section.attributes, "strip")), {}};
    for (const PackLine& line : section.lines) {
        std::size_t colon = line.text.find(':');
        if (colon == std::string::npos)
            fail_pack(section.file, line.number, "an ending line is 'case: -ending, -ending'");
        std::vector<std::string> endings;
        for (const auto& ending : parse_entry(line.text.substr(colon + 1)).forms) {
            if (ending.front() != '-')
                fail_pack(section.file, line.number, "an ending begins with '-'");
            endings.push_back(ending.substr(1));
        }
        paradigm.endings.emplace_back(trim(std::string_view(line.text).substr(0, colon)),
                                      std::move(endings));
    }
    return paradigm;
}

/// Adds the lines of a [list] or [entities] section.
void load_list(const PackSection& section, const std::vector<Paradigm>& paradigms,
               PackBuilder& builder) {
    if (section.name.empty()) fail_pack(section.file, section.line, "a list needs a name");
    std::uint32_t list = builder.pack().lists.number(section.name);
    for (const PackLine& line : section.lines) {
        try {
            if (line.text.starts_with('@')) {
                builder.include(list, builder.pack().lists.number(trim(line.text.substr(1))));
                continue;
            }
            EntryText text = parse_entry(line.text);
            Entry entry{list, {}, text.attributes, section.file, line.number};
            entry.attributes.insert(entry.attributes.end(), section.attributes.begin(),
                                    section.attributes.end());
            std::vector<WrittenForm> forms;
            for (const auto& form : text.forms) {
                auto some = write_forms(form, paradigms);
                forms.insert(forms.end(), some.begin(), some.end());
            }
            if (section.name == kGivenNames && !forms.empty()) {
                std::string_view gender = attribute(entry.attributes, "gender");
                builder.pack().inflection.add_given(forms.front().text,
                                                    gender.empty() ? Gender{0} : gender.front());
            }
            builder.add(std::move(entry), forms);
        } catch (const PackError& error) {
            fail_pack(section.file, line.number, error.what(), error.hint());
        }
    }
}

void load_compound(const PackSection& section, PackBuilder& builder) {
    auto left = builder.pack().lists.find(attribute(section.attributes, "left"));
    auto right = builder.pack().lists.find(attribute(section.attributes, "right"));
    if (section.name.empty() || left < 0 || right < 0) {
        fail_pack(section.file, section.line,
                  "a compound needs a name and the known lists left= and right=");
    }
    builder.compound(section, static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(right));
}

bool is_example(const PackLine& line) {
    return line.indented && (line.text.starts_with("+ ") || line.text.starts_with("- "));
}

/// What it reads, without what it expects.
std::string_view text_of_example(const PackLine& line) {
    const std::string_view text = line.text;
    return trim(text.substr(2, std::min(text.find("=>"), text.size()) - 2));
}

/// "name: pattern" with its indented lines behind it.
void load_rules(const PackSection& section, RuleSet& set, PackBuilder& builder) {
    for (const PackLine& line : section.lines) {
        std::string_view text = line.text;
        if (line.indented) {
            if (set.rules.empty() || set.rules.back().file != section.file) {
                fail_pack(section.file, line.number,
                          "an indented line belongs to the rule above it");
            }
            Rule& rule = set.rules.back();
            if (!is_example(line)) {
                try {
                    auto more = parse_attributes(text);
                    rule.attributes.insert(rule.attributes.end(), more.begin(), more.end());
                } catch (const PackError& error) {
                    fail_pack(section.file, line.number, error.what(),
                              "indented lines are '+ example', '- example' or key=value");
                }
                continue;
            }
            std::size_t arrow = text.find("=>");
            rule.examples.push_back(
                {text.front() == '+', std::string(text_of_example(line)),
                 arrow == std::string_view::npos ? "" : std::string(trim(text.substr(arrow + 2))),
                 line.number});
            continue;
        }
        std::size_t colon = text.find(": ");
        if (colon == std::string_view::npos)
            fail_pack(section.file, line.number, "a rule is 'name: pattern'");
        Rule rule{std::string(trim(text.substr(0, colon))),
                  section.name,
                  {},
                  {},
                  section.attributes,
                  {},
                  section.file,
                  line.number};
        try {
            rule.pattern = builder.compile(text.substr(colon + 2));
        } catch (const PackError& error) {
            fail_pack(section.file, line.number,
                      fmt::format("rule '{}': {}", rule.name, error.what()));
        }
        set.rules.push_back(std::move(rule));
    }
}

SpanLevel new_level(std::uint32_t kind, bool early = false) {
    SpanLevel level;
    level.kind = kind, level.early = early;
    return level;
}

SpanLevel& level_of(const PackSection& section, Pack& pack) {
    if (section.name.empty()) fail_pack(section.file, section.line, "[span] needs a kind");
    std::uint32_t kind = pack.kinds.number(section.name);
    bool early = attribute(section.attributes, "early") == "yes";
    for (SpanLevel& level : pack.levels) {
        if (level.kind == kind && level.early == early) return level;
    }
    if (early) return *pack.levels.insert(pack.levels.begin(), new_level(kind, true));
    std::string_view before = attribute(section.attributes, "before");
    std::int32_t next = before.empty() ? -1 : pack.kinds.find(before);
    auto place = std::find_if(pack.levels.begin(), pack.levels.end(), [&](const SpanLevel& level) {
        return static_cast<std::int32_t>(level.kind) == next;
    });
    if (place == pack.levels.end()) {
        fail_pack(section.file, section.line, fmt::format("no level '{}'", section.name),
                  "a level of your own says where it comes: before=body");
    }
    return *pack.levels.insert(place, new_level(kind));
}

void load_blocks(const PackSection& section, Pack& pack) {
    static constexpr std::pair<std::string_view, BlockKind> kinds[] = {
        {"end", BlockKind::end},         {"inset", BlockKind::inset},
        {"caption", BlockKind::caption}, {"byline", BlockKind::byline},
        {"skip", BlockKind::skip},       {"dateline", BlockKind::dateline}};
    auto kind = std::find_if(std::begin(kinds), std::end(kinds),
                             [&](const auto& k) { return k.first == section.name; });
    if (kind == std::end(kinds)) {
        fail_pack(section.file, section.line, fmt::format("no block kind '{}'", section.name),
                  "one of end, inset, caption, byline, skip, dateline");
    }
    for (const PackLine& line : section.lines) {
        std::string_view text = line.text;
        BlockMark mark{
            kind->second, {}, text.starts_with('^'), text.size() > 1 && text.ends_with('$')};
        if (mark.at_begin) text.remove_prefix(1);
        if (mark.at_end) text.remove_suffix(1);
        mark.text = pack.fold(trim(text));
        if (mark.text.empty()) fail_pack(section.file, line.number, "an empty mark");
        if (!mark.at_begin && !mark.at_end) {
            if (mark.text.size() < 2)
                fail_pack(section.file, line.number,
                          "a mark within a line is of two bytes or more");
            pack.inner_marks.push_back(mark.text);
        }
        pack.blocks.push_back(std::move(mark));
    }
}

/// "left -> right" lines.
std::pair<std::string, std::string> parse_arrow(const PackSection& section, const PackLine& line) {
    std::size_t arrow = line.text.find("->");
    if (arrow == std::string::npos)
        fail_pack(section.file, line.number, "a line here is 'from -> to'");
    std::string_view text = line.text;
    return {std::string(trim(text.substr(0, arrow))), std::string(trim(text.substr(arrow + 2)))};
}

void load_name_endings(const PackSection& section, Pack& pack) {
    for (const PackLine& line : section.lines) {
        auto [from, to] = parse_arrow(section, line);
        NameEnding ending;
        std::size_t colon = from.find(':');
        if (colon == std::string::npos)
            fail_pack(section.file, line.number, "an ending is 'case: -ом -> -'");
        ending.grammatical_case = trim(std::string_view(from).substr(0, colon));
        std::string_view end = trim(std::string_view(from).substr(colon + 1)), base = to;
        if (!end.starts_with('-') || !base.starts_with('-'))
            fail_pack(section.file, line.number, "both endings begin with '-'");
        ending.ending = end.substr(1);
        base.remove_prefix(1);
        std::size_t bar = base.find('|');
        if (bar != std::string_view::npos) {
            ending.gender = attribute(parse_attributes(base.substr(bar + 1)), "gender");
            base = base.substr(0, bar);
        }
        ending.base = trim(base);
        pack.name_endings.push_back(std::move(ending));
    }
}

void load_example(const PackSection& section, Pack& pack) {
    ExampleArticle example{section.name,
                           section.file,
                           section.line,
                           std::string(attribute(section.attributes, "published")),
                           std::string(attribute(section.attributes, "title")),
                           {},
                           {}};
    for (const PackLine& line : section.lines) {
        if (line.text.starts_with("=>")) {
            example.expected.emplace_back(trim(std::string_view(line.text).substr(2)));
        } else if (!line.text.empty() || !example.text.empty()) {
            example.text += line.text + "\n";
        }
    }
    pack.examples.push_back(std::move(example));
}

void load_section(const PackSection& section, Pack& pack, PackBuilder& builder) {
    const std::string& kind = section.kind;
    if (kind == "list" || kind == "entities" || kind == "paradigm" || kind == "compound" ||
        kind == "fold" || kind == "pack")
        return;
    if (kind == "declension" || kind == "letters" || kind == "unlikely")
        return pack.inflection.add(section);
    if (kind == "common") return;  // read when the pack is shelved
    if (kind == "span") {
        load_rules(section, level_of(section, pack).set, builder);
    } else if (kind == "event") {
        load_rules(section, pack.events, builder);
    } else if (kind == "not") {
        load_rules(section, pack.negatives, builder);
    } else if (kind == "modality") {
        load_rules(section, pack.modalities, builder);
    } else if (kind == "date") {
        load_rules(section, section.name == "decoy" ? pack.decoys : pack.dates, builder);
    } else if (kind == "block") {
        load_blocks(section, pack);
    } else if (kind == "name-endings") {
        load_name_endings(section, pack);
    } else if (kind == "example") {
        load_example(section, pack);
    } else {
        fail_pack(section.file, section.line, fmt::format("no section kind '{}'", kind),
                  "one of pack, list, paradigm, compound, span, event, not, modality, date, block, "
                  "fold, common, name-endings, letters, declension, unlikely, example");
    }
}

}  // namespace

namespace {

/// Those with the same first two bytes side by side; among them the order is the pack's.
void index_folds(Pack& pack) {
    auto opening = [](const Fold& fold) { return Pack::byte_pair(fold.from[0], fold.from[1]); };
    std::stable_sort(pack.folds.begin(), pack.folds.end(),
                     [&](const Fold& a, const Fold& b) { return opening(a) < opening(b); });
    if (!pack.folds.empty()) pack.fold_openings.resize(256 * 256);
    for (std::size_t i = pack.folds.size(); i-- > 0;)
        pack.fold_openings[opening(pack.folds[i])] = static_cast<std::uint8_t>(i + 1);
}

}  // namespace

std::unique_ptr<const Pack> load_pack(std::string_view language,
                                      const std::vector<PackSource>& sources,
                                      const Gazetteer& gazetteer) {
    auto pack = std::make_unique<Pack>();
    pack->language = language;
    std::vector<PackFile> files;
    for (const PackSource& source : sources)
        files.push_back(parse_pack_file(source.path, source.text));
    Sections sections;
    for (const PackFile& file : files) {
        pack->origins.emplace_back(file.path, file.origin);
        for (const PackSection& section : file.sections) sections.push_back(&section);
    }
    for (const char* kind :
         {"body", "office", "offices", "person", "place", "delegation", "actor"}) {
        pack->levels.push_back(new_level(pack->kinds.number(kind)));
    }
    PackBuilder builder(*pack);
    std::vector<Paradigm> paradigms;
    for (const PackSection* section : sections) {
        if (section->kind == "fold") {
            for (const PackLine& line : section->lines) {
                auto [from, to] = parse_arrow(*section, line);
                if (std::all_of(from.begin(), from.end(), [](char c) { return (c & 0x80) == 0; }))
                    fail_pack(section->file, line.number, "a fold has a letter beyond a to z");
                if (pack->folds.size() == kMostFolds)
                    fail_pack(section->file, line.number, "too many folds");
                pack->folds.push_back({from, to});
            }
        }
        if (section->kind == "pack") {
            pack->settings.insert(pack->settings.end(), section->attributes.begin(),
                                  section->attributes.end());
        }
        if (section->kind == "paradigm") paradigms.push_back(parse_paradigm(*section));
    }
    index_folds(*pack);
    // Lists that patterns may name although the pack leaves them to ICU and the gazetteer.
    for (const char* list : {"country", "place", "entity"}) pack->lists.number(list);
    for (const PackSection* section : sections)
        for (const PackLine& line : section->lines)
            if (is_example(line)) builder.count_words(text_of_example(line));
    builder.add_countries();
    builder.add_gazetteer(gazetteer);
    for (const PackSection* section : sections) {
        if (section->kind == "list") load_list(*section, paradigms, builder);
    }
    for (const PackSection* section : sections) {
        if (section->kind == "compound") load_compound(*section, builder);
    }
    builder.resolve_includes();
    builder.count_lists();
    for (const PackSection* section : sections) load_section(*section, *pack, builder);
    builder.finish();
    return pack;
}

}  // namespace parley::ingest
