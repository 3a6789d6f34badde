// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "itemroles_p.h"
#include "pathwatcher_p.h"
#include "rowitems_p.h"
#include "rowmodel.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace Racer {

// Which items are shown, and in what order.
struct RowShape
{
    FilterFunction filter;
    QList<Path> inputs; // of the filter
    QList<SortKey> sortKeys;
    SortFunction sortFunction; // instead of keys, if it has a name or a callable
    QString groupBy;
    std::function<QString(const Value &)> groupFunction; // instead of a path
    int skip = 0;
    int limit = 0;

    [[nodiscard]] bool hasSortFunction() const { return sortFunction.callable() || !sortFunction.name().isEmpty(); }
};

// The rows as they were last announced to the views, and what turns events into row signals.
class RowModelPrivate : private RowViews
{
public:
    using Kind = RowItems::Kind;

    explicit RowModelPrivate(RowModel *rowModel);
    ~RowModelPrivate() override = default;
    RowModelPrivate(const RowModelPrivate &) = delete;

    [[nodiscard]] qsizetype size() const { return items.size(); }
    [[nodiscard]] bool isRow(qsizetype row) const { return row >= 0 && row < size(); }
    [[nodiscard]] bool isPlaceholder(qsizetype row) const
    { return kind == Kind::Ids && items.at(row)->payload.key.isEmpty(); }
    void noteRead(int row) const
    {
        if (isPlaceholder(row))
            Q_EMIT q->placeholderRead(row);
    }
    // Of a row that there is
    [[nodiscard]] const Value &item(qsizetype row) const { return items.at(row)->payload.item; }
    [[nodiscard]] QString section(qsizetype row) const { return items.at(row)->payload.section; }
    [[nodiscard]] const WriteState &writeStateOf(qsizetype row) const { return items.at(row)->payload.state; }
    [[nodiscard]] Key keyOf(qsizetype row) const;   // empty if it has none
    [[nodiscard]] Path pathOf(qsizetype row) const; // of the item in the model; the root if it has gone from there
    [[nodiscard]] qsizetype sourceIndexOf(qsizetype row) const { return items.sourceIndexOf(items.at(row)); }
    [[nodiscard]] qsizetype rowOf(const Key &key) const; // -1 if there is none
    // True if rows are neither filtered, sorted, grouped nor windowed: what is inserted at a row is seen there.
    [[nodiscard]] bool isPlain() const { return items.isPlain(); }

    // Which roles, and columns, show another value now. The item's own: the rows' keep the others.
    [[nodiscard]] RowChange compare(const Value &before, const Value &after) const override;
    // Tells the views that these rows have changed so.
    void rowsChanged(qsizetype first, qsizetype last, const RowChange &change) override;

    // Writing: rowmodelediting.cpp, rowmodeldragdrop.cpp
    [[nodiscard]] bool isArraySource() const;
    [[nodiscard]] bool isOrdered() const; // rows are in the order of an array's elements: they can be moved there
    [[nodiscard]] Mutation refused(const QString &reason) const;
    [[nodiscard]] bool isDone(const Mutation &mutation) const; // or on its way; reports an error
    [[nodiscard]] QList<qsizetype> sourceIndexes(int row, int count) const;
    [[nodiscard]] qsizetype sourceIndexBefore(qsizetype row) const; // where to insert to be seen there
    [[nodiscard]] Mutation moveElements(const QList<qsizetype> &indexes, qsizetype before) const;
    [[nodiscard]] Value adopted(Value item, bool isCopy) const;
    bool write(int row, const ItemRole &place, const QVariant &value) const;

    // What is shown: rowmodelsource.cpp, rowmodelshape.cpp
    void setSource(const Model &source, const Key &documents, const std::shared_ptr<ModelQuery> &ofQuery);
    void watch();
    void watchInputs();
    void reset();
    void makeReset();
    enum ShapePart { FilterPart = 1, OrderPart = 2, WindowPart = 4 };
    void reshape(int parts);
    void noteShape(int parts);
    void report(const Error &error, const Key &key) const;

    // What happens to it: rowmodelevents.cpp
    void onEvent(const Event &event, bool isDocument);
    void note(const Event &event, bool isDocument);
    void noteAtSource(const Event &event);
    void onWriteState(const Path &document);
    void schedule();
    void flush();
    void update();

    bool discoverRoles(const Value &someItems); // in the first of these; true if there are new ones
    void discoverRolesOfRows();

    RowModel *const q;
    Model model;                       // of the array, the object, or the list of ids
    Key collection;                    // Kind::Ids
    std::shared_ptr<ModelQuery> query; // whose ids they are, or none
    PathWatcher rowsWatcher;
    PathWatcher docsWatcher;
    std::vector<std::unique_ptr<PathWatcher>> inputWatchers;
    QMetaObject::Connection writeStates;
    Kind kind = Kind::None;
    ItemRoles roles;
    RowShape shape;
    int updateInterval = 16;
    bool isEditable = true;
    bool isReorderable = false;

    RowItems items;
    QTimer timer;               // to the next flush
    QElapsedTimer sinceFlush;
    // What came in the midst of a flush, from a row's signal that leads to writes.
    std::vector<std::pair<std::unique_ptr<Event>, bool>> waiting;
    bool isFlushing = false;
    bool isSilent = false;      // in a reset
    bool needsReset = false;
    int newShape = 0;           // the parts of it
    qsizetype toldCount = 0;
    qsizetype toldSourceCount = 0;

private:
    void callFunctions(const std::function<void()> &calls) override { q->callFunctions(calls); }
    [[nodiscard]] Value document(const Key &id) override;
    [[nodiscard]] Value allDocuments() override;
    [[nodiscard]] WriteState writeState(const Key &key, qsizetype sourceIndex) override;
    void firstItems(const Value &someItems) override;
    void beginInsert(qsizetype first, qsizetype last) override;
    void endInsert() override;
    void beginRemove(qsizetype first, qsizetype last) override;
    void endRemove() override;
    void beginMove(qsizetype first, qsizetype last, qsizetype before) override;
    void endMove() override;
    void beginReorder() override;
    void endReorder(const std::vector<int> &newRows) override;
};

} // namespace Racer
