// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rankedsequence_p.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QString>
#include <QtTest/QTest>

#include <numeric>

using namespace Racer;

// Elements that know their place. Header only, so it is tested without the library.
class tst_RankedSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void insertsAtBothEndsAndBetween();
    void handlesKeepTheirPlace_data();
    void handlesKeepTheirPlace();
    void assignsAtOnce_data();
    void assignsAtOnce();
    void movesElements();
    void findsThePartitionPoint();
    void neighbours();
    void shrinksToNothingAndGrowsAgain();
    void ownsItsPayloads();
    void randomChanges();
};

namespace {

template<typename T>
QList<T> contents(const RankedSequence<T> &sequence)
{
    QList<T> all;
    for (auto *node : sequence)
        all << node->payload;
    return all;
}

} // namespace

void tst_RankedSequence::isEmptyAtFirst()
{
    RankedSequence<int> sequence;
    QVERIFY(sequence.isEmpty());
    QCOMPARE(sequence.size(), 0);
    QVERIFY(sequence.begin() == sequence.end());
    QCOMPARE(sequence.partitionPoint([](int) { return true; }), 0);
    sequence.clear();
    sequence.assign({});
    QVERIFY(sequence.isEmpty());
}

void tst_RankedSequence::insertsAtBothEndsAndBetween()
{
    RankedSequence<int> sequence;
    sequence.append(2);
    sequence.insert(0, 0);
    auto *const one = sequence.insert(1, 1);
    QCOMPARE(contents(sequence), QList<int>({0, 1, 2}));
    QCOMPARE(sequence.indexOf(one), 1);
    QCOMPARE(sequence.at(1), one);
    QCOMPARE(sequence.take(one), 1);
    QCOMPARE(contents(sequence), QList<int>({0, 2}));
}

void tst_RankedSequence::handlesKeepTheirPlace_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("atFront");
    for (const int count : {1, 31, 32, 33, 1000, 40'000}) {
        QTest::addRow("%d appended", count) << count << false;
        QTest::addRow("%d put in front", count) << count << true;
    }
}

void tst_RankedSequence::handlesKeepTheirPlace()
{
    QFETCH(int, count);
    QFETCH(bool, atFront);
    RankedSequence<int> sequence;
    std::vector<RankedSequence<int>::Node *> nodes;
    for (int i = 0; i < count; ++i)
        nodes.push_back(atFront ? sequence.insert(0, i) : sequence.append(i));
    QCOMPARE(sequence.size(), count);
    for (int i = 0; i < count; ++i) {
        const int index = atFront ? count - 1 - i : i;
        QCOMPARE(sequence.indexOf(nodes[size_t(i)]), index);
        QCOMPARE(sequence.at(index), nodes[size_t(i)]);
        QCOMPARE(nodes[size_t(i)]->payload, i);
    }
}

void tst_RankedSequence::assignsAtOnce_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {0, 1, 24, 25, 576, 577, 20'000})
        QTest::addRow("%d elements", count) << count;
}

void tst_RankedSequence::assignsAtOnce()
{
    QFETCH(int, count);
    RankedSequence<int> sequence;
    sequence.append(-1);
    std::vector<RankedSequence<int>::Node *> nodes;
    for (int i = 0; i < count; ++i)
        nodes.push_back(RankedSequence<int>::create(i));
    sequence.assign(nodes);
    QCOMPARE(sequence.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(sequence.indexOf(nodes[size_t(i)]), i);
    QList<int> expected(count);
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(contents(sequence), expected);
    sequence.clear();
    QVERIFY(sequence.isEmpty());
}

void tst_RankedSequence::movesElements()
{
    RankedSequence<int> sequence;
    for (int i = 0; i < 100; ++i)
        sequence.append(i);
    auto *const node = sequence.at(70);
    sequence.move(node, 3);
    QCOMPARE(sequence.indexOf(node), 3);
    sequence.move(node, 99);
    QCOMPARE(sequence.indexOf(node), 99);
    QCOMPARE(sequence.at(70)->payload, 71);
    sequence.move(node, 70);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(sequence.at(i)->payload, i);
}

void tst_RankedSequence::findsThePartitionPoint()
{
    RankedSequence<int> sequence;
    for (int i = 0; i < 5000; ++i)
        sequence.append(2 * i);
    for (int wanted = -1; wanted <= 10'001; wanted += 7) {
        int calls = 0;
        const qsizetype found = sequence.partitionPoint([&](int each) {
            ++calls;
            return each < wanted;
        });
        QCOMPARE(found, qBound(0, (wanted + 1) / 2, 5000));
        QVERIFY(calls <= 18); // the logarithm of 5000, and a step per level
    }
}

void tst_RankedSequence::neighbours()
{
    RankedSequence<int> sequence;
    for (int i = 0; i < 200; ++i)
        sequence.append(i);
    for (int i = 0; i < 200; ++i) {
        auto *const node = sequence.at(i);
        QCOMPARE(sequence.previous(node) ? sequence.previous(node)->payload : -1, i - 1);
        QCOMPARE(sequence.next(node) ? sequence.next(node)->payload : 200, i + 1);
    }
}

void tst_RankedSequence::shrinksToNothingAndGrowsAgain()
{
    RankedSequence<int> sequence;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 3000; ++i)
            sequence.append(i);
        for (int i = 3000; i-- > 0;)
            sequence.remove(sequence.at(round == 0 ? 0 : round == 1 ? i : i / 2));
        QVERIFY(sequence.isEmpty());
        QVERIFY(sequence.begin() == sequence.end());
    }
    sequence.append(5);
    QCOMPARE(contents(sequence), QList<int>({5}));
}

void tst_RankedSequence::ownsItsPayloads()
{
    const auto shared = std::make_shared<int>(1);
    {
        RankedSequence<std::shared_ptr<int>> sequence;
        for (int i = 0; i < 100; ++i)
            sequence.append(shared);
        RankedSequence<std::shared_ptr<int>> other = std::move(sequence);
        QVERIFY(sequence.isEmpty());
        QCOMPARE(other.size(), 100);
        other.remove(other.at(50));
        QCOMPARE(shared.use_count(), 100);
    }
    QCOMPARE(shared.use_count(), 1);
}

void tst_RankedSequence::randomChanges()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    RankedSequence<int> sequence;
    std::vector<RankedSequence<int>::Node *> model;
    for (int step = 0; step < 60'000; ++step) {
        const bool growing = (step / 10'000) % 2 == 0; // long phases, so that the tree gets deep and flat again
        const int what = random.bounded(10);
        if (model.empty() || (growing ? what < 6 : what < 3)) {
            const int index = random.bounded(int(model.size()) + 1);
            model.insert(model.begin() + index, sequence.insert(index, step));
        } else if (what < 8) {
            const int index = random.bounded(int(model.size()));
            QCOMPARE(sequence.indexOf(model[size_t(index)]), index);
            sequence.remove(model[size_t(index)]);
            model.erase(model.begin() + index);
        } else {
            const int from = random.bounded(int(model.size()));
            const int to = random.bounded(int(model.size()));
            auto *const node = model[size_t(from)];
            sequence.move(node, to);
            model.erase(model.begin() + from);
            model.insert(model.begin() + to, node);
        }
        QCOMPARE(sequence.size(), qsizetype(model.size()));
        if (step % 500 == 0) {
            size_t i = 0;
            for (auto *node : sequence) {
                QCOMPARE(node, model[i]);
                QCOMPARE(sequence.indexOf(node), qsizetype(i));
                QCOMPARE(sequence.at(qsizetype(i)), node);
                ++i;
            }
            QCOMPARE(i, model.size());
        }
    }
}

QTEST_GUILESS_MAIN(tst_RankedSequence)
#include "tst_rankedsequence.moc"
