import HotlineCore

/// Someone reports and asks for confidentiality: name and number stay at the accepting hotline, which answers from the
/// unit's result (ZZ23-8a, JY24-13.4).
struct ConfidentialReport: MatterScript {
    let title = "保密举报，诉求人信息不出受理热线"
    let nodes = ["140500", "140525"]
    private static let phone = "13935600808"
    let matter = MatterForm(
        kind: .report, title: "举报河道内私挖砂石",
        content: "巴公镇河道内夜间有人用挖机盗采砂石，车辆无牌。有情况请打 139 3560 0808 联系我，不要透露我的姓名孙保平。",
        place: "泽州县巴公镇", occurredAt: "近一周，夜间",
        petitioner: .init(name: "孙保平", phone: Self.phone, confidential: true))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let bureau = try county.unit("shuiwuju")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        let known = try await county.ticket(order).line.filter { !$0.isWhitespace }
        try require(!known.contains(Self.phone) && !known.contains("孙保平"), "the county knows neither name nor number")

        try await stage.handle(order, at: county, by: bureau, ResultForm(
            handling: "联合公安蹲守三夜，查获挖机一台、车辆两台。", result: "立案查处，河道已恢复原状。",
            items: ["findings": "举报属实。", "caseFiledOn": "2026-11-20"]))
        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await stage.close(ticket, at: city, below: [(county, order)])
        return ticket
    }
}
