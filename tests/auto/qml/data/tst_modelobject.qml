// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    readonly property string title: todo.fields.title ?? "none"
    readonly property string later: todo.fields.later ?? "none"
    property string path: "_page.a"
    readonly property var evaluations: ({ count: 0 })
    readonly property int done: {
        ++test.evaluations.count;
        return todo.fields.done ? 1 : 0;
    }

    name: "ModelObject"

    RootModel {
        id: model
    }

    ModelObject {
        id: todo

        model: model
        path: test.path
    }

    function init() {
        test.path = "_page.a";
        model.set("_page.a", { title: "a", done: false });
        model.set("_page.b", { title: "b" });
    }

    function test_fieldsFollowTheModel() {
        compare(test.title, "a");
        model.set("_page.a.title", "aa");
        compare(test.title, "aa");
        model.del("_page.a.title");
        compare(test.title, "none");
        verify(todo.exists);
        model.del("_page.a");
        verify(!todo.exists);
    }

    function test_aFieldThatIsNotThereYetIsFollowed() {
        compare(test.later, "none");
        model.set("_page.a.later", "now");
        compare(test.later, "now");
        model.del("_page.a.later");
        compare(test.later, "none");
    }

    function test_aBindingFollowsItsFieldOnly() {
        const before = test.evaluations.count;
        model.set("_page.a.title", "x");
        compare(test.evaluations.count, before);
        model.set("_page.a.done", true);
        compare(test.evaluations.count, before + 1);
        compare(test.done, 1);
    }

    function test_writingWritesToTheModel() {
        todo.fields.title = "written";
        compare(model.get("_page.a.title"), "written");
        todo.fields.tags = ["x", { y: null }];
        compare(model.get("_page.a.tags"), ["x", { y: null }]);
        todo.fields.title = undefined;
        compare(model.get("_page.a"), { done: false, tags: ["x", { y: null }] });
        todo.remove("tags");
        compare(model.get("_page.a"), { done: false });
        compare(todo.fields.tags, undefined);
    }

    function test_whatIsNoDataIsRefused() {
        ignoreWarning(/Cannot store a function/);
        todo.fields.title = { call: () => 1 };
        compare(model.get("_page.a.title"), "a");
        compare(test.title, "a");
    }

    function test_anotherPath() {
        compare(test.title, "a");
        test.path = "_page.b";
        compare(test.title, "b");
        model.set("_page.a.title", "x");
        compare(test.title, "b");
        todo.fields.title = "bb";
        compare(model.get("_page.b.title"), "bb");
        test.path = "_page.nowhere";
        compare(test.title, "none");
        todo.fields.title = "there";
        compare(model.get("_page.nowhere"), { title: "there" });
        model.del("_page.nowhere");
    }
}
