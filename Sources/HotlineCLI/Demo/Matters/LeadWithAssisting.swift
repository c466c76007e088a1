import HotlineCore

/// The county leads, a bureau of the city assists: it reports to the lead, whose result is the one result
/// (ZZ23-10.4, JY24-13.4).
struct LeadWithAssisting: MatterScript {
    let title = "县级主办、市局会办，主办统一答复"
    let nodes = ["140500", "140525"]
    let matter = MatterForm(
        kind: .complaint, title: "北石店镇一企业夜间排放刺鼻气体",
        content: "北石店镇西头一家铸造厂夜里十一点以后排放刺鼻气体，周边居民不敢开窗，已有两周。",
        place: "泽州县北石店镇", occurredAt: "近两周，夜间", petitioner: .init(name: "陈志华", phone: "13835600718"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let bureau = try city.unit("shengtaiju"), town = try county.unit("beishidian")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, lead: county.assignee, assisting: bureau.assignee)
        let order = try await county.received(ticket, from: city)
        try await county.dispatch(order, to: town.assignee)
        try await town.sign(order)

        try await bureau.sign(ticket)
        try await bureau.complete(ticket, ResultForm(
            handling: "夜间走航监测三次，厂界非甲烷总烃超标。", result: "出具监测报告，责令改正违法行为。",
            items: ["findings": "非甲烷总烃超标。"]))
        try await county.wait(for: "the city bureau's part") {
            try await county.ticket(order).list("order", "contributions").isEmpty ? nil : true
        }

        try await town.complete(order, ResultForm(
            handling: "会同市生态环境局督促企业停产整改，更换活性炭吸附装置。", result: "复测达标后恢复生产，夜间不再作业。",
            reply: .init(means: "当面", content: "入户回访周边住户，异味消除。"),
            items: ["findings": "夜间排放异味属实，非甲烷总烃超标。"]))
        try await county.approveCompletion(of: order, from: town.assignee)
        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await stage.close(ticket, at: city, below: [(county, order)])
        return ticket
    }
}
