import Database
import Storage
import WorkCalendar

/// What a person has to know of a subscriber.
enum SubscriberAlarm: String, CaseIterable, Sendable {
    /// It takes no single message.
    case refuses
    /// It takes nothing until somebody has looked.
    case suspended
    /// It has not been reached for a day.
    case behind

    /// The alarm's kind: one for each subscriber, so that one's is cleared without another's.
    func name(of subscription: Subscription) -> String { "subscriber-\(rawValue)-\(subscription.id)" }

    /// Raises it, once.
    ///
    /// - Parameter cause: what the subscriber answered.
    func raise(
        about subscription: Subscription, _ cause: String?, at now: Moment, in transaction: Transaction
    ) throws {
        try AlarmStore.raise(
            kind: name(of: subscription), peer: nil, detail: text(subscription.order.title, cause ?? ""),
            at: now.milliseconds, in: transaction)
    }

    private func text(_ title: String, _ cause: String) -> String {
        switch self {
        case .refuses: "订阅方“\(title)”不接受个别消息（\(cause)），已搁置待管理员处理，其余继续送达"
        case .suspended: "订阅方“\(title)”拒绝接收（\(cause)），已暂停推送；更正地址或凭据后请恢复"
        case .behind: "订阅方“\(title)”一天以上没有收到消息，应送的一直留存；请核对其地址和网络，不再需要的请移除"
        }
    }
}
