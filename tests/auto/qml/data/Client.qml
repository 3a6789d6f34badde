// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQml
import Racer

// One of the programs on a server.
QtObject {
    id: client

    required property url url

    readonly property Connection connection: Connection {
        url: client.url
        reconnectDelay: 20
        maxReconnectDelay: 100
    }
    readonly property RootModel model: RootModel {
        connection: client.connection
    }
}
