// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtCore/QStringList>

#include <memory>
#include <vector>

namespace Racer {

// The rows of an item model as its signals tell them, with a persistent index for each. What the signals or the
// persistent indexes say wrongly is kept in "problems".
class ModelShadow
{
public:
    explicit ModelShadow(QAbstractItemModel *model);
    ~ModelShadow();

    void rowsAboutToBeInserted(const QModelIndex &parent, int first, int last);
    void rowsInserted(const QModelIndex &parent, int first, int last);
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last);
    void rowsRemoved(const QModelIndex &parent, int first, int last);
    void rowsAboutToBeMoved(const QModelIndex &from, int first, int last, const QModelIndex &to, int row);
    void rowsMoved();
    void columnsChanged(const QModelIndex &parent);
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles);
    void layoutChanged(const QList<QPersistentModelIndex> &parents);
    void reset();

    // What the signals had wrong so far, and where model and shadow differ now.
    [[nodiscard]] QStringList check() const;

private:
    struct Node;
    using Rows = std::vector<std::unique_ptr<Node>>;
    enum class Change : quint8 { None, Insertion, Removal, Move };
    struct Announced
    {
        Change change = Change::None;
        Node *parent = nullptr;
        int first = 0;
        int last = 0;
        Node *to = nullptr;
        int row = 0;
    };

    [[nodiscard]] Node *find(const QModelIndex &index) const;
    [[nodiscard]] std::unique_ptr<Node> read(int row, const QModelIndex &parent);
    void readCells(Node &node, const QModelIndex &parent, int row) const;
    void readRows(Node &node, const QModelIndex &index);
    void announce(Change change, const QModelIndex &parent, int first, int last);
    [[nodiscard]] Announced take(Change change, const char *what);
    void sortByPersistentIndexes(Node &node, const QModelIndex &index);
    void checkRows(const Node &node, const QModelIndex &index, QStringList &found) const;
    void checkCells(const Node &node, const QModelIndex &index, QStringList &found) const;
    void complain(const QString &problem);

    QAbstractItemModel *const m_model;
    QHash<int, QByteArray> m_roles;
    std::unique_ptr<Node> m_root;
    Announced m_announced;
    QStringList m_problems;
};

// "1.0": the rows from the top; empty for the invalid index.
[[nodiscard]] QString indexPath(const QModelIndex &index);

} // namespace Racer
