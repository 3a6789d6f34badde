// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

Item {
    id: page

    readonly property alias store: store
    readonly property alias todo: todo
    property var done: []

    RootModel {
        id: store
    }

    ModelObject {
        id: todo

        model: store
        path: "_page.todo"
    }

    Ref {
        model: store
        path: "_page.todo"
        to: "_todos.milk"
    }

    ReactiveFunction {
        model: store
        path: "_page.label"
        inputs: ["_page.todo.title", "_page.todo.done"]
        get: (title, done) => done ? `${title} (done)` : title
    }

    ModelFilter {
        model: store
        path: "_page.open"
        from: "_todos"
        filter: ({ done: false })
    }

    Listener {
        model: store
        path: "_todos"
        pattern: "*.done"
        type: Listener.Change
        onChanged: (captures, value) => page.done = page.done.concat(value ? captures[0] : [])
    }
}
