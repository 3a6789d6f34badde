// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick

// A delegate with an editor, that counts how often it is made and destroyed.
FocusScope {
    id: row

    required property int index
    required property string key
    required property string title
    required property var playing

    property Counter counter
    property alias editor: input
    // What has been typed and not been committed yet.
    property string draft: input.text

    implicitWidth: 100
    implicitHeight: 20

    TextInput {
        id: input

        anchors.fill: parent
        focus: true
        text: row.title
    }

    Component.onCompleted: if (counter) ++counter.created
    Component.onDestruction: if (counter) ++counter.destroyed
}
