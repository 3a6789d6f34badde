// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

import "library.js" as Library

TestCase {
    id: test

    name: "Model"

    RootModel {
        id: model
    }

    SignalSpy {
        id: errors

        target: model
        signalName: "errorOccurred"
    }

    function init() {
        model.del("_page.t");
        errors.clear();
    }

    function message_of(call) {
        try {
            call();
        } catch (error) {
            return error.message;
        }
        return "";
    }

    function test_get_and_set() {
        compare(model.set("_page.t.a", 1), undefined);
        compare(model.set("_page.t.a", 2), 1);
        compare(model.get("_page.t"), { a: 2 });
        compare(model.get("_page.t.nothing"), undefined);
        compare(model.get("_page.t.nothing.below"), undefined);
        model.set("_page.t.none", null);
        compare(model.get("_page.t.none"), null);
    }

    function test_getWithADefault() {
        compare(model.getOrDefault("_page.t.a", 7), 7);
        model.set("_page.t.a", 0);
        compare(model.getOrDefault("_page.t.a", 7), 0);
        compare(message_of(() => model.getOrThrow("_page.t.b")), "No value at path _page.t.b");
    }

    function test_aCopyIsACopy() {
        model.set("_page.t.list", [1, 2]);
        model.get("_page.t.list").push(3);
        compare(model.get("_page.t.list"), [1, 2]);
    }

    function test_arrays() {
        compare(model.push("_page.t.list", "a"), 1);
        compare(model.push("_page.t.list", "c"), 2);
        compare(model.insert("_page.t.list", 1, ["b", "bb"]), 4);
        compare(model.unshift("_page.t.list", "_"), 5);
        compare(model.get("_page.t.list"), ["_", "a", "b", "bb", "c"]);
        compare(model.move("_page.t.list", 0, 4), ["_"]);
        compare(model.remove("_page.t.list", 1, 2), ["b", "bb"]);
        compare(model.pop("_page.t.list"), "_");
        compare(model.shift("_page.t.list"), "a");
        compare(model.get("_page.t.list"), ["c"]);
    }

    function test_numbersAndText() {
        compare(model.increment("_page.t.n"), 1);
        compare(model.increment("_page.t.n", 4), 5);
        model.set("_page.t.text", "Zrich");
        model.stringInsert("_page.t.text", 1, "ü");
        compare(model.get("_page.t.text"), "Zürich");
        model.stringRemove("_page.t.text", 0, 2);
        compare(model.get("_page.t.text"), "rich");
    }

    function test_scopes() {
        const scoped = model.at("_page.t");
        scoped.set("x.y", 1);
        compare(scoped.path(), "_page.t");
        compare(scoped.path("x"), "_page.t.x");
        compare(scoped.at("x").at("y").get(), 1);
        compare(scoped.at("x").leaf(), "x");
        compare(scoped.scope("_page").get("t.x.y"), 1);
        scoped.at("x.y").set(2);
        compare(model.get(scoped.at("x.y")), 2);
        scoped.at("x.y").increment(3);
        compare(scoped.get("x.y"), 5);
        scoped.at("list").push("a");
        scoped.at("list.0").remove();
        compare(scoped.get("list"), []);
    }

    function test_documents() {
        const id = model.add("_things", { title: "lamp" });
        compare(id.length, 36);
        compare(model.get("_things." + id), { title: "lamp", id: id });
        model.setEach("_things." + id, { title: "big lamp", watts: 40 });
        compare(model.del("_things." + id), { title: "big lamp", watts: 40, id: id });
        compare(model.get("_things." + id), undefined);
    }

    function test_callbacks() {
        let confirmed = [];
        model.set("_page.t.a", 1, (error) => confirmed.push(error));
        tryVerify(() => confirmed.length === 1);
        compare(confirmed[0], undefined);
        let failed = null;
        model.set("_page", 1, (error) => failed = error);
        tryVerify(() => failed !== null);
        compare(failed.message,
                "set must be performed under a collection and document id. Invalid path: _page");
        compare(errors.count, 0);
    }

    function test_errorsNobodyAskedFor() {
        model.set("_page", 1);
        tryCompare(errors, "count", 1);
        verify(errors.signalArguments[0][0].message.includes("Invalid path: _page"));
    }

    function test_functionsAreNoData() {
        compare(message_of(() => model.set("_page.t.f", { g: () => 1 })), "Cannot store a function (at g)");
        compare(model.get("_page.t"), undefined);
        compare(message_of(() => model.get({})), "A path is text, a number or a model, not [object Object]");
    }

    function test_promises() {
        const ids = [];
        model.root.addPromised("_things", { id: "p" }).then((id) => ids.push(id));
        tryCompare(ids, "length", 1);
        compare(ids[0], "p");
        model.del("_things.p");
    }

    function test_listeners() {
        const seen = [];
        const listener = model.on("change", "_page.t.*", (name, value) => seen.push([name, value]));
        model.at("_page").on("insert", "t.list", { useEventObjects: true }, (event) => seen.push(event.values));
        model.set("_page.t.a", 1);
        model.push("_page.t.list", "x");
        model.removeListener("change", listener);
        model.set("_page.t.a", 2);
        model.removeAllListeners("insert", "_page.t");
        model.push("_page.t.list", "y");
        compare(seen, [["a", 1], ["x"]]);
    }

    function test_derivedData() {
        model.set("_page.t", { a: 1, b: 2 });
        compare(model.start("_page.t.sum", "_page.t.a", "_page.t.b", (a, b) => a + b), 3);
        model.ref("_page.r", "_page.t.sum");
        model.set("_page.t.a", 5);
        compare(model.get("_page.r"), 7);
        model.stop("_page.t.sum");
        model.removeRef("_page.r");
        const filter = model.filter("_page.t", (value) => value > 4);
        compare(filter.ids(), ["a", "sum"]);
    }

    function test_modelsMadeInCode() {
        const local = Racer.createModel();
        local.set("_page.x", 1);
        compare(local.get("_page.x"), 1);
        verify(local instanceof Racer.RootModel);
        verify(new Racer.RootModel() instanceof Racer.module.RootModel);
        verify(model.root instanceof Racer.RootModel);
        verify(model.at("_page") instanceof Racer.Model);
        verify(Racer.util.deepEqual({ a: [1] }, { a: [1] }));
    }

    function test_scriptsReachTheModule() {
        const parts = Library.parts();
        compare(parts.classes, [true, true, false, true]);
        compare(parts.value, 1);
        compare(parts.usedWith, 5);
        verify(parts.isUtil);
        let isDone = false;
        parts.remote.create("notes.a", { n: 1 }, () => isDone = true);
        tryVerify(() => isDone);
        parts.remote.close();
        parts.backend.close();
    }

    function test_withoutAHandlerAnErrorIsThrown() {
        const component = Qt.createComponent("LocalModel.qml");
        const other = component.createObject(test);
        verify(message_of(() => other.set("_page", 1)).includes("Invalid path: _page"));
        other.destroy();
    }

    function test_scopesOutliveTheirModel() {
        const component = Qt.createComponent("LocalModel.qml");
        const other = component.createObject(test) as LocalModel;
        const scoped = other.at("_page");
        scoped.set("x", 1);
        other.destroy();
        tryVerify(() => message_of(() => scoped.get("x")) === "The model is gone");
    }
}
