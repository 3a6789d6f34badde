// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/listmodel.h>
#include <Racer/propertybinding.h>
#include <Racer/texteditbinding.h>

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QListView;
QT_END_NAMESPACE

// One order, to be edited: each field keeps to its path.
class OrderForm : public QWidget
{
    Q_OBJECT
public:
    explicit OrderForm(QWidget *parent = nullptr);

    // What a state is called, by its value in the model.
    [[nodiscard]] static QMap<QString, QString> states();

    void setOrder(const Racer::Model &order); // an invalid model: none

private:
    QWidget *bound(const QString &path, QWidget *widget, const char *property = nullptr);
    void addLine();
    void removeLine();

    Racer::Model m_order;
    QList<std::pair<QString, Racer::PropertyBinding *>> m_fields; // and their paths
    Racer::TextBinding *m_notes;
    Racer::ListModel m_lines;
    QListView *m_lineView;
};
