// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified
    property string wanted: "a"
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
        id: one

        model: bob.model
        path: "fruit." + test.wanted
        onStatusChanged: test.seen.push(status)
    }

    Subscription {
        id: several

        model: bob.model
        paths: ["fruit.a", "roots.c", "fruit.nothing"]
    }

    Subscription {
        id: nothing

        model: bob.model
    }

    Subscription {
        id: noDocument

        model: bob.model
        path: "fruit"
    }

    Subscription {
        id: below

        model: bob.model.at("fruit")
        path: "b.title"
    }

    Subscription {
        id: byModelMadeInCode

        model: Racer.createModel({ url: test.url })
        path: "fruit.a"
    }

    ModelValue {
        id: titleThere

        model: byModelMadeInCode.model.at("fruit")
        path: "a.title"
    }

    function initTestCase() {
        let left = 3;
        alice.model.add("fruit", { id: "a", title: "apple" }, () => --left);
        alice.model.add("fruit", { id: "b", title: "banana" }, () => --left);
        alice.model.add("roots", { id: "c", title: "carrot" }, () => --left);
        tryVerify(() => left === 0);
    }

    function test_1_oneDocument() {
        tryCompare(one, "status", Subscription.Ready);
        compare(one.count, 1);
        compare(test.seen[0], Subscription.Loading);
        compare(bob.model.get("fruit.a.title"), "apple");
        alice.model.set("fruit.a.title", "Apple");
        tryVerify(() => bob.model.get("fruit.a.title") === "Apple");
        alice.model.set("fruit.a.title", "apple");
    }

    function test_2_severalDocuments() {
        tryCompare(several, "status", Subscription.Ready);
        compare(several.count, 2);
        compare(bob.model.get("roots.c.title"), "carrot");
        compare(nothing.status, Subscription.Null);
        compare(noDocument.status, Subscription.Error);
        compare(noDocument.errorString, "No document has the path \"fruit\"");
    }

    function test_3_belowAModel() {
        tryCompare(below, "status", Subscription.Ready);
        compare(bob.model.get("fruit.b.title"), "banana");
    }

    function test_4_anotherPathTakesItsPlaceWhenItIsThere() {
        tryCompare(one, "status", Subscription.Ready);
        test.seen = [];
        test.wanted = "nothing";
        tryCompare(one, "status", Subscription.Empty);
        compare(test.seen, [Subscription.Stale, Subscription.Empty]);
        test.wanted = "a";
        tryCompare(one, "status", Subscription.Ready);
    }

    function test_5_comingAndGoing() {
        tryCompare(several, "count", 2);
        alice.model.del("roots.c");
        tryCompare(several, "count", 1);
        alice.model.add("roots", { id: "c", title: "carrot" });
        tryCompare(several, "count", 2);
        alice.model.add("fruit", { id: "nothing" });
        tryCompare(several, "count", 3);
    }

    function test_6_withoutTheConnectionDocumentsAreStale() {
        tryCompare(one, "status", Subscription.Ready);
        server.stop(); // qmllint disable unqualified
        tryCompare(one, "status", Subscription.Stale);
        server.start(); // qmllint disable unqualified
        tryCompare(one, "status", Subscription.Ready);
    }

    function test_aModelMadeInCode() {
        tryCompare(byModelMadeInCode, "status", Subscription.Ready);
        tryCompare(titleThere, "value", "apple");
        byModelMadeInCode.model.set("fruit.a.title", "Apple");
        tryVerify(() => bob.model.get("fruit.a.title") === "Apple");
        byModelMadeInCode.model.set("fruit.a.title", "apple");
        tryVerify(() => bob.model.get("fruit.a.title") === "apple");
    }
}
