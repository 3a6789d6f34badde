// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

// One of each element over one model, with a view and bindings.
Item {
    id: everything

    required property Connection connection
    property alias model: model
    property alias list: list
    property alias value: value
    property alias view: view
    property alias query: query
    readonly property string title: value ? String(value.value) : ""

    width: 200
    height: 200

    RootModel {
        id: model

        connection: everything.connection
    }

    Query {
        id: query

        model: model
        collection: "songs"
        query: ({ $sort: { n: 1 } })
    }

    Subscription {
        id: subscription

        model: model
        path: "songs.s1"
    }

    ModelList {
        id: list

        query: query
        filter: (song) => song.n >= 0
    }

    ModelTable {
        id: table

        query: query
        columns: ["title", "n"]
    }

    ModelObject {
        id: object

        model: model
        path: "songs.s1"
    }

    ModelValue {
        id: value

        model: model
        path: "songs.s1.title"
    }

    ListView {
        id: view

        anchors.fill: parent
        model: list
        delegate: Text {
            required property string title

            text: title
        }
    }
}
