extension ProblemType {
    /// One row of the registry.
    struct Entry {
        let status: Int
        let title: String
        let cure: String

        init(_ status: Int, _ title: String, _ cure: String) {
            self.status = status
            self.title = title
            self.cure = cure
        }
    }

    var entry: Entry {
        switch self {
        case .malformedJSON, .malformedHeader, .malformedRequest, .unsupportedMediaType, .batchTooLarge,
            .eventTooLarge:
            requestEntry
        case .missingAttribute, .invalidAttribute, .unsupportedSpecVersion, .ambiguousData, .invalidData,
            .contentDiffers, .unknownType:
            eventEntry
        case .sourceNotAuthorised, .notAuthenticated, .unknownPeer:
            authorityEntry
        case .signatureMissing, .signatureInvalid, .signatureStale, .signatureReplayed, .keyUnknown, .digestDiffers:
            signatureEntry
        case .helloRequired, .streamGap, .streamRestored, .olderGeneration, .generationTaken, .generationJump,
            .nodeRestored, .messageFails, .inconsistentAnswer, .busy, .internalFailure:
            streamEntry
        }
    }

    private var requestEntry: Entry {
        switch self {
        case .malformedHeader:
            Entry(400, "A header field is malformed", "Write the named field as its specification says.")
        case .malformedRequest:
            Entry(400, "The request body does not have the expected form", "Correct the named members and send again.")
        case .unsupportedMediaType:
            Entry(
                415, "The media type is not accepted here",
                "Send application/cloudevents-batch+json, application/cloudevents+json or binary mode.")
        case .batchTooLarge:
            Entry(413, "The batch is larger than this node accepts", "Send fewer events in one request.")
        case .eventTooLarge:
            Entry(413, "The event is larger than this node accepts", "Shorten the event; send files as attachments.")
        default:
            Entry(400, "The body is not valid JSON", "Correct the JSON at the offset named (RFC 8259).")
        }
    }

    private var eventEntry: Entry {
        switch self {
        case .missingAttribute:
            Entry(422, "A required attribute is missing", "Give specversion, id, source and type (CloudEvents 1.0).")
        case .unsupportedSpecVersion:
            Entry(422, "The CloudEvents version is not supported", "Send events of specversion 1.0.")
        case .ambiguousData:
            Entry(422, "The event has both data and data_base64", "Send one of the two.")
        case .invalidData:
            Entry(422, "The event's data does not fit its type", "Correct the members named and send with a new id.")
        case .contentDiffers:
            Entry(
                409, "The same source and id came with other content",
                "Give each event an id of its own; an event never changes once it has been sent.")
        case .unknownType:
            Entry(422, "The event's type is unknown here", "Send a type that discovery names, or update this node.")
        default:
            Entry(422, "An attribute has an invalid value", "Correct the attributes named and send again.")
        }
    }

    private var authorityEntry: Entry {
        switch self {
        case .sourceNotAuthorised:
            Entry(
                403, "The sender may not speak for this source",
                "Send only events of your own subtree, or have its node code added to the peer's configuration.")
        case .unknownPeer:
            Entry(404, "No such peer is configured here", "Have the peer configured on both sides.")
        default:
            Entry(401, "The request is not authenticated", "Use the secret or key configured for this link.")
        }
    }

    private var signatureEntry: Entry {
        switch self {
        case .signatureMissing:
            Entry(
                401, "The request is not signed",
                "Sign it by RFC 9421 with ed25519 and tag=\"hotline\"; exchange keys by `hotline peer trust`.")
        case .signatureStale:
            Entry(401, "The signature is from another time", "Set the clocks of both nodes, then sign and send anew.")
        case .signatureReplayed:
            Entry(401, "The signature was used before", "Sign each request anew, with a fresh nonce.")
        case .keyUnknown:
            Entry(
                401, "The key is not trusted here",
                "Have this node's operator trust it: `hotline peer trust`; it may have been revoked.")
        case .digestDiffers:
            Entry(400, "The body is not the one that was digested", "Send again; something on the way alters bodies.")
        default:
            Entry(401, "The signature does not hold", "Correct what the detail names, then sign and send anew.")
        }
    }

    private var streamEntry: Entry {
        switch self {
        case .helloRequired:
            Entry(409, "Hello comes first", "Say hello, then send again.")
        case .streamGap:
            Entry(409, "Positions are missing before these", "Go on with the position named under wanted.")
        case .streamRestored:
            Entry(
                409, "The stream is not the one that was seen before",
                "The sender was restored: take a new generation and send again what is unacknowledged.")
        case .olderGeneration:
            Entry(
                409, "A higher generation of this node has been seen",
                "If this database was restored, take a higher generation; if two nodes run, stop one.")
        case .generationTaken:
            Entry(
                409, "Another database speaks with this generation",
                "If this database was restored, take a higher generation; if two nodes run, stop one.")
        case .generationJump:
            Entry(
                409, "The generation is far above any that was known",
                "If it is right, have the peer's administrator accept it: /peers/{code}/actions/accept-generation.")
        case .nodeRestored:
            Entry(503, "This node was restored and is read-only until it has spoken to its peers", "Send again later.")
        case .messageFails:
            Entry(500, "The peer fails at this one message", "Look at the peer's log, then requeue the dead letter.")
        case .inconsistentAnswer:
            Entry(502, "The peer's answer contradicts what was sent", "Compare the software versions of both nodes.")
        case .busy:
            Entry(503, "The node is busy", "Send again after the time in Retry-After.")
        default:
            Entry(500, "The node failed", "Send again later; an operator finds the cause in the log.")
        }
    }
}
