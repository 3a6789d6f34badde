// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property url url: server.url // qmllint disable unqualified
    property var errors: []

    name: "RootModel"

    RootModel {
        id: store

        url: test.url
        unloadDelay: 50
        onErrorOccurred: (error) => test.errors.push(error.message)
    }

    RootModel {
        id: local
    }

    RootModel {
        id: later

        active: false
        url: test.url
    }

    RootModel {
        id: restored

        active: false
        url: test.url
        initialBundle: test.bundle
    }

    property var bundle

    SignalSpy {
        id: roots

        target: later
        signalName: "rootChanged"
    }

    function test_1_aConnectionOfItsOwn() {
        compare(local.state, RootModel.Local);
        verify(!local.online);
        tryCompare(store, "online", true);
        compare(store.state, RootModel.Connected);
        compare(store.connection, null);
        let confirmed = false;
        store.add("pets", { id: "cat", name: "Tom" }, () => confirmed = true);
        tryVerify(() => confirmed);
        tryCompare(store, "hasWritePending", false);
    }

    function test_2_inactive() {
        compare(later.state, RootModel.Closed);
        verify(!later.online);
        later.active = true;
        tryCompare(later, "online", true);
        later.active = false;
        tryCompare(later, "state", RootModel.Closed);
        later.reconnect();
        compare(later.state, RootModel.Closed);
        later.active = true;
        tryCompare(later, "online", true);
    }

    function test_3_lostAndReconnected() {
        tryCompare(store, "online", true);
        server.stop(); // qmllint disable unqualified
        tryCompare(store, "online", false);
        store.set("pets.cat.name", "Tim");
        tryCompare(store, "hasWritePending", true);
        server.start(); // qmllint disable unqualified
        store.reconnect();
        tryCompare(store, "online", true);
        tryCompare(store, "hasWritePending", false);
    }

    function test_4_anotherServerStartsAnew() {
        tryCompare(later, "online", true);
        later.set("_page.x", 1);
        roots.clear();
        later.url = "";
        compare(roots.count, 1);
        compare(later.state, RootModel.Local);
        compare(later.get("_page.x"), undefined);
        later.url = test.url;
        tryCompare(later, "online", true);
    }

    function test_5_errors() {
        test.errors = [];
        store.set("_page", 1);
        tryVerify(() => test.errors.length === 1);
        compare(store.errorString, test.errors[0]);
        verify(store.errorString.includes("Invalid path: _page"));
        store.reconnect();
        tryCompare(store, "errorString", "");
    }

    function test_6_options() {
        compare(store.unloadDelay, 50);
        compare(store.fetchOnly, false);
        store.fetchOnly = true;
        verify(store.root.fetchOnly);
        store.fetchOnly = false;
    }

    function test_7_bundles() {
        tryCompare(store, "online", true);
        let loaded = false;
        store.subscribe("pets.cat", () => loaded = true);
        tryVerify(() => loaded);
        let bundle;
        store.bundle((error, made) => bundle = made);
        tryVerify(() => bundle !== undefined);
        test.bundle = JSON.stringify(bundle);
        compare(restored.get("pets.cat.name"), "Tim");
    }
}
