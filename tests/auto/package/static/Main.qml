// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

Window {
    id: window

    visible: true
    width: 200
    height: 200

    RootModel {
        id: model
    }

    ListView {
        id: view

        anchors.fill: parent
        model: ModelList {
            model: model
            path: "_page.songs"
        }
        delegate: Text {
            required property string title

            text: title
        }
        onCountChanged: Qt.callLater(window.check)
    }

    function check() {
        view.forceLayout();
        const row = view.itemAtIndex(1) as Text;
        Qt.exit(row && row.text === "b" ? 0 : 2);
    }

    Component.onCompleted: model.set("_page.songs", [{ title: "a" }, { title: "b" }])
}
