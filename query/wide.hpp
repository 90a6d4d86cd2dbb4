#pragma once
/// 128-bit integers, so that nanoseconds over all years do not overflow.

namespace parley::query {
__extension__ typedef __int128 Wide;
}
