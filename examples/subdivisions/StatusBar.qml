// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Racer

// How many were found, or what went wrong.
Rectangle {
    id: bar

    required property Query results

    function show(message: string) {
        note.passing = message;
        forget.restart();
    }

    implicitHeight: texts.implicitHeight + 16
    color: "#ffffff"

    Rectangle {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: 1
        color: "#c9cfda"
    }

    RowLayout {
        id: texts

        anchors { fill: parent; leftMargin: 12; rightMargin: 12 }
        spacing: 12

        Label {
            objectName: "count"
            color: palette.dark
            text: {
                const count = bar.results.count;
                switch (bar.results.status) {
                case Query.Null:
                case Query.Loading:
                    return "";
                default:
                    return count === 1 ? qsTr("1 subdivision")
                                       : qsTr("%1 subdivisions").arg(count.toLocaleString(Qt.locale("en"), "f", 0));
                }
            }
        }

        Label {
            id: note

            property string passing

            objectName: "note"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignRight
            elide: Text.ElideRight
            color: "#c23b3b"
            text: passing || bar.results.errorString
        }
    }

    Timer {
        id: forget

        interval: 10000
        onTriggered: note.passing = ""
    }
}
