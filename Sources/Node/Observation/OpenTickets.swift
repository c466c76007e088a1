import HotlineCore
import NodeCore
import Synchronization

/// Which tickets people have open on their screens now. In memory alone, and bound to the stream of events by which a
/// screen follows the node: what it said ends with it, by a closed page, a lost connection or the end of a session.
final class OpenTickets: Sendable {
    /// Tickets that one stream may name: a browser has so many windows at most.
    static let mostOfOne = 50

    /// One stream that may say what is open.
    private struct Screen {
        var person: String
        /// What is told of each ticket when somebody opens or leaves it.
        var tickets: [TicketID: ChangeNotice] = [:]
    }

    private struct State {
        var screens: [UInt64: Screen] = [:]
        var next: UInt64 = 1

        /// Whether a person has a ticket open on any screen.
        func isOpen(_ ticket: TicketID, by person: String) -> Bool {
            screens.values.contains { $0.person == person && $0.tickets[ticket] != nil }
        }
    }

    private let state = Mutex(State())
    private let feed: ChangeFeed

    init(telling feed: ChangeFeed) { self.feed = feed }

    /// A stream has begun.
    /// - Returns: its number, under which its reader says what is open.
    func begin(for person: String) -> UInt64 {
        state.withLock { state in
            defer { state.next += 1 }
            state.screens[state.next] = Screen(person: person)
            return state.next
        }
    }

    /// A stream has ended, and what was open on it.
    func end(_ screen: UInt64) {
        let left: [ChangeNotice] = state.withLock { state in
            guard let ended = state.screens.removeValue(forKey: screen) else { return [] }
            return ended.tickets.values.filter { !state.isOpen($0.ticket, by: ended.person) }
        }
        feed.publish(left.inOrder)
    }

    /// These tickets and no others are open on a stream now. Whoever may see one hears of it where that is new.
    /// - Returns: false where the person has no such stream.
    func show(_ tickets: [ChangeNotice], on screen: UInt64, by person: String) -> Bool {
        let changed: [ChangeNotice]? = state.withLock { state in
            guard let before = state.screens[screen], before.person == person else { return nil }
            let wanted = Dictionary(tickets.map { ($0.ticket, $0) }, uniquingKeysWith: { first, _ in first })
            let touched = before.tickets.merging(wanted) { $1 }
                .filter { (before.tickets[$0.key] == nil) != (wanted[$0.key] == nil) }.map(\.value)
            let wasOpen = Set(touched.map(\.ticket).filter { state.isOpen($0, by: person) })
            state.screens[screen]?.tickets = wanted
            return touched.filter { wasOpen.contains($0.ticket) != state.isOpen($0.ticket, by: person) }
        }
        guard let changed else { return false }
        feed.publish(changed.inOrder)
        return true
    }

    /// Who has a ticket open but for one person, in the order of their names.
    func persons(at ticket: TicketID, but person: String) -> [String] {
        let persons = state.withLock { state in
            state.screens.values.filter { $0.person != person && $0.tickets[ticket] != nil }.map(\.person)
        }
        return Set(persons).sorted()
    }

    /// The tickets that others than one person have open, with who does.
    func all(but person: String) -> [TicketID: Set<String>] {
        state.withLock { state in
            state.screens.values.filter { $0.person != person }.reduce(into: [:]) { found, screen in
                for ticket in screen.tickets.keys { found[ticket, default: []].insert(screen.person) }
            }
        }
    }
}

extension [ChangeNotice] {
    fileprivate var inOrder: [ChangeNotice] { sorted { $0.ticket.rawValue < $1.ticket.rawValue } }
}
