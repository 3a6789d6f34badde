// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "measure.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <malloc.h>

// One field of one entry among many is changed: in a tree of our own, and in Qt's. Then what small objects cost.

using namespace Racer;

namespace {

const Key itemsKey(u"items");
const Key titleKey(u"title");

Value makeValue(int size)
{
    Value items = Value::object();
    for (int i = 0; i < size; ++i)
        items.set(Key(u"id%1"_qs.arg(i)), Value::object({{titleKey, u"A title"_qs}, {u"done", false}, {u"order", i}}));
    return Value::object({{itemsKey, items}});
}

void benchmarkNestedChange(Report &report, int size)
{
    const QByteArray suffix = '_' + QByteArray::number(size);
    std::printf("\nChange of one field in one of %d entries\n", size);
    QList<Key> ids;
    QStringList names;
    for (int i = 0; i < 64; ++i) {
        names.append(u"id%1"_qs.arg(i * size / 64));
        ids.append(Key(names.last()));
    }
    int next = 0;
    const auto change = [&](Value &tree) {
        const int i = next++ & 63;
        tree.edit(itemsKey)->edit(ids[i])->set(titleKey, next);
    };

    Value tree = makeValue(size);
    const double inPlace = report.row("Value, unshared", [&] { change(tree); });
    Value held;
    const double shared = report.row("Value, a snapshot held before each change", [&] {
        held = tree;
        change(tree);
    });

    QVariantMap map = tree.toVariant().toMap();
    const double variant = report.row("QVariantMap, by way of copies", [&] {
        const QString &name = names[next++ & 63];
        QVariantMap items = map.value(u"items"_qs).toMap();
        QVariantMap item = items.value(name).toMap();
        item.insert(u"title"_qs, next);
        items.insert(name, item);
        map.insert(u"items"_qs, items);
    }, inPlace);
    QJsonObject object = tree.toJsonValue().toObject();
    const double json = report.row("QJsonObject, by way of copies", [&] {
        const QString &name = names[next++ & 63];
        QJsonObject items = object.value(u"items").toObject();
        QJsonObject item = items.value(name).toObject();
        item.insert(u"title", next);
        items.insert(name, item);
        object.insert(u"items", items);
    }, inPlace);
    report.figure(("change_ns" + suffix).constData(), inPlace);
    report.figure(("change_shared_ns" + suffix).constData(), shared);
    report.figure(("qvariantmap_ratio" + suffix).constData(), variant / inPlace);
    report.figure(("qjsonobject_ratio" + suffix).constData(), json / inPlace);
}

void benchmarkInsertion(Report &report, int size)
{
    std::printf("\nAn element in and out of an array of %d at its middle, a key of an object as large\n", size);
    Value array = Value::array();
    Value object = Value::object();
    QVariantList list;
    for (int i = 0; i < size; ++i) {
        array.append(i);
        object.set(Key::fromIndex(i), i);
        list.append(i);
    }
    const Key key(u"another");
    const double unshared = report.row("Value, array", [&] {
        array.insert(size / 2, 1);
        array.remove(size / 2);
    });
    Value held;
    report.row("Value, array, a snapshot held before each", [&] {
        held = array;
        array.insert(size / 2, 1);
        array.remove(size / 2);
    });
    report.row("QVariantList", [&] {
        list.insert(size / 2, 1);
        list.removeAt(size / 2);
    }, unshared);
    const double member = report.row("Value, object", [&] {
        object.set(key, 1);
        object.take(key);
    });
    report.row("Value, object, a snapshot held before each", [&] {
        held = object;
        object.set(key, 1);
        object.take(key);
    });
    report.figure(("array_insert_remove_ns_" + QByteArray::number(size)).constData(), unshared);
    report.figure(("object_insert_remove_ns_" + QByteArray::number(size)).constData(), member);
}

void benchmarkSmallObjects(Report &report)
{
    report.title("An op of eight members");
    const Key keys[] = {u"a", u"c", u"d", u"v", u"src", u"seq", u"op", u"m"};
    const Value text(u"some text");
    const auto make = [&] {
        Value object = Value::object();
        for (const Key &key : keys)
            object.set(key, text);
        return object;
    };
    report.figure("make_small_ns", report.row("make and destroy", [&] { (void)make(); }));
    const Value object = make();
    volatile bool sink = false;
    report.figure("lookup_small_ns", report.row("eight lookups", [&] {
        for (const Key &key : keys)
            sink = object[key].isString();
    }));
    report.row("eight lookups by literal", [&] {
        for (const char16_t *name : {u"a", u"c", u"d", u"v", u"src", u"seq", u"op", u"m"})
            sink = object[name].isString();
    });
    report.row("a lookup of what is not there", [&] { sink = object[titleKey].isString(); });
    report.row("copy and destroy the handle", [&] { const Value copy = object; sink = copy.isObject(); });
    report.row("loop over the members", [&] {
        for (const auto &[key, value] : object.members())
            sink = value.isString();
    });
    const Value other = make();
    report.row("compare with an equal one", [&] { sink = object == other; });
    report.row("change a member of a shared copy", [&] {
        Value copy = object;
        copy.set(keys[3], 1);
    });
}

void reportMemory(Report &report)
{
    report.title("Memory of 100,000 small documents of one shape");
    constexpr int count = 100000;
    const QByteArray text = R"({"title":"Write the docs","done":false,"order":12,"owner":"u1234","tags":["a","b"]})";
    const auto used = [] { return double(mallinfo2().uordblks); };
    const double start = used();
    {
        std::vector<Value> values;
        values.reserve(count);
        for (int i = 0; i < count; ++i)
            values.push_back(Json::parse(text));
        report.figure("bytes_per_document", (used() - start) / count);
        std::printf("  %-56s %12.0f bytes\n", "Value", (used() - start) / count);
    }
    const double middle = used();
    std::vector<QVariant> variants;
    variants.reserve(count);
    for (int i = 0; i < count; ++i)
        variants.push_back(Json::parse(text).toVariant());
    report.figure("bytes_per_qvariantmap", (used() - middle) / count);
    std::printf("  %-56s %12.0f bytes\n", "QVariantMap", (used() - middle) / count);
}

} // namespace

int main()
{
    Report report;
    for (int size : {10, 1000, 100000})
        benchmarkNestedChange(report, size);
    for (int size : {10, 1000, 100000})
        benchmarkInsertion(report, size);
    benchmarkSmallObjects(report);
    reportMemory(report);
    return 0;
}
