import Database
import HotlineCore
import Storage
import SyncProtocol
import TestSupport
import Testing

@Suite struct AccessSchemaTests {
    private static let actor = Actor(person: "op", role: .operator, node: Store.home)

    // proves in part: ZZ23-47
    @Test(arguments: ["UPDATE audit SET reason = 'x'", "DELETE FROM audit"])
    func `A row of the audit can be neither changed nor removed`(statement: String) throws {
        let store = try Store()
        try store.write {
            try AuditStore.note(
                Self.actor, action: "petitioner.revealed", subject: "1", reason: "回访", at: 1, in: $0)
        }
        #expect(throws: DatabaseError.self) {
            try store.write { _ = try $0.execute(SQL(composed: statement)) }
        }
        let kept = try store.write { try AuditStore.list(AuditStore.Filter(), in: $0) }
        #expect(kept.total == 1 && kept.entries.first?.reason == "回访")
    }

    /// A database of the version before knows neither category nor confidentiality beside the stored document.
    @Test func `What lists tell apart is read out of the tickets and mirrors that were there`() throws {
        let directory = try TemporaryDirectory()
        let session = try WriteSession(SQLiteDriver(path: directory.file("node.db")))
        try Migrator(Array(Schema.migrations.prefix(8))).migrate(session, now: 0)
        try session.write { transaction in
            try Self.insert("a", #"{"matter":{"category":"供水"},"petitioner":{"confidential":true}}"#, transaction)
            try Self.insert("b", #"{"matter":{"title":"\"confidential\":true"},"petitioner":{}}"#, transaction)
        }
        try Migrator(Schema.migrations).migrate(session, now: 0)
        let rows = try session.write { transaction in
            try transaction.query("SELECT id, category, confidential FROM ticket ORDER BY id") {
                [$0.text(0), $0.optionalText(1), String($0.bool(2))]
            }
        }
        #expect(rows == [["a", "供水", "true"], ["b", nil, "false"]])
        let mirrors = try session.write { transaction in
            try transaction.query("SELECT id, confidential FROM mirror ORDER BY id") {
                [$0.text(0), String($0.bool(1))]
            }
        }
        #expect(mirrors == [["a", "true"], ["b", "false"]])
    }

    private static func insert(_ id: String, _ body: String, _ transaction: Transaction) throws {
        try transaction.execute("""
            INSERT INTO ticket (id, number, root_id, generation, revision, kind, state, channel, title, registered_at,
              body, body_digest)
            VALUES (?, 'n', 'r', 1, 1, 'help', 'registered', 'telephone', 't', 0, ?, x'00')
            """, id, Array(body.utf8))
        let bytes = Array(body.utf8)
        let message = MessageStore.Message(
            key: MessageKey(EventKey(source: "s", id: id)), digest: bytes.withUnsafeBytes(StorageHash.sha256),
            body: bytes[...], origin: nil)
        let row = try MessageStore.append(message, at: 0, in: transaction)
        let source = try MessageStore.sourceRef("s", in: transaction)
        try transaction.execute("""
            INSERT INTO mirror (id, source, peer, root_id, number, generation, revision, kind, state, title,
              registered_at, message, state_digest)
            VALUES (?, ?, 'p', 'r', 'n', 1, 1, 'help', 'registered', 't', 0, ?, x'00')
            """, id, source, row)
    }
}
