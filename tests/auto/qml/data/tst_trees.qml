// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

// Trees, sections and aggregates.
TestCase {
    id: test

    property string wanted: "e"
    property int limit: 0
    property int direction: 1

    name: "Trees"
    when: windowShown
    width: 400
    height: 400
    visible: true

    RootModel {
        id: model
    }

    ModelTree {
        id: tree

        model: model
        path: "_page.tree"
        roles: ["title", { name: "size", path: "info.size", type: "int" }]
    }

    TreeView {
        id: view

        anchors.fill: parent
        model: tree
        delegate: Text {
            required property TreeView treeView
            required property bool expanded
            required property bool hasChildren
            required property int depth
            required property string title
            required property int size

            objectName: "row"
            text: title
        }
    }

    ModelTree {
        id: filtered

        model: model
        path: "_page.tree"
        filter: (item) => item.title === test.wanted
    }

    ModelTree {
        id: sorted

        model: model
        path: "_page.tree"
        sort: (a, b) => test.direction * (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
    }

    ModelTree {
        id: keyed

        model: model
        path: "_page.flat"
        parentPath: "parent"
        columns: ["title", { path: "n", header: "Number" }]
        sort: "-title"
    }

    ModelList {
        id: list

        model: model
        path: "_page.items"
        groupBy: "kind"
    }

    ModelSections {
        id: sections

        source: list
    }

    Repeater {
        id: headers

        model: sections.sections
        delegate: Item {
            required property string section
            required property int count
            required property bool collapsed
            required property var model
        }
    }

    Aggregate {
        id: sum

        source: list
        role: "n"
        operation: Aggregate.Sum
    }

    Aggregate {
        id: least

        source: list
        role: "n"
        operation: Aggregate.Min
    }

    SignalSpy {
        id: resets

        target: tree
        signalName: "modelReset"
    }

    function init() {
        model.set("_page.tree", [
            { id: "a", title: "a", children: [
                { id: "b", title: "b" },
                { id: "c", title: "c", info: { size: 3 }, children: [{ id: "e", title: "e" }] }] },
            { id: "d", title: "d" }])
        model.set("_page.flat", [
            { id: "x", title: "X" }, { id: "y", title: "Y", parent: "x" }, { id: "z", title: "Z", parent: "x" }])
        model.set("_page.items", [{ n: 1, kind: "p" }, { n: 5, kind: "q" }, { n: 2, kind: "p" }])
        wanted = "e"
        resets.clear()
    }

    // The view follows when it is polished.
    function compareTitles(expected: string) {
        const shown = () => {
            const found = []
            for (let row = 0; row < view.rows; ++row)
                found.push(tree.get(view.modelIndex(Qt.point(0, row))).title)
            return found.join(" ")
        }
        tryVerify(() => shown() === expected)
        compare(shown(), expected)
    }

    function headerAt(row: int): var {
        return headers.itemAt(row)
    }

    function cleanup() {
        view.collapseRecursively()
    }

    function test_view() {
        tryCompare(view, "rows", 2)
        view.expand(0)
        tryCompare(view, "rows", 4)
        view.expand(2)
        compareTitles("a b c e d")
        model.insert("_page.tree.0.children", 0, { id: "n", title: "n" })
        compareTitles("a n b c e d")
        model.unshift("_page.tree", { id: "m", title: "m" })
        compareTitles("m a n b c e d")
        tree.move(tree.indexOf("c"), tree.indexOf("m"))
        compareTitles("m a n b d")
        view.expand(0)
        compareTitles("m c a n b d") // Qt forgets what is expanded below rows that are not shown for a while
        model.set("_page.tree.0.children.0.info.size", 7)
        const c = tree.indexOf("c")
        compare(tree.data(c, tree.roleFor("size")), 7)
        compare(tree.pathAt(c), "_page.tree.0.children.0")
        tryVerify(() => {
            const item = view.itemAtCell(0, 1) as Text
            return item !== null && item.text === "c"
        })
        compare(resets.count, 0)
    }

    function test_writing() {
        tree.append({ id: "n", title: "n" }, tree.indexOf("d"))
        compare(model.get("_page.tree.1.children.0.title"), "n")
        tree.insert(0, { id: "o", title: "o" })
        compare(model.get("_page.tree.0.title"), "o")
        tree.set(tree.indexOf("o"), "title", "O")
        compare(model.get("_page.tree.0.title"), "O")
        tree.set(tree.indexOf("o"), { id: "o", title: "P" })
        compare(model.get("_page.tree.0.title"), "P")
        tree.remove(tree.indexOf("a"))
        compare(model.get("_page.tree").length, 2)
    }

    function test_trackedFilter() {
        compare(filtered.rowCount(), 1)
        compare(filtered.keyAt(filtered.index(0, 0)), "a")
        wanted = "d"
        tryVerify(() => filtered.keyAt(filtered.index(0, 0)) === "d")
        model.set("_page.tree.0.title", "d")
        compare(filtered.rowCount(), 2)
    }

    function test_trackedOrder() {
        direction = 1
        compare(sorted.keyAt(sorted.index(0, 0)), "a")
        direction = -1
        compare(sorted.keyAt(sorted.index(0, 0)), "d")
        compare(sorted.keyAt(sorted.index(0, 0, sorted.indexOf("a"))), "c")
    }

    function test_parentKeys() {
        const x = keyed.index(0, 0)
        compare(keyed.rowCount(x), 2)
        compare(keyed.keyAt(keyed.index(0, 0, x)), "z")
        compare(keyed.columnCount(), 2)
        compare(keyed.headerData(1, Qt.Horizontal), "Number")
        model.set("_page.flat.1.parent", "z")
        compare(keyed.rowCount(keyed.index(0, 0, keyed.index(0, 0))), 1)
    }

    function test_sections() {
        sections.collapsed = []
        compare(sections.count, 5)
        compare(headers.count, 2)
        const header = test.headerAt(0)
        compare(header.section, "p")
        compare(header.count, 2)
        sections.collapsed = ["p"]
        compare(sections.count, 3)
        compare(header.collapsed, true)
        header.model.collapsed = false
        compare(sections.collapsed.length, 0)
        model.push("_page.items", { n: 9, kind: "r" })
        compare(sections.sections.count, 3)
        compare(sections.sourceRow(sections.headerOf("r") + 1), 3)
    }

    function test_aggregates() {
        compare(sum.value, 8)
        compare(least.value, 1)
        model.set("_page.items.0.n", 4)
        compare(sum.value, 11)
        compare(least.value, 2)
        model.set("_page.items", [])
        compare(sum.value, 0)
        compare(least.value, undefined)
        sum.section = "q"
        model.set("_page.items", [{ n: 1, kind: "p" }, { n: 5, kind: "q" }])
        compare(sum.value, 5)
        sum.section = ""
    }

    function test_snippets() {
        model.set("_page.folders.a", { name: "b" })
        model.set("_page.folders.b", { name: "a" })
        model.set("_page.folders.c", { name: "c", parent: "a" })
        const component = Qt.createComponent("../../../../doc/snippets/trees/Folders.qml")
        compare(component.errorString(), "")
        const tree = createTemporaryObject(component, test, { store: model, width: 200, height: 200 })
        tryCompare(tree, "rows", 2)
        tree.expandRecursively()
        tryCompare(tree, "rows", 3)
        model.set("_page.tasks.write", { title: "write", state: "open", hours: 2 })
        model.set("_page.tasks.read", { title: "read", state: "done", hours: 3 })
        const tasks = Qt.createComponent("../../../../doc/snippets/trees/Tasks.qml")
        const other = createTemporaryObject(tasks, test, { store: model })
        compare(other.text, "5 hours")
        compare(other.rows.count, 3)
    }
}
