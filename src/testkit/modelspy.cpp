// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/modelspy.h>

#include "linediff_p.h"
#include "modelshadow_p.h"

#include <Racer/json.h>

#include <QtCore/QDebug>
#include <QtCore/QPointer>

namespace Racer {

/*!
    \class Racer::ModelSpy
    \inmodule Racer
    \brief Writes down what an item model tells its views, and checks that it is true.

    Every signal of the model is a line:
    \table
    \header \li Line \li Meaning
    \row \li \c {insert 0 2} \li rowsInserted(), rows 0 to 2
    \row \li \c {remove 1 1} \li rowsRemoved()
    \row \li \c {move 1 1 4} \li rowsMoved(): row 1 to before row 4
    \row \li \c {data 3 done title} \li dataChanged() of row 3 with these roles, by name in alphabetical order
    \row \li \c {data 3-5} \li dataChanged() of rows 3 to 5 with no roles, which means all
    \row \li \c layout \li layoutChanged()
    \row \li \c reset \li modelReset()
    \row \li \c {insert columns 0 0}, \c {remove columns 0 0}, \c {move columns 0 0 2} \li the same of columns
    \row \li \c {header horizontal 0 1} \li headerDataChanged(), sections 0 to 1
    \endtable
    In a tree, rows that are not at the top are followed by where they are: \c {insert 0 0 in 2.1} are below row 1 of
    row 2; a move between parents reads \c {move 0 0 in 1 to 3 in 2}. In a model of several columns, data reads
    \c {data 3,1 title} for column 1 of row 3. With roles(), lines of insertions and changed data end with the values.

    Meanwhile the spy keeps a copy of the rows that knows only what the signals say, with a persistent index for
    each row. inconsistencies() compares it with the model: a signal that came too much, too little, or with the wrong
    rows or roles is found, even where QAbstractItemModelTester sees none.

    \snippet testkit/main.cpp lines

    To be used on the thread of the model.
*/

class ModelSpyPrivate
{
public:
    explicit ModelSpyPrivate(ModelSpy *spy) : q(spy) { }

    void watch();
    void watchRows();
    void watchColumns();
    void record(const QString &line);
    void rebuildShadow();
    [[nodiscard]] QString values(const QModelIndex &parent, int first, int last, const QList<int> &changed) const;
    [[nodiscard]] QString dataLine(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                   const QList<int> &roles) const;

    ModelSpy *const q;
    QPointer<QAbstractItemModel> model;
    QStringList roles;
    QStringList lines;
    std::unique_ptr<ModelShadow> shadow;
    bool shadowing = true;
};

namespace {

QString in(const QModelIndex &parent)
{
    return parent.isValid() ? QStringLiteral(" in ") + indexPath(parent) : QString();
}

QString moveLine(const QString &what, const QModelIndex &from, int first, int last, const QModelIndex &to, int before)
{
    if (from == to)
        return QStringLiteral("move %1%2 %3 %4%5").arg(what).arg(first).arg(last).arg(before).arg(in(from));
    return QStringLiteral("move %1%2 %3%4 to %5%6").arg(what).arg(first).arg(last).arg(in(from)).arg(before)
        .arg(in(to));
}

} // namespace

void ModelSpyPrivate::record(const QString &line)
{
    lines << line;
    Q_EMIT q->linesChanged();
}

QString ModelSpyPrivate::values(const QModelIndex &parent, int first, int last, const QList<int> &changed) const
{
    QList<int> shown;
    const QHash<int, QByteArray> names = model->roleNames();
    for (const QString &role : roles) {
        const int number = names.key(role.toUtf8(), -1);
        if (number >= 0 && (changed.isEmpty() || changed.contains(number)))
            shown << number;
    }
    if (shown.isEmpty())
        return {};
    QString text(u':');
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        Value members = Value::object();
        for (const int role : shown) {
            const Value value = Value::fromVariant(index.data(role));
            members.set(Key(QString::fromUtf8(names.value(role))), value);
        }
        const Value &value = roles.size() == 1 ? members.value(roles.constFirst()) : members;
        text += u' ' + (value.isUndefined() ? QStringLiteral("undefined") : QString::fromUtf8(Json::stringify(value)));
    }
    return text;
}

QString ModelSpyPrivate::dataLine(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                  const QList<int> &changed) const
{
    const auto range = [](int first, int last) {
        return first == last ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(last);
    };
    QStringList names;
    const QHash<int, QByteArray> roleNames = model->roleNames();
    for (const int role : changed) {
        if (role == Qt::DisplayRole || role == Qt::EditRole)
            continue; // they go with the others
        const QByteArray name = roleNames.value(role);
        names << (name.isEmpty() ? QString::number(role) : QString::fromUtf8(name));
    }
    names.sort();
    QString line = QStringLiteral("data ") + range(topLeft.row(), bottomRight.row());
    if (model->columnCount(topLeft.parent()) > 1)
        line += u',' + range(topLeft.column(), bottomRight.column());
    if (!names.isEmpty())
        line += u' ' + names.join(u' ');
    return line + in(topLeft.parent()) + values(topLeft.parent(), topLeft.row(), bottomRight.row(), changed);
}

void ModelSpyPrivate::watchRows()
{
    using M = QAbstractItemModel;
    const auto on = [this](auto signal, auto slot) { QObject::connect(model.data(), signal, q, slot); };
    on(&M::rowsAboutToBeInserted, [this](const QModelIndex &parent, int first, int last) {
        if (shadow)
            shadow->rowsAboutToBeInserted(parent, first, last);
    });
    on(&M::rowsInserted, [this](const QModelIndex &parent, int first, int last) {
        if (shadow)
            shadow->rowsInserted(parent, first, last);
        record(QStringLiteral("insert %1 %2").arg(first).arg(last) + in(parent) + values(parent, first, last, {}));
    });
    on(&M::rowsAboutToBeRemoved, [this](const QModelIndex &parent, int first, int last) {
        if (shadow)
            shadow->rowsAboutToBeRemoved(parent, first, last);
    });
    on(&M::rowsRemoved, [this](const QModelIndex &parent, int first, int last) {
        if (shadow)
            shadow->rowsRemoved(parent, first, last);
        record(QStringLiteral("remove %1 %2").arg(first).arg(last) + in(parent));
    });
    on(&M::rowsAboutToBeMoved,
       [this](const QModelIndex &from, int first, int last, const QModelIndex &to, int row) {
           if (shadow)
               shadow->rowsAboutToBeMoved(from, first, last, to, row);
       });
    on(&M::rowsMoved, [this](const QModelIndex &from, int first, int last, const QModelIndex &to, int row) {
        if (shadow)
            shadow->rowsMoved();
        record(moveLine({}, from, first, last, to, row));
    });
}

void ModelSpyPrivate::watchColumns()
{
    using M = QAbstractItemModel;
    const auto changed = [this](const QString &line, const QModelIndex &parent) {
        if (shadow)
            shadow->columnsChanged(parent);
        record(line);
    };
    QObject::connect(model.data(), &M::columnsInserted, q, [changed](const QModelIndex &parent, int first, int last) {
        changed(QStringLiteral("insert columns %1 %2").arg(first).arg(last) + in(parent), parent);
    });
    QObject::connect(model.data(), &M::columnsRemoved, q, [changed](const QModelIndex &parent, int first, int last) {
        changed(QStringLiteral("remove columns %1 %2").arg(first).arg(last) + in(parent), parent);
    });
    QObject::connect(model.data(), &M::columnsMoved, q,
                     [changed](const QModelIndex &from, int first, int last, const QModelIndex &to, int column) {
                         changed(moveLine(QStringLiteral("columns "), from, first, last, to, column), from);
                     });
}

void ModelSpyPrivate::watch()
{
    using M = QAbstractItemModel;
    watchRows();
    watchColumns();
    QObject::connect(model.data(), &M::dataChanged, q,
                     [this](const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &changed) {
                         if (shadow)
                             shadow->dataChanged(topLeft, bottomRight, changed);
                         record(dataLine(topLeft, bottomRight, changed));
                     });
    QObject::connect(model.data(), &M::layoutChanged, q, [this](const QList<QPersistentModelIndex> &parents) {
        if (shadow)
            shadow->layoutChanged(parents);
        record(QStringLiteral("layout"));
    });
    QObject::connect(model.data(), &M::modelReset, q, [this] {
        if (shadow)
            shadow->reset();
        record(QStringLiteral("reset"));
    });
    QObject::connect(model.data(), &M::headerDataChanged, q, [this](Qt::Orientation orientation, int first, int last) {
        const QString side = orientation == Qt::Horizontal ? QStringLiteral("horizontal") : QStringLiteral("vertical");
        record(QStringLiteral("header %1 %2 %3").arg(side).arg(first).arg(last));
    });
    QObject::connect(model.data(), &QObject::destroyed, q, [this] {
        shadow.reset();
        Q_EMIT q->modelChanged();
    });
}

void ModelSpyPrivate::rebuildShadow()
{
    shadow = shadowing && model ? std::make_unique<ModelShadow>(model) : nullptr;
}

ModelSpy::ModelSpy(QObject *parent) : QObject(parent), d(std::make_unique<ModelSpyPrivate>(this)) { }

/*! A spy on \a model, from now on. */
ModelSpy::ModelSpy(QAbstractItemModel *model, QObject *parent) : ModelSpy(parent)
{
    setModel(model);
}

ModelSpy::~ModelSpy() = default;

/*! \property Racer::ModelSpy::model
    The model that is watched. Another one begins a new record; a model that is destroyed is watched no more. */
QAbstractItemModel *ModelSpy::model() const
{
    return d->model;
}

void ModelSpy::setModel(QAbstractItemModel *model)
{
    if (d->model == model)
        return;
    if (d->model)
        d->model->disconnect(this);
    d->model = model;
    clear();
    if (model)
        d->watch();
    d->rebuildShadow();
    Q_EMIT modelChanged();
}

/*! \property Racer::ModelSpy::roles
    Names of roles whose values the lines of insertions and changes show, of the first column: the value itself for
    one role, an object for several. None by default. */
QStringList ModelSpy::roles() const
{
    return d->roles;
}

void ModelSpy::setRoles(const QStringList &roles)
{
    if (d->roles == roles)
        return;
    d->roles = roles;
    Q_EMIT rolesChanged();
}

/*! \property Racer::ModelSpy::shadowing
    Whether the rows are copied for inconsistencies(). True by default; false for models that are large, or that load
    what is read of them. Setting it to true begins with what the model shows now. */
bool ModelSpy::isShadowing() const
{
    return d->shadowing;
}

void ModelSpy::setShadowing(bool shadowing)
{
    if (d->shadowing == shadowing)
        return;
    d->shadowing = shadowing;
    d->rebuildShadow();
    Q_EMIT shadowingChanged();
}

/*! \property Racer::ModelSpy::lines
    What was recorded, oldest first. */
QStringList ModelSpy::lines() const
{
    return d->lines;
}

/*! \property Racer::ModelSpy::count
    The number of lines(). */
int ModelSpy::count() const
{
    return int(d->lines.size());
}

/*! True if \a line is among the lines(). */
bool ModelSpy::contains(const QString &line) const
{
    return d->lines.contains(line);
}

/*! The lines() so far, which are then recorded no more. */
QStringList ModelSpy::take()
{
    const QStringList lines = d->lines;
    clear();
    return lines;
}

/*! Begins the record anew. */
void ModelSpy::clear()
{
    if (d->lines.isEmpty())
        return;
    d->lines.clear();
    Q_EMIT linesChanged();
}

/*!
    What differs between lines() and \a expected: \c - for a line that is missing, \c + for one too many, and some
    equal ones around. Empty if nothing differs.
*/
QString ModelSpy::difference(const QStringList &expected) const
{
    return lineDifference(expected, d->lines);
}

/*!
    Takes the lines(). True if they are the \a expected ones and isConsistent(); what is wrong is written to the log.
*/
bool ModelSpy::matches(const QStringList &expected)
{
    const QString found = difference(expected);
    if (!found.isEmpty())
        qWarning().noquote() << QStringLiteral("The signals differ (- expected, + found):\n") + found;
    clear();
    return isConsistent() && found.isEmpty();
}

/*!
    What the signals had wrong since the model was set, and where the model shows something else than they told. It
    reads the whole model. Empty where nothing is wrong, and where shadowing is false.
*/
QStringList ModelSpy::inconsistencies() const
{
    return d->shadow ? d->shadow->check() : QStringList();
}

/*! True if there are no inconsistencies(), which otherwise are written to the log. */
bool ModelSpy::isConsistent() const
{
    const QStringList found = inconsistencies();
    if (!found.isEmpty())
        qWarning().noquote() << QStringLiteral("The signals do not tell what the model shows:\n") + found.join(u'\n');
    return found.isEmpty();
}

} // namespace Racer
