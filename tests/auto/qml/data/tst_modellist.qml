// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified
    property var order: ({ title: 1 })

    name: "ModelList"
    when: windowShown
    width: 300
    height: 300
    visible: true

    Client {
        id: alice

        url: test.url
    }

    Client {
        id: bob

        url: test.url
    }

    Query {
        id: songs

        model: bob.model
        collection: "songs"
        query: ({ $sort: test.order })
    }

    ListView {
        id: view

        anchors.fill: parent
        model: ModelList {
            id: list

            query: songs
        }
        delegate: Text {
            required property int index
            required property string title
            required property var model
            text: title
            Component.onCompleted: ++test.delegates // qmllint disable unqualified
        }
    }

    property int delegates: 0

    ModelList {
        id: local

        model: bob.model
        path: "_page.items"
    }

    SignalSpy {
        id: moves

        target: list
        signalName: "rowsMoved"
    }

    SignalSpy {
        id: resets

        target: list
        signalName: "modelReset"
    }

    function titles() {
        view.forceLayout();
        const found = [];
        for (let row = 0; row < view.count; ++row)
            found.push(view.itemAtIndex(row)?.text);
        return found.join(" ");
    }

    function initTestCase() {
        let left = 3;
        for (const title of ["b", "a", "c"])
            alice.model.add("songs", { id: title, title: title, year: 100 - title.charCodeAt(0) }, () => --left);
        tryVerify(() => left === 0);
        tryCompare(songs, "status", Query.Ready);
        tryCompare(view, "count", 3);
    }

    function init() {
        moves.clear();
        resets.clear();
    }

    function test_1_writingFromADelegateWritesToTheModel() {
        compare(titles(), "a b c");
        view.itemAtIndex(1).model.title = "bb"; // qmllint disable
        compare(bob.model.get("songs.b.title"), "bb");
        compare(titles(), "a bb c");
        tryCompare(bob.model, "hasWritePending", false);
        note.model = alice.model;
        tryCompare(note, "status", Subscription.Ready);
        compare(alice.model.get("songs.b.title"), "bb");
    }

    function test_2_rowsMoveAndAreNotRebuilt() {
        const row = view.itemAtIndex(0);
        const before = test.delegates;
        alice.model.set("songs.a.title", "z");
        tryVerify(() => titles() === "bb c z");
        verify(view.itemAtIndex(2) === row);
        compare(test.delegates, before);
        compare(moves.count, 1);
        compare(resets.count, 0);
    }

    function test_3_anotherOrderMovesRows() {
        const row = view.itemAtIndex(0);
        test.order = { title: -1 };
        tryVerify(() => titles() === "z c bb");
        verify(view.itemAtIndex(2) === row);
        compare(resets.count, 0);
    }

    function test_4_comingAndGoing() {
        alice.model.add("songs", { id: "m", title: "m" });
        tryVerify(() => titles() === "z m c bb");
        alice.model.del("songs.z", () => {}); // there is no such document
        alice.model.del("songs.a");
        tryVerify(() => titles() === "m c bb");
        compare(resets.count, 0);
    }

    function test_localArrays() {
        compare(local.count, 0);
        bob.model.set("_page.items", [{ id: 1, name: "one" }]);
        bob.model.push("_page.items", { id: 2, name: "two" });
        compare(local.count, 2);
        compare(local.get(1).name, "two");
        local.setData(local.index(0, 0), { id: 1, name: "uno" }, 256);
        compare(bob.model.get("_page.items.0.name"), "uno");
    }

    Subscription {
        id: note

        path: "songs.b"
    }
}
