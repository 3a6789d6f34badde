// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Racer

// The window's title, and whether this window is connected.
ToolBar {
    id: bar

    required property string title
    required property RootModel store

    readonly property bool online: store.online
    // While a lost connection is tried again, it says so; a closed one waits for nothing.
    readonly property bool trying: store.state === RootModel.Connecting
                                   || store.state === RootModel.Disconnected
    readonly property color stateColor: online ? "#1f8a4d" : trying ? "#c2701c" : "#c23b3b"

    padding: 12
    background: Rectangle {
        color: bar.palette.base

        Rectangle {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            height: 1
            color: bar.palette.mid
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: 8

        Label {
            Layout.fillWidth: true
            elide: Text.ElideRight
            font { pixelSize: 18; bold: true }
            text: bar.title
        }

        Rectangle {
            implicitWidth: 10
            implicitHeight: 10
            radius: 5
            color: bar.stateColor

            Behavior on color { ColorAnimation { duration: 150 } }
        }

        Label {
            objectName: "connectionState"
            color: bar.stateColor
            font.bold: true
            text: {
                if (bar.online)
                    return qsTr("Online");
                const state = bar.trying ? qsTr("Offline, reconnecting…") : qsTr("Offline");
                return bar.store.hasWritePending ? qsTr("%1 (unsent changes)").arg(state) : state;
            }
        }
    }
}
