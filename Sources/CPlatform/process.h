#pragma once
#include <stdint.h>
#include <sys/prctl.h>

/* prctl is variadic, which Swift cannot call. The name of the calling thread, at most 15 bytes. */
static inline void hotline_name_thread(const char *name) {
    prctl(PR_SET_NAME, (unsigned long)(uintptr_t)name, 0, 0, 0);
}
