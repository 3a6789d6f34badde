// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    name: "ModelValue"

    RootModel {
        id: model
    }

    ModelValue {
        id: title

        model: model
        path: "_page.title"
    }

    ModelValue {
        id: wandering

        model: model
        path: "_page." + (title.value ?? "nowhere")
    }

    SignalSpy {
        id: changes

        target: title
        signalName: "valueChanged"
    }

    function init() {
        model.del("_page.title");
        changes.clear();
    }

    function test_followsTheModel() {
        compare(title.value, undefined);
        compare(title.exists, false);
        model.set("_page.title", "x");
        compare(title.value, "x");
        compare(changes.count, 1);
        model.set("_page.title", null);
        compare(title.value, null);
        compare(title.exists, true);
    }

    function test_writesToTheModel() {
        title.value = { a: [1, null] };
        compare(model.get("_page.title"), { a: [1, null] });
        title.value = undefined;
        compare(model.get("_page.title"), undefined);
        title.value = "y";
        title.remove();
        compare(title.exists, false);
    }

    function test_anotherPath() {
        model.set("_page.here", 5);
        compare(wandering.value, undefined);
        title.value = "here";
        compare(wandering.path, "_page.here");
        compare(wandering.value, 5);
    }

    function test_typedProperties() {
        compare(title.text, "");
        title.defaultValue = "untitled";
        compare(title.text, "untitled");
        title.text = "x";
        compare(model.get("_page.title"), "x");
        title.number = 3;
        compare(title.number, 3);
        compare(title.text, "3");
        title.boolean = true;
        compare(model.get("_page.title"), true);
        title.list = [1, "x"];
        compare(model.get("_page.title"), [1, "x"]);
        compare(title.list.length, 2);
        title.date = new Date(Date.UTC(2026, 0, 2));
        compare(model.get("_page.title"), "2026-01-02T00:00:00.000Z");
        compare(title.date.getTime(), Date.UTC(2026, 0, 2));
        title.defaultValue = undefined;
        model.del("_page.title");
        compare(title.text, "");
    }

    function test_writesWhatIsDifferent() {
        model.set("_page.title", { a: 1, b: 2 });
        const paths = [];
        const listener = model.on("change", "_page.title.*", (name) => paths.push(name));
        title.value = { a: 1, b: 3 };
        model.removeListener("change", listener);
        compare(paths, ["b"]);
    }

    function test_functionsAreRefused() {
        ignoreWarning(/Cannot store a function/);
        title.value = () => 1;
        compare(title.exists, false);
    }
}
