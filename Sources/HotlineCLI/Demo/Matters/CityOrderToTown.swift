import HotlineCore

/// An order of the city goes through the county to a town and comes back (CARD-4, ZZ20-2.2.1).
struct CityOrderToTown: MatterScript {
    let title = "市级派单经县到乡镇，逐级办结"
    let nodes = ["140500", "140525"]
    let matter = MatterForm(
        kind: .help, title: "下村镇三个自然村停水三天",
        content: "下村镇河底、上村、刘村自来水管道破裂，停水已三天，老人孩子吃水要到邻村去拉，请尽快抢修。",
        place: "泽州县下村镇河底村", occurredAt: "三天前", petitioner: .init(name: "李建国", phone: "13903561101"))

    func run(on stage: Stage) async throws -> TicketHandle {
        let city = try stage.desk("140500"), county = try stage.desk("140525")
        let town = try county.unit("xiacun")

        let ticket = try await city.register(matter)
        try await city.accept(ticket)
        try await city.dispatch(ticket, to: county.assignee, note: "请县热线即办，先解决群众吃水。")

        let order = try await county.received(ticket, from: city)
        try await county.contactPetitioner(order, "已告知诉求人：镇政府正在抢修，当日送水。")
        try await county.dispatch(order, to: town.assignee)
        try await town.sign(order)
        try await town.contact(order, "与诉求人约定抢修时间。")
        try await town.progress(order, "镇水管站已到现场，破裂处两处，先用水车送水。")
        try await city.until(ticket, try county.assignee, is: .signed)
        try await town.complete(order, ResultForm(
            handling: "更换主管道 46 米，修复破裂处两处，期间每日送水两车。", result: "三个自然村已恢复供水。",
            reply: .init(content: "电话告知诉求人已恢复供水，诉求人表示满意。")))
        try await county.approveCompletion(of: order, from: town.assignee)

        try await city.until(ticket, try county.assignee, is: .submitted)
        try await city.approveCompletion(of: ticket, from: county.assignee)
        try await stage.close(ticket, at: city, below: [(county, order)])
        return ticket
    }
}
