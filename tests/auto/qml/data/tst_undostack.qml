// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property int indexChanges: 0

    name: "UndoStack"

    RootModel {
        id: model
    }

    UndoStack {
        id: undo

        model: model
        path: "_page.note"
        onIndexChanged: ++test.indexChanges
    }

    UndoStack {
        id: parts

        model: model
        paths: ["_page.a", "_page.b"]
    }

    TextEdit {
        id: editor

        TextBinding {
            id: binding

            model: model
            path: "_page.note.text"
            undoStack: undo
        }
    }

    function init() {
        model.del("_page.note");
        undo.clear();
        parts.clear();
        test.indexChanges = 0;
    }

    function test_undoAndRedo() {
        verify(!undo.canUndo);
        model.set("_page.note.title", "one");
        model.pass({ $label: "Retitle" }).set("_page.note.title", "two");
        verify(undo.canUndo);
        compare(undo.count, 2);
        compare(undo.undoText, "Retitle");
        compare(undo.textAt(1), "Retitle");
        compare(test.indexChanges, 2);
        undo.undo();
        compare(model.get("_page.note.title"), "one");
        compare(undo.redoText, "Retitle");
        verify(undo.canRedo);
        undo.redo();
        compare(model.get("_page.note.title"), "two");
        undo.index = 0;
        compare(model.get("_page.note"), undefined);
    }

    function test_macro() {
        undo.beginMacro("Both");
        model.set("_page.note.a", 1);
        model.set("_page.note.b", 1);
        undo.endMacro();
        compare(undo.count, 1);
        compare(undo.undoText, "Both");
        undo.undo();
        compare(model.get("_page.note"), undefined);
    }

    function test_cleanState() {
        verify(undo.clean);
        model.set("_page.note.a", 1);
        verify(!undo.clean);
        undo.setClean();
        verify(undo.clean);
        undo.undo();
        verify(!undo.clean);
    }

    function test_leavesOut() {
        model.pass({ $undo: false }).set("_page.note.a", 1);
        undo.enabled = false;
        model.set("_page.note.b", 1);
        undo.enabled = true;
        verify(!undo.canUndo);
    }

    function test_severalPaths() {
        model.set("_page.a", 1);
        model.set("_page.b", 1);
        model.set("_page.c", 1);
        compare(parts.count, 2);
        parts.index = 0;
        compare(model.get("_page.a"), undefined);
        compare(model.get("_page.c"), 1);
        model.del("_page.c");
    }

    function test_anotherPath() {
        model.set("_page.note.a", 1);
        undo.path = "_page.other";
        verify(!undo.canUndo);
        model.set("_page.note.a", 2);
        verify(!undo.canUndo);
        undo.path = "_page.note";
    }

    function test_textSharesTheSteps() {
        model.set("_page.note.title", "x");
        editor.insert(0, "abc");
        compare(model.get("_page.note.text"), "abc");
        compare(undo.count, 2);
        undo.undo();
        compare(editor.text, "");
        compare(model.get("_page.note.title"), "x");
    }
}
