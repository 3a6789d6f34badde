// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One subdivision. Its name is written to the model by Enter and by leaving the field; Escape takes it back.
Control {
    id: row

    required property int index
    required property string code
    required property string name
    required property string type
    required property var model

    onNameChanged: if (!field.edited) field.text = name
    horizontalPadding: 12
    verticalPadding: 2
    background: Rectangle {
        color: row.hovered || field.activeFocus ? "#eef3fc" : row.index % 2 ? "#f9fafb" : "#ffffff"
    }

    contentItem: RowLayout {
        spacing: 12

        Label {
            Layout.preferredWidth: 64
            color: row.palette.dark
            font.family: "monospace"
            text: row.code
        }

        TextField {
            id: field

            property bool edited: false

            objectName: "name"
            Layout.fillWidth: true
            padding: 6
            selectByMouse: true
            background: Rectangle {
                radius: 3
                color: field.activeFocus ? row.palette.base : "transparent"
                border.color: field.activeFocus ? row.palette.highlight
                                                : row.hovered ? row.palette.mid : "transparent"
            }
            Component.onCompleted: text = row.name
            onTextEdited: edited = true
            onEditingFinished: {
                if (edited && text !== row.name)
                    row.model.name = text;
                edited = false;
            }
            Keys.onEscapePressed: {
                edited = false;
                text = row.name;
            }
        }

        Label {
            Layout.preferredWidth: 140
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            color: row.palette.dark
            text: row.type
        }
    }
}
