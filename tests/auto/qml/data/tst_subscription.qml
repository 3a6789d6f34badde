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

    name: "Subscription"

    Client {
        id: alice

        url: test.url
    }

    Client {
        id: bob

        url: test.url
    }

    Subscription {
        id: goods

        model: bob.model
        collection: "goods"
        query: ({ kind: test.wanted, $sort: { title: 1 } })
        onStatusChanged: test.seen.push([status, count, resultsPath])
    }

    Subscription {
        id: nothing

        collection: "goods"
    }

    Subscription {
        id: wrong

        model: bob.model
        collection: "goods"
        query: ({ $nonsense: 1 })
    }

    Subscription {
        id: notJson

        model: bob.model
        collection: "goods"
        query: ({ title: /a/ })
    }

    Subscription {
        id: byModelMadeInCode

        model: Racer.createModel({ url: test.url })
        path: "goods.a"
    }

    ModelValue {
        id: titleThere

        model: byModelMadeInCode.model.at("goods")
        path: "a.title"
    }

    SignalSpy {
        id: paths

        target: goods
        signalName: "resultsPathChanged"
    }

    function initTestCase() {
        let left = 3;
        alice.model.add("goods", { id: "a", kind: "fruit", title: "apple" }, () => --left);
        alice.model.add("goods", { id: "b", kind: "fruit", title: "banana" }, () => --left);
        alice.model.add("goods", { id: "c", kind: "root", title: "carrot" }, () => --left);
        tryVerify(() => left === 0);
    }

    function test_1_followsTheServer() {
        tryCompare(goods, "status", Subscription.Ready);
        tryCompare(goods, "count", 2);
        verify(goods.resultsPath !== "");
        compare(bob.model.get("goods.a.title"), "apple");
        alice.model.set("goods.c.kind", "fruit");
        tryCompare(goods, "count", 3);
        alice.model.del("goods.c");
        tryCompare(goods, "count", 2);
    }

    function test_2_anotherQueryTakesItsPlaceWhenItIsThere() {
        tryCompare(goods, "status", Subscription.Ready);
        const before = goods.resultsPath;
        paths.clear();
        test.seen = [];
        test.wanted = "stone";
        tryVerify(() => test.seen.length === 2);
        compare(test.seen[0], [Subscription.Loading, 2, before]);
        compare(test.seen[1], [Subscription.Ready, 0, goods.resultsPath]);
        compare(paths.count, 1);
        test.wanted = "fruit";
        tryCompare(goods, "count", 2);
    }

    function test_3_anEqualQueryAsksNothing() {
        tryCompare(goods, "status", Subscription.Ready);
        goods.query = { kind: test.wanted, $sort: { title: 1 } };
        wait(0);
        compare(goods.status, Subscription.Ready);
    }

    function test_aModelMadeInCode() {
        tryCompare(byModelMadeInCode, "status", Subscription.Ready);
        tryCompare(titleThere, "value", "apple");
        byModelMadeInCode.model.set("goods.a.title", "Apple");
        tryVerify(() => bob.model.get("goods.a.title") === "Apple");
        byModelMadeInCode.model.set("goods.a.title", "apple");
        tryVerify(() => bob.model.get("goods.a.title") === "apple");
    }

    function test_errors() {
        compare(nothing.status, Subscription.Null);
        tryCompare(wrong, "status", Subscription.Error);
        verify(wrong.errorString.includes("$nonsense"), wrong.errorString);
        compare(notJson.status, Subscription.Error);
        verify(notJson.errorString.includes("regular expression"));
    }
}
