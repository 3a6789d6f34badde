// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

Row {
    id: drawing

    required property RootModel root
    required property string where

    UndoStack {
        id: undo

        model: drawing.root
        path: drawing.where
    }

    Button {
        text: "Add a circle"
        onClicked: drawing.root.pass({ $label: text }).push(drawing.where + ".shapes", { kind: "circle" })
    }

    Button {
        text: "Undo " + undo.undoText
        enabled: undo.canUndo
        onClicked: undo.undo()
    }

    Button {
        text: "Redo " + undo.redoText
        enabled: undo.canRedo
        onClicked: undo.redo()
    }
}
