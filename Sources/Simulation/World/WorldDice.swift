/// A world's chances, part by part: what people do does not change with what the network does.
struct WorldDice {
    var network: Dice
    var people: Dice
    var faults: Dice

    init(seed: UInt64) {
        let root = Dice(seed: seed)
        network = root.fork(1)
        people = root.fork(2)
        faults = root.fork(3)
    }
}
