// The pattern compiler: recursive descent, straight to code. Repetition keeps the order of
// preference in which match.cpp backtracks: longest first, except gaps.
#include "ingest/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>

#include "ingest/inflect.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

constexpr std::uint32_t kShortGap = 5;
constexpr std::uint32_t kLongGap = 60;
constexpr std::uint32_t kMaxRepeat = 24;
constexpr std::size_t kMaxDepth = 20;
/// Of more words than these a need is asked as one set.
constexpr std::size_t kMostWords = 12;
/// So many needs are asked of a sentence.
constexpr std::size_t kMostAsked = 4;
/// Spans are not known before words: they are asked for where no words will do.
constexpr std::uint64_t kSpanFrequency = 1'000'000'000;
/// A word as a feature, until its number among the needed ones is known.
constexpr std::uint32_t kWord = 1U << 31;

/// Slots that match.cpp fills by looking, not by reading a span at this place.
bool is_slot(std::string_view kind) {
    return kind == "actors" || kind == "places" || kind == "dest" || kind == "pair" ||
           kind == "document";
}

class Compiler {
  public:
    Compiler(std::string_view text, PatternNames& names) : text_(text), names_(names) {}

    Pattern compile() {
        skip();
        leading_subject();
        const Needs needs = sequence(0);
        if (at_ < text_.size()) fail(fmt::format("'{}' is out of place", text_.substr(at_, 1)));
        if (pattern_.code.empty()) fail("an empty pattern");
        emit(Op::accept);
        for (const Need& need : needs) keep(need);
        return std::move(pattern_);
    }

  private:
    /// What has been read, and what it needs: the code is appended to the pattern.
    static Needs only(std::uint32_t feature, std::uint64_t frequency) {
        return {Need{{feature}, frequency}};
    }

    /// Words get their features only here: not all that are named are asked for.
    void keep(const Need& need) {
        if (pattern_.needs.size() == kMostAsked) return;
        Need kept{{}, need.frequency};
        std::vector<std::uint32_t> words;
        for (std::uint32_t feature : need.features)
            (feature & kWord ? words : kept.features).push_back(feature & ~kWord);
        if (words.size() > kMostWords) {
            kept.features.push_back(names_.word_set(words));
        } else {
            for (std::uint32_t word : words) kept.features.push_back(names_.word_feature(word));
        }
        std::sort(kept.features.begin(), kept.features.end());
        pattern_.needs.push_back(std::move(kept));
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw PackError(fmt::format("{} (column {} of the pattern)", what, at_ + 1));
    }

    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }
    bool take(std::string_view what) {
        if (!here(what)) return false;
        at_ += what.size();
        return true;
    }
    std::uint32_t emit(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
        pattern_.code.push_back({op, a, b});
        return static_cast<std::uint32_t>(pattern_.code.size() - 1);
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(pattern_.code.size()); }

    /// `<a:subject>` and the gap behind it are not code: the engine looks for the subject.
    void leading_subject() {
        if (!here("<")) return;
        std::size_t close = text_.find('>', at_);
        if (close == std::string_view::npos) return;
        std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
        std::size_t colon = inside.find(':');
        if (colon == std::string_view::npos) return;
        std::string_view kind = inside.substr(colon + 1);
        std::string_view slot = kind.substr(0, kind.find('/'));
        if (slot != "subject" && slot != "nearest" && slot != "again") return;
        pattern_.nearest = slot == "nearest";
        pattern_.again = slot == "again";
        pattern_.subject_condition = condition(kind);
        pattern_.subject = static_cast<std::int32_t>(names_.label(inside.substr(0, colon)));
        at_ = close + 1;
        skip();
        if (!take("...")) take("..");
        skip();
    }

    Needs sequence(std::size_t depth) {
        Needs needs;
        if (depth > kMaxDepth) fail("nested too deep");
        for (skip(); at_ < text_.size() && !here(")") && !here("]") && !here("|"); skip()) {
            if (pattern_.next >= 0) fail("nothing may follow <x:next>");
            need_both(needs, item(depth));
        }
        return needs;
    }

    /// An atom with its label and repetition.
    Needs item(std::size_t depth) {
        std::uint32_t begin = size();
        if (take("!!")) {
            const std::uint32_t head = emit(Op::not_here);
            Needs needs = not_here(depth);
            close_not_here(head);
            return needs;
        }
        if (take("!")) return not_here(depth), Needs{};
        Needs needs = atom(depth);
        return repeat(begin) ? needs : Needs{};
    }

    /// An atom that must not match here. What it needs itself.
    Needs not_here(std::size_t depth) {
        const std::uint32_t head = emit(Op::not_here);
        Needs needs = atom(depth);
        close_not_here(head);
        return needs;
    }

    void close_not_here(std::uint32_t head) {
        emit(Op::accept);
        pattern_.code[head].a = head + 1;
        pattern_.code[head].b = size();
    }

    /// Whether what was repeated must be there once at least.
    bool repeat(std::uint32_t begin) {
        std::uint32_t least = 1, most = 1;
        if (take("?")) {
            least = 0;
        } else if (take("*")) {
            least = 0, most = count();
        } else if (take("+")) {
            most = count();
        } else {
            return true;
        }
        // The copies are laid out one after the other; each optional one may jump to the end.
        std::vector<Instruction> body(pattern_.code.begin() + begin, pattern_.code.end());
        pattern_.code.resize(begin);
        std::vector<std::uint32_t> exits;
        for (std::uint32_t round = 0; round < most; ++round) {
            if (round >= least) {
                exits.push_back(emit(Op::split, size() + 1));
            }
            append(body, begin);
        }
        for (std::uint32_t exit : exits) pattern_.code[exit].b = size();
        return least > 0 && most > 0;
    }

    std::uint32_t count() {
        std::uint32_t value = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
            value = value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0');
        }
        if (value > kMaxRepeat) fail(fmt::format("at most {} repetitions", kMaxRepeat));
        return value == 0 ? 6 : value;
    }

    /// Appends code that was compiled at `from`, with its jumps moved.
    void append(const std::vector<Instruction>& body, std::uint32_t from) {
        std::uint32_t shift = size() - from;
        for (Instruction instruction : body) {
            if (instruction.op == Op::split || instruction.op == Op::not_here) {
                instruction.a += shift, instruction.b += shift;
            } else if (instruction.op == Op::jump) {
                instruction.a += shift;
            }
            pattern_.code.push_back(instruction);
        }
    }

    Needs atom(std::size_t depth) {
        if (take("=")) return labelled(kOwnExtent, [&] { return atom(depth); });
        if (take("(")) return choice(depth, ")");
        if (take("[")) {
            std::uint32_t split = emit(Op::split, size() + 1);
            choice(depth, "]");
            pattern_.code[split].b = size();
            return {};
        }
        if (take("{")) return list();
        if (take("<")) return span();
        if (take("...")) {
            emit(Op::gap, kLongGap);
        } else if (take("..")) {
            emit(Op::gap, kShortGap);
        } else if (take("~")) {
            emit(Op::glue);
        } else if (here("\"")) {
            return quoted();
        } else {
            return word(depth);
        }
        return {};
    }

    Needs quoted() {
        // A quotation mark itself is written "\"".
        if (text_.substr(at_, 4) == R"("\"")") {
            at_ += 4;
            return literal("\"");
        }
        std::size_t close = text_.find('"', at_ + 1);
        if (close == std::string_view::npos) fail("a quote is not closed");
        std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
        return literal(inside);
    }

    template <typename Body>
    Needs labelled(std::string_view label, Body body) {
        std::uint32_t number = names_.label(label);
        emit(Op::open, number);
        Needs needs = body();
        emit(Op::close, number);
        return needs;
    }

    using Code = std::vector<Instruction>;

    /// "x | y)": behind the opening bracket.
    Needs choice(std::size_t depth, std::string_view close) {
        const std::uint32_t begin = size();
        std::vector<Code> branches;
        std::vector<Needs> needs;
        do {
            needs.push_back(sequence(depth + 1));
            branches.emplace_back(pattern_.code.begin() + begin, pattern_.code.end());
            pattern_.code.resize(begin);
        } while (take("|"));
        if (!take(close)) fail(fmt::format("'{}' is missing", close));
        branches = gather_words(std::move(branches));
        std::vector<std::uint32_t> ends;
        for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
            const std::uint32_t split = emit(Op::split, size() + 1);
            append(branches[i], begin);
            ends.push_back(emit(Op::jump));
            pattern_.code[split].b = size();
        }
        append(branches.back(), begin);
        for (std::uint32_t end : ends) pattern_.code[end].a = size();
        return need_one_of(needs);
    }

    /// Neighbours of one word each become one branch.
    std::vector<Code> gather_words(std::vector<Code> branches) {
        const auto is_word = [](const Code& branch) {
            return branch.size() == 1 && branch.front().op == Op::word;
        };
        std::vector<Code> gathered;
        for (std::size_t i = 0; i < branches.size();) {
            std::size_t end = i;
            while (end < branches.size() && is_word(branches[end])) ++end;
            if (end - i < 2) {
                gathered.push_back(std::move(branches[i++]));
                continue;
            }
            WordSet set;
            for (; i < end; ++i) set.add(branches[i].front().a, branches[i].front().capital);
            const auto number = static_cast<std::uint32_t>(pattern_.word_sets.size());
            pattern_.word_sets.push_back(std::move(set));
            gathered.push_back({Instruction{Op::words, number}});
        }
        return gathered;
    }

    std::string_view upto(char close) {
        std::size_t end = text_.find(close, at_);
        if (end == std::string_view::npos) fail(fmt::format("'{}' is missing", close));
        std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside;
    }

    /// "name/key=value": cuts the condition off.
    std::int32_t condition(std::string_view& inside) {
        std::size_t slash = inside.find('/');
        if (slash == std::string_view::npos) return -1;
        std::string_view text = inside.substr(slash + 1);
        inside = inside.substr(0, slash);
        std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) fail(fmt::format("'{}' is not key=value", text));
        std::string_view key = text.substr(0, equals), value = text.substr(equals + 1);
        CaseSet cases = key == "case" ? cases_from(value) : kAllCases;
        if (cases == 0) fail(fmt::format("'{}' is no case", value));
        pattern_.conditions.push_back({std::string(key), std::string(value), cases});
        return static_cast<std::int32_t>(pattern_.conditions.size() - 1);
    }

    Needs list() {
        std::string_view inside = upto('}');
        std::int32_t wanted = condition(inside);
        std::uint32_t number = names_.list(inside);
        // The first list a pattern names is the event's word, unless another is labelled so.
        bool event = pattern_.lists.empty() && text_.find("event:") == std::string_view::npos;
        pattern_.lists.push_back(number);
        auto body = [&] {
            pattern_.code[emit(Op::list, number)].condition = wanted;
            return only(Features::list(number), names_.list_frequency(number));
        };
        return event ? labelled("event", body) : body();
    }

    Needs span() {
        std::string_view inside = upto('>');
        std::size_t colon = inside.find(':');
        std::string_view label = colon == std::string_view::npos ? "" : inside.substr(0, colon);
        std::string_view kind = colon == std::string_view::npos ? inside : inside.substr(colon + 1);
        std::int32_t wanted = condition(kind);
        if (kind == "subject" || kind == "nearest" || kind == "again")
            fail(fmt::format("<x:{}> may only open a pattern", kind));
        if (kind == "next") {
            if (label.empty()) fail("<next> needs a label");
            pattern_.next = static_cast<std::int32_t>(names_.label(label));
            pattern_.next_condition = wanted;
            return {};
        }
        auto body = [&] {
            Op op = is_slot(kind) ? Op::slot : Op::span;
            pattern_.code[emit(op, names_.kind(kind))].condition = wanted;
            return needs_of(kind);
        };
        return label.empty() ? body() : labelled(label, body);
    }

    /// What the span or slot begins with.
    Needs needs_of(std::string_view kind) {
        auto of_kind = [&](std::string_view name) {
            return only(Features::kind(names_.kind(name)), kSpanFrequency);
        };
        if (!is_slot(kind)) return of_kind(kind);
        if (kind == "actors") return of_kind("actor");
        if (kind == "document") return {};
        if (kind != "pair") return need_one_of({of_kind("place"), of_kind("body")});
        const std::uint32_t pair = names_.list(kind);
        return only(Features::list(pair), names_.list_frequency(pair));
    }

    Needs word(std::size_t depth) {
        std::size_t end = at_;
        while (end < text_.size() &&
               std::string_view(" ()[]{}<>|?*+!=~\"").find(text_[end]) == std::string_view::npos) {
            if (text_[end] == ':' && end > at_) break;
            ++end;
        }
        if (end == at_) fail(fmt::format("'{}' is out of place", text_.substr(at_, 1)));
        std::string_view text = text_.substr(at_, end - at_);
        if (end + 1 < text_.size() && text_[end] == ':' && text_[end + 1] != ' ') {  // label:atom
            at_ = end + 1;
            return labelled(text, [&] { return atom(depth); });
        }
        at_ = end;
        return keyword(text) ? Needs{} : literal(text);
    }

    bool keyword(std::string_view text) {
        static constexpr std::pair<std::string_view, Op> keywords[] = {
            {"Cap", Op::cap},     {"CAP", Op::all_caps}, {"Name", Op::name},
            {"low", Op::low},     {"Num", Op::number},   {"Any", Op::any},
            {"Start", Op::start}, {"End", Op::end},      {"EVENT", Op::event}};
        for (auto [name, op] : keywords) {
            if (name == text) return emit(op), true;
        }
        return false;
    }

    Needs literal(std::string_view text) {
        Needs needs;
        bool first = true;
        for (const std::string& token : names_.tokens(text)) {
            if (!first) emit(Op::glue);
            std::size_t at = 0;
            bool capital = letter_of(next_code_point(token, at)) == Letter::upper;
            const std::uint32_t number = names_.word(token);
            pattern_.code[emit(Op::word, number)].capital = capital;
            need_both(needs, only(number | kWord, names_.word_frequency(number)));
            first = false;
        }
        return needs;
    }

    std::string_view text_;
    PatternNames& names_;
    std::size_t at_ = 0;
    Pattern pattern_;
};

}  // namespace

std::uint32_t Names::number(std::string_view name) {
    std::int32_t known = find(name);
    if (known >= 0) return static_cast<std::uint32_t>(known);
    names_.emplace_back(name);
    return static_cast<std::uint32_t>(names_.size() - 1);
}

std::int32_t Names::find(std::string_view name) const {
    auto found = std::find(names_.begin(), names_.end(), name);
    return found == names_.end() ? -1 : static_cast<std::int32_t>(found - names_.begin());
}

std::uint8_t wanted_cases(const Pattern& pattern, std::int32_t condition) {
    return condition < 0 ? kAllCases
                         : pattern.conditions[static_cast<std::size_t>(condition)].cases;
}

Pattern compile_pattern(std::string_view text, PatternNames& names) {
    Pattern pattern = Compiler(text, names).compile();
    look_ahead(pattern, names);
    return pattern;
}

}  // namespace parley::ingest
