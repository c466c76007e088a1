import HotlineCore
import Storage
import Testing

/// A damage made by hand, and what has to be found.
struct Damage: Sendable, CustomTestStringConvertible {
    let what: String
    let script: String
    let code: FindingCode
    let table: String

    var testDescription: String { what }

    init(_ what: String, _ code: FindingCode, in table: String, _ script: String) {
        self.what = what
        self.code = code
        self.table = table
        self.script = script
    }

    /// The first of each kind, for what costs more.
    static let onePerCode = FindingCode.allCases.compactMap { code in all.first { $0.code == code } }
    static let all = journal + tickets + numbers + messages + streams + mirrors + care + attachments + search

    private static let attachments = [
        Damage("a file is not there", .blobMissing, in: "blob", rename("ee")),
        Damage("a file holds something else", .blobDamaged, in: "blob", rename("ff")),
        Damage("a content is awaited from nobody", .blobMissing, in: "blob", "UPDATE blob SET is_here = 0"),
        Damage("an attachment's row removed", .attachmentDiffers, in: "attachment", """
            DELETE FROM attachment WHERE id = (SELECT min(id) FROM attachment)
            """),
        Damage("an attachment's row of no ticket", .attachmentDiffers, in: "attachment", """
            UPDATE attachment SET ticket = '140500-9-9'
            """),
        Damage("a content's size changed", .attachmentDiffers, in: "blob", "UPDATE blob SET size = size + 1"),
    ]

    private static let search = [
        Damage("a ticket taken out of the index", .searchDiffers, in: "ticket", """
            INSERT INTO ticket_search (ticket_search) VALUES ('delete-all')
            """),
        Damage("a ticket found by other words than its own", .searchDiffers, in: "ticket", """
            INSERT INTO ticket_search (ticket_search) VALUES ('delete-all');
            INSERT INTO ticket_search (rowid, title, content, place, numbers)
            SELECT rowid, 'x', 'x', 'x', 'x' FROM ticket
            """),
        Damage("a ticket whose text was entered otherwise", .searchDiffers, in: "ticket", """
            UPDATE ticket SET text_digest = text_digest + 1 WHERE rowid = 1
            """),
        Damage("an entry without a ticket", .searchDiffers, in: "ticket_search", """
            INSERT INTO ticket_search (rowid, title, content, place, numbers) VALUES (999999, 'x', 'x', 'x', 'x')
            """),
        Damage("a mirror said to be entered that is not", .searchDiffers, in: "mirror", """
            UPDATE mirror SET text_digest = 1; INSERT INTO mirror_search (mirror_search) VALUES ('delete-all')
            """),
        Damage("an entry without a mirror", .searchDiffers, in: "mirror_search", """
            INSERT INTO mirror_search (rowid, title, content, place, numbers) VALUES (999999, 'x', 'x', 'x', 'x')
            """),
    ]

    /// The city's photo under another digest.
    private static func rename(_ pair: String) -> String {
        let digest = Specimen.attachment(pair).digest
        return "UPDATE blob SET digest = '\(digest)' WHERE is_here = 1; UPDATE attachment SET digest = '\(digest)' "
            + "WHERE digest NOT IN (SELECT digest FROM blob)"
    }

    private static let journal = [
        Damage("a journal entry changed", .journalChainBroken, in: "journal", """
            UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), '停水', '停电') AS BLOB) WHERE seq = 1
            """),
        Damage("a journal digest changed", .journalChainBroken, in: "journal", """
            UPDATE journal SET digest = zeroblob(32) WHERE seq = 3
            """),
        Damage("a journal row removed", .journalGap, in: "journal", "DELETE FROM journal WHERE seq = 4"),
        Damage("a journal row removed and the rest moved up", .journalChainBroken, in: "journal", """
            DELETE FROM journal WHERE seq = 4;
            UPDATE journal SET seq = -seq WHERE seq > 4;
            UPDATE journal SET seq = -seq - 1 WHERE seq < 0;
            UPDATE node SET journal_length = journal_length - 1
            """),
        Damage("the last journal row removed", .journalGap, in: "journal", """
            DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)
            """),
        Damage("the last journal row removed, the length with it", .journalHeadWrong, in: "node", """
            DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal);
            UPDATE node SET journal_length = journal_length - 1
            """),
        Damage("a journal row added", .journalHeadWrong, in: "journal", """
            INSERT INTO journal SELECT seq + 1, ticket, generation, revision, at, type, entry, digest FROM journal
            ORDER BY seq DESC LIMIT 1
            """),
        Damage("a journal row put in between", .journalChainBroken, in: "journal", """
            UPDATE journal SET seq = -seq WHERE seq > 4;
            UPDATE journal SET seq = -seq + 1 WHERE seq < 0;
            INSERT INTO journal SELECT 5, ticket, generation, revision, at, type, entry, digest FROM journal
            WHERE seq = 4;
            UPDATE node SET journal_length = journal_length + 1
            """),
        Damage("two journal rows swapped", .journalChainBroken, in: "journal", """
            UPDATE journal SET seq = -1 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3;
            UPDATE journal SET seq = 3 WHERE seq = -1
            """),
        Damage("a journal column changed", .journalColumnsDiffer, in: "journal", """
            UPDATE journal SET at = at + 1 WHERE seq = 2
            """),
        Damage("a journal entry that is no JSON", .rowUnreadable, in: "journal", """
            UPDATE journal SET entry = x'00' WHERE seq = 2
            """),
        Damage("the journal's head changed", .journalHeadWrong, in: "node", """
            UPDATE node SET journal_digest = zeroblob(32)
            """),
        Damage("a journal length too high", .journalGap, in: "journal", """
            UPDATE node SET journal_length = journal_length + 2
            """),
    ]

    private static let tickets = [
        Damage("a ticket removed", .journalWithoutTicket, in: "journal", """
            DELETE FROM assignment WHERE ticket = 1; DELETE FROM ticket WHERE rowid = 1
            """),
        Damage("a ticket's journal removed", .ticketWithoutJournal, in: "ticket", """
            DELETE FROM journal WHERE ticket = (SELECT id FROM ticket WHERE rowid = 1)
            """),
        Damage("a ticket's journal without its beginning", .ticketDiffersFromJournal, in: "ticket", """
            DELETE FROM journal WHERE seq = 1
            """),
        Damage("a ticket's journal without a row between", .ticketDiffersFromJournal, in: "ticket", """
            DELETE FROM journal WHERE seq = 2
            """),
        Damage("a ticket's text changed", .ticketDiffersFromJournal, in: "ticket", """
            UPDATE ticket SET body = CAST(replace(CAST(body AS TEXT), '三天', '一天') AS BLOB) WHERE rowid = 1
            """),
        Damage("a ticket's text changed, seen in its digest", .ticketDigestWrong, in: "ticket", """
            UPDATE ticket SET body = CAST(replace(CAST(body AS TEXT), '三天', '一天') AS BLOB) WHERE rowid = 1
            """),
        Damage("a confidential ticket's digest changed", .ticketDigestWrong, in: "ticket", """
            UPDATE ticket SET body_digest = zeroblob(32)
            WHERE id = (SELECT ticket FROM petitioner WHERE confidential LIMIT 1)
            """),
        Damage("a ticket that is no JSON", .rowUnreadable, in: "ticket", """
            UPDATE ticket SET body = x'7b' WHERE rowid = 2
            """),
        Damage("a ticket's state column changed", .ticketColumnsDiffer, in: "ticket", """
            UPDATE ticket SET state = 'withdrawn' WHERE rowid = 1
            """),
        Damage("a ticket's due column changed", .ticketColumnsDiffer, in: "ticket", """
            UPDATE ticket SET due = 1 WHERE rowid = 1
            """),
        Damage("a ticket's number column changed", .ticketColumnsDiffer, in: "ticket", """
            UPDATE ticket SET number = 'x' WHERE rowid = 1
            """),
        Damage("a ticket's revision column changed", .ticketColumnsDiffer, in: "ticket", """
            UPDATE ticket SET revision = revision + 1 WHERE rowid = 3
            """),
        Damage("an assignment's state changed", .assignmentDiffers, in: "assignment", """
            UPDATE assignment SET state = 'closed' WHERE id LIKE '%.2'
            """),
        Damage("an assignment given to another unit", .assignmentDiffers, in: "assignment", """
            UPDATE assignment SET unit = 'police' WHERE unit = 'town'
            """),
        Damage("an assignment removed", .assignmentDiffers, in: "assignment", """
            DELETE FROM assignment WHERE id LIKE '%.2'
            """),
        Damage("an assignment added", .assignmentDiffers, in: "assignment", """
            INSERT INTO assignment SELECT id || '9', ticket, unit, node, role, state, round, due FROM assignment LIMIT 1
            """),
        Damage("an assignment of no ticket", .foreignKeyBroken, in: "assignment", """
            UPDATE assignment SET ticket = 999 WHERE id LIKE '%.2'
            """),
    ]

    private static let numbers = [
        Damage("the node's row removed", .nodeMissing, in: "node", "DELETE FROM node"),
        Damage("the counter moved back", .counterBehind, in: "node", "UPDATE node SET next_counter = 3"),
        Damage("the generation moved back", .counterBehind, in: "node", "UPDATE node SET generation = 0"),
        Damage("the day's running number moved back", .counterBehind, in: "number_counter", """
            UPDATE number_counter SET last = 1
            """),
        Damage("the day's running number removed", .counterBehind, in: "number_counter", "DELETE FROM number_counter"),
    ]

    private static let messages = [
        Damage("a message's text changed", .messageDigestWrong, in: "message", """
            UPDATE message SET body = CAST(replace(CAST(body AS TEXT), '三天', '一天') AS BLOB) WHERE seq = 1
            """),
        Damage("a message's digest changed", .messageDigestWrong, in: "message", """
            UPDATE message SET digest = zeroblob(32) WHERE seq = 2
            """),
        Damage("a message's number changed", .messageKeyWrong, in: "message", """
            UPDATE message SET counter = counter + 100000 WHERE seq = 2
            """),
        Damage("a message's source changed", .messageKeyWrong, in: "message", """
            INSERT INTO source VALUES (99, 'urn:hotline:999999', x''); UPDATE message SET source = 99 WHERE seq = 2
            """),
        Damage("a message that is no JSON", .messageUnreadable, in: "message", """
            UPDATE message SET body = x'5b5d' WHERE seq = 2
            """),
        Damage("a source's ids removed", .messageNotRemembered, in: "accepted", """
            DELETE FROM accepted WHERE source = (SELECT ref FROM source WHERE name LIKE '%140525')
            """),
        Damage("a source's ids that cannot be read", .messageNotRemembered, in: "accepted", """
            UPDATE accepted SET ranges = x'80' WHERE source = (SELECT ref FROM source WHERE name LIKE '%140525')
            """),
        Damage("a source removed", .foreignKeyBroken, in: "message", "DELETE FROM source WHERE name LIKE '%140525'"),
        Damage("a parked message forgotten", .messageNotApplied, in: "message", "DELETE FROM parked"),
    ]

    private static let streams = [
        Damage("an outbox row removed", .outboxGap, in: "outbox", "DELETE FROM outbox WHERE position = 5"),
        Damage("an undelivered outbox row removed", .outboxGap, in: "outbox", """
            DELETE FROM outbox WHERE (stream, position) IN (SELECT ref, next - 1 FROM stream_out WHERE name = 'feed')
            """),
        Damage("a stream's outbox emptied before delivery", .outboxGap, in: "outbox", """
            DELETE FROM outbox WHERE stream = (SELECT ref FROM stream_out WHERE name = 'feed' AND peer = '140000')
            """),
        Damage("a chain value changed", .outboxChainBroken, in: "outbox", """
            UPDATE outbox SET chain = zeroblob(32) WHERE position = 4
            """),
        Damage("an outbox row pointing to another message", .outboxChainBroken, in: "outbox", """
            UPDATE outbox SET message = message + 1 WHERE position = 4
            """),
        Damage("a message removed that is owed", .outboxMessageMissing, in: "outbox", """
            DELETE FROM message WHERE seq = (SELECT max(message) FROM outbox)
            """),
        Damage("a stream's chain changed", .outboxChainBroken, in: "stream_out", """
            UPDATE stream_out SET chain = zeroblob(32) WHERE name = 'feed' AND peer = '140000'
            """),
        Damage("a stream removed", .outboxWithoutStream, in: "outbox", "DELETE FROM stream_out WHERE peer = '140000'"),
        Damage("a stream moved back", .streamPositionWrong, in: "stream_out", """
            UPDATE stream_out SET next = next - 2, acknowledged = next - 3 WHERE name = 'feed' AND peer = '140000'
            """),
        Damage("a stream moved on", .outboxGap, in: "outbox", """
            UPDATE stream_out SET next = next + 2 WHERE name = 'feed' AND peer = '140000'
            """),
        Damage("more confirmed than sent", .streamPositionWrong, in: "stream_out", """
            UPDATE stream_out SET acknowledged = next WHERE name = 'feed' AND peer = '140000'
            """),
        Damage("a change that was never fed", .eventNotOwed, in: "journal", """
            UPDATE outbox SET message = (SELECT message FROM outbox AS first WHERE first.stream = outbox.stream
              AND first.position = 1)
            WHERE position = 4 AND stream = (SELECT ref FROM stream_out WHERE name = 'feed' AND peer = '140000')
            """),
        Damage("a change that was fed and is in no journal", .eventNotInJournal, in: "outbox", """
            DELETE FROM journal WHERE seq = 3
            """),
        Damage("an inbox position without its chain", .streamPositionWrong, in: "stream_in", """
            UPDATE stream_in SET highest = 0 WHERE peer = '140525' AND name = 'feed'
            """),
        Damage("an inbox position of a generation never seen", .streamPositionWrong, in: "stream_in", """
            UPDATE stream_in SET generation = 7
            """),
        Damage("an inbox position of a stranger", .streamPositionWrong, in: "stream_in", """
            UPDATE stream_in SET peer = '999999' WHERE peer = '140525' AND name = 'feed'
            """),
        Damage("a refusal ahead of its stream", .refusalWithoutStream, in: "stream_refusal", """
            INSERT INTO stream_refusal VALUES ('140525', 'feed', 100000, '1-1', x'7b7d')
            """),
    ]

    private static let mirrors = [
        Damage("a mirror pointing elsewhere", .mirrorDiffers, in: "mirror", """
            UPDATE mirror SET message = (SELECT min(message) FROM mirror)
            """),
        Damage("a mirror pointing nowhere", .mirrorDiffers, in: "mirror", "UPDATE mirror SET message = 99999"),
        Damage("a mirror's state changed", .mirrorDiffers, in: "mirror", "UPDATE mirror SET state = 'archived'"),
        Damage("a mirror's digest changed", .mirrorDiffers, in: "mirror", """
            UPDATE mirror SET state_digest = zeroblob(32)
            """),
        Damage("a mirror's due changed", .mirrorDiffers, in: "mirror", "UPDATE mirror SET due = 1"),
        Damage("a mirror removed", .mirrorBehind, in: "mirror", "DELETE FROM mirror WHERE rowid = 1"),
        Damage("a mirror set back", .mirrorBehind, in: "mirror", "UPDATE mirror SET revision = 1"),
        Damage("a day's sum changed", .daySumWrong, in: "day_sum", "UPDATE day_sum SET sum = zeroblob(32)"),
        Damage("a day's count changed", .daySumWrong, in: "day_sum", "UPDATE day_sum SET count = count + 1"),
        Damage("a day's sum removed", .daySumWrong, in: "day_sum", "DELETE FROM day_sum"),
        Damage("a sum of a day without tickets", .daySumWrong, in: "day_sum", """
            INSERT INTO day_sum SELECT source, day + 9, count, sum FROM day_sum LIMIT 1
            """),
    ]

    private static let care = [
        Damage("a dead letter's message removed", .deadLetterWithoutMessage, in: "dead_letter", """
            DELETE FROM message WHERE seq IN (SELECT message FROM dead_letter)
            """),
        Damage("a parked message's body removed", .parkedWithoutMessage, in: "parked", """
            DELETE FROM message WHERE seq IN (SELECT message FROM parked)
            """),
        Damage("a petitioner of no ticket", .petitionerWithoutTicket, in: "petitioner", """
            UPDATE petitioner SET ticket = '140500-1-99999' WHERE confidential
            """),
        Damage("a telephone number in the journal", .personalValueInJournal, in: "journal", """
            UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), '"person":"admin"',
              '"person":"admin","phone":"13812345678"') AS BLOB) WHERE seq = 2
            """),
        Damage("a petitioner that is no JSON", .rowUnreadable, in: "petitioner", """
            UPDATE petitioner SET fields = x'00' WHERE confidential
            """),
    ]
}
