// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelshadow_p.h"

#include <Racer/json.h>

#include <algorithm>

namespace Racer {

struct ModelShadow::Node
{
    QPersistentModelIndex at; // of the first column; invalid for the root
    std::vector<QHash<int, QVariant>> cells;
    Rows rows;
};

namespace {

QString place(const QModelIndex &index)
{
    return index.isValid() ? QStringLiteral(" below ") + indexPath(index) : QString();
}

QString show(const QVariant &variant)
{
    return variant.isValid() ? QString::fromUtf8(Json::stringify(Value::fromVariant(variant)))
                             : QStringLiteral("nothing");
}

} // namespace

QString indexPath(const QModelIndex &index)
{
    QStringList rows;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        rows.prepend(QString::number(at.row()));
    return rows.join(u'.');
}

ModelShadow::ModelShadow(QAbstractItemModel *model) : m_model(model)
{
    reset();
}

ModelShadow::~ModelShadow() = default;

void ModelShadow::complain(const QString &problem)
{
    m_problems << problem;
}

ModelShadow::Node *ModelShadow::find(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_root.get();
    Node *const parent = find(index.parent());
    if (!parent || index.row() < 0 || size_t(index.row()) >= parent->rows.size())
        return nullptr;
    return parent->rows[size_t(index.row())].get();
}

void ModelShadow::readCells(Node &node, const QModelIndex &parent, int row) const
{
    node.cells.assign(size_t(m_model->columnCount(parent)), {});
    for (size_t column = 0; column < node.cells.size(); ++column) {
        const QModelIndex index = m_model->index(row, int(column), parent);
        for (auto role = m_roles.keyBegin(); role != m_roles.keyEnd(); ++role)
            node.cells[column].insert(*role, index.data(*role));
    }
}

std::unique_ptr<ModelShadow::Node> ModelShadow::read(int row, const QModelIndex &parent)
{
    auto node = std::make_unique<Node>();
    const QModelIndex index = m_model->index(row, 0, parent);
    node->at = index;
    readCells(*node, parent, row);
    readRows(*node, index);
    return node;
}

void ModelShadow::readRows(Node &node, const QModelIndex &index)
{
    node.rows.clear();
    const int count = m_model->rowCount(index);
    for (int row = 0; row < count; ++row)
        node.rows.push_back(read(row, index));
}

void ModelShadow::reset()
{
    m_roles = m_model->roleNames();
    m_roles.insert(Qt::DisplayRole, {});
    m_announced = {};
    m_root = std::make_unique<Node>();
    readRows(*m_root, {});
}

void ModelShadow::announce(Change change, const QModelIndex &parent, int first, int last)
{
    if (m_announced.change != Change::None)
        complain(QStringLiteral("A change is announced while another one is under way"));
    m_announced = {change, find(parent), first, last, nullptr, 0};
    const qsizetype count = m_announced.parent ? qsizetype(m_announced.parent->rows.size()) : -1;
    const qsizetype lowest = change == Change::Insertion ? first : last + 1;
    if (count < 0)
        complain(QStringLiteral("A change is announced%1, of which nothing was told").arg(place(parent)));
    else if (first < 0 || last < first || lowest > count)
        complain(QStringLiteral("A change of rows %1 to %2%3 is announced, where %4 rows are")
                     .arg(first).arg(last).arg(place(parent)).arg(count));
    else if (m_model->rowCount(parent) != count)
        complain(QStringLiteral("There are %1 rows%2 before the announced change; %3 were told")
                     .arg(m_model->rowCount(parent)).arg(place(parent)).arg(count));
    else
        return;
    m_announced.parent = nullptr; // replayed by reading anew
}

ModelShadow::Announced ModelShadow::take(Change change, const char *what)
{
    const Announced announced = std::exchange(m_announced, {});
    if (announced.change == change)
        return announced;
    complain(QStringLiteral("Rows were %1 without an announcement").arg(QLatin1StringView(what)));
    return {};
}

void ModelShadow::rowsAboutToBeInserted(const QModelIndex &parent, int first, int last)
{
    announce(Change::Insertion, parent, first, last);
}

void ModelShadow::rowsInserted(const QModelIndex &parent, int first, int last)
{
    const Announced announced = take(Change::Insertion, "inserted");
    if (!announced.parent || announced.first != first || announced.last != last)
        return reset();
    Rows added;
    for (int row = first; row <= last; ++row)
        added.push_back(read(row, parent));
    Rows &rows = announced.parent->rows;
    rows.insert(rows.begin() + first, std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

void ModelShadow::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    announce(Change::Removal, parent, first, last);
}

void ModelShadow::rowsRemoved(const QModelIndex &parent, int first, int last)
{
    const Announced announced = take(Change::Removal, "removed");
    if (!announced.parent || announced.first != first || announced.last != last)
        return reset();
    Rows &rows = announced.parent->rows;
    for (int row = first; row <= last; ++row) {
        if (rows[size_t(row)]->at.isValid())
            complain(QStringLiteral("The persistent index of row %1%2 outlives it").arg(row).arg(place(parent)));
    }
    rows.erase(rows.begin() + first, rows.begin() + last + 1);
}

void ModelShadow::rowsAboutToBeMoved(const QModelIndex &from, int first, int last, const QModelIndex &to, int row)
{
    announce(Change::Move, from, first, last);
    m_announced.to = find(to);
    m_announced.row = row;
    if (!m_announced.parent)
        return;
    const bool intoItself = m_announced.to == m_announced.parent && row >= first && row <= last + 1;
    if (!m_announced.to || row < 0 || size_t(row) > m_announced.to->rows.size() || intoItself) {
        complain(QStringLiteral("A move of rows %1 to %2 before row %3%4 is announced")
                     .arg(first).arg(last).arg(row).arg(place(to)));
        m_announced.parent = nullptr;
    }
}

void ModelShadow::rowsMoved()
{
    const Announced announced = take(Change::Move, "moved");
    if (!announced.parent)
        return reset();
    Rows &from = announced.parent->rows;
    Rows &to = announced.to->rows;
    if (&from == &to) {
        const auto first = from.begin() + announced.first;
        const auto end = from.begin() + announced.last + 1;
        if (announced.row > announced.last)
            std::rotate(first, end, from.begin() + announced.row);
        else
            std::rotate(from.begin() + announced.row, first, end);
        return;
    }
    Rows moved(std::make_move_iterator(from.begin() + announced.first),
               std::make_move_iterator(from.begin() + announced.last + 1));
    from.erase(from.begin() + announced.first, from.begin() + announced.last + 1);
    to.insert(to.begin() + announced.row, std::make_move_iterator(moved.begin()),
              std::make_move_iterator(moved.end()));
}

void ModelShadow::columnsChanged(const QModelIndex &parent)
{
    if (Node *const node = find(parent))
        readRows(*node, parent);
}

void ModelShadow::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const QModelIndex parent = topLeft.parent();
    Node *const node = find(parent);
    if (!topLeft.isValid() || !bottomRight.isValid() || bottomRight.parent() != parent || !node
        || topLeft.row() > bottomRight.row() || size_t(bottomRight.row()) >= node->rows.size()) {
        return complain(QStringLiteral("Data of rows %1 to %2%3 are told to have changed")
                            .arg(topLeft.row()).arg(bottomRight.row()).arg(place(parent)));
    }
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        Node &changed = *node->rows[size_t(row)];
        for (int column = topLeft.column(); column <= bottomRight.column(); ++column) {
            if (size_t(column) >= changed.cells.size())
                continue;
            const QModelIndex index = m_model->index(row, column, parent);
            QHash<int, QVariant> &cell = changed.cells[size_t(column)];
            for (auto [role, value] : cell.asKeyValueRange()) {
                // Views know both as one, and so do models that name either.
                const bool shown = role == Qt::DisplayRole && roles.contains(Qt::EditRole);
                if (roles.isEmpty() || roles.contains(role) || shown)
                    value = index.data(role);
            }
        }
    }
}

void ModelShadow::sortByPersistentIndexes(Node &node, const QModelIndex &index)
{
    std::erase_if(node.rows, [](const std::unique_ptr<Node> &row) { return !row->at.isValid(); });
    const bool stayed = std::all_of(node.rows.cbegin(), node.rows.cend(), [&](const std::unique_ptr<Node> &row) {
        return row->at.parent() == index;
    });
    std::sort(node.rows.begin(), node.rows.end(), [](const std::unique_ptr<Node> &a, const std::unique_ptr<Node> &b) {
        return a->at.row() < b->at.row();
    });
    bool complete = stayed && int(node.rows.size()) == m_model->rowCount(index);
    for (size_t row = 0; complete && row < node.rows.size(); ++row)
        complete = node.rows[row]->at.row() == int(row);
    if (!complete) { // rows of other parents have come, or some are new: a new layout may do that
        readRows(node, index);
        return;
    }
    for (const std::unique_ptr<Node> &row : node.rows)
        sortByPersistentIndexes(*row, row->at);
}

void ModelShadow::layoutChanged(const QList<QPersistentModelIndex> &parents)
{
    if (parents.isEmpty())
        return sortByPersistentIndexes(*m_root, {});
    for (const QPersistentModelIndex &parent : parents) {
        if (Node *const node = find(parent))
            sortByPersistentIndexes(*node, parent);
    }
}

void ModelShadow::checkCells(const Node &node, const QModelIndex &index, QStringList &found) const
{
    for (size_t column = 0; column < node.cells.size(); ++column) {
        const QModelIndex cell = index.siblingAtColumn(int(column));
        for (const auto [role, told] : node.cells[column].asKeyValueRange()) {
            const QVariant now = cell.data(role);
            if (now != told) {
                const QByteArray name = role == Qt::DisplayRole ? QByteArrayLiteral("display") : m_roles.value(role);
                found << QStringLiteral("Row %1, column %2, role %3: %4 was told, %5 is there")
                             .arg(indexPath(index)).arg(column).arg(QString::fromUtf8(name), show(told), show(now));
            }
        }
    }
}

void ModelShadow::checkRows(const Node &node, const QModelIndex &index, QStringList &found) const
{
    const int count = m_model->rowCount(index);
    if (count != int(node.rows.size())) {
        found << QStringLiteral("%1 rows were told%2, %3 are there").arg(node.rows.size()).arg(place(index)).arg(count);
        return;
    }
    for (int row = 0; row < count; ++row) {
        const Node &child = *node.rows[size_t(row)];
        const QModelIndex at = m_model->index(row, 0, index);
        if (child.at != at) {
            found << QStringLiteral("The persistent index of row %1 is at %2")
                         .arg(indexPath(at), child.at.isValid() ? indexPath(child.at) : QStringLiteral("no row"));
        }
        if (child.cells.size() != size_t(m_model->columnCount(index)))
            found << QStringLiteral("Row %1: %2 columns were told").arg(indexPath(at)).arg(child.cells.size());
        else
            checkCells(child, at, found);
        checkRows(child, at, found);
    }
}

QStringList ModelShadow::check() const
{
    QStringList found = m_problems;
    if (m_announced.change != Change::None)
        found << QStringLiteral("A change is announced that has not come");
    else
        checkRows(*m_root, {}, found);
    return found;
}

} // namespace Racer
