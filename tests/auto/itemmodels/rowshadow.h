// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rowmodel.h>

#include <QtCore/QAbstractItemModel>

// The rows of a model as somebody sees them who follows its signals and believes them: rows that come are read, and of
// those that change only the roles that are named.
class RowShadow : public QObject
{
    Q_OBJECT
public:
    explicit RowShadow(QAbstractItemModel *model) : m_model(model)
    {
        readAll();
        connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
            for (int row = first; row <= last; ++row)
                m_rows.insert(row, read(row));
            checkCount();
        });
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
            m_rows.remove(first, last - first + 1);
            checkCount();
        });
        connect(model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                    const QList<Row> moved = m_rows.mid(first, last - first + 1);
                    m_rows.remove(first, moved.size());
                    const qsizetype at = to > first ? to - moved.size() : to;
                    for (qsizetype i = 0; i < moved.size(); ++i)
                        m_rows.insert(at + i, moved.at(i));
                    ++m_moves;
                });
        connect(model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                    for (int row = first.row(); row <= last.row(); ++row) {
                        const Row now = read(row);
                        const QList<int> changed = roles.isEmpty() ? now.keys() : roles;
                        for (const int role : changed)
                            m_rows[row].insert(role, now.value(role));
                    }
                });
        connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] {
            m_indexes.clear();
            for (int row = 0; row < m_model->rowCount(); ++row)
                m_indexes.append(m_model->index(row, 0));
        });
        connect(model, &QAbstractItemModel::layoutChanged, this, [this] {
            const QList<Row> before = m_rows;
            for (qsizetype i = 0; i < before.size(); ++i)
                m_rows[m_indexes.at(i).row()] = before.at(i);
            m_indexes.clear();
        });
        connect(model, &QAbstractItemModel::modelReset, this, [this] {
            readAll();
            ++m_resets;
        });
    }

    // What differs from the model; empty if nothing does.
    [[nodiscard]] QString difference() const
    {
        if (!m_error.isEmpty())
            return m_error;
        if (m_rows.size() != m_model->rowCount())
            return QStringLiteral("%1 rows, not %2").arg(m_rows.size()).arg(m_model->rowCount());
        for (int row = 0; row < m_rows.size(); ++row) {
            const Row now = read(row);
            for (auto role = now.cbegin(); role != now.cend(); ++role) {
                if (m_rows.at(row).value(role.key()) != *role) {
                    return QStringLiteral("row %1, role %2").arg(row).arg(
                        QString::fromUtf8(m_model->roleNames().value(role.key())));
                }
            }
        }
        return {};
    }
    [[nodiscard]] int takeResets() { return std::exchange(m_resets, 0); }

private:
    using Row = QHash<int, QVariant>;

    [[nodiscard]] Row read(int row) const
    {
        Row data;
        const QList<int> roles = m_model->roleNames().keys();
        for (const int role : roles)
            data.insert(role, m_model->index(row, 0).data(role));
        return data;
    }
    void readAll()
    {
        m_rows.clear();
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_rows.append(read(row));
    }
    void checkCount()
    {
        if (m_rows.size() != m_model->rowCount())
            m_error = QStringLiteral("the number of rows does not follow the signals");
    }

    QAbstractItemModel *const m_model;
    QList<Row> m_rows;
    QList<QPersistentModelIndex> m_indexes;
    QString m_error;
    int m_moves = 0;
    int m_resets = 0;
};
