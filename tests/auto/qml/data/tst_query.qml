// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified
    property string wanted: "fruit"
    property var seen: []

    name: "Query"

    Client {
        id: alice

        url: test.url
    }

    Client {
        id: bob

        url: test.url
    }

    Query {
        id: goods

        model: bob.model
        collection: "goods"
        query: ({ kind: test.wanted, $sort: { title: 1 } })
        onStatusChanged: test.seen.push([status, count, resultsPath])
    }

    Query {
        id: nothing

        collection: "goods"
    }

    Query {
        id: wrong

        model: bob.model
        collection: "goods"
        query: ({ $nonsense: 1 })
    }

    Query {
        id: notJson

        model: bob.model
        collection: "goods"
        query: ({ title: /a/ })
    }

    Query {
        id: onlyOnce

        model: bob.model
        collection: "goods"
        query: ({ kind: "fruit" })
        fetchOnly: true
    }

    Query {
        id: counted

        model: bob.model
        collection: "goods"
        query: ({ kind: "fruit", $count: true })
    }

    SignalSpy {
        id: paths

        target: goods
        signalName: "resultsChanged"
    }

    function initTestCase() {
        let left = 3;
        alice.model.add("goods", { id: "a", kind: "fruit", title: "apple" }, () => --left);
        alice.model.add("goods", { id: "b", kind: "fruit", title: "banana" }, () => --left);
        alice.model.add("goods", { id: "c", kind: "root", title: "carrot" }, () => --left);
        tryVerify(() => left === 0);
    }

    function test_1_followsTheServer() {
        tryCompare(goods, "status", Query.Ready);
        tryCompare(goods, "count", 2);
        verify(goods.resultsPath !== "");
        compare(bob.model.get("goods.a.title"), "apple");
        alice.model.set("goods.c.kind", "fruit");
        tryCompare(goods, "count", 3);
        alice.model.del("goods.c");
        tryCompare(goods, "count", 2);
    }

    function test_2_anotherQueryTakesItsPlaceWhenItIsThere() {
        tryCompare(goods, "status", Query.Ready);
        const before = goods.resultsPath;
        paths.clear();
        test.seen = [];
        test.wanted = "stone";
        tryVerify(() => test.seen.length === 2);
        compare(test.seen[0], [Query.Stale, 2, before]);
        compare(test.seen[1], [Query.Empty, 0, goods.resultsPath]);
        compare(paths.count, 1);
        test.wanted = "fruit";
        tryCompare(goods, "count", 2);
    }

    function test_3_anEqualQueryAsksNothing() {
        tryCompare(goods, "status", Query.Ready);
        goods.query = { kind: test.wanted, $sort: { title: 1 } };
        wait(0);
        compare(goods.status, Query.Ready);
    }

    function test_4_withoutTheConnectionResultsAreStale() {
        tryCompare(goods, "status", Query.Ready);
        compare(onlyOnce.status, Query.Empty);
        onlyOnce.retry();
        tryCompare(onlyOnce, "status", Query.Ready);
        server.stop(); // qmllint disable unqualified
        tryCompare(goods, "status", Query.Stale);
        compare(goods.count, 2);
        compare(onlyOnce.status, Query.Ready);
        server.start(); // qmllint disable unqualified
        tryCompare(goods, "status", Query.Ready);
        alice.model.set("goods.a.title", "Apple");
        tryVerify(() => bob.model.get("goods.a.title") === "Apple");
        alice.model.set("goods.a.title", "apple");
        tryVerify(() => bob.model.get("goods.a.title") === "apple");
    }

    function test_extra() {
        tryCompare(counted, "extra", 2);
    }

    function test_anErrorKeepsTheResultsAndCanBeRetried() {
        tryCompare(goods, "status", Query.Ready);
        goods.query = { $nonsense: 1 };
        tryCompare(goods, "status", Query.Error);
        compare(goods.count, 2);
        goods.retry();
        compare(goods.status, Query.Stale);
        tryCompare(goods, "status", Query.Error);
        goods.query = Qt.binding(() => ({ kind: test.wanted, $sort: { title: 1 } }));
        tryCompare(goods, "status", Query.Ready);
        compare(goods.errorString, "");
    }

    function test_nowhere() {
        goods.model = null;
        compare(goods.status, Query.Null);
        compare(goods.count, 0);
        goods.model = bob.model;
        tryCompare(goods, "count", 2);
    }

    function test_errors() {
        compare(nothing.status, Query.Null);
        tryCompare(wrong, "status", Query.Error);
        verify(wrong.errorString.includes("$nonsense"), wrong.errorString);
        compare(notJson.status, Query.Error);
        verify(notJson.errorString.includes("regular expression"));
    }
}
