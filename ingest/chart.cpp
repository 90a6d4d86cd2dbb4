// The chart of an article, for people.
#include <fmt/format.h>

#include <algorithm>
#include <parley/packs.hpp>

#include "ingest/analysis.hpp"
#include "ingest/language.hpp"
#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {

using namespace ingest;

/// So much is shown of a line that is not read, in bytes.
constexpr std::size_t kShownOfLine = 120;

/// As much of the line as is shown, cut between characters.
std::string_view opening_of(std::string_view line) {
    std::size_t end = std::min(line.size(), kShownOfLine);
    auto inside_character = [&] { return (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80; };
    while (end > 0 && end < line.size() && inside_character()) --end;
    return line.substr(0, end);
}

std::string_view name_of(LineKind kind) {
    switch (kind) {
        case LineKind::title:
            return "title";
        case LineKind::text:
            return "text";
        case LineKind::dateline:
            return "dateline";
        case LineKind::caption:
            return "caption, not read";
        case LineKind::byline:
            return "byline, not read";
        case LineKind::skipped:
            return "not article";
        case LineKind::after_end:
            return "after the article's end";
    }
    return "";
}

void print_spans(const Analysis& analysis, const Sentence& sentence, std::string& out) {
    const Document& document = analysis.document;
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
        std::vector<const Span*> here;
        for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
            here.push_back(&document.spans[i]);
        for (auto span = here.rbegin(); span != here.rend(); ++span) {
            out += fmt::format("    {:10} {:14} {}", document.pack->kinds.name((*span)->kind),
                               (*span)->rule ? (*span)->rule->name : "",
                               document.text_of((*span)->begin, (*span)->end));
            for (std::uint32_t i = (*span)->captures_begin; i < (*span)->captures_end; ++i) {
                const Capture& capture = document.captures[i];
                const std::string& label = document.pack->labels.name(capture.label);
                if (label != "event" && label != "=")
                    out += fmt::format("  {}='{}'", label,
                                       document.text_of(capture.begin, capture.end));
            }
            out += '\n';
        }
    }
}

void print_event(const Analysis& analysis, const Event& event, std::string& out) {
    const Document& document = analysis.document;
    out += fmt::format("  => {} [{}{}{}] {}/{} at '{}' date {}\n", event.rule->group,
                       event.modality, event.modality_rule.empty() ? "" : " by ",
                       event.modality_rule, document.pack->language, event.rule->name,
                       document.text_of(event.word_begin, event.word_end),
                       event.date.is_open() ? "open" : event.date.text());
    for (const auto& part : event.parts) {
        out += fmt::format(
            "       {}: {} ('{}'{}{})\n", part.role, analysis.cast->actor(part.actor).name,
            document.text_of(part.begin, part.end), part.reason.empty() ? "" : ": ", part.reason);
    }
    for (const auto& reason : event.date_reasons) out += fmt::format("       date: {}\n", reason);
}

}  // namespace

std::string explain_article(const Article& article, const Packs& packs) {
    const Pack* pack = packs.data().shelf.find(language_of(article, packs));
    if (!pack) return {};
    Analysis analysis(article, *pack);
    const Document& document = analysis.document;
    std::string out;
    for (const Line& line : document.lines) {
        if (line.kind == LineKind::text || line.kind == LineKind::title) continue;
        out += fmt::format(
            "line ({}): {}\n", name_of(line.kind),
            opening_of(
                std::string_view(document.clean.text).substr(line.begin, line.end - line.begin)));
    }
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        out += fmt::format("\n[{}] {}\n", name_of(sentence.kind),
                           document.text_of(sentence.begin, sentence.end));
        print_spans(analysis, sentence, out);
        for (const DateMention& date : analysis.calendar->mentions()) {
            if (date.begin < sentence.begin || date.end > sentence.end) continue;
            out += fmt::format("    date '{}' {}:", document.text_of(date.begin, date.end),
                               date.date ? date.date->text() : "open");
            for (const auto& reason : date.reasons) out += fmt::format(" {};", reason);
            out += '\n';
        }
        for (const Event& event : analysis.found.events) {
            if (event.sentence == s) print_event(analysis, event, out);
        }
        for (const Rejected& rejected : analysis.found.rejected) {
            if (rejected.sentence == s)
                out += fmt::format("  no {} by {}/{} at '{}': {}\n", rejected.rule->group,
                                   document.pack->language, rejected.rule->name,
                                   document.text_of(rejected.begin, rejected.end),
                                   reason_of(rejected));
        }
    }
    out += "\ncast:\n";
    for (const auto& member : analysis.cast->members()) {
        out += fmt::format("  {} {} '{}' {} {}:", member.actor.number, member.actor.label,
                           member.actor.name, member.actor.key, member.actor.country);
        for (const auto& name : member.actor.names) out += fmt::format(" '{}'", name);
        out += '\n';
    }
    for (const auto& held : analysis.cast->held()) {
        out += fmt::format("  {} is '{}' ({}) of {} {}{}{}\n",
                           analysis.cast->actor(held.actor).name, held.role, held.title,
                           held.body == kNoIndex ? "-" : analysis.cast->actor(held.body).name,
                           held.country, held.reason.empty() ? "" : ": ", held.reason);
    }
    return out;
}

}  // namespace parley
