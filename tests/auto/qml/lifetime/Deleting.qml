// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import Racer

// What is shown goes away while a change is delivered to it.
Item {
    id: deleting

    required property Connection connection
    // What goes: "model", "list", "value" or "row".
    property string victim
    readonly property bool gone: loader.status === Loader.Null || done
    property bool done: false

    width: 200
    height: 200

    function change() {
        loader.item.change(); // qmllint disable type
    }

    Loader {
        id: loader

        anchors.fill: parent
        sourceComponent: Item {
            id: scene

            property bool armed: false

            function change() {
                armed = true;
                songs.set("_page.songs.0.title", "changed");
                songs.push("_page.songs", { title: "new" });
            }

            function remove(what) {
                if (!scene.armed || deleting.victim !== what) // qmllint disable unqualified
                    return;
                scene.armed = false;
                if (what === "model") {
                    loader.active = false;
                } else if (what === "list") {
                    view.model = null;
                    listLoader.active = false;
                } else if (what === "value") {
                    valueLoader.active = false;
                } else {
                    songs.set("_page.songs", []);
                }
                deleting.done = true;
            }

            RootModel {
                id: songs

                connection: deleting.connection // qmllint disable unqualified
                Component.onCompleted: set("_page.songs", [{ title: "a" }, { title: "b" }])
            }

            Loader {
                id: listLoader

                sourceComponent: Item {
                    readonly property ModelList list: ModelList {
                        model: songs // qmllint disable unqualified
                        path: "_page.songs"
                        onDataChanged: scene.remove("list") // qmllint disable unqualified
                    }
                }
            }

            Loader {
                id: valueLoader

                sourceComponent: Item {
                    readonly property ModelValue value: ModelValue {
                        model: songs // qmllint disable unqualified
                        path: "_page.songs.0.title"
                        onValueChanged: {
                            scene.remove("value"); // qmllint disable unqualified
                            scene.remove("model");
                        }
                    }
                }
            }

            ListView {
                id: view

                anchors.fill: parent
                model: listLoader.item ? listLoader.item.list : null // qmllint disable type unqualified
                delegate: Text {
                    required property string title

                    text: title
                    onTextChanged: scene.remove("row") // qmllint disable unqualified
                }
            }
        }
    }
}
