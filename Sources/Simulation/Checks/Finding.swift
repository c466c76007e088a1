/// Something that must never be, and was.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The checks there are.
    package enum Check: String, Sendable, Hashable, CaseIterable {
        /// Every accepted matter is still there.
        case matters
        /// Each order was executed exactly once.
        case orders
        /// Copies above hold what their owners hold.
        case mirrors
        /// Both ends of each stream stand at the same position with the same chain, and nothing waits.
        case streams
        /// Each journal is whole and leads to the tickets as they stand.
        case journals
        /// Nothing of a confidential petitioner was on a line.
        case secrecy
        /// No limit below is later than the limit above, and no timer that is due was passed over.
        case limits
        /// Nothing waits for a person that no accident explains.
        case quiet
        /// The program itself failed.
        case failure
    }

    /// Which check found it.
    package var check: Check
    /// Where, and what was found.
    package var detail: String

    package var description: String { "\(check.rawValue): \(detail)" }
}
