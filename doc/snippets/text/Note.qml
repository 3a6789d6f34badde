// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

Column {
    id: note

    required property RootModel root
    required property string noteId

    TextField {
        readOnly: !title.editable

        TextBinding {
            id: title

            model: note.root
            path: "notes." + note.noteId + ".title"
        }
    }

    TextArea {
        TextBinding {
            id: text

            model: note.root
            path: "notes." + note.noteId + ".text"
        }
    }

    Button {
        text: "Undo"
        enabled: text.canUndo
        onClicked: text.undo()
    }
}
