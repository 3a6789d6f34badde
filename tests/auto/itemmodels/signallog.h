// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/listmodel.h>

#include <QtCore/QStringList>

// The signals of an item model, in order, as one line each: "insert 0 2", "move 1 1 4", "data 3 name modelData".
class SignalLog : public QObject
{
    Q_OBJECT
public:
    explicit SignalLog(QAbstractItemModel *model)
    {
        connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
            lines << QStringLiteral("insert %1 %2").arg(first).arg(last);
        });
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
            lines << QStringLiteral("remove %1 %2").arg(first).arg(last);
        });
        connect(model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int last, const QModelIndex &, int to) {
                    lines << QStringLiteral("move %1 %2 %3").arg(first).arg(last).arg(to);
                });
        connect(model, &QAbstractItemModel::dataChanged, this,
                [this, model](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                    QStringList names;
                    for (const int role : roles) {
                        if (role != Qt::DisplayRole && role != Qt::EditRole)
                            names << QString::fromUtf8(model->roleNames().value(role));
                    }
                    names.sort();
                    QString line = first == last ? QStringLiteral("data %1").arg(first.row())
                                                 : QStringLiteral("data %1-%2").arg(first.row()).arg(last.row());
                    if (!names.isEmpty())
                        line += QLatin1Char(' ') + names.join(QLatin1Char(' '));
                    lines << line;
                });
        connect(model, &QAbstractItemModel::modelReset, this, [this] { lines << QStringLiteral("reset"); });
        connect(model, &QAbstractItemModel::layoutChanged, this, [this] { lines << QStringLiteral("layout"); });
    }

    QStringList take() { return std::exchange(lines, {}); }

    QStringList lines;
};
