// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQml
import Racer

// A model of its own on a connection that others use, too.
QtObject {
    id: shared

    required property Connection connection
    readonly property string title: value ? String(value.value) : ""
    readonly property int rows: list.count

    function write(title) {
        model.set("songs.s1.title", title);
    }

    readonly property RootModel model: RootModel {
        id: model

        connection: shared.connection
    }
    readonly property Query query: Query {
        id: query

        model: model
        collection: "songs"
        query: ({})
    }
    readonly property ModelList list: ModelList {
        id: list

        query: query
    }
    readonly property ModelValue value: ModelValue {
        id: value

        model: model
        path: "songs.s1.title"
    }
}
