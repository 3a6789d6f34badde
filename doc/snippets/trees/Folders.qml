// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

TreeView {
    id: folders

    required property RootModel store

    model: ModelTree {
        model: folders.store
        path: "_page.folders"
        parentPath: "parent"
        sort: "name"
        roles: ["name"]
    }
    delegate: Text {
        id: folder

        required property TreeView treeView
        required property int row
        required property int depth
        required property bool expanded
        required property bool hasChildren
        required property string name

        leftPadding: 16 * depth
        text: (hasChildren ? (expanded ? "▾ " : "▸ ") : "") + name

        TapHandler {
            onTapped: folder.treeView.toggleExpanded(folder.row)
        }
    }
}
