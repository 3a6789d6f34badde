// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/querywindow.h>

Racer::ListModel *allGoods(const Racer::Model &model, QObject *parent)
{
    auto *rows = new Racer::ListModel(parent);
    rows->setItemRoles({{QStringLiteral("title")}});
    const Racer::Value query = Racer::Json::parse(R"({"$sort": {"title": 1}})");
    auto *window = new Racer::QueryWindow(model, u"goods", query, {.pageSize = 100}, rows);
    window->showIn(rows);
    return rows;
}
