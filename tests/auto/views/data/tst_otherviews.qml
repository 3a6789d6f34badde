// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

// GridView and Repeater: the delegates of the rows that stay are the same before and after.
TestCase {
    id: test

    name: "OtherViews"
    when: windowShown
    width: 300
    height: 300
    visible: true

    property SongServer server
    property Item view
    readonly property Counter counter: Counter {}

    readonly property Component serverComponent: SongServer {
        songs: 60
    }
    readonly property Component gridComponent: GridView {
        anchors.fill: parent
        cellWidth: 100
        cellHeight: 20
        cacheBuffer: 0
        delegate: SongRow {
            counter: test.counter // qmllint disable unqualified
        }

        function at(row: int): Item {
            forceLayout();
            return itemAtIndex(row);
        }
    }
    readonly property Component repeaterComponent: Flow {
        id: flow

        property alias model: repeater.model
        property alias count: repeater.count

        width: 300

        Repeater {
            id: repeater

            delegate: SongRow {
                counter: test.counter // qmllint disable unqualified
            }
        }

        function at(row: int): Item {
            return repeater.itemAt(row);
        }
    }

    function cleanup() {
        view = null;
    }

    function begin(component) {
        server = createTemporaryObject(serverComponent, test);
        view = createTemporaryObject(component, test, { model: server.list });
        tryCompare(view, "count", server.songs);
        view.at(0);
        counter.clear();
    }

    function test_delegatesStayOnTheirItems_data() {
        return [
            { tag: "GridView", component: gridComponent },
            { tag: "Repeater", component: repeaterComponent },
        ];
    }

    function test_delegatesStayOnTheirItems(data) {
        begin(data.component);
        const row = view.at(5);
        compare(row.key, "s005");
        server.set("songs.s005.title", "another title");
        tryCompare(row, "title", "another title");
        server.set("songs.s005.n", 9.5);
        tryCompare(row, "index", 9);
        compare(view.at(9), row);
        compare(counter.created, 0);
        server.del("songs.s001");
        tryCompare(view, "count", 59);
        compare(view.at(8), row);
        compare(counter.destroyed, 1);
        server.set("songs.x1", { title: "new", n: 2.5 });
        tryCompare(view, "count", 60);
        compare(view.at(9), row);
        server.cut();
        server.set("songs.s005.title", "offline");
        server.restore();
        tryCompare(row, "title", "offline");
        compare(view.at(9), row);
        server.list.filter = (song) => song.n !== 0;
        tryCompare(view, "count", 59);
        compare(view.at(8), row);
        server.query.query = { n: { $gt: 3 } };
        tryCompare(server.query, "status", Query.Ready);
        tryVerify(() => view.at(row.index) === row && row.index === 5);
        server.order = "-n";
        tryVerify(() => row.index === view.count - 6);
    }
}
