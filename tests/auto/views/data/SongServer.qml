// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQml
import Racer
import Racer.Testing

// A server with a collection "songs", and a client that shows it: what the tests of views begin with.
FakeServer {
    id: server

    property int songs: 200
    property string order: "n"

    automatic: true

    readonly property RootModel model: RootModel {
        connection: server.connection
    }
    readonly property Query query: Query {
        model: server.model
        collection: "songs"
        query: ({ hidden: { $ne: true } })
    }
    readonly property ModelList list: ModelList {
        query: server.query
        roles: ["title", "n", "playing"]
        sort: server.order
    }

    function key(row: int): string {
        return "s" + String(row).padStart(3, "0");
    }

    Component.onCompleted: {
        for (let row = 0; row < songs; ++row)
            set("songs." + key(row), { title: "song " + row, n: row });
    }
}
