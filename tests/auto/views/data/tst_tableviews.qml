// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

TestCase {
    id: test

    name: "TableView"
    when: windowShown
    width: 300
    height: 200
    visible: true

    property SongServer server
    property TableView view
    property ModelTable table
    readonly property Counter counter: Counter {}

    readonly property Component serverComponent: SongServer {}
    readonly property Component tableComponent: ModelTable {
        columns: ["title", "n"]
        sort: "n"
    }
    readonly property Component viewComponent: TableView {
        anchors.fill: parent
        columnWidthProvider: () => 100
        rowHeightProvider: () => 20
        delegate: Text {
            required property var display

            text: String(display)
            Component.onCompleted: ++test.counter.created // qmllint disable unqualified
            Component.onDestruction: ++test.counter.destroyed // qmllint disable unqualified
        }
    }

    ModelSpy {
        id: spy

        model: test.table
    }

    function init() {
        server = createTemporaryObject(serverComponent, test);
        table = createTemporaryObject(tableComponent, test, { query: server.query });
        view = createTemporaryObject(viewComponent, test, { model: table });
        tryCompare(view, "rows", server.songs);
        waitForRendering(view);
        view.contentY = 2000;
        view.forceLayout();
        counter.clear();
        spy.clear();
    }

    function cleanup() {
        verify(spy.isConsistent());
        view = null;
        table = null;
    }

    function cell(row, column) {
        view.forceLayout();
        return view.itemAtCell(Qt.point(column, row));
    }

    function test_changesRebuildNothing() {
        const title = cell(102, 0);
        compare(title.text, "song 102");
        server.set("songs.s102.title", "another title");
        tryCompare(title, "text", "another title");
        compare(cell(102, 0), title);
        compare(view.contentY, 2000);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
        verify(!spy.contains("reset"));
    }

    function test_rowsComeGoAndMove() {
        server.set("songs.x1", { title: "new", n: 103.5 });
        tryCompare(view, "rows", 201);
        tryVerify(() => cell(104, 0).text === "new");
        compare(view.contentY, 2000);
        server.set("songs.x1.n", 101.5);
        tryVerify(() => cell(102, 0).text === "new");
        server.del("songs.x1");
        tryCompare(view, "rows", 200);
        tryVerify(() => cell(102, 0).text === "song 102");
        compare(view.contentY, 2000);
        verify(!spy.contains("reset"));
    }

    function test_reconnectingAndAnotherOrder() {
        server.cut();
        server.set("songs.s102.title", "meanwhile");
        server.restore();
        tryVerify(() => cell(102, 0).text === "meanwhile");
        compare(counter.created, 0);
        table.sort = "-n";
        tryVerify(() => cell(102, 0).text === "song 97");
        compare(view.contentY, 2000);
        verify(!spy.contains("reset"));
    }
}
