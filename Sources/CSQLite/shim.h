#pragma once
#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast that Swift cannot import; SQLite copies what is bound before these return. */

static inline int hotline_bind_text(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_text(statement, index, (const char *)bytes, count, SQLITE_TRANSIENT);
}

/* A null pointer would bind NULL; an empty blob is a value. */
static inline int hotline_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, count == 0 ? "" : bytes, count, SQLITE_TRANSIENT);
}

/* sqlite3_config is variadic. Without the statistics that nobody asks for, an allocation takes no lock. Before the
   first connection only; any later call changes nothing. */
static inline int hotline_leave_out_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* sqlite3_db_config is variadic. Defensive: ordinary SQL cannot corrupt the file or the schema table. */
static inline int hotline_defend(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
