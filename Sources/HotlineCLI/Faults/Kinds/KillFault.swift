import Topology

/// 断电: `kill -9` on one node after the other, each started again with the data it had.
struct KillFault: Fault {
    let name = "kill"
    let title = "断电（kill -9）"

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        for code in FaultGround.codes {
            try await ground.last()
            try await ground.staged.network.kill(code)
            try await ground.staged.network.start(code)
        }
        return FaultGround.codes.count
    }
}
