// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Racer

ApplicationWindow {
    id: window

    required property url serverUrl

    width: 560
    height: 720
    minimumWidth: 420
    minimumHeight: 320
    visible: true
    color: palette.window

    palette {
        window: "#f4f5f7"
        windowText: "#1d2433"
        base: "#ffffff"
        text: "#1d2433"
        button: "#e6e9ef"
        buttonText: "#1d2433"
        mid: "#c9cfda"
        dark: "#5c6679"
        highlight: "#2f6fde"
        highlightedText: "#ffffff"
        placeholderText: "#8a93a5"
    }

    RootModel {
        id: store

        url: window.serverUrl
        onErrorOccurred: (error) => footer.show(error.message)
    }

    Query {
        id: countries

        model: store
        collection: "countries"
    }

    Query {
        id: found

        model: store
        collection: "subdivisions"
        query: filters.query
    }

    header: TitleBar {
        title: window.title
        store: store
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        FilterBar {
            id: filters

            Layout.fillWidth: true
            Layout.margins: 12
            countries: ModelList {
                query: countries
                sort: ({ path: "name", locale: "en" })
            }
        }

        ListView {
            id: list

            objectName: "list"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: ModelList {
                query: found
                sort: filters.sort
                groupBy: filters.groupBy
            }
            section.property: filters.groupBy ? "section" : ""
            section.delegate: SectionHeader { }
            delegate: SubdivisionRow { }
            move: Transition {
                NumberAnimation { property: "y"; duration: 150; easing.type: Easing.OutQuad }
            }
            moveDisplaced: Transition {
                NumberAnimation { property: "y"; duration: 150; easing.type: Easing.OutQuad }
            }
            ScrollBar.vertical: ScrollBar { }

            Label {
                anchors.centerIn: parent
                visible: list.count === 0
                color: palette.dark
                text: found.status === Query.Empty ? qsTr("Nothing found")
                    : found.status === Query.Error ? qsTr("The server does not understand the question")
                    : qsTr("Loading…")
            }
        }
    }

    footer: StatusBar {
        id: footer

        results: found
    }
}
