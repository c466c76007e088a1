import HotlineCore

/// The province's order goes through the zone to a ministry's hotline and back (JY24-6.3, JY24-7.4).
struct ProvinceOrderToSubcentre: MatterScript {
    let title = "省级派单经示范区到税务分中心"
    let nodes = ["410000", "419001", "419001-12366"]
    let matter = MatterForm(
        kind: .consultation, channel: .nationalPlatform, title: "个体工商户如何变更纳税申报期限",
        content: "在济源经营小吃店，想把按月申报改为按季申报，咨询在哪里办理、要带什么材料。",
        place: "济源市沁园街道", occurredAt: "今天", externalNumber: "GJZW-411900-26-5521",
        petitioner: .init(name: "周建平", phone: "13700990022"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let province = try stage.desk("410000"), zone = try stage.desk("419001")
        let tax = try stage.desk("419001-12366"), section = try tax.unit("nashuifuwu")

        let ticket = try await province.register(matter)
        try await province.dispatch(ticket, to: zone.assignee)
        let zoneTicket = try await zone.received(ticket, from: province)
        try await zone.dispatch(zoneTicket, to: tax.assignee)
        let taxTicket = try await tax.received(zoneTicket, from: zone)
        try await stage.handle(taxTicket, at: tax, by: section, ResultForm(
            handling: "核对登记信息，说明变更条件和网上办理路径。", result: "可在电子税务局“申报期限变更”办理，下季度生效。",
            reply: .init(content: "电话答复，诉求人已提交变更。"), items: ["answeredInFull": "true"]))

        try await zone.until(zoneTicket, try tax.assignee, is: .submitted)
        try await zone.approveCompletion(of: zoneTicket, from: tax.assignee)
        try await province.until(ticket, try zone.assignee, is: .submitted)
        try await province.approveCompletion(of: ticket, from: zone.assignee)
        try await stage.close(ticket, at: province, below: [(zone, zoneTicket), (tax, taxTicket)])
        return ticket
    }
}
