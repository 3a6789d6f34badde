// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property var conflicts: []
    property int commits: 0

    name: "Draft"

    RootModel {
        id: model
    }

    Draft {
        id: draft

        model: model
        path: "_page.user"
        onConflictFound: subpath => test.conflicts.push(subpath)
        onCommitted: ++test.commits
    }

    Draft {
        id: fresh

        model: model
        path: "_page.fresh"
        initialValue: ({ name: "", tags: [] })
    }

    ModelValue {
        id: nameField

        model: model
        path: draft.copyPath + ".name"
    }

    function init() {
        model.set("_page.user", { name: "Ann", age: 3 });
        model.del("_page.fresh");
        draft.begin();
        fresh.begin();
        test.conflicts = [];
        test.commits = 0;
    }

    function test_editAndCommit() {
        verify(draft.active);
        verify(!draft.dirty);
        compare(nameField.value, "Ann");
        nameField.value = "Bob";
        verify(draft.dirty);
        verify(draft.isDirty("name"));
        verify(!draft.isDirty("age"));
        compare(model.get("_page.user.name"), "Ann");
        compare(draft.value.name, "Bob");
        draft.commit();
        compare(model.get("_page.user.name"), "Bob");
        compare(test.commits, 1);
        verify(!draft.dirty);
        verify(!draft.committing);
        compare(draft.errorString, "");
    }

    function test_revert() {
        draft.set("name", "Bob");
        draft.set("age", undefined);
        compare(draft.get("age"), undefined);
        draft.revert("age");
        compare(draft.get("age"), 3);
        draft.revert();
        compare(nameField.value, "Ann");
        verify(!draft.dirty);
    }

    function test_conflict() {
        draft.set("name", "Mine");
        model.set("_page.user.name", "Theirs");
        model.set("_page.user.age", 4);
        verify(draft.conflicted);
        compare(draft.conflicts, ["name"]);
        compare(test.conflicts, ["name"]);
        compare(draft.value.age, 4);
        draft.takeTheirs("name");
        verify(!draft.conflicted);
        compare(nameField.value, "Theirs");
        draft.set("name", "Mine");
        model.set("_page.user.name", "Theirs again");
        draft.keepMine();
        draft.commit();
        compare(model.get("_page.user.name"), "Mine");
    }

    function test_somethingNew() {
        verify(!fresh.originalExists);
        verify(!fresh.dirty);
        compare(fresh.value.tags, []);
        fresh.set("name", "New");
        fresh.commit();
        verify(fresh.originalExists);
        compare(model.get("_page.fresh"), { name: "New", tags: [] });
    }

    function test_anotherPath() {
        draft.set("name", "Bob");
        draft.path = "_page.none";
        verify(!draft.dirty);
        compare(draft.value, undefined);
        draft.path = "_page.user";
        compare(nameField.value, "Ann");
    }

    function test_twoDrafts() {
        const other = Qt.createQmlObject("import Racer; Draft { path: '_page.user' }", test) as Draft;
        verify(!other.active);
        other.model = model;
        verify(other.active);
        other.set("name", "Other");
        verify(!draft.dirty);
        other.commit();
        compare(nameField.value, "Other");
        other.destroy();
    }
}
