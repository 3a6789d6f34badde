// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

#include <atomic>
#include <mutex>
#include <thread>

using namespace Racer;

// Copies of one tree in several threads at once: most telling under ThreadSanitizer.
class tst_Sharing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesAreReadChangedAndDestroyedAnywhere();
    void theLastOwnerMayBeAnyThread();
    void keysAreReadAndParsedAnywhere();
};

namespace {

constexpr int ThreadCount = 4;

template<typename Work>
void inThreads(Work work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < ThreadCount; ++i)
        threads.emplace_back(work, i);
    for (std::thread &thread : threads)
        thread.join();
}

Value largeTree()
{
    Value tree = json(R"({"items":[],"names":{},"text":"abc"})");
    for (int i = 0; i < 300; ++i) {
        tree.edit(u"items")->append(Value::object({{u"n", i}, {u"s", QString::number(i)}}));
        tree.edit(u"names")->set(Key(u"name %1"_qs.arg(i)), i);
    }
    return tree;
}

} // namespace

void tst_Sharing::copiesAreReadChangedAndDestroyedAnywhere()
{
    const Value tree = largeTree();
    const QByteArray before = Json::stringify(tree);
    std::atomic<int> wrong = 0;
    inThreads([&](int thread) {
        for (int round = 0; round < 100; ++round) {
            Value mine = tree;
            const int index = (round * 7 + thread) % 300;
            mine.edit(u"items")->edit(index)->set(u"n", -1);
            mine.edit(u"items")->take(round);
            mine.edit(u"names")->take(Key(u"name %1"_qs.arg(index)));
            mine.edit(u"names")->set(Key(u"thread %1"_qs.arg(thread)), tree);
            mine.edit(u"text")->spliceString(1, 1, u"xyz");
            if (mine == tree || mine[u"items"].size() != 299 || mine[u"names"].size() != 300
                || mine[u"text"] != Value(u"axyzc"))
                ++wrong;
        }
    });
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(Json::stringify(tree), before);
}

void tst_Sharing::theLastOwnerMayBeAnyThread()
{
    std::mutex mutex;
    Value shared = largeTree();
    inThreads([&](int thread) {
        for (int round = 0; round < 200; ++round) {
            Value mine;
            {
                const std::scoped_lock lock(mutex);
                mine = shared;
            }
            mine.edit(u"items")->set(thread, round);
            const std::scoped_lock lock(mutex);
            shared = std::move(mine);
        }
    });
    QCOMPARE(shared[u"items"].size(), 300);
}

void tst_Sharing::keysAreReadAndParsedAnywhere()
{
    // The hash of a key is computed when it is first asked for, here by all threads at once.
    QList<Key> keys;
    for (int i = 0; i < 200; ++i)
        keys.append(Key(u"key %1"_qs.arg(i)));
    std::atomic<int> wrong = 0;
    std::mutex mutex;
    Value last;
    inThreads([&](int) {
        Value object = Value::object();
        for (const Key &key : std::as_const(keys))
            object.set(key, key);
        const Value read = Json::parse(Json::stringify(object));
        if (read != object)
            ++wrong;
        const std::scoped_lock lock(mutex);
        if (!last.isUndefined() && last != read)
            ++wrong;
        last = read;
    });
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(last.size(), keys.size());
}

QTEST_APPLESS_MAIN(tst_Sharing)
#include "tst_sharing.moc"
