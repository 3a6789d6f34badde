// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

ListView {
    id: todos

    required property RootModel store

    model: ModelList {
        model: todos.store
        path: "todos"
        roles: ["title"]
    }
    delegate: Text {
        required property string title
        required property bool pending
        required property bool failed
        required property string reason

        height: 24
        opacity: pending ? 0.5 : 1
        color: failed ? "red" : "black"
        text: failed ? title + ": " + reason : title
    }
}
