// Words, automaton, compiled patterns. ICU's country names come in here.
#include "ingest/pack_build.hpp"

#include <fmt/format.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <parley/error.hpp>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>
#include <set>

#include "ingest/segment.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {

std::string slug(std::string_view name) {
    std::string out;
    for (char c : lower(name)) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter) out.push_back(c);
        if (!letter && !out.empty() && out.back() != '-' && (c & 0x80) == 0) out.push_back('-');
    }
    while (out.ends_with('-')) out.pop_back();
    return out;
}

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
std::uint32_t or_none(std::int32_t number) {
    return number < 0 ? kNone : static_cast<std::uint32_t>(number);
}

std::string display_country(const std::string& region, const std::string& language) {
    UChar name[256];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        uloc_getDisplayCountry(("und_" + region).c_str(), language.c_str(), name, 256, &status);
    if (U_FAILURE(status)) return {};
    std::string out;
    for (int32_t i = 0; i < length; ++i) append_utf8(out, name[i]);
    return out;
}

}  // namespace

std::string Pack::fold(std::string_view word) const {
    std::string text;
    if (append_lower(text, word, Characters::all())) apply_folds(text);
    return text;
}

void Pack::apply_folds(std::string& text) const {
    if (fold_openings.empty()) return;
    std::string folded;
    std::size_t done = 0;  // up to here `text` is in `folded`
    for (std::size_t at = 1; at < text.size(); ++at) {
        const std::size_t opening = byte_pair(text[at - 1], text[at]), begin = at - 1;
        std::size_t number = fold_openings[opening];
        if (number == 0) continue;
        const Fold* fits = nullptr;
        for (; fits == nullptr && number <= folds.size(); ++number) {
            const Fold& fold = folds[number - 1];
            if (byte_pair(fold.from[0], fold.from[1]) != opening) break;
            if (text.compare(begin, fold.from.size(), fold.from) == 0) fits = &fold;
        }
        if (fits == nullptr) continue;
        folded.append(text, done, begin - done).append(fits->to);
        done = begin + fits->from.size();
        at = done;
    }
    if (done == 0) return;
    folded.append(text, done);
    text = std::move(folded);
}

std::string Pack::canonical(std::string_view name) const {
    std::vector<std::uint32_t> words;
    std::vector<std::string> folded;  // empty for marks
    for (const RawToken& token : split_tokens(name)) {
        const std::string_view text = name.substr(token.begin, token.end - token.begin);
        folded.push_back(token.flags & kMark ? std::string() : fold(text));
        words.push_back(lexicon.words.find(token.flags & kMark ? text : folded.back()));
    }
    /// The country whose name begins at `at`, and where it ends: with its marks ("Cam-pu-chia") or
    /// whatever they are.
    auto country_at = [&](std::size_t at, bool marks, std::size_t& next) {
        std::string_view country;
        std::uint32_t node = 0;
        for (std::size_t end = at; end < words.size(); ++end) {
            if (!marks && folded[end].empty()) continue;
            node = words[end] == kUnknownWord ? 0 : lexicon.automaton.step(node, words[end]);
            if (node == 0) break;
            for (const Listed& listed : lexicon.automaton.forms(node)) {
                const Entry& entry = lexicon.entries[lexicon.forms[listed.form].entry];
                if (entry.list != known.country) continue;
                country = attribute(entry.attributes, "country");
                next = end + 1;
            }
        }
        return country;
    };
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        if (folded[at].empty()) {
            ++at;
            continue;
        }
        std::size_t next = at + 1;
        std::string_view country = country_at(at, true, next);
        if (country.empty()) country = country_at(at, false, next);
        out += country.empty() ? folded[at] : "<" + std::string(country) + ">";
        out += ' ';
        at = next;
    }
    return out;
}

std::uint32_t Pack::list(std::string_view name) const { return or_none(lists.find(name)); }
std::uint32_t Pack::label(std::string_view name) const { return or_none(labels.find(name)); }
std::uint32_t Pack::kind(std::string_view name) const { return or_none(kinds.find(name)); }

namespace {

void fill_known(Pack& pack) {
    WellKnown& k = pack.known;
    auto kind = [&](std::uint32_t& to, const char* name) { to = pack.kind(name); };
    auto list = [&](std::uint32_t& to, const char* name) { to = pack.list(name); };
    auto label = [&](std::uint32_t& to, const char* name) { to = pack.label(name); };
    kind(k.body, "body"), kind(k.office, "office"), kind(k.offices, "offices");
    kind(k.person, "person"), kind(k.place, "place"), kind(k.delegation, "delegation");
    kind(k.actor, "actor"), kind(k.where, "where"), k.date = pack.kinds.number("date");
    kind(k.actors, "actors"), kind(k.places, "places"), kind(k.dest, "dest");
    kind(k.pair, "pair"), kind(k.document, "document"), kind(k.listing, "listing"),
        kind(k.tenure, "tenure");
    list(k.list_and, "and"), list(k.list_others, "others"), list(k.list_repeat, "repeat"),
        list(k.apposition, "apposition"), list(k.next_clause, "next-clause"),
        list(k.relative, "relative-subject"), list(k.governor, "governor"),
        list(k.barrier, "barrier");
    list(k.list_where, "where");
    list(k.transparent, "transparent"), list(k.list_pair, "pair"), list(k.short_head, "short-head"),
        list(k.list_earlier, "earlier"), list(k.pronoun, "pronoun");
    list(k.former, "former"), list(k.country, "country"), list(k.list_place, "place");
    list(k.entity, "entity"), list(k.list_office, "office"), list(k.topic, "topic");
    list(k.honorific, "honorific"), list(k.rank, "rank"), list(k.family, "family");
    list(k.remote, "remote"), list(k.given, "given"), list(k.abbreviation, "abbreviation"),
        list(k.clitic, "clitic"), list(k.not_name, "not-name");
    list(k.list_head, "head"), list(k.future, "future"), list(k.future_verb, "future-verb"),
        list(k.present_verb, "present-verb"), list(k.saying, "saying"), list(k.past, "past-verb"),
        list(k.title_words, "title-words");
    list(k.list_document, "document"), list(k.glued, "glued");
    label(k.own, kOwnExtent.data()), label(k.who, "who"), label(k.label_office, "office");
    label(k.word, "word"), label(k.label_body, "body"), label(k.label_topic, "topic");
    label(k.of, "of"), label(k.head, "head"), label(k.adj, "adj"), label(k.name, "name");
    label(k.lead, "lead"), label(k.a, "a"), label(k.b, "b"), label(k.ab, "ab"), label(k.p, "p");
    label(k.doc, "doc"), label(k.label_place, "place"), label(k.label_date, "date");
    label(k.short_name, "short"), label(k.label_former, "former"), label(k.hon, "hon");
    label(k.side, "side"), label(k.counterpart, "counterpart"), label(k.determiner, "det"),
        label(k.label_pronoun, "pronoun"), label(k.label_pair, "pair"),
        label(k.label_listed, "listed");
}

}  // namespace

void PackBuilder::add_countries() {
    std::uint32_t list = pack_.lists.number("country");
    for (const char* const* region = uloc_getISOCountries(); *region; ++region) {
        std::string name = display_country(*region, pack_.language);
        if (name.empty() || name == *region) continue;
        Entry entry{list, {}, {{"country", *region}}, "ICU", 0};
        std::string english = display_country(*region, kKeyLanguage);
        std::string key = Gazetteer::built_in().country_key(*region);
        pack_.countries[*region] = {name, key.empty() ? slug(english) : key, english, {}};
        // "Vietnam (Nam)" and the like: the bare name is a form too.
        std::vector<WrittenForm> forms{{name, ""}};
        std::size_t bracket = name.find(" (");
        if (bracket != std::string::npos)
            forms.insert(forms.begin(), {name.substr(0, bracket), ""});
        add(std::move(entry), forms);
    }
    // Those that are no more, which ICU does not list.
    for (const GazetteerEntry& known : Gazetteer::built_in().entries()) {
        if (known.label != "Place" || pack_.countries.contains(known.country) ||
            Gazetteer::built_in().country_key(known.country) != known.key)
            continue;
        auto called = [&](const std::string& language) {
            auto names = known.names.find(language);
            return names == known.names.end() ? std::string() : names->second.front();
        };
        const std::string english = called(kKeyLanguage), own = called(pack_.language);
        pack_.countries[known.country] = {own.empty() ? english : own, known.key, english, {}};
    }
}

void PackBuilder::add_gazetteer(const Gazetteer& gazetteer) {
    for (const GazetteerEntry& known : gazetteer.entries()) {
        if (known.label == "Official") add_leader(known);
        bool place = known.label == "Place";
        if (!place && known.label != "Party" && known.label != "Body") continue;
        std::vector<WrittenForm> forms;
        for (std::string_view language :
             {std::string_view(pack_.language), std::string_view("*")}) {
            auto names = known.names.find(std::string(language));
            if (names == known.names.end()) continue;
            for (const std::string& name : names->second) forms.push_back({name, ""});
        }
        if (forms.empty()) continue;
        // A country of its own is found by the list of countries.
        auto land = pack_.countries.find(known.country);
        bool country = place && land != pack_.countries.end() && known.key == land->second.slug;
        Entry entry{pack_.lists.number(country ? "country"
                                       : place ? "place"
                                               : "entity"),
                    {},
                    {{"label", known.label}, {"key", known.key}, {"country", known.country}},
                    "gazetteer",
                    0};
        add(std::move(entry), forms);
    }
}

void PackBuilder::add_leader(const GazetteerEntry& known) {
    for (std::string_view language : {std::string_view(pack_.language), std::string_view("*")}) {
        auto names = known.names.find(std::string(language));
        if (names == known.names.end()) continue;
        for (const std::string& name : names->second) {
            std::string folded = fold_name(name);
            std::size_t last = folded.rfind(' ');
            std::vector<std::string> called{folded};
            if (last != std::string::npos && known.by_sound)
                called.push_back(folded.substr(last + 1));
            for (std::string& form : called)
                pack_.leaders[std::move(form)].push_back({known.country, known.offices});
        }
    }
}

/// The genitive of a country's name, from the list entry that declines it, or that is it
/// (`genitive=yes`: "der Ukraine", "du Japon").
void PackBuilder::note_genitive(const Entry& entry, const std::vector<WrittenForm>& forms) {
    auto country = pack_.countries.find(attribute(entry.attributes, "country"));
    if (country == pack_.countries.end() || !attribute(entry.attributes, "adj").empty()) return;
    if (attribute(entry.attributes, "genitive") == "yes") {
        country->second.genitive = forms.front().text;
        return;
    }
    bool own = false;
    for (const WrittenForm& form : forms) {
        if (form.grammatical_case == "nom" || form.grammatical_case.empty())
            own = form.text == country->second.name;
        if (own && form.grammatical_case == "gen") country->second.genitive = form.text;
    }
}

void PackBuilder::add(Entry entry, const std::vector<WrittenForm>& forms) {
    auto number = static_cast<std::uint32_t>(pack_.lexicon.entries.size());
    if (entry.list == pack_.lists.number("country") ||
        attribute(entry.attributes, "genitive") == "yes")
        note_genitive(entry, forms);
    entry.base = forms.front().text;
    pack_.lexicon.entries.push_back(std::move(entry));
    for (const WrittenForm& form : forms) add_form(number, form);
    written_.push_back({number, forms});
}

/// "École" as it is written where capitals carry no accents: "Ecole"; empty where nothing changes.
std::string PackBuilder::with_bare_capitals(std::string_view text) const {
    std::string out;
    std::size_t done = 0;
    bool changed = false;
    for (const RawToken& token : split_tokens(text)) {
        std::size_t next = token.begin;
        next_code_point(text, next);
        std::string bare = fold_name(text.substr(token.begin, next - token.begin));
        bool accented = next - token.begin > 1 && bare.size() == 1;
        out += text.substr(done, token.begin - done);
        if (accented)
            append_utf8(out, to_upper(static_cast<unsigned char>(bare.front())));
        else
            out += text.substr(token.begin, next - token.begin);
        changed |= accented;
        done = next;
    }
    out += text.substr(done);
    return changed ? out : std::string();
}

void PackBuilder::add_form(std::uint32_t entry, const WrittenForm& written) {
    if (attribute(pack_.settings, "bare-capitals") == "yes") {
        std::string bare = with_bare_capitals(written.text);
        if (!bare.empty()) add_written(entry, {bare, written.grammatical_case});
    }
    add_written(entry, written);
}

void PackBuilder::add_written(std::uint32_t entry, const WrittenForm& written) {
    Form form;
    form.entry = entry;
    form.list = pack_.lexicon.entries[entry].list;
    form.small = attribute(pack_.lexicon.entries[entry].attributes, "capital") == "no";
    std::vector<std::uint32_t> words;
    std::string text = normalise(written.text);
    if (text.starts_with('*')) {
        std::string ending = pack_.fold(text.substr(1));
        if (split_tokens(ending).size() != 1)
            throw PackError("'*' opens an entry of one word: '*minister'");
        words.push_back(pack_.lexicon.words.add_ending(ending));
        text.clear();
    }
    for (const RawToken& token : split_tokens(text)) {
        std::uint32_t bit = words.size() < 32 ? 1U << words.size() : 0;
        if (token.flags & kCapital) form.capitals |= bit;
        if (token.flags & kAllCaps) form.all_caps |= bit;
        words.push_back(word(text.substr(token.begin, token.end - token.begin)));
    }
    if (words.empty()) throw PackError("an entry without a word");
    if (!written.grammatical_case.empty()) form.cases = " " + written.grammatical_case + " ";
    form.case_set = cases_from(form.cases);
    auto number = static_cast<std::uint32_t>(pack_.lexicon.forms.size());
    pack_.lexicon.automaton.add(words, number);
    form_words_.push_back(form.list);
    form_words_.push_back(static_cast<std::uint32_t>(words.size()));
    form_words_.insert(form_words_.end(), words.begin(), words.end());
    pack_.lexicon.forms.push_back(std::move(form));
}

void PackBuilder::resolve_includes() {
    // Lists may include lists that include lists: rounds, until one adds nothing.
    std::set<std::pair<std::uint32_t, std::uint32_t>> done;  // (list, entry)
    for (bool added = true; added;) {
        added = false;
        for (auto [list, from] : includes_) {
            pack_.list_sources.insert(from);
            for (std::size_t i = 0; i < written_.size(); ++i) {
                if (pack_.lexicon.entries[written_[i].entry].list != from ||
                    !done.emplace(list, written_[i].entry).second)
                    continue;
                added = true;
                Entry entry = pack_.lexicon.entries[written_[i].entry];
                entry.list = list;
                auto forms = written_[i].forms;
                add(std::move(entry), forms);
            }
        }
    }
}

void PackBuilder::compound(const PackSection& section, std::uint32_t left, std::uint32_t right) {
    std::uint32_t list = pack_.lists.number(section.name);
    std::string_view infix = attribute(section.attributes, "infix");
    pack_.list_sources.insert({left, right});
    std::size_t known = written_.size();
    for (std::size_t l = 0; l < known; ++l) {
        if (pack_.lexicon.entries[written_[l].entry].list != left) continue;
        for (std::size_t r = 0; r < known; ++r) {
            if (pack_.lexicon.entries[written_[r].entry].list != right) continue;
            Entry entry{list,
                        {},
                        pack_.lexicon.entries[written_[l].entry].attributes,
                        section.file,
                        section.line};
            const auto& more = pack_.lexicon.entries[written_[r].entry].attributes;
            entry.attributes.insert(entry.attributes.end(), more.begin(), more.end());
            std::vector<WrittenForm> forms;
            for (const auto& first : written_[l].forms) {
                for (const auto& second : written_[r].forms) {
                    forms.push_back(
                        {first.text + std::string(infix) + second.text, second.grammatical_case});
                }
            }
            add(std::move(entry), forms);
        }
    }
}

void PackBuilder::finish() {
    fill_known(pack_);
    index_marks();
    index_rules();
    pack_.home = attribute(pack_.settings, "home");
    pack_.lexicon.automaton.finish(pack_.lexicon.forms);
    for (const Written& written : written_) {
        const Entry& entry = pack_.lexicon.entries[written.entry];
        std::string_view key = attribute(entry.attributes, "key");
        if (entry.list == pack_.known.list_place && !key.empty())
            pack_.place_by_key.emplace(key, written.entry);
        if (entry.list != pack_.known.entity) continue;
        if (attribute(entry.attributes, "sole") == "yes")
            pack_.sole_parties.emplace(attribute(entry.attributes, "country"), written.entry);
        for (const WrittenForm& form : written.forms) {
            pack_.entity_by_canonical.emplace(pack_.canonical(form.text), written.entry);
        }
    }
}

std::uint32_t PackBuilder::word(std::string_view text) {
    const std::string folded = pack_.fold(text);
    const std::uint32_t number = pack_.lexicon.words.add(folded);
    if (!met_by_word_.empty() && number >= met_by_word_.size()) {
        const auto met = met_.find(folded);
        met_by_word_.push_back(met == met_.end() ? 0 : met->second);
    }
    return number;
}

std::uint32_t PackBuilder::list(std::string_view name) {
    std::int32_t known = pack_.lists.find(name);
    if (known < 0)
        throw PackError(fmt::format("no list '{}'", name), "a list is opened with [list NAME]");
    return static_cast<std::uint32_t>(known);
}

std::uint32_t PackBuilder::kind(std::string_view name) { return pack_.kinds.number(name); }
std::uint32_t PackBuilder::label(std::string_view name) { return pack_.labels.number(name); }

std::vector<std::string> PackBuilder::tokens(std::string_view literal) {
    std::vector<std::string> result;
    std::string text = normalise(literal);
    for (const RawToken& token : split_tokens(text))
        result.push_back(text.substr(token.begin, token.end - token.begin));
    return result;
}

}  // namespace parley::ingest
