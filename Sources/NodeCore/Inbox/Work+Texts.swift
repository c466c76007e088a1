import HotlineCore
import Storage
import SyncProtocol

extension Work {
    /// Refuses a message that would bring into an own ticket what the forms here do not take (``FormText``): the sender
    /// files a dead letter, for a person to correct. Mirrors are not judged: a neighbour's feed is kept as it comes.
    ///
    /// - Parameter lengths: whether lengths are judged, too. A result may have been put together from several, each of
    ///   which was short enough.
    /// - Throws: `Problem` naming every text at once.
    func requireTexts(_ message: some Encodable, lengths: Bool) throws {
        let defects = JSONStrings.texts(in: try CanonicalJSON.encode(message)).compactMap { path, text in
            let defect = lengths
                ? FormText.defect(text, in: path.last ?? "") : FormText.characterDefect(text)
            return defect.map { Problem.Defect(pointer: "/data/" + path.joined(separator: "/"), detail: $0) }
        }
        guard defects.isEmpty else {
            throw Problem(.invalidData, detail: "texts of the message cannot be taken", errors: defects)
        }
    }

    /// As ``requireTexts(_:lengths:)``; a matter that is dispatched is held to all that a registration is.
    func requireTexts(ofOrder message: OrderMessage) throws {
        if case .dispatched = message.order {
            try requireTexts(message, lengths: true)
        } else {
            try requireTexts(message, lengths: false)
        }
    }
}
