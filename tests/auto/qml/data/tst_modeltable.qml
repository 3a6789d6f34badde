// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Racer

TestCase {
    id: test

    property int least: 0

    name: "ModelTable"
    when: windowShown
    width: 300
    height: 300
    visible: true

    RootModel {
        id: model
    }

    ModelTable {
        id: table

        model: model
        path: "_page.people"
        columns: [
            "name",
            { path: "address.city", header: "City" },
            { path: "born", type: "dateTime", editable: false },
            { path: "height", show: (cm) => (cm / 100).toFixed(2) + " m", parse: (text) => parseFloat(text) * 100 }
        ]
        filter: (person) => person.height >= test.least
    }

    TableView {
        id: view

        anchors.fill: parent
        model: table
        delegate: Text {
            required property var model
            required property string display
            text: display
        }
    }

    function init() {
        test.least = 0;
        table.sortByColumn(-1);
        model.set("_page.people", [
            { id: "1", name: "Ann", address: { city: "Bern" }, born: 0, height: 170 },
            { id: "2", name: "Bob", address: { city: "Aarau" }, height: 180 }
        ]);
        compare(table.count, 2);
    }

    function shown(row) {
        view.forceLayout();
        return [0, 1, 3].map((column) => view.itemAtCell(Qt.point(column, row))?.text).join("|"); // qmllint disable
    }

    function test_cells() {
        compare(view.columns, 4);
        compare(shown(0), "Ann|Bern|1.70 m");
        model.set("_page.people.0.address.city", "Biel");
        compare(shown(0), "Ann|Biel|1.70 m");
        compare(table.headerData(1, Qt.Horizontal, Qt.DisplayRole), "City");
        compare(table.columnOf("height"), 3);
    }

    function test_writing() {
        view.forceLayout();
        view.itemAtCell(Qt.point(1, 0)).model.edit = "Basel"; // qmllint disable
        compare(model.get("_page.people.0.address.city"), "Basel");
        view.itemAtCell(Qt.point(3, 0)).model.edit = "1.6"; // qmllint disable
        compare(model.get("_page.people.0.height"), 160);
        compare(shown(0), "Ann|Basel|1.60 m");
    }

    function test_sortingByHeader() {
        table.sortByColumn(1, Qt.AscendingOrder);
        compare(table.sortColumn, 1);
        compare(table.get(0).name, "Bob");
        table.sortByColumn(1, Qt.DescendingOrder);
        compare(table.get(0).name, "Ann");
    }

    function test_theFilterFollows() {
        test.least = 175;
        compare(table.count, 1);
        compare(table.get(0).name, "Bob");
        table.append({ id: "3", name: "Cy", height: 190 });
        compare(table.count, 2);
    }

    function test_wrongColumnsAreTold() {
        ignoreWarning(/A column has no "nonsense"/);
        table.columns = [{ nonsense: 1 }];
        compare(view.columns, 4);
    }
}
