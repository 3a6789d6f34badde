// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

TestCase {
    id: test

    name: "ListView"
    when: windowShown
    width: 200
    height: 200
    visible: true

    property SongServer server
    property ListView view
    readonly property Counter counter: Counter {}

    readonly property Component serverComponent: SongServer {}
    readonly property Component viewComponent: ListView {
        id: list

        anchors.fill: parent
        focus: true
        cacheBuffer: 0
        highlightMoveDuration: 0
        delegate: SongRow {
            width: list.width // qmllint disable unqualified
            counter: test.counter // qmllint disable unqualified
        }
    }

    ModelSpy {
        id: spy

        shadowing: false
    }

    function init() {
        server = createTemporaryObject(serverComponent, test);
        view = createTemporaryObject(viewComponent, test, { model: server.list });
        tryCompare(view, "count", server.songs);
        spy.model = server.list;
        view.positionViewAtIndex(100, ListView.Beginning);
        view.currentIndex = 103;
        view.forceActiveFocus();
        view.forceLayout();
        // Nothing is made late.
        waitForRendering(view);
        counter.clear();
        spy.clear();
    }

    function cleanup() {
        spy.model = null;
    }

    // What is shown, from the top of the view.
    function shown() {
        view.forceLayout();
        const keys = [];
        for (let y = 10; y < view.height; y += 20)
            keys.push(view.itemAt(10, view.contentY + y)?.key ?? "");
        return keys.join(" ");
    }

    function rowOf(number) {
        view.forceLayout();
        return view.itemAtIndex(server.list.indexOf(server.key(number)));
    }

    function test_changesRebuildNothing() {
        const row = rowOf(104);
        const y = view.contentY;
        server.set("songs.s104.title", "another title");
        tryCompare(row, "title", "another title");
        server.set("songs.s104.playing", true); // which none had before
        tryCompare(row, "playing", true);
        server.set("songs.s000.title", "out of sight");
        tryVerify(() => spy.contains("data 0 modelData title"), 5000, "the change is told");
        compare(rowOf(104), row);
        compare(view.contentY, y);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
    }

    function test_rowsAboveComeAndGo() {
        const before = shown();
        const current = view.currentItem;
        server.set("songs.x1", { title: "new", n: 2.5 });
        tryCompare(view, "count", 201);
        compare(shown(), before);
        compare(view.currentItem, current);
        compare(view.currentIndex, 104);
        server.del("songs.s001");
        server.del("songs.s002");
        tryCompare(view, "count", 199);
        compare(shown(), before);
        compare(view.currentItem, current);
        compare(view.currentIndex, 102);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
    }

    function test_oneComesIntoSight() {
        const current = view.currentItem;
        const next = rowOf(105);
        server.set("songs.x1", { title: "new", n: 104.5 });
        tryCompare(view, "count", 201);
        view.forceLayout();
        tryCompare(counter, "created", 1);
        compare(view.currentItem, current);
        compare(rowOf(105), next);
        compare((view.itemAtIndex(105) as SongRow).title, "new");
    }

    function test_aVisibleRowMoves() {
        const moving = rowOf(101);
        const current = view.currentItem;
        server.set("songs.s101.n", 106.5);
        tryVerify(() => moving.index === 106);
        view.forceLayout();
        tryVerify(() => Math.abs(moving.y - (rowOf(106).y + 20)) < 1);
        compare(view.currentItem, current);
        compare((view.currentItem as SongRow).key, "s103");
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
        compare(spy.take().filter((line) => line.startsWith("move")), ["move 101 101 107"]);
    }

    function test_anotherOrderKeepsTheCurrentItem() {
        server.order = "-n";
        tryCompare(server.list, "count", 200);
        tryVerify(() => server.list.indexOf("s000") === 199);
        verify(!spy.contains("reset"));
        view.forceLayout();
        compare(view.currentIndex, 96);
        compare((view.currentItem as SongRow).key, "s103");
        verify(view.activeFocus);
    }

    function test_aFilterKeepsWhatPassesIt() {
        const kept = rowOf(104);
        server.list.filter = (song) => song.n % 2 === 0;
        tryCompare(view, "count", 100);
        verify(!spy.contains("reset"));
        compare(rowOf(104), kept);
        compare(kept.index, 52);
        const again = rowOf(104);
        server.list.filter = undefined;
        tryCompare(view, "count", 200);
        compare(rowOf(104), again);
        verify(!spy.contains("reset"));
    }

    function test_reconnecting() {
        const before = shown();
        const current = view.currentItem;
        server.cut();
        server.set("songs.s000.title", "meanwhile");
        server.set("songs.s104.title", "meanwhile too");
        server.del("songs.s003");
        server.set("songs.x1", { title: "new", n: 199.5 });
        compare(view.count, 200);
        server.restore();
        tryVerify(() => server.list.indexOf("s003") === -1 && server.list.indexOf("x1") === 199);
        tryVerify(() => rowOf(104).title === "meanwhile too");
        compare(shown(), before);
        compare(view.currentItem, current);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
        verify(!spy.contains("reset"));
    }

    function test_anotherQuery() {
        const kept = rowOf(104);
        const current = view.currentItem;
        server.query.query = { n: { $gte: 50 } };
        tryCompare(view, "count", 150);
        compare(rowOf(104), kept);
        compare(view.currentItem, current);
        compare(view.currentIndex, 53);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
        verify(!spy.contains("reset"));
    }

    function test_bursts() {
        const rows = [];
        for (let number = 100; number < 110; ++number)
            rows.push(rowOf(number));
        server.paused = true;
        for (let round = 0; round < 5; ++round) {
            for (let number = 100; number < 110; ++number)
                server.set("songs." + server.key(number) + ".title", "round " + round);
        }
        server.paused = false;
        tryVerify(() => rows.every((row) => row.title === "round 4"));
        for (let number = 100; number < 110; ++number)
            compare(rowOf(number), rows[number - 100]);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
        verify(spy.count < 50, spy.lines.join("\n")); // merged
    }

    function test_anEditorStaysOpen() {
        const row = rowOf(103);
        row.editor.forceActiveFocus();
        row.editor.selectAll();
        keyClick("x");
        keyClick("y");
        row.editor.cursorPosition = 1;
        compare(row.draft, "xy");
        // Others change another member, the order, and rows around.
        server.set("songs.s103.playing", true);
        server.set("songs.s103.n", 106.5);
        server.del("songs.s102");
        server.set("songs.x1", { title: "new", n: 100.5 });
        tryVerify(() => row.index === 106 && row.playing === true);
        verify(row.editor.activeFocus);
        compare(row.draft, "xy");
        compare(row.editor.cursorPosition, 1);
        compare(view.currentItem, row);
        keyClick("z");
        compare(row.draft, "xzy");
    }

    function test_theCurrentItemGoes() {
        server.del("songs.s103");
        tryCompare(view, "count", 199);
        view.forceLayout();
        compare((view.currentItem as SongRow).key, "s104");
        compare(counter.destroyed, 1);
    }

    function test_writesOfOnesOwn() {
        const row = rowOf(104);
        server.list.set(104, "title", "mine");
        compare(row.title, "mine"); // at once
        tryVerify(() => server.get("songs.s104.title") === "mine");
        tryCompare(server.model, "hasWritePending", false);
        server.refuse("no");
        ignoreWarning(/QML RootModel: no/);
        server.list.set(104, "title", "refused");
        compare(row.title, "refused");
        tryCompare(row, "title", "mine");
        compare(rowOf(104), row);
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
    }
}
