// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

// Ref, RefList, ReactiveFunction, ModelFilter, Listener.
TestCase {
    id: test

    property string chosen: "a"
    property var heard: []
    readonly property var source: model

    name: "Derived"

    RootModel {
        id: model
    }

    Ref {
        id: ref

        model: model
        path: "_page.chosen"
        to: "_todos." + test.chosen
    }

    RefList {
        id: refList

        model: model.root
        path: "_page.list"
        to: model.at("_todos")
        ids: "_page.ids"
    }

    ReactiveFunction {
        id: sum

        model: model.at("_page")
        path: "sum"
        inputs: ["x", "y"]
        get: (x, y) => (x ?? 0) + (y ?? 0)
        set: (value, x) => [value - (x ?? 0)]
    }

    ModelFilter {
        id: filter

        model: model
        path: "_page.open"
        from: "_todos"
        filter: ({ done: false })
        sort: ({ title: 1 })
    }

    Listener {
        id: listener

        model: model
        path: "_todos"
        pattern: "*.title"
        onChanged: (captures, value, previous, passed) => test.heard.push([captures, value, previous, passed])
    }

    Listener {
        id: arrays

        model: model
        path: "_page.array"
        onInserted: (captures, index, values) => test.heard.push(["insert", captures, index, values])
        onRemoved: (captures, index, removed) => test.heard.push(["remove", index, removed])
        onMoved: (captures, from, to, howMany) => test.heard.push(["move", from, to, howMany])
    }

    Component {
        id: another

        Ref {
            // "model" would be the property itself here.
            model: test.source // qmllint disable unqualified
            path: "_page.another"
            to: "_todos.a"
        }
    }

    function init() {
        model.set("_page.ids", ["b", "a"]);
        model.set("_todos.a", { id: "a", title: "one", done: false });
        model.set("_todos.b", { id: "b", title: "two", done: true });
        model.set("_todos.c", { id: "c", title: "three", done: false });
        test.chosen = "a";
        listener.enabled = true;
        listener.type = Listener.All;
        test.heard = [];
    }

    function titles(path) {
        return (model.get(path) ?? []).map((item) => item.title).join(" ");
    }

    function test_ref() {
        compare(model.get("_page.chosen.title"), "one");
        model.set("_page.chosen.title", "ONE");
        compare(model.get("_todos.a.title"), "ONE");
        test.chosen = "b";
        compare(model.get("_page.chosen.title"), "two");
        ref.to = undefined;
        compare(model.get("_page.chosen"), undefined);
        compare(model.get("_todos.b.title"), "two");
        ref.to = Qt.binding(() => "_todos." + test.chosen);
    }

    function test_aRefGoesWithItsElement() {
        const element = another.createObject(test);
        compare(model.get("_page.another.title"), "one");
        element.destroy();
        tryVerify(() => model.get("_page.another") === undefined);
        compare(model.get("_todos.a.title"), "one");
    }

    function test_aRefToWhatIsNoPlaceIsTold() {
        ignoreWarning(/ref/);
        ref.path = "remote.doc";
        ref.path = "_page.chosen";
        compare(model.get("_page.chosen.title"), "one");
    }

    function test_refList() {
        compare(titles("_page.list"), "two one");
        model.push("_page.ids", "c");
        compare(titles("_page.list"), "two one three");
        refList.path = "_page.elsewhere";
        compare(model.get("_page.list"), undefined);
        compare(titles("_page.elsewhere"), "two one three");
        refList.path = "_page.list";
    }

    function test_reactiveFunction() {
        model.set("_page.x", 1);
        model.set("_page.y", 2);
        compare(model.get("_page.sum"), 3);
        model.set("_page.sum", 10);
        compare(model.get("_page.x"), 9);
        sum.get = (x, y) => x * y;
        compare(model.get("_page.sum"), 18);
        model.fn("difference", (x, y) => x - y);
        sum.get = "difference";
        compare(model.get("_page.sum"), 7);
        sum.inputs = ["y", "x"];
        compare(model.get("_page.sum"), -7);
    }

    function test_filter() {
        compare(titles("_page.open"), "one three");
        model.set("_todos.b.done", false);
        compare(titles("_page.open"), "one three two");
        filter.limit = 2;
        compare(titles("_page.open"), "one three");
        filter.limit = 0;
        filter.sort = (a, b) => a.title < b.title ? 1 : -1;
        compare(titles("_page.open"), "two three one");
        filter.filter = (item, key) => key !== "c";
        compare(titles("_page.open"), "two one");
        filter.filter = { done: false };
        filter.sort = { title: 1 };
    }

    function test_listener() {
        model.pass({ by: "test" }).set("_todos.a.title", "uno");
        compare(test.heard, [[["a"], "uno", "one", { by: "test" }]]);
        test.heard = [];
        model.set("_todos.a.done", true);
        compare(test.heard, []);
        listener.enabled = false;
        model.set("_todos.a.title", "eins");
        compare(test.heard, []);
        listener.enabled = true;
        listener.type = Listener.Insert;
        model.set("_todos.a.title", "ein");
        compare(test.heard, []);
        listener.type = Listener.Change;
        model.del("_todos.a.title");
        compare(test.heard, [[["a"], undefined, "ein", {}]]);
    }

    function test_eventsOfArrays() {
        model.set("_page.array", ["a"]);
        test.heard = [];
        model.insert("_page.array", 1, ["b", "c"]);
        model.move("_page.array", 0, 1);
        model.remove("_page.array", 0);
        compare(test.heard, [["insert", [""], 1, ["b", "c"]], ["move", 0, 1, 1], ["remove", 0, ["b"]]]);
    }
}
