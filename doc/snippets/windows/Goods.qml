// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

ListView {
    id: goods

    required property RootModel store

    model: ModelList {
        query: Query {
            model: goods.store
            collection: "goods"
            query: ({ $sort: { title: 1 } })
            windowSize: 100
        }
        roles: ["title"]
    }
    delegate: Text {
        required property bool exists
        required property var title

        height: 24 // the same for placeholders, so that nothing jumps
        text: exists ? title : "…"
    }
}
