package import WorkCalendar

/// 交办科室 (ZZ20-2.2.2): the unit handed its share to one of its sections, which is told the facts and the limit.
package struct Forwarding: Codable, Hashable, Sendable {
    /// 承办科室.
    package var section: String
    /// Who takes it there.
    package var person: String?
    /// 基本情况.
    package var facts: String
    /// 限办期限 of the share as it stood; nil = 未规定.
    package var due: Moment?
    package var at: Moment
    package var by: Actor
}
