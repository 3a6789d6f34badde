// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerwidgetsexport.h>

#include <QtWidgets/QStyledItemDelegate>

namespace Racer {

// Keeps what is being typed in an open editor while others change the same item, and numbers as exact as they are.
class RACER_WIDGETS_EXPORT ItemDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ItemDelegate(QObject *parent = nullptr);
    ~ItemDelegate() override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
};

} // namespace Racer
