// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

// What waits for the server and what it refuses, as fields and rows show it.
TestCase {
    id: test

    // As delegates and labels have them: bindings follow in the next turn of the event loop.
    readonly property string titleState: test.stateOf(title)
    readonly property string docState: test.stateOf(doc)

    function stateOf(field: var): string {
        return field.failed ? "failed: " + field.reason : field.pending ? "pending" : "saved";
    }

    function rowState(row: int): string {
        const item = rows.itemAt(row);
        return item === null ? "none" : test.stateOf(item);
    }

    name: "WriteStates"

    FakeServer {
        id: server
    }

    RootModel {
        id: model

        connection: server.connection
    }

    Query {
        id: songs

        model: model
        collection: "songs"
        query: ({ $sort: { title: 1 } })
    }

    ModelValue {
        id: title

        model: model
        path: "songs.a.title"
    }

    ModelObject {
        id: doc

        model: model
        path: "songs.a"
    }

    ModelValue {
        id: other

        model: model
        path: "songs.a.year"
    }

    ModelList {
        id: list

        query: songs
        roles: ["title"]
        updateInterval: 0
    }

    Repeater {
        id: rows

        model: list
        delegate: Item {
            required property string title
            required property bool pending
            required property bool failed
            required property string reason
        }
    }

    SignalSpy {
        id: errors

        target: model
        signalName: "errorOccurred"
    }

    function init() {
        server.accept();
        server.latency = 0;
        doc.clearFailure();
        server.set("songs.a", { title: "A", year: 2001 });
        server.set("songs.b", { title: "B", year: 2002 });
        server.settle();
        tryCompare(rows, "count", 2);
        tryVerify(() => title.value === "A" && test.titleState === "saved" && test.rowState(0) === "saved");
        errors.clear();
    }

    function test_pendingUntilTheServerHasIt() {
        server.latency = 20;
        title.value = "AA";
        tryCompare(test, "titleState", "pending");
        tryCompare(test, "docState", "pending");
        compare(other.pending, false); // another field of the document
        compare(test.rowState(0), "pending");
        compare(test.rowState(1), "saved");

        server.advance(39);
        compare(test.titleState, "pending");
        server.advance(1);
        tryCompare(test, "titleState", "saved");
        tryCompare(test, "docState", "saved");
        tryVerify(() => test.rowState(0) === "saved"); // what the server answers shows with the next frame
        compare(server.get("songs.a.title"), "AA");
        compare(errors.count, 0);
    }

    function test_refusedWriteIsTakenBackWithItsReason() {
        server.refuse((path) => path === "songs.a" ? "songs are closed" : "");
        title.value = "AA";
        tryCompare(test, "titleState", "pending");
        server.settle();
        tryCompare(test, "titleState", "failed: songs are closed");
        tryCompare(test, "docState", "failed: songs are closed");
        compare(title.pending, false);
        compare(other.failed, false);
        compare(title.value, "A");
        compare(doc.fields.title, "A");
        tryVerify(() => test.rowState(0) === "failed: songs are closed");
        compare(list.get(0).title, "A");
        compare(test.rowState(1), "saved");
        compare(errors.count, 1);
    }

    function test_failureIsForgottenWhenAsked() {
        server.refuse("closed");
        title.value = "AA";
        server.settle();
        tryCompare(test, "titleState", "failed: closed");
        title.clearFailure();
        tryCompare(test, "titleState", "saved");
        tryCompare(test, "docState", "saved");
        tryVerify(() => test.rowState(0) === "saved");
    }

    function test_nextWriteForgetsTheFailure() {
        server.refuse("closed");
        doc.fields.title = "AA";
        server.settle();
        tryCompare(test, "docState", "failed: closed");

        server.accept();
        doc.fields.title = "AAA";
        tryCompare(test, "docState", "pending");
        compare(test.rowState(0), "pending");
        server.settle();
        tryCompare(test, "docState", "saved");
        tryVerify(() => test.rowState(0) === "saved");
        compare(server.get("songs.a.title"), "AAA");
    }

    function test_rowThatIsWrittenByItsDelegate() {
        server.refuse((path, op) => path === "songs.b" ? "b is closed" : "");
        list.set(0, "title", "AA");
        list.set(1, "title", "BB");
        compare(test.rowState(0), "pending");
        compare(test.rowState(1), "pending");
        server.settle();
        tryVerify(() => test.rowState(1) === "failed: b is closed");
        compare(test.rowState(0), "saved");
        compare(list.get(0).title, "AA");
        compare(list.get(1).title, "B");
    }

    function test_offlineIsPendingNotFailed() {
        server.cut();
        title.value = "AA";
        server.settle();
        tryCompare(test, "titleState", "pending");
        tryVerify(() => test.rowState(0) === "pending");
        server.restore();
        server.settle();
        tryCompare(test, "titleState", "saved");
        tryVerify(() => test.rowState(0) === "saved");
        compare(server.get("songs.a.title"), "AA");
    }
}
