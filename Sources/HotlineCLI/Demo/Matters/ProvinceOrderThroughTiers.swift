import HotlineCore

/// An order of the province goes through city and county to a bureau and back, tier by tier (CARD-4, ZZ23-7, JY24-11).
struct ProvinceOrderThroughTiers: MatterScript {
    let title = "省级派单经市、县到县局，逐级上报"
    let nodes = ["140000", "140500", "140525"]
    let matter = MatterForm(
        kind: .complaint, channel: .stateCouncilSite, title: "农民工工资被拖欠四个月",
        content: "在泽州县金村镇某建筑工地务工，项目部拖欠十一名工人四个月工资，共计 28 万余元。",
        place: "泽州县金村镇", occurredAt: "今年 7 月至 10 月", externalNumber: "GWY-2026-1104-0087",
        petitioner: .init(name: "王强", phone: "13803560022"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let province = try stage.desk("140000"), city = try stage.desk("140500"), county = try stage.desk("140525")
        let bureau = try county.unit("rensheju")

        let ticket = try await province.register(matter)
        try await province.dispatch(ticket, to: city.assignee)
        let cityTicket = try await city.received(ticket, from: province)
        try await city.dispatch(cityTicket, to: county.assignee)
        let countyTicket = try await county.received(cityTicket, from: city)
        try await stage.handle(countyTicket, at: county, by: bureau, ResultForm(
            handling: "劳动监察大队约谈项目部，责令限期支付。", result: "十一名工人工资 28.4 万元已全部发放到卡。",
            reply: .init(content: "逐一电话核实，工人均已收到工资。"),
            items: ["findings": "拖欠十一人工资属实。"]))

        try await city.until(cityTicket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: cityTicket, from: county.assignee)
        try await province.until(ticket, try city.assignee, is: .submitted)
        try await province.approveCompletion(of: ticket, from: city.assignee)
        try await stage.close(ticket, at: province, below: [(city, cityTicket), (county, countyTicket)])
        return ticket
    }
}
