// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

Item {
    id: root

    property url url: server.url // qmllint disable unqualified

    width: 200
    height: 200

    Client {
        id: alice

        url: root.url
    }

    Client {
        id: bob

        url: root.url
    }

    Subscription {
        id: page

        model: bob.model
        paths: ["pages.p1"]
    }

    Subscription {
        model: alice.model
        paths: ["pages.p1"]
    }

    Presence {
        id: alices

        model: alice.model
        path: "pages.p1"
    }

    Presence {
        id: others

        model: bob.model
        path: "pages.p1"
        roles: ["name", "cursor"]
    }

    Presence {
        id: elsewhere

        model: bob.model
        channel: "lobby"
        active: false
        value: ({ name: "Bob" })
    }

    Presence {
        id: lobby

        model: alice.model
        channel: "lobby"
    }

    Repeater {
        id: cursors

        model: others
        delegate: Text {
            required property string name
            required property var cursor

            text: name + " " + (cursor?.start ?? "nowhere")
        }
    }

    TestCase {
        name: "Presence"

        function cursorText(): string {
            const item = cursors.itemAt(0) as Text;
            return item ? item.text : "none";
        }

        function initTestCase() {
            let created = false;
            alice.model.add("pages", { id: "p1", body: "hello" }, () => created = true);
            tryVerify(() => created);
            tryCompare(page, "status", Subscription.Ready);
        }

        function test_othersAsRows() {
            alices.value = { name: "Ann" };
            compare(alices.value.name, "Ann");
            tryCompare(others, "count", 1);
            compare(others.get(0).name, "Ann");
            compare(cursorText(), "Ann nowhere");
            const item = cursors.itemAt(0);
            alices.value = { name: "Ann", cursor: { path: "body", start: 3 } };
            tryVerify(() => cursorText() === "Ann 3");
            compare(cursors.itemAt(0), item); // the same delegate
            bob.model.stringInsert("pages.p1.body", 0, "oh ");
            compare(cursorText(), "Ann 6"); // at once
            tryVerify(() => alices.value.cursor.start === 6);
            alices.value = undefined;
            tryCompare(others, "count", 0);
            compare(cursors.count, 0);
        }

        function test_channels() {
            compare(lobby.count, 0);
            elsewhere.active = true;
            tryCompare(lobby, "count", 1);
            compare(lobby.get(0).name, "Bob");
            verify(lobby.indexOf("nobody") < 0);
            lobby.channel = "";
            compare(lobby.count, 0);
        }

        function test_valuesThatAreNoJson() {
            ignoreWarning(/.*/);
            alices.value = { name: () => 1 };
        }
    }
}
