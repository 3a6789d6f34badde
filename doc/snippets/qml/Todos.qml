// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import Racer

Page {
    id: page

    property url server: "ws://localhost:8080/"

    RootModel {
        id: store

        url: page.server
        onErrorOccurred: (error) => console.warn(error.message)
    }

    Query {
        id: todos

        model: store
        collection: "todos"
    }

    header: TextField {
        id: search

        placeholderText: "Search"
    }

    ListView {
        anchors.fill: parent
        model: ModelList {
            query: todos
            filter: (todo) => todo.title.includes(search.text) // called again when search.text changes
            sort: ["done", { path: "title", locale: "en" }]
            groupBy: "list"
        }
        section.property: "section"
        delegate: CheckDelegate {
            required property var model

            width: ListView.view.width
            text: model.title
            checked: model.done
            enabled: !model.failed
            opacity: model.pending ? 0.5 : 1
            onToggled: model.done = checked // writes to the document
        }

        Label {
            anchors.centerIn: parent
            text: {
                switch (todos.status) {
                case Query.Loading: return "Loading…";
                case Query.Empty: return "Nothing to do";
                case Query.Error: return todos.errorString;
                default: return "";
                }
            }
        }
    }

    footer: Label {
        text: todos.status === Query.Stale ? "Offline" : ""
    }
}
