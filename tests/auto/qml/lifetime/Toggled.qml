// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

// Elements that come and go over a model that stays.
Item {
    id: toggled

    required property Connection connection
    readonly property int rows: loader.item ? (loader.item as ListView).count : -1

    function toggle(): int {
        loader.active = true;
        const count = toggled.rows;
        loader.active = false;
        return count;
    }

    RootModel {
        id: songs

        connection: toggled.connection
    }

    Loader {
        id: loader

        active: false
        sourceComponent: ListView {
            property string title: String(value.value)

            readonly property ModelValue value: ModelValue {
                id: value

                model: songs // qmllint disable unqualified
                path: "_page.songs.0.title"
            }

            model: ModelList {
                model: songs // qmllint disable unqualified
                path: "_page.songs"
                sort: "title"
                filter: (song) => song.title !== title
            }
            delegate: Item {
                required property string title
            }
        }
    }

    Component.onCompleted: {
        for (let n = 0; n < 20; ++n)
            songs.push("_page.songs", { title: "song " + n });
    }
}
