#include "tools/single_keys.hpp"

#include <termios.h>
#include <unistd.h>

#include <cerrno>

namespace parley::tools {

struct SingleKeys::Saved {
    termios before{};
    bool is_terminal = false;
};

SingleKeys::SingleKeys() : saved_(std::make_unique<Saved>()) {
    saved_->is_terminal = tcgetattr(STDIN_FILENO, &saved_->before) == 0;
    if (!saved_->is_terminal) return;
    termios keys = saved_->before;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    keys.c_cc[VMIN] = 1;
    keys.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
}

SingleKeys::~SingleKeys() {
    if (saved_->is_terminal) tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_->before);
}

char SingleKeys::read() {
    constexpr char kCtrlC = 3, kCtrlD = 4;
    char key = 0;
    ssize_t got;
    do {
        got = ::read(STDIN_FILENO, &key, 1);
    } while (got < 0 && errno == EINTR);
    return got == 1 && key != kCtrlC && key != kCtrlD ? key : '\0';
}

}  // namespace parley::tools
