// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "randomwrites.h"

#include "../core/testseed.h"
#include "../model/twomodels.h"

#include <Racer/undostack.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

namespace {

// RACER_FUZZ_ROUNDS: how many documents each test makes.
int rounds(int usual)
{
    const int given = qEnvironmentVariableIntValue("RACER_FUZZ_ROUNDS");
    return given > 0 ? given : usual;
}

QByteArray firstOf(const QSignalSpy &errors)
{
    return errors.isEmpty() ? QByteArray() : errors[0][0].value<Error>().message().toUtf8();
}

// A document with a part for each of two clients, and an undo stack of each.
struct Pair : TwoModels
{
    Pair(const QString &mineScope, const QString &theirsScope)
    {
        m.create(u"notes.n", Value::object({{Key(u"x"), RandomWrites::initial()},
                                            {Key(u"y"), RandomWrites::initial()}}));
        ok = confirmed(m.subscribe(u"notes.n")) && confirmed(o.subscribe(u"notes.n")) && settle();
        mine.setScope(m.at(u"notes.n"_qs + mineScope));
        theirs.setScope(o.at(u"notes.n"_qs + theirsScope));
    }

    [[nodiscard]] bool agree()
    {
        return settle() && QTest::qWaitFor([this] { return m.get(u"notes.n") == o.get(u"notes.n"); });
    }
    [[nodiscard]] QByteArray state() const
    {
        return (text(m.get(u"notes.n")) + u'\n' + text(o.get(u"notes.n"))).toUtf8();
    }

    UndoStack mine;
    UndoStack theirs;
    bool ok = false;
};

} // namespace

class tst_UndoFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void alone_data();
    void alone();
    void disjointParts();
    void oneDocument();
    void refusals();

private:
    QRandomGenerator m_random;
    quint32 m_seed = 0;
};

#define VERIFY_SEED(condition, details) \
    QVERIFY2(condition, "RACER_TEST_SEED=" + QByteArray::number(m_seed) + ": " #condition "\n" + details)

void tst_UndoFuzz::init()
{
    m_seed = testSeed();
    m_random.seed(m_seed);
}

void tst_UndoFuzz::alone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addRow("a document of the server") << u"notes.n"_qs;
    QTest::addRow("a local document") << u"_page.n"_qs;
}

// Undoing goes back through every state there was, and redoing forth.
void tst_UndoFuzz::alone()
{
    QFETCH(QString, path);
    RandomWrites::Writer writer(m_random);
    for (int round = 0; round < rounds(5); ++round) {
        TwoModels two;
        const Model doc = two.m.at(path);
        doc.create(RandomWrites::initial());
        QVERIFY(two.settle());
        UndoStack stack(doc);
        QSignalSpy errors(&two.m, &RootModel::error);
        std::vector<Value> states{doc.get()};
        for (int i = 0; i < 60; ++i) {
            writer.write(doc);
            stack.separate();
            if (int(states.size()) <= stack.count())
                states.push_back(doc.get());
            VERIFY_SEED(int(states.size()) == stack.count() + 1, text(doc.get()).toUtf8());
            VERIFY_SEED(states.back() == doc.get(), text(doc.get()).toUtf8());
        }
        for (int goes = 0; goes < 20; ++goes) {
            const int target = writer.below(stack.count() + 1);
            while (stack.index() != target) {
                stack.index() > target ? stack.undo() : stack.redo();
                VERIFY_SEED(doc.get() == states[size_t(stack.index())],
                            (text(doc.get()) + u'\n' + text(states[size_t(stack.index())])).toUtf8());
            }
            if (goes % 5 == 0)
                QVERIFY(two.settle());
        }
        QVERIFY(two.settle());
        VERIFY_SEED(errors.isEmpty(), firstOf(errors));
    }
}

// Where everybody writes in a part of his own, undoing everything of one leaves what the other did, and only that.
void tst_UndoFuzz::disjointParts()
{
    RandomWrites::Writer writer(m_random);
    for (int round = 0; round < rounds(4); ++round) {
        Pair pair(u".x"_qs, u".y"_qs);
        QVERIFY(pair.ok);
        QSignalSpy errors(&pair.m, &RootModel::error);
        const Value initial = pair.m.get(u"notes.n.x");
        for (int i = 0; i < 80; ++i) {
            writer.write(pair.m.at(u"notes.n.x"));
            writer.write(pair.o.at(u"notes.n.y"));
            const int what = writer.below(12);
            if (what == 0)
                pair.mine.undo();
            else if (what == 1)
                pair.theirs.redo();
            else if (what == 2)
                pair.theirs.undo();
            if (writer.below(6) == 0)
                QVERIFY(pair.settle());
        }
        VERIFY_SEED(pair.agree(), pair.state());
        const Value before = pair.m.get(u"notes.n");
        const int index = pair.mine.index();
        pair.mine.setIndex(0);
        VERIFY_SEED(pair.agree(), pair.state());
        VERIFY_SEED(pair.m.get(u"notes.n.x") == initial, pair.state());
        VERIFY_SEED(pair.m.get(u"notes.n.y") == before.value(u"y"), pair.state());
        pair.mine.setIndex(index);
        VERIFY_SEED(pair.agree(), pair.state());
        VERIFY_SEED(pair.m.get(u"notes.n") == before, pair.state());
        VERIFY_SEED(errors.isEmpty(), firstOf(errors));
    }
}

// Both write everywhere, and undo and redo as they like: they agree, and redoing what was just undone restores it.
void tst_UndoFuzz::oneDocument()
{
    RandomWrites::Writer writer(m_random);
    for (int round = 0; round < rounds(4); ++round) {
        Pair pair(QString{}, QString{});
        QVERIFY(pair.ok);
        QSignalSpy errors(&pair.m, &RootModel::error);
        QSignalSpy otherErrors(&pair.o, &RootModel::error);
        for (int i = 0; i < 150; ++i) {
            const bool isMine = writer.below(2);
            const Model model = isMine ? Model(pair.m) : Model(pair.o);
            UndoStack &stack = isMine ? pair.mine : pair.theirs;
            const int what = writer.below(10);
            if (what < 6) {
                writer.write(model.at(writer.below(2) ? u"notes.n.x" : u"notes.n.y"));
            } else if (what == 6) {
                stack.redo();
            } else if (what == 7 || !stack.canUndo()) {
                stack.undo();
            } else {
                const Value before = model.get(u"notes.n");
                const int index = stack.index();
                stack.undo();
                if (stack.index() == index - 1 && stack.canRedo()) {
                    stack.redo();
                    VERIFY_SEED(model.get(u"notes.n") == before, text(before).toUtf8() + '\n' + pair.state());
                }
            }
            if (writer.below(5) == 0)
                VERIFY_SEED(pair.agree(), pair.state());
        }
        VERIFY_SEED(pair.agree(), pair.state());
        pair.mine.setIndex(0);
        pair.theirs.setIndex(0);
        VERIFY_SEED(pair.agree(), pair.state());
        VERIFY_SEED(errors.isEmpty(), firstOf(errors));
        VERIFY_SEED(otherErrors.isEmpty(), firstOf(otherErrors));
    }
}

// Where the server refuses some of the writes, what is left of the steps undoes exactly what it has accepted.
void tst_UndoFuzz::refusals()
{
    RandomWrites::Writer writer(m_random);
    for (int round = 0; round < rounds(2); ++round) {
        Pair pair(QString{}, QString{});
        QVERIFY(pair.ok);
        const Value initial = pair.m.get(u"notes.n");
        bool isClosed = false;
        pair.backend.use(Actions::apply, [&](SubmitRequest &, const Next &next) {
            next(isClosed && writer.below(3) == 0 ? Error(Value(u"ERR_NO"), u"not that"_qs) : Error());
        });
        isClosed = true;
        const Model writes[] = {pair.m, pair.m.preventCompose()};
        for (int i = 0; i < 60; ++i) {
            writer.write(writes[writer.below(2)].at(u"notes.n.x"));
            if (writer.below(4) != 0)
                continue;
            VERIFY_SEED(pair.agree(), pair.state());
            isClosed = false; // an undo that is refused leaves its step undone for ever
            writer.below(2) ? pair.mine.undo() : pair.mine.redo();
            VERIFY_SEED(pair.agree(), pair.state());
            isClosed = true;
        }
        VERIFY_SEED(pair.agree(), pair.state());
        isClosed = false;
        const Value after = pair.m.get(u"notes.n");
        const int index = pair.mine.index();
        pair.mine.setIndex(0);
        VERIFY_SEED(pair.agree(), pair.state());
        VERIFY_SEED(pair.m.get(u"notes.n") == initial, pair.state());
        pair.mine.setIndex(index);
        VERIFY_SEED(pair.agree(), pair.state());
        VERIFY_SEED(pair.m.get(u"notes.n") == after, pair.state());
    }
}

QTEST_GUILESS_MAIN(tst_UndoFuzz)
#include "tst_undofuzz.moc"
