// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

Column {
    id: tasks

    required property RootModel store
    property alias rows: view.model
    property alias text: total.text

    ModelList {
        id: list

        model: tasks.store
        path: "_page.tasks"
        roles: ["title", "state", "hours"]
        groupBy: "state"
    }

    ListView {
        id: view

        width: 200
        height: 200
        model: ModelSections {
            source: list
            collapsed: ["done"]
        }
        delegate: Text {
            id: task

            required property bool isSection
            required property string section
            required property int sectionCount
            required property var title

            text: isSection ? section + " (" + sectionCount + ")" : title
            font.bold: isSection

            TapHandler {
                enabled: task.isSection
                onTapped: (task.ListView.view.model as ModelSections).toggle(task.section)
            }
        }
    }

    Text {
        id: total

        text: hours.value + " hours"
    }

    Aggregate {
        id: hours

        source: list
        role: "hours"
        operation: Aggregate.Sum
    }
}
