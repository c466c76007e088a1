import HotlineCore

/// The petitioner is not satisfied: the matter goes back to the same assignees for its second round (ZZ23-24, ZZ23-25,
/// ZZ20-2.2.4).
struct RedoOfCityOrder: MatterScript {
    let title = "回访不满意，发回重办"
    let nodes = ["140500", "140525"]
    let matter = MatterForm(
        kind: .help, title: "大阳镇村口路灯不亮",
        content: "大阳镇一分街村口到学校一段路灯十几盏不亮，孩子放学走夜路不安全。",
        place: "泽州县大阳镇一分街", occurredAt: "入秋以来", petitioner: .init(name: "张海燕", phone: "18635600345"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let town = try county.unit("dayang")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await stage.handle(order, at: county, by: town, ResultForm(
            handling: "更换路灯灯头 5 盏。", result: "部分路灯已亮。", reply: .init(content: "电话告知已维修。")))
        try await approve(ticket, at: city, from: county)

        try await city.revisitUnsatisfied(ticket, reason: "只修了一半，学校门口还是黑的。")
        try await city.redo(ticket, reasons: "诉求未全部解决，五个工作日内办结。")
        try await county.until(order, town.assignee, is: .dispatched)
        try await town.sign(order)
        try await town.complete(order, ResultForm(
            handling: "重新敷设电缆 120 米，更换其余 9 盏灯头和控制箱。", result: "路灯全部点亮。",
            reply: .init(means: "当面", content: "夜间与诉求人现场确认。")))
        try await county.approveCompletion(of: order, from: town.assignee)
        try await approve(ticket, at: city, from: county)
        try await stage.close(ticket, at: city, below: [(county, order)])
        return ticket
    }

    private func approve(_ ticket: TicketHandle, at city: Desk, from county: Desk) async throws {
        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await city.until(ticket, is: .revisiting)
    }
}
