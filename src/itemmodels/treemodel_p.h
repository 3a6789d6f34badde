// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "pathwatcher_p.h"
#include "treerows_p.h"

#include "../model/filteritems_p.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace Racer {

class TreeModelPrivate
{
public:
    explicit TreeModelPrivate(TreeModel *treeModel);

    [[nodiscard]] TreeNode *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] Key collection() const { return query ? query->collection() : Key(); }
    [[nodiscard]] bool isKeyed() const { return !parentPath.isEmpty(); }

    void watch();
    void watchInputs();
    void reset();
    void onEvent(const Event &event, bool isDocument);
    void note(const Event &event, bool isDocument);
    void noteMissed();
    void schedule();
    void discoverRoles(const Value &items, qsizetype &left);
    void setShape();
    void report(const Error &error, const Key &key) const;
    // All that may call the functions of filter and order.
    template<typename Work>
    void callFunctions(Work &&work)
    {
        if (std::exchange(isCalling, true))
            return work();
        q->callFunctions(work);
        isCalling = false;
    }
    void reshape();

    // Writing
    [[nodiscard]] Mutation refused(const QString &reason) const;
    [[nodiscard]] bool isDone(const Mutation &mutation) const; // or on its way; reports an error
    [[nodiscard]] Model childrenAt(const QModelIndex &parent) const;
    [[nodiscard]] Value withParent(Value item, const QModelIndex &parent) const;
    [[nodiscard]] Mutation add(const Model &container, const Value &item) const;
    [[nodiscard]] qsizetype sourceIndexBefore(int row, const QModelIndex &parent) const; // -1: at the end
    [[nodiscard]] Mutation moveBetween(const QModelIndex &index, const QModelIndex &parent, int row);
    [[nodiscard]] Mutation moveKeyed(const QModelIndex &index, const QModelIndex &parent, int row);
    bool write(const QModelIndex &index, const ItemRole &place, const QVariant &value) const;

    TreeModel *const q;
    Model model;                       // of the top level, or of the list of ids
    std::shared_ptr<ModelQuery> query; // whose ids they are, or none
    PathWatcher rowsWatcher;
    PathWatcher docsWatcher;
    std::vector<std::unique_ptr<PathWatcher>> inputWatchers;
    QMetaObject::Connection writeStates;
    QString childrenPath = QStringLiteral("children");
    QString parentPath;
    TreeContent content;
    TreeShape shape;
    FilterRules rules;
    FilterFunction filter;
    QList<Path> inputs; // of the filter
    QList<SortKey> sortKeys;
    SortFunction sortFunction; // instead of keys, if it has a name or a callable
    bool isEditable = true;
    bool isReorderable = false;

    std::unique_ptr<TreeRows> rows; // none without a source
    QTimer timer;
    QElapsedTimer sinceFlush;
    int updateInterval = 16;
    bool isCalling = false;
    bool isUpdating = false;
    bool hasNewShape = false;                        // set while rows were updated
    std::vector<std::unique_ptr<TreeRows>> retired;  // by a slot of theirs
    struct Missed
    {
        std::unique_ptr<Event> event;
        bool isDocument;
    };
    std::vector<Missed> missed; // while rows were updated
    int held = 0;           // own writes that belong together
    int heldEvents = 0;     // their events
};

} // namespace Racer
