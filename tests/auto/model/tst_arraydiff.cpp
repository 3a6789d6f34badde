// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modeltest.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

// The steps between arrays, seen as the events of setArrayDiff(). data/arraydiff.jsonl holds lines of
// [before, after, steps], recorded from the npm package arraydiff.
class tst_ArrayDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void likeThePackage();
    void alwaysArrives();
    void longArrays();
    void longReorderings();
};

void tst_ArrayDiff::likeThePackage()
{
    QFile file(QFINDTESTDATA("data/arraydiff.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int cases = 0;
    while (!file.atEnd()) {
        const Value line = Json::parse(QByteArrayView(file.readLine().trimmed()));
        RootModel model;
        model.set(u"_p.x", line.at(0));
        Value steps = Value::array();
        model.on<Event>(u"_p.x", [&steps](const Event &event) {
            if (event.type == Event::Type::Remove) {
                const auto &remove = static_cast<const RemoveEvent &>(event);
                steps.append(Value::array({u"remove", remove.index, remove.removed.size()}));
            } else if (event.type == Event::Type::Move) {
                const auto &move = static_cast<const MoveEvent &>(event);
                steps.append(Value::array({u"move", move.from, move.to, move.howMany}));
            } else if (event.type == Event::Type::Insert) {
                const auto &insert = static_cast<const InsertEvent &>(event);
                steps.append(Value::array({u"insert", insert.index, insert.values}));
            }
        });
        model.setArrayDiff(u"_p.x", line.at(1));
        QVERIFY2(steps == line.at(2), qPrintable(text(line) + u" but "_qs + text(steps)));
        QCOMPARE(model.get(u"_p.x"), line.at(1));
        ++cases;
    }
    QCOMPARE(cases, 500);
}

void tst_ArrayDiff::alwaysArrives()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const auto item = [&random]() -> Value {
        const int n = random.bounded(6);
        switch (random.bounded(4)) {
        case 0: return Value(n);
        case 1: return Value(QString::number(n));
        case 2: return Value::object({{Key(u"id"), n}});
        default: return Value::array({n});
        }
    };
    for (int round = 0; round < 500; ++round) {
        Value before = Value::array();
        Value after = Value::array();
        for (int i = random.bounded(12); i-- > 0;)
            before.append(item());
        for (int i = random.bounded(12); i-- > 0;)
            after.append(random.bounded(2) && !before.isEmpty() ? before.at(random.bounded(int(before.size()))) : item());
        RootModel model;
        model.set(u"_p.x", before);
        if (round % 2)
            model.setArrayDiff(u"_p.x", after);
        else
            model.setArrayDiffDeep(u"_p.x", after);
        QVERIFY2(model.get(u"_p.x") == after, qPrintable(text(before) + u" to "_qs + text(after)));
    }
}

void tst_ArrayDiff::longArrays()
{
    RootModel model;
    Value items = Value::array();
    for (int i = 0; i < 50'000; ++i)
        items.append(Value::object({{Key(u"id"), i}}));
    model.set(u"_p.x", items);
    Value fewer = model.get(u"_p.x");
    fewer.remove(25'000, 2);
    fewer.insert(100, Value(u"new"));
    Log log(model);
    model.setArrayDiff(u"_p.x", fewer);
    QCOMPARE(log.lines, QStringList({uR"(remove _p.x 25000 [{"id":25000},{"id":25001}])"_qs,
                                     uR"(insert _p.x 100 ["new"])"_qs}));
}

void tst_ArrayDiff::longReorderings()
{
    constexpr int Count = 100'000;
    RootModel model;
    Value before = Value::array();
    Value after = Value::array();
    for (int i = 0; i < Count; ++i) {
        before.append(i);
        after.append(Count - 1 - i);
    }
    model.set(u"_p.x", before);
    model.setArrayDiff(u"_p.x", after); // every element moves: nothing here may be quadratic
    QCOMPARE(model.get(u"_p.x"), after);
}

QTEST_GUILESS_MAIN(tst_ArrayDiff)
#include "tst_arraydiff.moc"
