// The console's files as they were when the program was built.
#pragma once
#include <stddef.h>

/* One file: its path below `files`, and its content, which lives as long as the program. */
struct hotline_console_file {
    const char *path;
    const unsigned char *bytes;
    size_t length;
};

/* How many files there are. */
size_t hotline_console_file_count(void);

/* The file at an index below that count. */
struct hotline_console_file hotline_console_file_at(size_t index);
