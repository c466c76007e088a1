package import WorkCalendar

/// 评价异议 (JY24-14.2): the unit contests the petitioner's rating; screened out of the rate where it is upheld.
package struct Contest: Codable, Hashable, Sendable {
    package var assignment: AssignmentID
    package var reasons: String
    package var at: Moment
    package var by: Actor
    /// Approved = the rating is screened out (甄别).
    package var decision: Decision?
}
