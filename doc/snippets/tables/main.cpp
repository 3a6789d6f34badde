// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/tablemodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDate>

using namespace Racer;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    RootModel model;
    model.set(u"_page.orders", Json::parse(QByteArrayView(R"([
        {"customer": {"name": "Ada"}, "due": "2026-03-01", "cents": 250, "paid": true},
        {"customer": {"name": "Bob"}, "due": "2026-01-15", "cents": 9900}])")));

    TableModel orders;
    orders.setColumns({
        {.path = u"customer.name"_s, .header = u"Customer"_s, .sortKey = {.path = {}, .locale = QLocale()}},
        {.path = u"due"_s, .header = u"Due"_s, .type = QMetaType::fromType<QDate>()},
        {.path = u"paid"_s, .header = u"Paid"_s, .checkable = true},
        {.path = u"cents"_s, .header = u"Price"_s, .alignment = Qt::AlignRight | Qt::AlignVCenter,
         .toVariant = [](const Value &cents) { return QVariant(cents.toDouble() / 100); },
         .fromVariant = [](const QVariant &price) { return Value(price.toDouble() * 100); }},
    });
    orders.setSource(model.at(u"_page.orders"));
    orders.sort(1);                                  // as a click on the header does it
    orders.setData(orders.index(0, 3), 12.5);        // Bob's, who is first now
    orders.set(0, u"customer.phone", u"555 0199"_s); // by rows, whatever is sorted
    return model.get(u"_page.orders.1.cents").toInteger() == 1250 ? 0 : 1;
}
