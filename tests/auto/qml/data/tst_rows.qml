// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

// The shape of a list: filter, sort, groups, roles.
TestCase {
    id: test

    property int least: 0
    property string other: ""
    property bool ascending: true
    property string group: "kind"
    property var keys: undefined

    name: "Rows"

    RootModel {
        id: model

        onErrorOccurred: (error) => test.errors.push(error.message)
    }

    property var errors: []

    ModelValue {
        id: wanted

        model: model
        path: "_page.wanted"
    }

    SortKey {
        id: byName

        path: "name"
        locale: "de_DE"
    }

    ModelList {
        id: list

        model: model
        path: "_page.items"
    }

    SignalSpy {
        id: resets

        target: list
        signalName: "modelReset"
    }

    SignalSpy {
        id: filterChanges

        target: list
        signalName: "filterChanged"
    }

    function names() {
        const found = [];
        for (let row = 0; row < list.count; ++row)
            found.push(list.get(row).name);
        return found.join(" ");
    }

    function init() {
        model.set("_page.items", [
            { id: "1", name: "pear", n: 2, kind: "fruit" },
            { id: "2", name: "Äpfel", n: 10, kind: "fruit" },
            { id: "3", name: "carrot", n: 3, kind: "root" },
            { id: "4", name: "zebra", n: 1, kind: "animal" }
        ]);
        model.del("_page.wanted");
        model.del("_page.limits");
        list.filter = undefined;
        list.sort = undefined;
        list.groupBy = undefined;
        list.skip = 0;
        list.limit = 0;
        list.roles = undefined;
        test.least = 0;
        test.other = "";
        test.errors = [];
        resets.clear();
        compare(names(), "pear Äpfel carrot zebra");
    }

    function cleanup() {
        compare(resets.count, 0);
    }

    function test_anExpressionFilters() {
        list.filter = { n: { $gt: 2 } };
        compare(names(), "Äpfel carrot");
        compare(list.sourceCount, 4);
        model.set("_page.items.0.n", 5);
        compare(names(), "pear Äpfel carrot");
        list.filter = null;
        compare(list.count, 4);
    }

    function test_anEqualExpressionChangesNothing() {
        list.filter = { n: { $gt: 2 } };
        filterChanges.clear();
        list.filter = { n: { $gt: 2 } };
        compare(filterChanges.count, 0);
    }

    function test_aWrongExpressionIsTold() {
        ignoreWarning(/\$nonsense/);
        list.filter = { n: { $nonsense: 1 } };
        ignoreWarning(/A sort key is/);
        list.sort = 5;
        compare(list.count, 4);
    }

    function test_aNamedFunctionFilters() {
        model.fn("isFruit", (item) => item.kind === "fruit");
        list.filter = "isFruit";
        compare(names(), "pear Äpfel");
    }

    function test_aFunctionFollowsProperties() {
        list.filter = (item) => item.n >= test.least;
        compare(list.count, 4);
        test.least = 3;
        compare(names(), "Äpfel carrot");
        test.least = 1;
        compare(list.count, 4);
    }

    function test_aFunctionKnowsTheKey() {
        list.filter = (item, key) => key !== "2"; // of an array it is the index
        compare(names(), "pear Äpfel zebra");
    }

    // The first items never look at "other".
    function test_whatOnlyALaterItemLooksAtIsFollowed() {
        list.filter = (item) => item.special ? item.name === test.other : item.n >= test.least;
        model.push("_page.items", { id: "5", name: "five", special: true });
        compare(list.count, 4);
        model.push("_page.items", { id: "6", name: "six", n: 0 });
        compare(list.count, 5);
        compare(names(), "pear Äpfel carrot zebra six");
        test.other = "five";
        compare(names(), "pear Äpfel carrot zebra five six");
        test.least = 2;
        compare(names(), "pear Äpfel carrot five");
        test.other = "";
        compare(names(), "pear Äpfel carrot");
    }

    function test_afterManyLaterCallsAllIsFollowedStill() {
        list.filter = (item) => item.special ? item.name === test.other : item.n >= test.least;
        model.push("_page.items", { id: "5", name: "five", special: true });
        for (let i = 0; i < 5000; ++i)
            model.set("_page.items.0.n", i + 10);
        compare(list.count, 4);
        test.other = "five";
        compare(list.count, 5);
        test.least = 5000;
        compare(names(), "pear five");
        for (let i = 0; i < 70; ++i)
            model.set("_page.items.1.n", i);
        test.least = 69;
        compare(names(), "pear Äpfel five");
    }

    function test_aFunctionFollowsValues() {
        list.filter = (item) => !wanted.exists || item.kind === wanted.value;
        compare(list.count, 4);
        wanted.value = "fruit";
        compare(names(), "pear Äpfel");
        wanted.remove();
        compare(list.count, 4);
    }

    function test_aFunctionFollowsWhatItReadsInAModel() {
        const limits = model.at("_page.limits");
        list.filter = (item) => item.n >= (limits.get(item.kind) ?? 0)
            && item.n >= (model.get("_page.limits.all") ?? 0);
        compare(list.count, 4);
        limits.set("fruit", 5);
        compare(names(), "Äpfel carrot zebra");
        model.set("_page.limits.all", 2);
        compare(names(), "Äpfel carrot");
        model.del("_page.limits");
        compare(list.count, 4);
    }

    function test_aNewFunctionForgetsTheOldOne() {
        let calls = 0;
        list.filter = (item) => item.n >= test.least;
        list.filter = (item) => { ++calls; return true; };
        calls = 0;
        test.least = 7;
        compare(calls, 0);
        compare(list.count, 4);
    }

    function test_aFunctionThatThrowsIsTold() {
        list.filter = (item) => item.kind.nothing.at(0);
        compare(list.count, 0);
        compare(test.errors.length, 1);
        verify(test.errors[0].includes("TypeError"), test.errors[0]);
    }

    function test_sort_data() {
        return [
            { tag: "a name", sort: "name", names: "carrot pear zebra Äpfel" },
            { tag: "a name, backwards", sort: "-n", names: "Äpfel carrot pear zebra" },
            { tag: "several", sort: ["kind", "-n"], names: "zebra Äpfel pear carrot" },
            { tag: "as MongoDB has it", sort: { kind: -1, n: 1 }, names: "carrot pear Äpfel zebra" },
            { tag: "an object", sort: { path: "name", locale: "de_DE", order: Qt.DescendingOrder },
              names: "zebra pear carrot Äpfel" },
            { tag: "a locale's object", sort: [{ path: "name", locale: Qt.locale("de_DE") }],
              names: "Äpfel carrot pear zebra" },
            { tag: "an element", sort: byName, names: "Äpfel carrot pear zebra" },
            { tag: "elements and names", sort: ["kind", byName], names: "zebra Äpfel pear carrot" },
            { tag: "a function", sort: (a, b) => b.n - a.n, names: "Äpfel carrot pear zebra" },
            { tag: "none", sort: null, names: "pear Äpfel carrot zebra" }
        ];
    }

    function test_sort(data) {
        list.sort = data.sort;
        compare(names(), data.names);
    }

    function test_anElementsChangeSorts() {
        list.sort = byName;
        byName.order = Qt.DescendingOrder;
        compare(names(), "zebra pear carrot Äpfel");
        byName.order = Qt.AscendingOrder;
        compare(names(), "Äpfel carrot pear zebra");
    }

    function test_aSortFunctionFollowsProperties() {
        test.ascending = true;
        list.sort = (a, b) => test.ascending ? a.n - b.n : b.n - a.n;
        compare(names(), "zebra pear carrot Äpfel");
        test.ascending = false;
        compare(names(), "Äpfel carrot pear zebra");
        model.set("_page.items.0.n", 20);
        compare(names(), "pear Äpfel carrot zebra");
        test.ascending = true;
        compare(names(), "zebra carrot Äpfel pear");
    }

    function test_aWindow() {
        list.sort = "n";
        list.skip = 1;
        list.limit = 2;
        compare(names(), "pear carrot");
    }

    function test_groups() {
        list.groupBy = "kind";
        list.sort = "n";
        compare(names(), "zebra pear Äpfel carrot");
        list.groupBy = (item) => item[test.group].toString().charAt(0);
        compare(names(), "zebra pear Äpfel carrot");
        test.group = "name";
        compare(names(), "carrot pear zebra Äpfel");
        test.group = "kind";
    }

    function test_writingByRows() {
        list.sort = "n";
        list.set(0, { id: "4", name: "Zebra", n: 1, kind: "animal" });
        compare(model.get("_page.items.3.name"), "Zebra");
        list.set(0, "name", "zebra");
        compare(model.get("_page.items.3.name"), "zebra");
        list.set(0, "deep.inside", [1]);
        compare(model.get("_page.items.3.deep"), { inside: [1] });
        list.append({ id: "5", name: "five", n: 0 });
        compare(list.indexOf("5"), 0);
        list.remove(0);
        compare(list.indexOf("5"), -1);
        list.sort = undefined;
        list.move(0, 2);
        compare(names(), "Äpfel carrot pear zebra");
        list.insert(1, { id: "6", name: "six" });
        compare(names(), "Äpfel six carrot pear zebra");
        compare(list.keyAt(1), "6");
        compare(list.pathAt(1), "_page.items.1");
        compare(list.get(9), undefined);
        list.remove(1, 3);
        compare(names(), "Äpfel zebra");
    }
}
