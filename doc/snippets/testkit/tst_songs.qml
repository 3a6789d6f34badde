// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

TestCase {
    name: "Songs"

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

    ModelList {
        id: list

        query: songs
        roles: ["title"]
        updateInterval: 0
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

    function test_aSongOfAnother() {
        server.settle();
        server.set("songs.b", { title: "B" });
        server.settle();
        tryVerify(() => snapshot.difference(["B"]) === "");
        spy.clear();

        server.set("songs.a", { title: "A" });
        server.settle();
        tryCompare(list, "count", 2); // rows change with the next frame
        verify(spy.matches(["insert 0 0"]));
        verify(snapshot.matches(["A", "B"]));
    }

    function test_offline() {
        server.settle();
        server.cut();
        model.add("songs", { id: "z", title: "Z" });
        server.settle();
        compare(server.get("songs.z"), undefined);

        server.restore();
        server.settle();
        compare(server.get("songs.z.title"), "Z");
    }
}
