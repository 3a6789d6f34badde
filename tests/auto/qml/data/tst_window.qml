// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

// A list of 100,000 documents, of which a view looks at some.
Item {
    id: root

    property url url: server.url // qmllint disable unqualified

    width: 200
    height: 400

    Client {
        id: alice

        url: root.url
    }

    Client {
        id: bob

        url: root.url
    }

    Query {
        id: everything

        model: bob.model
        collection: "many"
        query: ({ $sort: { n: 1 } })
        windowSize: 40
    }

    ListView {
        id: list

        anchors.fill: parent
        model: ModelList {
            id: rows

            query: everything
            roles: ["n"]
        }
        delegate: Text {
            required property int index
            required property bool exists
            required property var n

            height: 20
            text: exists ? n : "…"
        }
    }

    TestCase {
        name: "Window"
        when: windowShown

        function textAt(row: int): string {
            const item = list.itemAtIndex(row) as Text;
            return item ? item.text : "none";
        }

        function documentsHere(): int {
            return Object.keys(bob.model.get("many") ?? {}).length;
        }

        function scrollTo(row: int) {
            list.positionViewAtIndex(row, ListView.Beginning);
        }

        function initTestCase() {
            server.fill("many", 100000); // qmllint disable unqualified
            everything.retry(); // it was filled behind the server's back
            bob.model.unloadDelay = 0;
            tryCompare(everything, "count", 100000, 20000);
            tryCompare(list, "count", 100000);
        }

        function test_a_loadsWhatIsVisible() {
            tryVerify(() => textAt(0) === "0");
            compare(everything.status, Query.Ready);
            scrollTo(50000);
            tryVerify(() => textAt(50000) === "50000" && textAt(50015) === "50015", 10000);
            scrollTo(99999);
            tryVerify(() => textAt(99999) === "99999", 10000);
            verify(documentsHere() <= 11 * 40, documentsHere() + " documents");
        }

        function test_b_flicks() {
            for (let row = 1000; row < 3000; row += 7) {
                scrollTo(row);
                if (row % 5 === 0)
                    wait(0);
            }
            tryVerify(() => textAt(2995) === "2995", 10000);
            tryVerify(() => documentsHere() <= 11 * 40);
        }

        function test_c_staysInPlace() {
            scrollTo(60000);
            tryVerify(() => textAt(60005) === "60005", 10000);
            const item = list.itemAtIndex(60005);
            const y = item.y - list.contentY;
            let created = false;
            alice.model.add("many", { n: 59999.5 }, () => created = true);
            tryVerify(() => created);
            tryCompare(everything, "count", 100001);
            tryVerify(() => textAt(60006) === "60005");
            compare(list.itemAtIndex(60006), item); // the same delegate
            verify(Math.abs(item.y - list.contentY - y) <= 20);
            tryVerify(() => textAt(60000) === "59999.5" || list.itemAtIndex(60000) === null);
        }
    }
}
