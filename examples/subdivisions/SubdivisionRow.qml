// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One subdivision. Its name is written to the model by Enter and by leaving the field; Escape takes it back.
Rectangle {
    id: row

    required property int index
    required property string code
    required property string name
    required property string type
    required property bool pending
    required property bool failed
    required property string reason
    required property var model

    onNameChanged: if (!field.edited) field.text = name
    width: ListView.view?.width ?? 0
    implicitHeight: columns.implicitHeight + 4
    color: hover.hovered || field.activeFocus ? "#eef3fc" : index % 2 ? "#f9fafb" : "#ffffff"

    HoverHandler {
        id: hover
    }

    RowLayout {
        id: columns

        anchors { fill: parent; leftMargin: 12; rightMargin: 12 }
        spacing: 12

        Label {
            Layout.preferredWidth: 64
            color: palette.dark
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
                color: field.activeFocus ? field.palette.base : "transparent"
                border.color: field.activeFocus ? field.palette.highlight
                                                : hover.hovered ? field.palette.mid : "transparent"
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
            visible: row.pending || row.failed
            color: row.failed ? "#c23b3b" : palette.dark
            text: row.failed ? "✕" : "…"
            ToolTip.text: row.failed ? row.reason : qsTr("Not sent yet")
            ToolTip.visible: stateHover.hovered

            HoverHandler {
                id: stateHover
            }
        }

        Label {
            Layout.preferredWidth: 140
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            color: palette.dark
            text: row.type
        }
    }
}
