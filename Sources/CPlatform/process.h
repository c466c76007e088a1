#pragma once
#include <stdint.h>
#include <sys/prctl.h>

/* prctl is variadic, which Swift cannot call. The name of the calling thread, at most 15 bytes. */
static inline void hotline_name_thread(const char *name) {
    prctl(PR_SET_NAME, (unsigned long)(uintptr_t)name, 0, 0, 0);
}

/* glibc hides this behind _GNU_SOURCE, which Swift does not set when it imports C. */
#include <spawn.h>
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* The program's environment, for a child that shares it. */
static inline char **hotline_environment(void) {
    extern char **environ;
    return environ;
}

/* pipe2 is a GNU call: both ends are close-on-exec from the start, so that no child of another thread gets them. */
int pipe2(int ends[2], int flags);
static inline int hotline_pipe(int *ends) {
    return pipe2(ends, 02000000 /* O_CLOEXEC */);
}
