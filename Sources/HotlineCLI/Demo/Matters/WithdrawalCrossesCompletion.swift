import HotlineCore

/// The city withdraws while the county reports completion, neither knowing of the other: the assigner's decision
/// stands, the report is on record at both ends as late (CARD-2, CARD-7).
///
/// The link is cut before either acts and mended after both have: the crossing is no matter of luck.
struct WithdrawalCrossesCompletion: MatterScript {
    let title = "撤回与办结在途交叉，以派单方决定为准"
    let nodes = ["140500", "140525"]
    let cuts: (upper: String, lower: String)? = ("140500", "140525")
    let matter = MatterForm(
        kind: .help, title: "小区电梯停运两天",
        content: "金村镇丹河新城 7 号楼电梯停运两天，住户多为老人，上下楼困难。",
        place: "泽州县金村镇丹河新城", occurredAt: "前天上午", petitioner: .init(name: "郭玉梅", phone: "13223560066"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let town = try county.unit("jincun")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await county.dispatch(order, to: town.assignee)
        try await town.sign(order)
        try await city.until(ticket, try county.assignee, is: .signed)

        try await stage.cut(city, county)
        try await city.withdraw(ticket, reason: "诉求人来电：电梯已由物业修好，要求撤回。")
        try await town.complete(order, ResultForm(
            handling: "约谈物业公司，督促维保单位更换曳引机轴承。", result: "电梯恢复运行。",
            reply: .init(content: "电话告知电梯已修好。")))
        try await county.approveCompletion(of: order, from: town.assignee)
        try await stage.mend(city, county)

        let above = try await city.wait(for: "the late report") { try await Self.late(city.ticket(ticket)) }
        let below = try await county.wait(for: "the withdrawal") { try await Self.late(county.ticket(order)) }
        try require(above.contains("completion.submitted"), "the city has the county's completion on record as late")
        try require(!below.isEmpty, "the county has its own report on record as late")
        try await county.until(order, is: .withdrawn)
        try await city.archive(ticket)
        try await county.archive(order)
        return ticket
    }

    /// The names of the late messages on a ticket's record; nil while there are none.
    private static func late(_ ticket: JSONValue) -> [String]? {
        let late = ticket.list("late").map { $0.text("message") }
        return late.isEmpty ? nil : late
    }
}
