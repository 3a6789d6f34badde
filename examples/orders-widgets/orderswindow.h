// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "orderform.h"

#include <Racer/tablemodel.h>

#include <QtWidgets/QMainWindow>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QTableView;
QT_END_NAMESPACE

// All orders in a table that is sorted by its header and searched, and the chosen one in a form.
class OrdersWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit OrdersWindow(Racer::RootModel *model);

    void choose(int row);
    [[nodiscard]] int rowCount() const { return m_orders.count(); }

private:
    void showCurrent();
    void search(const QString &text);
    void addOrder();
    void removeOrder();

    Racer::RootModel *const m_model;
    Racer::TableModel m_orders;
    QTableView *m_table;
    OrderForm *m_form;
};
