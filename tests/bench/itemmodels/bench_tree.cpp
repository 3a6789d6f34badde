// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "processortime.h"

#include <Racer/aggregate.h>
#include <Racer/json.h>
#include <Racer/listmodel.h>
#include <Racer/treemodel.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtGui/QStandardItemModel>

#include <algorithm>
#include <cstdio>
#include <functional>

// bench_tree: a TreeModel over nested arrays and over parent keys, opened as a view does it and changed in one place,
// against a QStandardItemModel that is filled with all of the same data; and an Aggregate of 100,000 rows of which one
// changes, against adding them all up again. CPU time, medians of rounds in turns; the last line is JSON. --items N for
// another largest number of items.

using namespace Racer;

namespace {

double median(std::vector<double> times)
{
    std::nth_element(times.begin(), times.begin() + qsizetype(times.size() / 2), times.end());
    return times[times.size() / 2];
}

double timeOf(const std::function<void()> &work)
{
    const qint64 start = processorTimeNs();
    work();
    return double(processorTimeNs() - start);
}

Value idOf(int number)
{
    return Value(u"item-%1"_qs.arg(number));
}

// A hundredth as many at the top as there are in all, each with the others below it.
Value nestedItems(int count)
{
    Value items = Value::array();
    int id = 0;
    for (int i = 0; i < count / 100; ++i) {
        Value children = Value::array();
        for (int j = 0; j < 99; ++j, ++id)
            children.append(Value::object({{Key(u"id"), idOf(id)}, {Key(u"title"), Value(u"an item"_qs)}}));
        items.append(Value::object({{Key(u"id"), idOf(id++)}, {Key(u"title"), Value(u"a folder"_qs)},
                                    {Key(u"children"), children}}));
    }
    return items;
}

Value keyedItems(int count)
{
    Value items = Value::array();
    for (int id = 0; id < count; ++id) {
        Value item = Value::object({{Key(u"id"), idOf(id)}, {Key(u"title"), Value(u"an item"_qs)}});
        if (id % 100 != 0)
            item.set(Key(u"parent"), idOf(id - id % 100));
        items.append(item);
    }
    return items;
}

// What a view asks for: the rows at the top, those on the screen, and those below the first.
void look(const QAbstractItemModel &tree)
{
    const int count = tree.rowCount();
    for (int row = 0; row < std::min(30, count); ++row) {
        const QModelIndex index = tree.index(row, 0);
        static_cast<void>(index.data());
        static_cast<void>(tree.hasChildren(index));
    }
    const QModelIndex first = tree.index(0, 0);
    for (int row = 0; row < std::min(30, tree.rowCount(first)); ++row)
        static_cast<void>(tree.index(row, 0, first).data());
}

QStandardItem *itemOf(const Value &item)
{
    return new QStandardItem(item.value(u"title").toString());
}

void fillNested(QStandardItemModel &model, const Value &items)
{
    for (const Value &item : items.elements()) {
        QStandardItem *const folder = itemOf(item);
        QList<QStandardItem *> children;
        for (const Value &child : item.value(u"children").elements())
            children.append(itemOf(child));
        folder->appendRows(children);
        model.appendRow(folder);
    }
}

void fillKeyed(QStandardItemModel &model, const Value &items)
{
    QHash<QString, QStandardItem *> known;
    known.reserve(items.size());
    for (const Value &item : items.elements())
        known.insert(item.value(u"id").toString(), itemOf(item));
    for (const Value &item : items.elements()) {
        QStandardItem *const parent = known.value(item.value(u"parent").toString());
        (parent ? parent : model.invisibleRootItem())->appendRow(known.value(item.value(u"id").toString()));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const qsizetype given = arguments.indexOf(u"--items"_qs);
    const int most = given > 0 ? arguments.value(given + 1).toInt() : 1'000'000;
    Value figures = Value::object();
    const auto figure = [&figures](const QString &name, double value) { figures.set(Key(name), Value(value)); };

    for (int count = std::min(100'000, most); count <= most; count *= 10) {
        std::printf("%d items, milliseconds to open and microseconds for a change:\n", count);
        RootModel model;
        const Model nested = model.at(u"_page.nested");
        const Model keyed = model.at(u"_page.keyed");
        nested.set(nestedItems(count));
        keyed.set(keyedItems(count));
        std::vector<double> ofNested;
        std::vector<double> ofKeyed;
        std::vector<double> ofStandard;
        std::vector<double> ofStandardKeys;
        std::vector<double> nestedChange;
        std::vector<double> keyedChange;
        std::vector<double> standardChange;
        // What one has freed the allocator tidies up for the next: each has its changes before another is made.
        for (int round = 0; round < 5; ++round) {
            constexpr int Changes = 200;
            int seen = 0;
            const auto watch = [&seen](QAbstractItemModel &rows) {
                QObject::connect(&rows, &QAbstractItemModel::dataChanged, &rows, [&seen] { ++seen; });
            };
            const auto change = [round](const std::function<void(int)> &write) {
                write(-1);
                return timeOf([&] {
                    for (int i = 0; i < Changes; ++i)
                        write(i + round * Changes);
                }) / 1e3 / Changes;
            };
            {
                TreeModel tree;
                ofNested.push_back(timeOf([&] {
                    tree.setSource(nested);
                    look(tree);
                }) / 1e6);
                watch(tree);
                nestedChange.push_back(change([&](int i) { nested.set(u"0.children.5.title", Value(i)); }));
            }
            {
                TreeModel tree;
                ofKeyed.push_back(timeOf([&] {
                    tree.setParentPath(u"parent"_qs);
                    tree.setSource(keyed);
                    look(tree);
                }) / 1e6);
                watch(tree);
                keyedChange.push_back(change([&](int i) { keyed.set(u"5.title", Value(i)); }));
            }
            {
                QStandardItemModel standard;
                ofStandard.push_back(timeOf([&] {
                    fillNested(standard, nested.get());
                    look(standard);
                }) / 1e6);
                watch(standard);
                standardChange.push_back(change([&](int i) {
                    standard.item(0)->child(5)->setText(QString::number(i));
                }));
            }
            QStandardItemModel standard;
            ofStandardKeys.push_back(timeOf([&] {
                fillKeyed(standard, keyed.get());
                look(standard);
            }) / 1e6);
            if (seen < 3 * Changes)
                std::printf("  only %d changes were told\n", seen);
        }
        const double standard = median(ofStandard);
        const double standardKeys = median(ofStandardKeys);
        std::printf("  nested: QStandardItemModel, filled   %10.2f ms %10.2f us\n", standard, median(standardChange));
        std::printf("  nested: TreeModel                    %10.2f ms %10.2f us   %6.1f times faster to open\n",
                    median(ofNested), median(nestedChange), standard / median(ofNested));
        std::printf("  by keys: QStandardItemModel, filled  %10.2f ms\n", standardKeys);
        std::printf("  by keys: TreeModel                   %10.2f ms %10.2f us   %6.1f times faster to open\n\n",
                    median(ofKeyed), median(keyedChange), standardKeys / median(ofKeyed));
        const QString size = QString::number(count);
        figure(u"open_standard_ms_"_qs + size, standard);
        figure(u"open_standard_keys_ms_"_qs + size, standardKeys);
        figure(u"open_nested_ms_"_qs + size, median(ofNested));
        figure(u"open_keyed_ms_"_qs + size, median(ofKeyed));
        figure(u"change_nested_us_"_qs + size, median(nestedChange));
        figure(u"change_keyed_us_"_qs + size, median(keyedChange));
        figure(u"change_standard_us_"_qs + size, median(standardChange));
    }

    constexpr int Rows = 100'000;
    std::printf("An aggregate of %d rows of which one changes, microseconds:\n", Rows);
    RootModel model;
    const Model items = model.at(u"_page.items");
    Value values = Value::array();
    for (int i = 0; i < Rows; ++i)
        values.append(Value::object({{Key(u"n"), Value(i * 0.1)}}));
    items.set(values);
    ListModel list;
    list.setItemRoles({{.name = u"n"_qs}});
    list.setSource(items);
    const int role = list.roleFor(u"n"_qs);
    std::vector<double> live;
    std::vector<double> again;
    std::vector<double> alone;
    for (int round = 0; round < 7; ++round) {
        constexpr int Changes = 500;
        alone.push_back(timeOf([&] {
            for (int i = 0; i < Changes; ++i)
                items.set(QString::number(i * 7) + u".n"_qs, Value(i * 0.3 + round));
        }) / 1e3 / Changes);
        {
            Aggregate sum;
            sum.setRole(u"n"_qs);
            sum.setOperation(Aggregate::Sum);
            sum.setSource(&list);
            live.push_back(timeOf([&] {
                for (int i = 0; i < Changes; ++i)
                    items.set(QString::number(i * 7) + u".n"_qs, Value(i * 0.2 + round));
            }) / 1e3 / Changes);
        }
        double total = 0;
        again.push_back(timeOf([&] {
            for (int i = 0; i < 3; ++i) {
                items.set(QString::number(i * 7) + u".n"_qs, Value(i * 0.7 + round));
                for (int row = 0; row < Rows; ++row)
                    total += list.index(row, 0).data(role).toDouble();
            }
        }) / 1e3 / 3);
        if (total <= 0)
            std::printf("  nothing was added up\n");
    }
    std::printf("  the change alone                %10.2f\n", median(alone));
    std::printf("  with the sum kept               %10.2f\n", median(live));
    std::printf("  with all added up again         %10.2f   %6.0f times\n\n", median(again),
                median(again) / median(live));
    figure(u"aggregate_change_us"_qs, median(live));
    figure(u"aggregate_alone_us"_qs, median(alone));
    figure(u"aggregate_again_us"_qs, median(again));
    std::printf("%s\n", Json::stringify(figures).constData());
    return 0;
}
