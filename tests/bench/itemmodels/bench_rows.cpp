// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "processortime.h"

#include <Racer/json.h>
#include <Racer/listmodel.h>

#include <QtCore/QAbstractListModel>
#include <QtCore/QCollator>
#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>
#include <QtCore/QSortFilterProxyModel>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

// bench_rows: rows filtered and sorted, of which one changes, comes or goes: a ListModel over an array of a model
// against a QSortFilterProxyModel over a list model in C++ that asks for data by roles, as it has to of any model, and
// against one that knows its list and reads its structures; all with the write to the source, in turns in one run, and
// with ten times as many rows. CPU time, medians; the last line is JSON. --rows N for another number, --only TEXT for
// some of the cases, --alone without the proxies.

using namespace Racer;

namespace {

struct Row
{
    QString id;
    double rank;
    QString name;
    bool isOpen;
};

QString nameOf(int number)
{
    return u"an item %1"_qs.arg(quint32(number) * 2654435761U);
}

// What a careful programmer writes by hand.
class RowList : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, RankRole, NameRole, OpenRole };

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(rows.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Row &row = rows[size_t(index.row())];
        switch (role) {
        case IdRole: return row.id;
        case RankRole: return row.rank;
        case NameRole: return row.name;
        case OpenRole: return row.isOpen;
        default: return {};
        }
    }
    void setRank(int row, double rank)
    {
        rows[size_t(row)].rank = rank;
        Q_EMIT dataChanged(index(row), index(row), {RankRole});
    }
    void setName(int row, const QString &name)
    {
        rows[size_t(row)].name = name;
        Q_EMIT dataChanged(index(row), index(row), {NameRole});
    }
    void setOpen(int row, bool open)
    {
        rows[size_t(row)].isOpen = open;
        Q_EMIT dataChanged(index(row), index(row), {OpenRole});
    }
    void insert(int at, const Row &row)
    {
        beginInsertRows({}, at, at);
        rows.insert(rows.begin() + at, row);
        endInsertRows();
    }
    void remove(int row)
    {
        beginRemoveRows({}, row, row);
        rows.erase(rows.begin() + row);
        endRemoveRows();
    }

    std::vector<Row> rows;
};

class RowProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit RowProxy(RowList *list) : m_list(list) { setFilterRole(RowList::OpenRole); }

    void follow(bool byName)
    {
        setSourceModel(nullptr);
        sortBy(byName);
        setSourceModel(m_list);
        sort(0);
        static_cast<void>(rowCount()); // that is when it begins
    }
    void sortBy(bool byName)
    {
        m_byName = byName;
        setSortRole(byName ? RowList::NameRole : RowList::RankRole);
        invalidate();
        static_cast<void>(rowCount());
    }
    void setFilterText(const QString &text)
    {
        m_text = text;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex index = m_list->index(row, 0, parent);
        return index.data(RowList::OpenRole).toBool()
            && (m_text.isEmpty() || index.data(RowList::NameRole).toString().contains(m_text));
    }
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        return m_byName
            ? m_collator.compare(left.data(RowList::NameRole).toString(), right.data(RowList::NameRole).toString()) < 0
            : left.data(RowList::RankRole).toDouble() < right.data(RowList::RankRole).toDouble();
    }

    RowList *const m_list;
    QCollator m_collator{QLocale(QLocale::English)};
    QString m_text;
    bool m_byName = false;
};

// Looks at the rows themselves, without a QVariant in between.
class DirectProxy : public RowProxy
{
    Q_OBJECT
public:
    using RowProxy::RowProxy;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const Row &item = m_list->rows[size_t(row)];
        return item.isOpen && (m_text.isEmpty() || item.name.contains(m_text));
    }
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const Row &a = m_list->rows[size_t(left.row())];
        const Row &b = m_list->rows[size_t(right.row())];
        return m_byName ? m_collator.compare(a.name, b.name) < 0 : a.rank < b.rank;
    }
};

SortKey byRank()
{
    return {.path = Path(u"rank")};
}

SortKey byName()
{
    return {.path = Path(u"name"), .locale = QLocale(QLocale::English)};
}

FilterFunction open(const QString &text = {})
{
    static const Key isOpen(u"open");
    static const Key name(u"name");
    return [text](const Value &item) {
        return item.value(isOpen).toBool() && (text.isEmpty() || item.value(name).stringView().contains(text));
    };
}

void countSignals(QAbstractItemModel *view, qint64 &count)
{
    const auto counted = [&count] { ++count; };
    QObject::connect(view, &QAbstractItemModel::dataChanged, view, counted);
    QObject::connect(view, &QAbstractItemModel::rowsInserted, view, counted);
    QObject::connect(view, &QAbstractItemModel::rowsRemoved, view, counted);
    QObject::connect(view, &QAbstractItemModel::rowsMoved, view, counted);
    QObject::connect(view, &QAbstractItemModel::layoutChanged, view, counted);
    QObject::connect(view, &QAbstractItemModel::modelReset, view, counted);
}

struct Peer
{
    [[nodiscard]] int count() const { return int(list.rows.size()); }
    void follow(std::unique_ptr<RowProxy> follower)
    {
        proxy = std::move(follower);
        countSignals(proxy.get(), events);
        proxy->follow(false);
    }

    qint64 events = 0;
    RowList list;
    std::unique_ptr<RowProxy> proxy;
};

struct Bench
{
    explicit Bench(int rowCount) : count(rowCount)
    {
        QRandomGenerator random(1);
        Value array = Value::array();
        for (int i = 0; i < count; ++i) {
            source.push_back({u"i%1"_qs.arg(i), double(random.bounded(1'000'000)), nameOf(i), i % 10 != 0});
            array.append(item(source.back()));
        }
        model.set(u"_page.rows", std::move(array));
        rows = model.at(u"_page.rows");
        shown.setRoles({u"id"_qs, u"rank"_qs, u"name"_qs, u"open"_qs});
        shown.setFilter(open());
        countSignals(&shown, events);
        show(false);
    }

    static Value item(const Row &row)
    {
        return Value::object({{Key(u"id"), Value(row.id)}, {Key(u"rank"), row.rank}, {Key(u"name"), Value(row.name)},
                              {Key(u"open"), row.isOpen}});
    }
    void show(bool names)
    {
        shown.setSortKeys({names ? byName() : byRank()});
        shown.setSource(rows);
    }

    const int count;
    qint64 events = 0;
    std::vector<Row> source;
    RootModel model;
    Model rows;
    ListModel shown;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template<typename T>
using Change = std::function<void(T &, QRandomGenerator &, int)>;

// Nanoseconds for one of so many.
template<typename T>
double timed(T &bench, const Change<T> &change, int calls, int round)
{
    QRandomGenerator random{quint32(round + 2)};
    const qint64 start = processorTimeNs();
    for (int i = 0; i < calls; ++i)
        change(bench, random, i);
    return double(processorTimeNs() - start) / calls;
}

struct Case
{
    const char *name;
    int calls;
    int proxyCalls;
    Change<Bench> ours;
    Change<Peer> theirs;
    int rounds = 7;
};

struct Peers
{
    Peer byRoles;
    Peer direct;
};

Value measure(const Case &each, Bench &few, Bench *many, Peers *peers)
{
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> direct;
    std::vector<double> large;
    for (int round = 0; round < each.rounds; ++round) {
        ours.push_back(timed(few, each.ours, each.calls, round));
        if (peers) {
            theirs.push_back(timed(peers->byRoles, each.theirs, each.proxyCalls, round));
            direct.push_back(timed(peers->direct, each.theirs, each.proxyCalls, round));
        }
        if (many)
            large.push_back(timed(*many, each.ours, each.calls, round));
    }
    const double ns = median(ours);
    const double proxyNs = peers ? median(theirs) : 0;
    const double directNs = peers ? median(direct) : 0;
    const double manyNs = many ? median(large) : 0;
    std::printf("%-35s %9.2f us   proxy %9.2f us, %5.1f times as fast   with direct access %9.2f us, %5.1f times   "
                "ten times the rows %9.2f us, %4.1f times\n",
                each.name, ns / 1000, proxyNs / 1000, proxyNs / ns, directNs / 1000, directNs / ns, manyNs / 1000,
                manyNs / ns);
    std::fflush(stdout);
    return Value::object({{Key(u"ns"), ns}, {Key(u"proxyNs"), proxyNs}, {Key(u"ratio"), proxyNs / ns},
                          {Key(u"directNs"), directNs}, {Key(u"directRatio"), directNs / ns},
                          {Key(u"manyNs"), manyNs}, {Key(u"growth"), manyNs / ns}});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const qsizetype at = arguments.indexOf(u"--rows"_qs);
    const int count = at > 0 && at + 1 < arguments.size() ? arguments.at(at + 1).toInt() : 100'000;
    const bool alone = arguments.contains(u"--alone"_qs); // for profilers
    Value figures = Value::object({{Key(u"benchmark"), Value(u"rows")}, {Key(u"rows"), count}});

    Bench few(count);
    std::unique_ptr<Bench> many;
    std::unique_ptr<Peers> peers;
    if (!alone) {
        many = std::make_unique<Bench>(count * 10);
        peers = std::make_unique<Peers>();
        peers->byRoles.list.rows = few.source;
        peers->byRoles.follow(std::make_unique<RowProxy>(&peers->byRoles.list));
        peers->direct.list.rows = few.source;
        peers->direct.follow(std::make_unique<DirectProxy>(&peers->direct.list));
    }

    const Key rank(u"rank");
    const Key name(u"name");
    const Key isOpen(u"open");
    const auto index = [](Bench &b, QRandomGenerator &random) { return Key::fromIndex(random.bounded(b.count)); };
    const auto text = [](QRandomGenerator &random) { return QString::number(random.bounded(90) + 10); };
    const std::vector<Case> cases{
        {"a row changes beside the order", 20'000, 1000,
         [&](Bench &b, QRandomGenerator &random, int i) { b.rows.set(Path({index(b, random), name}), nameOf(i)); },
         [&](Peer &p, QRandomGenerator &random, int i) { p.list.setName(random.bounded(p.count()), nameOf(i)); }},
        {"a row changes, and keeps its place", 20'000, 1000,
         [&](Bench &b, QRandomGenerator &random, int i) {
             const int row = random.bounded(b.count / 10) * 10 + 1;
             b.rows.set(Path({Key::fromIndex(row), rank}), b.source[size_t(row)].rank + (i % 2) * 0.25);
         },
         [&](Peer &p, QRandomGenerator &random, int i) {
             const int row = random.bounded(p.count() / 10) * 10 + 1;
             p.list.setRank(row, std::floor(p.list.rows[size_t(row)].rank) + (i % 2) * 0.25);
         }},
        {"a row moves", 20'000, 200,
         [&](Bench &b, QRandomGenerator &random, int) {
             const Key key = index(b, random);
             b.rows.set(Path({key, rank}), random.bounded(1'000'000));
         },
         [&](Peer &p, QRandomGenerator &random, int) {
             const int row = random.bounded(p.count());
             p.list.setRank(row, random.bounded(1'000'000));
         }},
        {"a row leaves and returns", 10'000, 100,
         [&](Bench &b, QRandomGenerator &random, int) {
             const Path path({Key::fromIndex(random.bounded(b.count / 10) * 10 + 1), isOpen});
             b.rows.set(path, false);
             b.rows.set(path, true);
         },
         [&](Peer &p, QRandomGenerator &random, int) {
             const int row = random.bounded(p.count() / 10) * 10 + 1;
             p.list.setOpen(row, false);
             p.list.setOpen(row, true);
         }},
        {"a row comes at the end, and goes", 10'000, 100,
         [&](Bench &b, QRandomGenerator &random, int i) {
             b.rows.push(Bench::item({u"n"_qs, double(random.bounded(1'000'000)), nameOf(i), true}));
             b.rows.pop();
         },
         [&](Peer &p, QRandomGenerator &random, int i) {
             p.list.insert(p.count(), {u"n"_qs, double(random.bounded(1'000'000)), nameOf(i), true});
             p.list.remove(p.count() - 1);
         }},
        {"a row comes in front, and goes", 10'000, 100,
         [&](Bench &b, QRandomGenerator &random, int i) {
             b.rows.unshift(Bench::item({u"n"_qs, double(random.bounded(1'000'000)), nameOf(i), true}));
             b.rows.shift();
         },
         [&](Peer &p, QRandomGenerator &random, int i) {
             p.list.insert(0, {u"n"_qs, double(random.bounded(1'000'000)), nameOf(i), true});
             p.list.remove(0);
         }},
        {"made anew", 1, 1,
         [&](Bench &b, QRandomGenerator &, int) { b.show(false); },
         [&](Peer &p, QRandomGenerator &, int) { p.proxy->follow(false); }, 3},
        {"another text in the filter", 1, 1,
         [&](Bench &b, QRandomGenerator &random, int) { b.shown.setFilter(open(text(random))); },
         [&](Peer &p, QRandomGenerator &random, int) { p.proxy->setFilterText(text(random)); },
         5},
        {"back to all", 1, 1,
         [&](Bench &b, QRandomGenerator &, int) {
             b.shown.setFilter(open(u"99"_qs));
             b.shown.setFilter(open());
         },
         [&](Peer &p, QRandomGenerator &, int) {
             p.proxy->setFilterText(u"99"_qs);
             p.proxy->setFilterText({});
         }, 3},
        {"ordered by name, and back", 1, 1,
         [&](Bench &b, QRandomGenerator &, int) {
             b.shown.setSortKeys({byName()});
             b.shown.setSortKeys({byRank()});
         },
         [&](Peer &p, QRandomGenerator &, int) {
             p.proxy->sortBy(true);
             p.proxy->sortBy(false);
         }, 3},
    };
    const qsizetype only = arguments.indexOf(u"--only"_qs);
    for (const Case &each : cases) {
        if (only < 0 || QString::fromLatin1(each.name).contains(arguments.value(only + 1)))
            figures.set(Key(QString::fromLatin1(each.name)), measure(each, few, many.get(), peers.get()));
    }
    std::printf("%s\n", Json::stringify(figures).constData());
    const bool arePeersHeard = !peers || (peers->byRoles.events > 0 && peers->direct.events > 0);
    return few.events > 0 && arePeersHeard ? 0 : 1;
}

#include "bench_rows.moc"
