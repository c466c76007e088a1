/// Why a command is not carried out: nothing changed. Also the problem document's content (RFC 9457).
package struct Refusal: Error, Codable, Hashable, Sendable {
    /// Stable codes; `urn:hotline:problem:<code>` on the wire.
    package enum Code: String, Codable, Hashable, Sendable, CaseIterable {
        /// The ticket's or assignment's state does not allow it.
        case notNow = "not-now"
        /// The caller's role or unit does not allow it.
        case notAuthorised = "not-authorised"
        /// Required fields are missing; all are named.
        case missingFields = "missing-fields"
        /// A field's value cannot be.
        case invalidField = "invalid-field"
        case unknownTicket = "unknown-ticket"
        case unknownAssignment = "unknown-assignment"
        case unknownUnit = "unknown-unit"
        case unknownNode = "unknown-node"
        case unknownDirective = "unknown-directive"
        /// The ticket exists already.
        case ticketExists = "ticket-exists"
        /// An order from a node that is not the assigner, a report from one that is not the assignee.
        case sourceNotAuthorised = "source-not-authorised"
        /// Shares that do not fit together: two leads, assisting without a lead, the same assignee twice.
        case impossibleShares = "impossible-shares"
        /// ZZ23-12, JY24-13.1b: the time to return has passed.
        case returnTooLate = "return-too-late"
        /// ZZ23-25: a redo cannot be returned.
        case returnExcluded = "return-excluded"
        /// No extension is given here: a redo, an emergency, dispatched at the month's end (ZZ23-17, 25, ZZ20-2.3.3d).
        case extensionExcluded = "extension-excluded"
        /// Asked after the limit, or too shortly before it (JY24-13.3).
        case extensionTooLate = "extension-too-late"
        /// More often or longer than the rule book gives.
        case extensionExhausted = "extension-exhausted"
        case deferralExcluded = "deferral-excluded"
        /// ZZ23-18: six months at most.
        case deferralTooLong = "deferral-too-long"
        /// ZZ23-21.2: too few attempts for “cannot reach”.
        case attemptsMissing = "attempts-missing"
        /// ZZ23-26, 27: no redo, not complete, or no longer valid.
        case opinionInvalid = "opinion-invalid"
        /// Own assignments are open, so the matter cannot go back up or be finished.
        case assignmentsOpen = "assignments-open"
        /// JY24-13.4: assisting shares are open.
        case assistingOpen = "assisting-open"
        /// A return is waiting for its decision.
        case returnPending = "return-pending"
        /// ZZ23-25: the redo was used up.
        case redoExhausted = "redo-exhausted"
        /// The rating asks for a redo first (ZZ23-24).
        case redoRequired = "redo-required"
        /// ZZ23-24: a rating that the rule book does not offer.
        case ratingNotOffered = "rating-not-offered"
        /// The rating gives no ground for a redo.
        case redoUnfounded = "redo-unfounded"
        /// The node above decides on an ordered ticket.
        case boundByOrder = "bound-by-order"
        /// ZZ23-8b: the matter needs name, id number and contact.
        case identityRequired = "identity-required"
        /// JY24-33: the telephone is restricted for a time.
        case callerRestricted = "caller-restricted"
        case archived
        /// The ticket holds so much that no more fits without putting its closing at risk.
        case ticketFull = "ticket-full"
        /// Another message took this ordinal: the sender was restored and counts anew.
        case ordinalUsed = "ordinal-used"
        /// A recovered state that is not newer than ours.
        case notNewer = "not-newer"
    }

    /// The cause, for programs.
    package var code: Code
    /// What operators read.
    package var message: String
    /// Every field that is missing.
    package var missing: [String]
    package var article: String?
    /// What to do about it, as operators read it.
    package var cure: String

    package init(_ code: Code, _ message: String, missing: [String] = [], article: String? = nil, cure: String) {
        self.code = code
        self.message = message
        self.missing = missing
        self.article = article
        self.cure = cure
    }

    /// The problem type, `urn:hotline:problem:not-now`.
    package var urn: String { "urn:hotline:problem:\(code.rawValue)" }
}
