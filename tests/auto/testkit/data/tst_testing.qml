// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQml
import QtTest
import Racer
import Racer.Testing

TestCase {
    id: test

    name: "Testing"

    property FakeServer server
    property RootModel model
    readonly property Component serverComponent: FakeServer {}
    readonly property Component modelComponent: RootModel {}
    property list<string> errors: []

    ModelList {
        id: list

        path: "_page.songs"
    }

    ModelSpy {
        id: spy

        model: list
    }

    ItemSnapshot {
        id: snapshot

        model: list
        roles: ["title"]
    }

    ItemSnapshot {
        id: ofNothing
    }

    function init() {
        server = createTemporaryObject(serverComponent, test);
        model = createTemporaryObject(modelComponent, test, { connection: server.connection });
        list.model = model;
        server.settle();
        spy.clear();
    }

    function test_snapshots() {
        compare(snapshot.rows(), []);
        compare(ofNothing.rows(), []);
        model.set("_page.songs", [{ id: "a", title: "A" }, { id: "b", title: "B" }]);
        compare(snapshot.rows(), ["A", "B"]);
        compare(snapshot.text(), '"A"\n"B"');
        verify(snapshot.matches(["A", "B"]));
        compare(snapshot.difference(["A", "C"]), '  "A"\n- "C"\n+ "B"');
        ignoreWarning(/The rows differ/);
        verify(!snapshot.matches(["B"]));
    }

    function test_signals() {
        model.set("_page.songs", [{ id: "a", title: "A" }]);
        spy.clear();
        model.push("_page.songs", { id: "b", title: "B" });
        verify(spy.matches(["insert 1 1"]));
        model.move("_page.songs", 0, 1);
        model.set("_page.songs.0.title", "BB");
        compare(spy.count, 2);
        compare(spy.take(), ["move 0 0 2", "data 0 modelData title"]);
        verify(spy.isConsistent());
        compare(spy.inconsistencies(), []);
    }

    function test_theClockMovesWhatIsSent() {
        server.latency = 20;
        compare(model.connection.state, Connection.Connected);
        let done = false;
        model.add("songs", { id: "a", title: "A" }, () => done = true);
        server.advance(20);
        compare(server.get("songs.a.title"), "A");
        verify(!done);
        server.advance(20);
        verify(done);
        compare(server.now, 40);
        compare(server.inTransit, 0);
    }

    function test_othersWrite() {
        server.set("songs.a", { title: "A" });
        model.subscribe("songs.a");
        verify(server.settle());
        server.set("songs.a.title", "B");
        server.advance(0);
        compare(model.get("songs.a.title"), "B");
        server.other.set("songs.a.title", "C");
        verify(server.settle());
        compare(model.get("songs.a.title"), "C");
        server.del("songs.a");
        server.advance(0);
        compare(model.get("songs.a"), undefined);
        let caught = "";
        try {
            server.set("songs", 1);
        } catch (error) {
            caught = error.message;
        }
        compare(caught, '"songs" names no document');
    }

    function test_linesAreCutAndRestored() {
        server.cut();
        compare(server.online, false);
        compare(model.connection.state, Connection.Disconnected);
        model.add("songs", { id: "a" });
        verify(server.settle());
        compare(server.get("songs.a"), undefined);
        server.restore();
        verify(server.settle());
        compare(server.get("songs.a.id"), "a");
        const second = server.createConnection();
        verify(server.settle());
        compare(second.state, Connection.Connected);
        server.cut(second);
        compare(second.state, Connection.Disconnected);
        compare(model.connection.state, Connection.Connected);
        second.active = false;
        second.active = true;
        verify(server.settle());
        compare(second.state, Connection.Connected);
    }

    function test_writesAreRefused_data() {
        return [
            { tag: "all", rule: ["no"], error: "no" },
            { tag: "a collection", rule: ["no", "songs"], error: "no" },
            { tag: "another collection", rule: ["no", "tunes"], error: "" },
            { tag: "by a function", rule: [(path, op) => path === "songs.a" ? "not " + path : ""],
              error: "not songs.a" },
            { tag: "by a function that fails", rule: [() => { throw new Error("broken"); }], error: "Error: broken" },
        ];
    }

    function test_writesAreRefused(data) {
        server.refuse.apply(server, data.rule);
        let error = "";
        model.add("songs", { id: "a" }, (failure) => error = failure ? failure.message : "");
        server.settle();
        compare(error, data.error);
        server.accept();
        model.add("songs", { id: "b" }, (failure) => error = failure ? failure.message : "");
        server.settle();
        compare(error, "");
    }

    function test_automatically() {
        server.latency = 1000;
        server.automatic = true;
        let done = false;
        model.add("songs", { id: "a", title: "A" }, () => done = true);
        tryVerify(() => done);
    }

    function test_lostMessages() {
        server.set("songs.a", { n: 0 });
        model.subscribe("songs.a");
        server.settle();
        server.drop(FakeServer.ToClient);
        server.set("songs.a.n", 1);
        server.settle();
        compare(model.get("songs.a.n"), 0);
        server.set("songs.a.m", 1);
        server.settle();
        compare(model.get("songs.a.n"), 1);
    }
}
