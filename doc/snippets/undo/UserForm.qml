// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls
import Racer

Column {
    id: form

    required property RootModel root
    required property string userId

    Draft {
        id: draft

        model: form.root
        path: "users." + form.userId
        initialValue: ({ name: "" })
    }

    ModelValue {
        id: userName

        model: form.root
        path: draft.copyPath + ".name"
    }

    TextField {
        text: userName.text
        onTextEdited: userName.value = text
    }

    Button {
        text: "Save"
        enabled: draft.dirty && !draft.committing
        onClicked: draft.commit()
    }

    Button {
        text: "Take theirs"
        visible: draft.conflicted
        onClicked: draft.takeTheirs()
    }

    Label {
        text: draft.errorString
    }
}
