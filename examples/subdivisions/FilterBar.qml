// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Racer

// What the user asks for: a query of the collection "subdivisions", and the order and groups of its results.
GridLayout {
    id: bar

    property alias countries: country.model
    readonly property var query: {
        const query = {};
        if (country.currentIndex >= 0)
            query.country = country.currentValue;
        if (settled.text !== "")
            query.name = { $regex: escaped(settled.text), $options: "i" };
        return query;
    }
    readonly property var sort: order.currentValue?.sort
    readonly property var groupBy: order.currentValue?.groupBy

    // The text itself, whatever signs of regular expressions it holds.
    function escaped(text: string): string {
        return text.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&");
    }

    columns: 2
    columnSpacing: 8
    rowSpacing: 8

    RowLayout {
        spacing: 4
        Layout.fillWidth: true

        ComboBox {
            id: country

            objectName: "country"
            Layout.fillWidth: true
            textRole: "name"
            valueRole: "alpha_2"
            currentIndex: -1
            displayText: currentIndex < 0 ? qsTr("All countries") : currentText
        }

        ToolButton {
            objectName: "allCountries"
            visible: country.currentIndex >= 0
            text: "✕"
            ToolTip.text: qsTr("All countries")
            ToolTip.visible: hovered
            onClicked: country.currentIndex = -1
        }
    }

    SortKey {
        id: byName

        path: "name"
        locale: "en"
        numericMode: true
    }

    SortKey {
        id: byNameBackwards

        path: "name"
        locale: "en"
        numericMode: true
        order: Qt.DescendingOrder
    }

    ComboBox {
        id: order

        objectName: "sort"
        Layout.preferredWidth: 180
        textRole: "text"
        valueRole: "value"
        model: [
            { text: qsTr("Name"), value: { sort: byName } },
            { text: qsTr("Name, backwards"), value: { sort: byNameBackwards } },
            { text: qsTr("Code"), value: { sort: "code" } },
            { text: qsTr("By type"), value: { sort: byName, groupBy: "type" } }
        ]
    }

    TextField {
        id: search

        objectName: "search"
        Layout.fillWidth: true
        Layout.columnSpan: 2
        placeholderText: qsTr("Search names")
        onTextChanged: settling.restart()
    }

    // A query for each pause in typing rather than for each letter.
    Timer {
        id: settling

        interval: 120
        onTriggered: settled.text = search.text
    }

    QtObject {
        id: settled

        property string text
    }
}
