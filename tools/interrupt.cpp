#include "tools/interrupt.hpp"

#include <csignal>

namespace parley::tools {
namespace {

// A signal handler can reach nothing but static storage.
std::atomic<bool> asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void ask(int signal) {
    if (asked.exchange(true)) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

void handle(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
    asked = false;
    handle(ask);
}
Interrupt::~Interrupt() { handle(SIG_DFL); }

const std::atomic<bool>& Interrupt::flag() const noexcept { return asked; }
void Interrupt::clear() noexcept { asked = false; }

}  // namespace parley::tools
