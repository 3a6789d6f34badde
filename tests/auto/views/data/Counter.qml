// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQml

QtObject {
    property int created: 0
    property int destroyed: 0

    function clear() {
        created = 0;
        destroyed = 0;
    }
}
