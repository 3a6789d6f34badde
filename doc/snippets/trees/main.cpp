// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/aggregate.h>
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/sectionmodel.h>
#include <Racer/treemodel.h>

#include <QtCore/QCoreApplication>

using namespace Racer;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    RootModel model;
    model.set(u"_page.folders", Json::parse(R"([{"id": "a", "name": "Letters"}, {"id": "b", "name": "Drafts"},
        {"id": "c", "name": "To Ada", "parent": "a", "size": 3}])"));

    TreeModel folders;
    folders.setParentPath(u"parent"_s);
    folders.setColumns({{.path = Path(u"name"), .header = u"Name"_s}, {.path = Path(u"size"), .header = u"Size"_s}});
    folders.setReorderable(true); // by drag and drop
    folders.setSource(model.at(u"_page.folders"));
    folders.move(folders.indexOf(u"c"_s), folders.indexOf(u"b"_s)); // writes the parent's key

    ListModel flat;
    flat.setGroupBy(u"parent"_s);
    flat.setSource(model.at(u"_page.folders"));
    SectionModel sections;
    sections.setSource(&flat);
    sections.collapse(u"b"_s);

    Aggregate sizes;
    sizes.setSource(&flat);
    sizes.setRole(u"size"_s);
    sizes.setOperation(Aggregate::Sum);
    model.set(u"_page.folders.0.size", 4);
    return folders.rowCount(folders.indexOf(u"b"_s)) == 1 && sections.count() == 4 && sizes.value() == 7.0 ? 0 : 1;
}
