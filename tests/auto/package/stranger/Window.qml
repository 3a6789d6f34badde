// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer as Racer

Window {
    id: window
    visible: true
    title: String(model.get("_page.title"))
    onTitleChanged: Qt.exit(title === "changed" ? 0 : 1)

    Racer.RootModel {
        id: model
    }
    Component.onCompleted: {
        model.set("_page.title", "changed");
        title = model.get("_page.title");
    }
}
