// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../core/testseed.h"
#include "sparseids_p.h"

#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtTest/QTest>

using namespace Racer;
using namespace Qt::StringLiterals;

// Lists are texts: letters are ids, dots are not known.
class tst_SparseIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void anyTwoLists();

private:
    static SparseIds listOf(const QString &text)
    {
        SparseIds ids;
        ids.size = text.size();
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text.at(i) != u'.')
                ids.known.push_back({i, Key(text.mid(i, 1))});
        }
        return ids;
    }
    static QString textOf(const Value &values)
    {
        QString text;
        for (const Value &value : values.elements())
            text += value.isNull() ? u"."_qs : value.toString();
        return text;
    }
    static QString described(const std::vector<IdsStep> &steps)
    {
        QStringList lines;
        for (const IdsStep &step : steps) {
            switch (step.kind) {
            case IdsStep::Insert:
                lines << u"+%1 %2"_qs.arg(step.index).arg(textOf(step.values));
                break;
            case IdsStep::Remove:
                lines << u"-%1 %2"_qs.arg(step.index).arg(step.count);
                break;
            case IdsStep::Move:
                lines << u"%1>%2"_qs.arg(step.index).arg(step.to);
                break;
            case IdsStep::Change:
                lines << u"=%1 %2"_qs.arg(step.index).arg(textOf(step.values));
                break;
            }
        }
        return lines.join(u", "_qs);
    }
    static QString applied(QString text, const std::vector<IdsStep> &steps)
    {
        for (const IdsStep &step : steps) {
            const QString values = textOf(step.values);
            if (step.kind == IdsStep::Insert) {
                text.insert(step.index, values);
            } else if (step.kind == IdsStep::Remove) {
                text.remove(step.index, step.count);
            } else if (step.kind == IdsStep::Move) {
                const QString moved = text.mid(step.index, step.count);
                text.remove(step.index, step.count);
                text.insert(step.to, moved);
            } else {
                text.replace(step.index, step.count, values);
            }
        }
        return text;
    }
};

void tst_SparseIds::steps_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("steps");

    QTest::newRow("the first page") << u""_qs << u"abc......"_qs << u"+0 abc......"_qs;
    QTest::newRow("a page in the middle") << u"abc......"_qs << u"abc...ghi"_qs << u"=6 ghi"_qs;
    QTest::newRow("a page that is given back") << u"abc...ghi"_qs << u"......ghi"_qs << u"=0 ..."_qs;
    QTest::newRow("the same") << u"abc...ghi"_qs << u"abc...ghi"_qs << u""_qs;
    QTest::newRow("a document enters ahead: one row, and what passes the pages' ends")
        << u"abcd....ijkl"_qs << u"axbc....hijkl"_qs << u"+1 x, =4 ., =8 h"_qs;
    QTest::newRow("a document leaves ahead")
        << u"abcd....ijkl"_qs << u"acde...jkl"_qs << u"-1 1, =3 e, -7 1"_qs;
    QTest::newRow("a document leaves") << u"abcd"_qs << u"abd"_qs << u"-2 1"_qs;
    QTest::newRow("another document in its place is another row") << u"abcd"_qs << u"abxd"_qs << u"-2 1, +2 x"_qs;
    QTest::newRow("a document moves within what is known") << u"abcd"_qs << u"bcad"_qs << u"0>2"_qs;
    QTest::newRow("a document moves far") << u"abc...ghi"_qs << u"bcd...gahi"_qs << u"0>6, +2 d"_qs;
    QTest::newRow("the end grows") << u"abc."_qs << u"abc..."_qs << u"+4 .."_qs;
    QTest::newRow("the end shrinks") << u"abc..."_qs << u"abc."_qs << u"-4 2"_qs;
    QTest::newRow("all of it") << u"ab..c"_qs << u""_qs << u"-0 5"_qs;
}

void tst_SparseIds::steps()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, steps);
    const std::vector<IdsStep> found = idsSteps(listOf(from), listOf(to));
    QCOMPARE(applied(from, found), to);
    QCOMPARE(described(found), steps);
}

void tst_SparseIds::anyTwoLists()
{
    const quint32 seed = testSeed();
    QRandomGenerator random(seed);
    const auto make = [&random] {
        QString letters = u"abcdefghijklmnopqrstuvwxyz"_qs;
        QString text;
        const int size = int(random.bounded(20));
        for (int i = 0; i < size; ++i) {
            if (random.bounded(2)) {
                text += u'.';
                continue;
            }
            const qsizetype letter = qsizetype(random.bounded(quint32(letters.size())));
            text += letters.at(letter);
            letters.remove(letter, 1);
        }
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        const QString from = make();
        const QString to = make();
        const std::vector<IdsStep> steps = idsSteps(listOf(from), listOf(to));
        const QByteArray about = u"RACER_TEST_SEED=%1: %2 to %3 by %4"_qs.arg(seed)
                                     .arg(from, to, described(steps)).toUtf8();
        QVERIFY2(applied(from, steps) == to, about.constData());
        QString now = from;
        for (const IdsStep &step : steps) {
            // What stays known keeps its row.
            if (step.kind == IdsStep::Remove) {
                for (QChar id : now.mid(step.index, step.count))
                    QVERIFY2(id == u'.' || !to.contains(id), about.constData());
            } else if (step.kind == IdsStep::Insert || step.kind == IdsStep::Change) {
                for (QChar id : textOf(step.values))
                    QVERIFY2(id == u'.' || !from.contains(id), about.constData());
            }
            now = applied(now, {step});
        }
    }
}

QTEST_GUILESS_MAIN(tst_SparseIds)
#include "tst_sparseids.moc"
