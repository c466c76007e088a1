import HotlineCore
import Synchronization

/// What people do while faults strike: matters of every kind go through the tiers, and every tier takes in more, until
/// it is enough.
final class FaultWork: Sendable {
    /// One ticket whose registration a node acknowledged.
    struct Registered: Sendable {
        let title: String
        let ticket: TicketHandle
    }

    private let staged: StagedNetwork
    private let isEnough = Mutex(false)
    private let registered = Mutex<[Registered]>([])

    init(_ staged: StagedNetwork) { self.staged = staged }

    /// Works until ``finish()``; everything begun is brought to its end.
    /// - Returns: what did not come to its end, in words.
    func run() async -> [String] {
        let scripts: [any MatterScript] = [CityOrderToTown(), ProvinceOrderThroughTiers(), RedoOfCityOrder()]
        return await withTaskGroup(of: [String].self) { group in
            for script in scripts { group.addTask { await self.play(script) } }
            for code in FaultGround.codes { group.addTask { await self.register(at: code) } }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// No more is begun.
    func finish() { isEnough.withLock { $0 = true } }

    /// Holds what was acknowledged against the registers: each is there, each once.
    func settle() async throws -> Settlement {
        var settlement = Settlement()
        for desk in staged.stage.desks {
            let titles = Dictionary(grouping: try await desk.list("tickets")) { $0.text("title") }
            for entry in registered.withLock({ $0 }) where entry.ticket.node == desk.code {
                let count = titles[entry.title]?.count ?? 0
                if count == 0 { settlement.lost.append("\(desk.name)已登记的“\(entry.title)”不见了") }
                if count > 1 { settlement.doubled.append("\(desk.name)的“\(entry.title)”登记了 \(count) 次") }
            }
        }
        return settlement
    }

    private var goesOn: Bool { !isEnough.withLock { $0 } }

    private func play(_ script: any MatterScript) async -> [String] {
        repeat {
            do {
                _ = try await script.run(on: staged.stage)
            } catch {
                return ["“\(script.title)”没有走完：\((error as? Failure ?? .unforeseen(error)).cause)"]
            }
        } while goesOn
        return []
    }

    private func register(at code: String) async -> [String] {
        var number = 0
        do {
            let desk = try staged.stage.desk(code)
            repeat {
                number += 1
                let title = "\(desk.name)第 \(number) 件"
                let matter = MatterForm(
                    kind: .consultation, title: title, content: "咨询办理进度。", place: desk.name,
                    petitioner: .init(name: "李四", phone: "13800000001"))
                let ticket = try await desk.register(matter)
                registered.withLock { $0.append(Registered(title: title, ticket: ticket)) }
                // What a busy desk takes in; more would only lengthen the comparison afterwards.
                try await Task.sleep(for: .milliseconds(50))
            } while goesOn
            return []
        } catch {
            return ["\(code) 第 \(number) 件没有登记：\((error as? Failure ?? .unforeseen(error)).cause)"]
        }
    }
}
