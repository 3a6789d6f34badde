// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "aggregate.h"

#include "exactsum_p.h"

#include "../model/rankedsequence_p.h"

#include <Racer/queryexpression.h>

#include <QtCore/QPointer>

#include <map>

namespace Racer {

namespace {

struct ByOrder
{
    bool operator()(const Value &a, const Value &b) const noexcept { return compareValues(a, b) < 0; }
};

} // namespace

class AggregatePrivate
{
public:
    explicit AggregatePrivate(Aggregate *aggregate) : q(aggregate) { }

    void connectTo(QAbstractItemModel *model);
    void reload();
    void clear();
    [[nodiscard]] bool isOfSection(int row) const;
    [[nodiscard]] Value read(int row) const;
    void count(const Value &value);
    void uncount(const Value &value);
    void insert(int first, int last);
    void remove(int first, int last);
    void move(int first, int last, int to);
    void change(int first, int last);
    void update();
    [[nodiscard]] QVariant result() const;
    [[nodiscard]] int find(const QString &name) const;

    Aggregate *const q;
    QPointer<QAbstractItemModel> source;
    QString roleName;
    QString section;
    Aggregate::Operation operation = Aggregate::Count;
    int role = -1;
    int sectionRole = -1;

    RankedSequence<Value> values; // of each row, as it was counted; undefined: not at all
    qsizetype counted = 0;        // values that are there
    qsizetype numbers = 0;
    ExactSum sum;
    std::map<Value, qsizetype, ByOrder> ordered; // for the least and the greatest
    QVariant value;
};

int AggregatePrivate::find(const QString &name) const
{
    return source ? source->roleNames().key(name.toUtf8(), -1) : -1;
}

bool AggregatePrivate::isOfSection(int row) const
{
    return section.isNull() || source->index(row, 0).data(sectionRole).toString() == section;
}

Value AggregatePrivate::read(int row) const
{
    if (!isOfSection(row))
        return {};
    if (roleName.isEmpty())
        return true; // every row counts
    const Value value = role < 0 ? Value() : Value::fromVariant(source->index(row, 0).data(role));
    return value.isNull() ? Value() : value;
}

void AggregatePrivate::count(const Value &value)
{
    if (value.isUndefined())
        return;
    ++counted;
    if (value.isNumber()) {
        ++numbers;
        sum.add(value.toDouble());
    }
    if (operation == Aggregate::Min || operation == Aggregate::Max)
        ++ordered[value];
}

void AggregatePrivate::uncount(const Value &value)
{
    if (value.isUndefined())
        return;
    --counted;
    if (value.isNumber()) {
        --numbers;
        sum.subtract(value.toDouble());
    }
    if (const auto known = ordered.find(value); known != ordered.end() && --known->second == 0)
        ordered.erase(known);
}

void AggregatePrivate::clear()
{
    values.clear();
    ordered.clear();
    sum.clear();
    counted = numbers = 0;
}

void AggregatePrivate::reload()
{
    clear();
    role = find(roleName);
    sectionRole = find(u"section"_qs);
    if (source) {
        std::vector<RankedSequence<Value>::Node *> nodes;
        const int rows = source->rowCount();
        nodes.reserve(size_t(rows));
        for (int row = 0; row < rows; ++row) {
            nodes.push_back(RankedSequence<Value>::create(read(row)));
            count(nodes.back()->payload);
        }
        values.assign(nodes);
    }
    update();
}

void AggregatePrivate::insert(int first, int last)
{
    if (values.isEmpty() || role < 0) { // it may have become known with the first rows
        const int known = find(roleName);
        if (known != role)
            return reload();
        sectionRole = find(u"section"_qs);
    }
    for (int row = first; row <= last; ++row)
        count(values.insert(row, read(row))->payload);
    update();
}

void AggregatePrivate::remove(int first, int last)
{
    for (int row = first; row <= last; ++row)
        uncount(values.take(values.at(first)));
    update();
}

void AggregatePrivate::move(int first, int last, int to)
{
    std::vector<RankedSequence<Value>::Node *> moved;
    for (int row = first; row <= last; ++row)
        moved.push_back(values.at(row));
    for (size_t i = 0; i < moved.size(); ++i)
        values.move(moved[i], to > first ? to - 1 : to + qsizetype(i));
}

void AggregatePrivate::change(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        Value &known = values.at(row)->payload;
        const Value now = read(row);
        if (known == now)
            continue;
        uncount(known);
        known = now;
        count(known);
    }
    update();
}

QVariant AggregatePrivate::result() const
{
    switch (operation) {
    case Aggregate::Count: return double(counted);
    case Aggregate::Sum: return sum.value();
    case Aggregate::Average: return numbers > 0 ? QVariant(sum.value() / double(numbers)) : QVariant();
    case Aggregate::Min: return ordered.empty() ? QVariant() : ordered.begin()->first.toVariant();
    case Aggregate::Max: return ordered.empty() ? QVariant() : ordered.rbegin()->first.toVariant();
    }
    return {};
}

void AggregatePrivate::update()
{
    const QVariant now = source ? result() : QVariant();
    if (now == value && now.isValid() == value.isValid())
        return;
    value = now;
    Q_EMIT q->valueChanged();
}

void AggregatePrivate::connectTo(QAbstractItemModel *model)
{
    if (source)
        source->disconnect(q);
    source = model;
    if (!model)
        return;
    QObject::connect(model, &QAbstractItemModel::rowsInserted, q,
                     [this](const QModelIndex &parent, int first, int last) {
                         if (!parent.isValid())
                             insert(first, last);
                     });
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, q,
                     [this](const QModelIndex &parent, int first, int last) {
                         if (!parent.isValid())
                             remove(first, last);
                     });
    QObject::connect(model, &QAbstractItemModel::rowsMoved, q,
                     [this](const QModelIndex &from, int first, int last, const QModelIndex &to, int row) {
                         if (!from.isValid() && !to.isValid())
                             move(first, last, row);
                         else if (!from.isValid())
                             remove(first, last);
                         else if (!to.isValid())
                             insert(row, row + last - first);
                     });
    QObject::connect(model, &QAbstractItemModel::dataChanged, q,
                     [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                         const bool concerns = roles.isEmpty() || roles.contains(role)
                             || (!section.isNull() && roles.contains(sectionRole));
                         if (concerns && !first.parent().isValid() && first.column() == 0)
                             change(first.row(), last.row());
                     });
    QObject::connect(model, &QAbstractItemModel::layoutChanged, q, [this] { reload(); });
    QObject::connect(model, &QAbstractItemModel::modelReset, q, [this] { reload(); });
    QObject::connect(model, &QObject::destroyed, q, [this] {
        source.clear();
        reload();
        Q_EMIT q->sourceChanged();
    });
}

/*!
    \class Racer::Aggregate
    \inmodule Racer
    \brief The count, sum, average, least or greatest of what the rows of an item model show in a role.

    It follows the model by the signals of its rows, at a cost that grows with the logarithm of their number. Works with
    every QAbstractItemModel that has the role among its roleNames(); of a tree the rows at the top count. Sums are
    exact, whatever has come and gone: only the result is rounded to a double.

    Rows that have nothing there, or null, are left out. Count counts the others, or all rows without a role. Sum and
    Average look at numbers only: without any, Sum is 0 and Average is undefined. Min and Max compare values as queries
    do, numbers before texts, and are undefined without any.

    Belongs to the thread of the source, and keeps nothing of one that is destroyed.
*/
Aggregate::Aggregate(QObject *parent) : QObject(parent), d(std::make_unique<AggregatePrivate>(this)) { }

Aggregate::~Aggregate() = default;

/*!
    \property Aggregate::source
    \brief The item model; none by default.
*/
QAbstractItemModel *Aggregate::source() const
{
    return d->source;
}

void Aggregate::setSource(QAbstractItemModel *source)
{
    if (d->source == source)
        return;
    d->connectTo(source);
    Q_EMIT sourceChanged();
    d->reload();
}

/*!
    \property Aggregate::role
    \brief The name of the role, in the first column. Empty, the default, counts rows.
*/
QString Aggregate::role() const
{
    return d->roleName;
}

void Aggregate::setRole(const QString &role)
{
    if (d->roleName == role)
        return;
    d->roleName = role;
    Q_EMIT roleChanged();
    d->reload();
}

/*!
    \property Aggregate::operation
    \brief What is made of the values; Count by default.
*/
Aggregate::Operation Aggregate::operation() const
{
    return d->operation;
}

void Aggregate::setOperation(Operation operation)
{
    if (d->operation == operation)
        return;
    d->operation = operation;
    Q_EMIT operationChanged();
    d->reload();
}

/*!
    \property Aggregate::section
    \brief The rows with this text in the role \c section only; with a null string, the default, all.
*/
QString Aggregate::section() const
{
    return d->section;
}

void Aggregate::setSection(const QString &section)
{
    if (d->section == section && d->section.isNull() == section.isNull())
        return;
    d->section = section;
    Q_EMIT sectionChanged();
    d->reload();
}

/*!
    \property Aggregate::value
    \brief The result; undefined (an invalid QVariant) without a source, and where there is none.
*/
QVariant Aggregate::value() const
{
    return d->value;
}

} // namespace Racer
