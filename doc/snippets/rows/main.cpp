// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/listmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

using namespace Racer;
using namespace Qt::StringLiterals;

static Value person(const char16_t *name, const char16_t *city, int age)
{
    return Value::object({{Key(u"name"), Value(name)}, {Key(u"city"), Value(city)}, {Key(u"age"), age}});
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    RootModel model;
    model.set(u"_page.people.zoe", person(u"Zoë", u"Köln", 31));
    model.set(u"_page.people.arne", person(u"Ärne", u"Ulm", 17));
    model.set(u"_page.people.ada", person(u"Ada", u"Ulm", 40));
    model.set(u"_page.adult", 18);

    ListModel people;
    people.setSource(model.at(u"_page.people"));
    people.setSortKeys({{.path = Path(u"name"), .locale = QLocale(QLocale::German)}});
    people.setGroupBy(u"city"_s);
    people.setFilter([](const Value &person, const Key &, const QList<Value> &inputs) {
        return person.value(u"age").toDouble() >= inputs.at(0).toDouble();
    }, {Path(u"_page.adult")});

    QObject::connect(&people, &QAbstractItemModel::rowsInserted, [&](const QModelIndex &, int row) {
        qInfo() << people.index(row).data(RowModel::SectionRole).toString() << people.valueAt(row).value(u"name");
    });
    model.set(u"_page.adult", 16); // Ärne comes, behind Ada
    return people.indexOf(u"arne"_s) == 2 ? 0 : 1;
}
