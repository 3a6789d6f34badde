// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified

    name: "Connection"

    Client {
        id: alice

        url: test.url
    }

    Client {
        id: bob

        url: test.url
    }

    Connection {
        id: idle

        active: false
        url: test.url
    }

    Connection {
        id: nowhere

        autoReconnect: false
        url: "ws://127.0.0.1:1/"
    }

    function test_states() {
        tryCompare(alice.connection, "connected", true);
        compare(alice.connection.state, Connection.Connected);
        compare(alice.connection.errorString, "");
        verify(!idle.connected);
        idle.active = true;
        tryCompare(idle, "connected", true);
        idle.active = false;
        tryCompare(idle, "state", Connection.Closed);
        tryCompare(nowhere, "state", Connection.Disconnected);
        verify(nowhere.reason !== "");
    }

    function test_whatIsWrittenOfflineIsSent() {
        tryCompare(alice.connection, "connected", true);
        tryCompare(bob.connection, "connected", true);
        let ready = 0;
        alice.model.add("notes", { id: "n", text: "one" }, () => ++ready);
        tryCompare(alice.model, "hasWritePending", false);
        tryVerify(() => ready === 1);
        note.model = bob.model;
        tryCompare(note, "status", Subscription.Ready);
        compare(note.count, 1);
        compare(bob.model.get("notes.n.text"), "one");

        server.stop();
        tryCompare(alice.connection, "connected", false);
        tryCompare(bob.connection, "connected", false);
        alice.model.set("notes.n.text", "two");
        compare(alice.model.get("notes.n.text"), "two");
        tryCompare(alice.model, "hasWritePending", true);
        compare(bob.model.get("notes.n.text"), "one");

        server.start();
        tryVerify(() => bob.model.get("notes.n.text") === "two");
        tryCompare(alice.model, "hasWritePending", false);
        compare(alice.connection.state, Connection.Connected);
    }

    Subscription {
        id: note

        path: "notes.n"
    }
}
