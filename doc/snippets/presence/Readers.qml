// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

Column {
    id: page

    required property RootModel store
    required property string name

    Subscription {
        model: page.store
        path: "pages.p1"
    }

    Presence {
        id: readers

        model: page.store
        path: "pages.p1"
        roles: ["name", "cursor"]
        value: ({
            name: page.name,
            cursor: { path: "body", start: area.selectionStart, end: area.selectionEnd }
        })
    }

    TextArea {
        id: area

        TextBinding {
            model: page.store
            path: "pages.p1.body"
        }
    }

    Repeater {
        model: readers
        delegate: Label {
            required property string name
            required property var cursor

            text: name + " is at " + (cursor?.start ?? "the door")
        }
    }
}
