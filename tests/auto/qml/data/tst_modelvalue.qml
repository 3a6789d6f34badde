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
        compare(title.defined, false);
        model.set("_page.title", "x");
        compare(title.value, "x");
        compare(changes.count, 1);
        model.set("_page.title", null);
        compare(title.value, null);
        compare(title.defined, true);
    }

    function test_writesToTheModel() {
        title.value = { a: [1, null] };
        compare(model.get("_page.title"), { a: [1, null] });
        title.value = undefined;
        compare(model.get("_page.title"), undefined);
        title.value = "y";
        title.remove();
        compare(title.defined, false);
    }

    function test_anotherPath() {
        model.set("_page.here", 5);
        compare(wandering.value, undefined);
        title.value = "here";
        compare(wandering.path, "_page.here");
        compare(wandering.value, 5);
    }

    function test_functionsAreRefused() {
        ignoreWarning(/Cannot store a function/);
        title.value = () => 1;
        compare(title.defined, false);
    }
}
