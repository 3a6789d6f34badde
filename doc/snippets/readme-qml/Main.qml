// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

ApplicationWindow {
    property url server: "ws://localhost:8080/"

    visible: true
    title: connection.connected ? "Shopping" : "Shopping (offline)"

    Connection { id: connection; url: server }
    RootModel { id: store; connection: connection }
    Query { id: items; model: store; collection: "items"; query: ({ $sort: { title: 1 } }) }

    header: TextField {
        placeholderText: "What is missing?"
        onAccepted: { store.add("items", { title: text, bought: false }); clear(); }
    }
    ListView {
        anchors.fill: parent
        model: ModelList { query: items }
        delegate: CheckDelegate {
            required property var model
            text: model.title
            checked: model.bought
            onToggled: model.bought = checked
        }
    }
}
