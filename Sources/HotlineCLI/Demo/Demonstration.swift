import Node
import Topology

/// Runs matters of every kind through a network and settles afterwards whether all was right.
struct Demonstration: Sendable {
    let staged: StagedNetwork
    let scripts: [any MatterScript]
    let printer: HopPrinter

    /// Plays all scripts, one after the other; those that fail are told, and count as lost.
    func play() async -> Settlement {
        var settlement = Settlement()
        for (index, script) in scripts.enumerated() {
            printer.begin(index + 1, script)
            do {
                let ticket = try await script.run(on: staged.stage)
                try await staged.stage.ledger.settle(ticket.root, within: Desk.patience)
                printer.end(nil)
            } catch {
                let failure = error as? Failure ?? .unforeseen(error)
                printer.end(failure)
                settlement.lost.append("“\(script.title)”没有走完：\(failure.cause)")
            }
        }
        return settlement
    }

    /// Compares the books of all nodes and has each database verified.
    func settle() async throws -> Settlement {
        let check = NetworkCheck(desks: staged.stage.desks, uppers: staged.uppers)
        var settlement = try await check.run()
        let program = try ProcessHost.Program.running().path
        for member in staged.network.plan.members {
            let file = staged.network.plan.configurationFile(of: member.code)
            let verify = VerifyCheck(node: member.name, configurationFile: file, program: program)
            settlement = settlement + (try await verify.findings())
        }
        return settlement
    }
}
