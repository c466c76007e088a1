import HotlineCore

/// Handed back twice, by the unit to the county and by the county to the city, then dispatched to whose duty it is
/// (ZZ23-12.4, ZZ23-13).
struct ReturnAndDispatchAnew: MatterScript {
    let title = "不属职责逐级退回，重新派单"
    let nodes = ["140500", "140525"]
    let matter = MatterForm(
        kind: .complaint, title: "路口渣土车遗撒无人清理",
        content: "红星东街与畅安路口每天夜里渣土车遗撒，路面全是泥土，扬尘严重，骑车摔倒过人。",
        place: "红星东街与畅安路口", occurredAt: "近一个月", petitioner: .init(name: "刘敏", phone: "15535600911"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let transport = try county.unit("jiaotongju"), cityBureau = try city.unit("chengguanju")

        let ticket = try await city.register(matter)
        try await city.dispatch(ticket, to: county.assignee)
        let order = try await county.received(ticket, from: city)
        try await county.dispatch(order, to: transport.assignee)
        try await transport.askReturn(
            order, reason: "notOurDuty", explanation: "该路口为市区道路，不在县交通运输局养护范围。", basis: "《城市道路管理条例》第六条")
        try await county.approveReturn(of: order, from: transport.assignee)
        try await county.askReturnUpward(
            order, reason: "notOurDuty", explanation: "该路段由市城市管理局管养，县级无权处理。", basis: "市区道路管养责任清单")

        try await city.until(ticket, try county.assignee, is: .returnAsked)
        try await city.approveReturn(of: ticket, from: county.assignee)
        try await county.until(order, is: .returned)
        try await county.archive(order)
        try await stage.handle(ticket, at: city, by: cityBureau, ResultForm(
            handling: "当夜冲洗路面，查处遗撒车辆两台，路口增设监控。", result: "路面已清理，责任企业已处罚。",
            reply: .init(content: "电话告知处理结果，诉求人满意。"),
            items: ["findings": "渣土车遗撒属实。"]))
        try await stage.close(ticket, at: city)
        return ticket
    }
}
