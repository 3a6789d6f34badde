// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/json.h>
#include <Racer/treemodel.h>

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <functional>
#include <memory>

// What a view knows that asks for children only when a row is expanded: rows, and whether they have an arrow.
class LazyView : public QObject
{
    Q_OBJECT
public:
    explicit LazyView(QAbstractItemModel *model) : m_model(model)
    {
        connect(model, &QAbstractItemModel::rowsInserted, this, &LazyView::onInserted);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &LazyView::onRemoved);
        connect(model, &QAbstractItemModel::rowsAboutToBeMoved, this, &LazyView::onAboutToBeMoved);
        connect(model, &QAbstractItemModel::rowsMoved, this, &LazyView::onMoved);
        connect(model, &QAbstractItemModel::layoutChanged, this, &LazyView::onLayoutChanged);
        connect(model, &QAbstractItemModel::modelReset, this, [this] { problems << u"reset"_qs; });
        expand(m_root, {});
    }

    // Some rows more are looked into.
    void expandSome(QRandomGenerator &random)
    {
        Row *row = &m_root;
        QModelIndex index;
        while (!row->rows.empty() && random.bounded(4) > 0) {
            const int at = int(random.bounded(quint32(row->rows.size())));
            index = m_model->index(at, 0, index);
            row = row->rows[size_t(at)].get();
            if (!row->isExpanded)
                expand(*row, index);
        }
    }

    [[nodiscard]] QStringList check() const
    {
        QStringList found = problems;
        check(m_root, {}, found);
        return found;
    }

    QStringList problems;

private:
    struct Row
    {
        QPersistentModelIndex at;
        bool isExpanded = false;
        bool hasArrow = false;
        std::vector<std::unique_ptr<Row>> rows;
    };

    [[nodiscard]] Row *find(const QModelIndex &index)
    {
        if (!index.isValid())
            return &m_root;
        Row *const parent = find(index.parent());
        const bool isKnown = parent && parent->isExpanded && size_t(index.row()) < parent->rows.size();
        return isKnown ? parent->rows[size_t(index.row())].get() : nullptr;
    }
    [[nodiscard]] std::unique_ptr<Row> read(int row, const QModelIndex &parent) const
    {
        auto result = std::make_unique<Row>();
        const QModelIndex index = m_model->index(row, 0, parent);
        result->at = index;
        result->hasArrow = m_model->hasChildren(index);
        return result;
    }
    void expand(Row &row, const QModelIndex &index)
    {
        row.isExpanded = true;
        for (int i = 0, count = m_model->rowCount(index); i < count; ++i)
            row.rows.push_back(read(i, index));
    }
    void onInserted(const QModelIndex &parent, int first, int last)
    {
        Row *const row = find(parent);
        if (!row) // below rows that were not expanded
            return;
        if (!row->isExpanded) {
            if (row->hasArrow) // it is looked into when somebody expands it
                return;
            row->hasArrow = row->isExpanded = true;
        }
        row->hasArrow = true;
        std::vector<std::unique_ptr<Row>> added;
        for (int i = first; i <= last; ++i)
            added.push_back(read(i, parent));
        row->rows.insert(row->rows.begin() + first, std::make_move_iterator(added.begin()),
                         std::make_move_iterator(added.end()));
    }
    void onRemoved(const QModelIndex &parent, int first, int last)
    {
        Row *const row = find(parent);
        if (!row)
            return;
        row->hasArrow = m_model->hasChildren(parent);
        if (row->isExpanded)
            row->rows.erase(row->rows.begin() + first, row->rows.begin() + last + 1);
    }
    void onAboutToBeMoved(const QModelIndex &from, int, int, const QModelIndex &to, int)
    {
        m_from = find(from);
        m_to = find(to);
    }
    void onMoved(const QModelIndex &from, int first, int last, const QModelIndex &to, int row)
    {
        if (m_from && m_from == m_to && m_from->isExpanded) {
            const auto begin = m_from->rows.begin();
            if (row > last)
                std::rotate(begin + first, begin + last + 1, begin + row);
            else
                std::rotate(begin + row, begin + first, begin + last + 1);
        }
        if (m_from == m_to)
            return;
        std::vector<std::unique_ptr<Row>> moved;
        if (m_from && m_from->isExpanded) {
            for (int i = first; i <= last; ++i)
                moved.push_back(std::move(m_from->rows[size_t(i)]));
            m_from->rows.erase(m_from->rows.begin() + first, m_from->rows.begin() + last + 1);
        }
        if (m_from)
            m_from->hasArrow = m_model->hasChildren(from);
        if (!m_to)
            return;
        if (!std::exchange(m_to->hasArrow, true))
            m_to->isExpanded = true;
        if (!m_to->isExpanded)
            return;
        for (int i = row; moved.size() < size_t(last - first + 1); ++i)
            moved.push_back(read(i, to));
        m_to->rows.insert(m_to->rows.begin() + row, std::make_move_iterator(moved.begin()),
                          std::make_move_iterator(moved.end()));
    }
    void onLayoutChanged()
    {
        sort(m_root);
    }
    void sort(Row &row)
    {
        std::sort(row.rows.begin(), row.rows.end(),
                  [](const auto &a, const auto &b) { return a->at.row() < b->at.row(); });
        for (const auto &child : row.rows)
            sort(*child);
    }
    void check(const Row &row, const QModelIndex &index, QStringList &found) const
    {
        if (row.isExpanded && int(row.rows.size()) != m_model->rowCount(index)) {
            found << QStringLiteral("%1 rows are known, %2 are there")
                         .arg(row.rows.size()).arg(m_model->rowCount(index));
            return;
        }
        for (size_t i = 0; i < row.rows.size(); ++i) {
            const QModelIndex child = m_model->index(int(i), 0, index);
            if (row.rows[i]->at != child)
                found << QStringLiteral("the persistent index of row %1 is elsewhere").arg(i);
            if (row.rows[i]->hasArrow != m_model->hasChildren(child))
                found << QStringLiteral("the arrow of row %1 is wrong").arg(i);
            check(*row.rows[i], child, found);
        }
    }

    QAbstractItemModel *const m_model;
    Row m_root;
    Row *m_from = nullptr;
    Row *m_to = nullptr;
};

// The rows of a tree as values: {"item": …, "rows": […]}.
inline Racer::Value treeOf(const Racer::TreeModel &tree, const QModelIndex &parent = {})
{
    using Racer::Value;
    Value rows = Value::array();
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        rows.append(Value::object({{Racer::Key(u"item"), tree.valueAt(index)},
                                   {Racer::Key(u"key"), Value(tree.keyAt(index))},
                                   {Racer::Key(u"rows"), treeOf(tree, index)}}));
    }
    return rows;
}

inline Racer::Value treeRow(const Racer::Value &item, const Racer::Key &key, const Racer::Value &rows)
{
    return Racer::Value::object(
        {{Racer::Key(u"item"), item}, {Racer::Key(u"key"), Racer::Value(key)}, {Racer::Key(u"rows"), rows}});
}
