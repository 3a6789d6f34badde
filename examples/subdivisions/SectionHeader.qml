// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic

// The name of a group, above its rows.
Label {
    id: header

    required property string section

    width: parent?.width ?? 0
    padding: 8
    leftPadding: 12
    color: palette.dark
    font.bold: true
    text: section
    background: Rectangle {
        color: header.palette.window
    }
}
