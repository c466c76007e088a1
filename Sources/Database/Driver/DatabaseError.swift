/// What went wrong in the database. Carries the SQL text and the engine's message, never bound values: those are
/// citizens' words.
package struct DatabaseError: Error, Sendable, Hashable {
    /// The class of an error: what callers switch over, the same for every driver.
    package enum Kind: Sendable, Hashable {
        /// The disk, or the size allowed to the database, is used up.
        case full
        /// The disk failed.
        case ioError
        /// No memory.
        case outOfMemory
        /// Another connection holds the lock beyond the time we wait.
        case busy
        /// The rows broke a rule of the schema.
        case constraint(Constraint)
        /// The file is damaged or is no database.
        case corrupt
        /// Something was written through a connection that only reads.
        case readOnly
        /// The file cannot be opened.
        case cannotOpen
        /// The statement ran past its deadline.
        case interrupted
        /// A value is larger than the engine takes.
        case tooBig
        /// SQL that does not compile, or a statement used wrongly: a fault of ours.
        case misuse
        /// So many writes wait already that this one was not taken in; nothing was tried.
        case queueFull
        /// The writer or the pool has been closed.
        case closed
        /// Everything else; the code tells.
        case other
    }

    /// Which rule of the schema was broken.
    package enum Constraint: Sendable, Hashable {
        case unique, primaryKey, foreignKey, notNull, check, dataType, other
    }

    /// The class of the error.
    package let kind: Kind
    /// The engine's own number (SQLite: the extended result code); 0 if the engine had no say.
    package let code: Int32
    /// The engine's message.
    package let message: String
    /// The statement that failed, without its values; nil if no statement was involved.
    package let sql: String?
    /// True when a COMMIT failed on the disk: the change was not acknowledged, yet may show after a restart. Whoever
    /// tries again must be idempotent.
    package var isOutcomeUnknown = false

    /// An error of class `kind`.
    package init(_ kind: Kind, code: Int32 = 0, message: String, sql: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.sql = sql
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        let place = sql.map { " in “\($0)”" } ?? ""
        let doubt = isOutcomeUnknown ? "; whether it was committed is unknown" : ""
        return "database: \(kind) (\(code)): \(message)\(place)\(doubt)"
    }
}
