import Database
import HotlineCore
import NodeCore
import Storage
import WorkCalendar

/// What one caller may know of a ticket's petitioner. Masked fields are for everyone who sees the ticket; a name or a
/// number that was typed into its texts is for those alone who may know the petitioner, and each look is on record
/// (ZZ23-47). A confidential petitioner's never stands in a text (ZZ23-8a).
struct PetitionerSight: Sendable {
    let ticket: TicketID
    /// Whether the caller may know who the petitioner is.
    let isOpen: Bool
    private let personal: PersonalFields
    private let redaction: Redaction

    private init(_ ticket: Ticket, _ personal: PersonalFields, _ redaction: Redaction, for caller: Caller) {
        self.ticket = ticket.id
        self.personal = personal
        self.redaction = redaction
        isOpen = caller.mayKnowPetitioner(of: ticket)
    }

    /// As the caller sees a stored ticket; nil where the node holds nothing of the petitioner.
    init?(of ticket: Ticket, for caller: Caller, in transaction: ReadTransaction) throws {
        guard let reference = ticket.petitioner.reference,
            let stored = try PetitionerStore.find(reference, in: transaction)
        else { return nil }
        self.init(ticket, stored.fields, stored.redaction(for: ticket), for: caller)
    }

    /// As the caller sees what a command made; nil where its texts tell nothing.
    init?(_ result: CommandResult, for caller: Caller) {
        guard let told = result.told else { return nil }
        let redaction = Redaction(told, confidential: result.ticket.petitioner.confidential)
        self.init(result.ticket, told, redaction, for: caller)
    }

    /// The fields whose values stand in the texts of a document.
    func told(in json: [UInt8]) -> [String] {
        guard redaction.isFound(inJSON: json) else { return [] }
        return personal.apart.filter { Redaction($0.fields, confidential: false).isFound(inJSON: json) }.map(\.name)
    }

    /// The document without any of the values.
    func struck(_ json: [UInt8]) -> [UInt8] { redaction.apply(toJSON: json) }

    /// A text without any of the values.
    func struck(_ text: String) -> String { redaction.apply(to: text) }

    /// All of the petitioner's fields; nil for who may not know them.
    var revealed: PersonalFields? { isOpen ? personal : nil }

    /// The fields that are known at all.
    var known: [String] { personal.known }
}

extension PersonalFields {
    /// The names of the fields that are there.
    var known: [String] { apart.map(\.name) }

    /// Each field that is there, alone, with its name.
    fileprivate var apart: [(name: String, fields: PersonalFields)] {
        [
            ("name", PersonalFields(name: name)), ("phone", PersonalFields(phone: phone)),
            ("idNumber", PersonalFields(idNumber: idNumber)), ("address", PersonalFields(address: address)),
        ].filter { !$0.1.isEmpty }
    }
}

/// A document as one caller may have it.
enum Shown {
    /// It tells nothing of the petitioner that the caller may not know, or nothing at all.
    case clean([UInt8])
    /// It tells these fields in its texts to who may know them: the look goes on record first.
    case telling([UInt8], PetitionerSight, fields: [String])

    init(_ json: [UInt8], _ sight: PetitionerSight?) {
        guard let sight else {
            self = .clean(json)
            return
        }
        let fields = sight.isOpen ? sight.told(in: json) : []
        self = fields.isEmpty ? .clean(sight.isOpen ? json : sight.struck(json)) : .telling(json, sight, fields: fields)
    }
}

extension NodeContext {
    /// The document as the caller may have it: struck clean, or as it is once the look is on record.
    func shown(
        _ json: [UInt8], _ sight: PetitionerSight?, to caller: Caller, action: String = "ticket.viewed"
    ) async throws -> [UInt8] {
        switch Shown(json, sight) {
        case .clean(let json): json
        case .telling(let json, let sight, let fields):
            try await recorded(json, sight, fields, to: caller, action: action)
        }
    }

    /// A document that tells of the petitioner, once the look is on record. While the disk takes no record, reading
    /// goes on and nobody sees a name.
    func recorded(
        _ json: [UInt8], _ sight: PetitionerSight, _ fields: [String], to caller: Caller,
        action: String = "ticket.viewed"
    ) async throws -> [UInt8] {
        do {
            try await note([AuditStore.View(sight.ticket, fields: fields)], action, by: caller)
        } catch where !engine.disk.condition.takesCommits {
            return sight.struck(json)
        }
        return json
    }

    /// Puts looks at personal data on record, before they are answered.
    func note(
        _ views: [AuditStore.View], _ action: String, by caller: Caller, reason: String? = nil
    ) async throws {
        guard !views.isEmpty else { return }
        let actor = caller.actor(at: code)
        try await engine.store { transaction, now in
            for view in views {
                try AuditStore.note(
                    actor, action: action, subject: view.ticket.rawValue, view: view, reason: reason,
                    at: now.milliseconds, in: transaction)
            }
        }
    }

    /// Puts a look at what is no ticket on record: a restriction, a message.
    func note(_ action: String, _ subject: String, fields: [String], by caller: Caller) async throws {
        let actor = caller.actor(at: code)
        try await engine.store { transaction, now in
            try AuditStore.note(
                actor, action: action, subject: subject, fields: fields, at: now.milliseconds, in: transaction)
        }
    }
}
