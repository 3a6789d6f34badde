// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

ApplicationWindow {
    id: window

    property url server: "ws://localhost:8080/"

    visible: true
    title: store.online ? "Shopping" : "Shopping (offline)"

    RootModel { id: store; url: window.server }
    Query { id: items; model: store; collection: "items" }

    header: TextField {
        placeholderText: "What is missing?"
        onAccepted: { store.add("items", { title: text, bought: false }); clear(); }
    }
    ListView {
        anchors.fill: parent
        model: ModelList { query: items; sort: ["bought", "title"] }
        delegate: CheckDelegate {
            required property var model
            text: model.title
            checked: model.bought
            onToggled: model.bought = checked
        }
    }
}
