// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/filter.h>
#include <Racer/rootmodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

using namespace Racer;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    RootModel model; // local data; documents of a server derive in the same way
    model.add(u"_items", Value::object({{u"id", u"milk"}, {u"title", u"Milk"}, {u"price", 2}}));
    model.add(u"_items", Value::object({{u"id", u"bread"}, {u"title", u"Bread"}, {u"price", 4}}));

    // A function of two values, a sorted list of what is cheap, and a name for its first item.
    model.set(u"_page.most", 3);
    model.filter(u"_items", [](const Value &item, const Key &, const QList<Value> &extras) {
        return item.value(u"price").toDouble() <= extras.first().toDouble();
    }, {u"_page.most"})->sort(Value::object({{u"price", 1}}))->ref(u"_page.cheap");
    model.ref(u"_page.cheapest", u"_page.cheap.0");
    model.start(u"_page.label", {u"_page.most", u"_page.cheapest.title"}, [](const Value &most, const Value &title) {
        return Value(u"%1, up to %2"_qs.arg(title.toString(), most.toDisplayString()));
    });

    model.set(u"_items.bread.price", 1);                // one insert event in _page.cheap
    model.set(u"_page.cheapest.title", u"Rye bread");   // written to _items.bread
    qInfo().noquote() << model.get(u"_page.label").toString();
}
