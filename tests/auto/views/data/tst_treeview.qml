// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer
import Racer.Testing

TestCase {
    id: test

    name: "TreeView"
    when: windowShown
    width: 300
    height: 300
    visible: true

    property FakeServer server
    property TreeView view
    property ModelTree tree
    readonly property Counter counter: Counter {}

    readonly property Component serverComponent: FakeServer {
        id: fake

        automatic: true

        readonly property RootModel model: RootModel {
            connection: fake.connection
        }
        readonly property Subscription subscription: Subscription {
            model: fake.model
            path: "trees.main"
        }
        readonly property ModelTree tree: ModelTree {
            model: fake.model
            path: "trees.main.folders"
            childrenPath: "folders"
            roles: ["name"]
        }
    }
    readonly property Component viewComponent: TreeView {
        anchors.fill: parent
        columnWidthProvider: () => 200
        rowHeightProvider: () => 20
        delegate: Text {
            required property string name
            required property bool expanded

            text: name
            Component.onCompleted: ++test.counter.created // qmllint disable unqualified
            Component.onDestruction: ++test.counter.destroyed // qmllint disable unqualified
        }
    }

    ModelSpy {
        id: spy

        model: test.tree
    }

    function folder(name, folders) {
        return { id: name, name: name, folders: folders ?? [] };
    }

    function init() {
        server = createTemporaryObject(serverComponent, test);
        server.set("trees.main", { folders: [
            folder("a", [folder("aa"), folder("ab", [folder("aba")]), folder("ac")]),
            folder("b", [folder("ba")]),
            folder("c"),
        ] });
        tree = server.tree;
        tryVerify(() => tree.rowCount() === 3);
        view = createTemporaryObject(viewComponent, test, { model: tree });
        tryCompare(view, "rows", 3);
        view.expand(0);
        view.forceLayout();
        view.expand(2);
        tryCompare(view, "rows", 7);
        view.forceLayout();
        compare(shown(), "a aa ab aba ac b c");
        counter.clear();
        spy.clear();
    }

    function cleanup() {
        verify(spy.isConsistent());
        verify(!spy.contains("reset"));
        view = null;
        tree = null;
    }

    function cell(row) {
        view.forceLayout();
        return view.itemAtCell(Qt.point(0, row));
    }

    function shown() {
        const names = [];
        for (let row = 0; row < view.rows; ++row)
            names.push(cell(row)?.text ?? "");
        return names.join(" ");
    }

    function test_changesRebuildNothing() {
        const row = cell(3);
        server.set("trees.main.folders.0.folders.1.folders.0.name", "renamed");
        tryCompare(row, "text", "renamed");
        compare(shown(), "a aa ab renamed ac b c");
        compare(counter.created, 0);
        compare(counter.destroyed, 0);
    }

    function test_whatIsOpenStaysOpen() {
        server.other.insert("trees.main.folders.0.folders", 0, [folder("new")]);
        tryCompare(view, "rows", 8);
        compare(shown(), "a new aa ab aba ac b c");
        verify(view.isExpanded(3));
        server.other.move("trees.main.folders", 0, 2);
        tryVerify(() => shown() === "b c a new aa ab aba ac");
        verify(view.isExpanded(2) && view.isExpanded(5));
        server.other.remove("trees.main.folders.0.folders", 0);
        server.other.remove("trees.main.folders", 1);
        tryVerify(() => shown() === "b a new aa ab aba ac");
    }

    function test_reconnecting() {
        server.cut();
        server.set("trees.main.folders.0.folders.1.name", "renamed");
        server.other.push("trees.main.folders.0.folders.1.folders", folder("abb"));
        server.restore();
        tryVerify(() => shown() === "a aa renamed aba abb ac b c");
        verify(view.isExpanded(0) && view.isExpanded(2));
    }
}
