extension Hello {
    /// The largest generation or position that may be named: what JSON numbers carry exactly everywhere (RFC 8259,
    /// section 6), and far enough from the end of `Int64` for every sum that is made of them.
    package static let largestNumber: Int64 = 1 << 53

    /// What makes this hello none that any node could say; nil where nothing does.
    ///
    /// Asked before a hello is taken in: the decisions count with its numbers, and a neighbour's mistake must be an
    /// answer to that neighbour, never the end of this process.
    package var fault: Problem? {
        let errors = defects
        return errors.isEmpty
            ? nil : Problem(.malformedRequest, detail: "the hello names what cannot be", errors: errors)
    }

    private var defects: [Problem.Defect] {
        var found: [Problem.Defect] = []
        func check(_ pointer: String, _ number: Int64?, from least: Int64) {
            guard let number, !(least...Hello.largestNumber).contains(number) else { return }
            found.append(Problem.Defect(pointer: pointer, detail: "is not within \(least)...\(Hello.largestNumber)"))
        }
        check("/generation", generation, from: 1)
        check("/peerGeneration", peerGeneration, from: 0)
        if let epoch, !Epoch.isValid(epoch) {
            found.append(Problem.Defect(pointer: "/epoch", detail: "is not 1 to 64 letters, digits, '-' or '_'"))
        }
        for (name, mark) in [("mirrorsRestored", mirrorsRestored), ("peerMirrorsRestored", peerMirrorsRestored)] {
            if let mark, NodeEventID(mark) == nil {
                found.append(Problem.Defect(pointer: "/" + name, detail: "is not GENERATION-COUNTER"))
            }
        }
        for (index, stream) in streams.enumerated() {
            let place = "/streams/\(index)"
            check(place + "/next", stream.next, from: 1)
            check(place + "/first", stream.first, from: 1)
            check(place + "/oldestHeld", stream.oldestHeld, from: 1)
            check(place + "/highestApplied", stream.highestApplied, from: 0)
            check(place + "/generation", stream.generation, from: 1)
            // -1 stands for an end that has not been read (see `HelloStream.Seen.unread`).
            check(place + "/seen/highestApplied", stream.seen?.highestApplied, from: -1)
        }
        return found
    }
}
