// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import QtTest
import Racer

Item {
    id: page

    property url url: server.url // qmllint disable unqualified

    width: 400
    height: 300

    Client {
        id: one

        url: page.url
    }

    Client {
        id: two

        url: page.url
    }

    Column {
        TextField {
            id: title

            TextBinding {
                id: titleBinding

                model: one.model
                path: "notes.t1.title"
            }
        }

        TextField {
            id: titleOfTwo

            readOnly: !titleOfTwoBinding.editable

            TextBinding {
                id: titleOfTwoBinding

                model: two.model
                path: "notes.t1.title"
            }
        }

        TextArea {
            id: body
        }
    }

    TextBinding {
        id: bodyBinding

        model: one.model
        path: "notes.t1.text"
        target: body
    }

    SignalSpy {
        id: textChanges

        target: bodyBinding
        signalName: "textChanged"
    }

    TestCase {
        name: "TextBinding"
        when: windowShown

        function initTestCase() {
            one.model.subscribe("notes.t1");
            two.model.subscribe("notes.t1");
            tryVerify(() => !one.model.hasPending() && !two.model.hasPending());
            verify(!titleBinding.editable);
            verify(titleOfTwo.readOnly);
            one.model.add("notes", { id: "t1", title: "", text: "" });
            tryVerify(() => titleOfTwoBinding.editable);
            verify(!titleOfTwo.readOnly);
            verify(titleBinding.exists);
        }

        function init() {
            one.model.set("notes.t1.title", "");
            one.model.set("notes.t1.text", "");
            tryCompare(titleOfTwo, "text", "");
            textChanges.clear();
        }

        function type(field, text) {
            field.forceActiveFocus();
            for (const key of text)
                keyClick(key);
        }

        function test_target() {
            compare(titleBinding.target, title);
            compare(bodyBinding.target, body);
        }

        function test_twoPeopleType() {
            type(title, "ab");
            tryCompare(titleOfTwo, "text", "ab");
            titleOfTwo.cursorPosition = 1;
            type(titleOfTwo, "--");
            title.cursorPosition = title.length;
            type(title, "c");
            tryCompare(title, "text", "a--bc");
            tryCompare(titleOfTwo, "text", "a--bc");
            compare(title.cursorPosition, 5);
            compare(titleOfTwo.cursorPosition, 3);
        }

        function test_undoIsForOwnTyping() {
            type(title, "mine");
            tryCompare(titleOfTwo, "text", "mine");
            two.model.stringInsert("notes.t1.title", 0, "theirs ");
            tryCompare(title, "text", "theirs mine");
            verify(titleBinding.canUndo);
            titleBinding.undo();
            compare(title.text, "theirs ");
            verify(titleBinding.canRedo);
            titleBinding.redo();
            compare(title.text, "theirs mine");
        }

        function test_text() {
            type(body, "some");
            compare(bodyBinding.text, "some");
            compare(textChanges.count, 4);
            bodyBinding.text = "some more";
            compare(body.text, "some more");
            compare(one.model.get("notes.t1.text"), "some more");
        }
    }
}
