// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

import "../../../../doc/snippets/qml" as Snippets

// The examples of the page about QML.
TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified

    name: "Snippets"
    when: windowShown
    width: 300
    height: 300
    visible: true

    RootModel {
        id: other

        url: test.url
    }

    Snippets.Derived {
        id: derived
    }

    Snippets.Todos {
        id: page

        anchors.fill: parent
        server: test.url
    }

    function test_todos() {
        let left = 2;
        other.add("todos", { id: "1", title: "Tea", done: false, list: "home" }, () => --left);
        other.add("todos", { id: "2", title: "Milk", done: false, list: "home" }, () => --left);
        tryVerify(() => left === 0);
        const view = page.contentItem.children[0];
        tryCompare(view, "count", 2);
        page.header.text = "Te"; // qmllint disable
        tryCompare(view, "count", 1);
        other.set("todos.2.title", "Tea with milk");
        tryCompare(view, "count", 2);
    }

    function test_derived() {
        const store = derived.store;
        store.add("_todos", { id: "milk", title: "Milk", done: false });
        compare(derived.todo.fields.title, "Milk");
        compare(store.get("_page.open").length, 1);
        derived.todo.fields.done = true;
        compare(store.get("_todos.milk.done"), true);
        compare(store.get("_page.label"), "Milk (done)");
        compare(store.get("_page.open"), []);
        compare(derived.done, ["milk"]);
    }
}
