// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "orderform.h"

#include <Racer/itemdelegate.h>

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using namespace Racer;

OrderForm::OrderForm(QWidget *parent) : QWidget(parent)
{
    auto *state = new QComboBox;
    for (const QString &value : {u"open"_s, u"baked"_s, u"delivered"_s})
        state->addItem(states().value(value), value);
    auto *due = new QDateEdit;
    due->setCalendarPopup(true);
    due->setDisplayFormat(u"yyyy-MM-dd"_s);
    auto *notes = new QPlainTextEdit;
    notes->setPlaceholderText(tr("Notes; several people can type here at once"));
    m_notes = new TextEditBinding(notes, Model());

    m_lines.setRoles({u"what"_s});
    m_lines.setReorderable(true);
    m_lineView = new QListView;
    m_lineView->setModel(&m_lines);
    m_lineView->setItemDelegate(new ItemDelegate(m_lineView));
    m_lineView->setDragDropMode(QAbstractItemView::DragDrop);
    m_lineView->setDefaultDropAction(Qt::MoveAction);
    m_lineView->setAlternatingRowColors(true);
    auto *add = new QPushButton(tr("Add"));
    auto *remove = new QPushButton(tr("Remove"));
    connect(add, &QPushButton::clicked, this, &OrderForm::addLine);
    connect(remove, &QPushButton::clicked, this, &OrderForm::removeLine);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch();

    auto *layout = new QFormLayout(this);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(tr("Customer"), bound(u"customer"_s, new QLineEdit, "text"));
    layout->addRow(tr("Due"), bound(u"due"_s, due));
    layout->addRow(tr("State"), bound(u"state"_s, state, "currentData"));
    layout->addRow(QString(), bound(u"paid"_s, new QCheckBox(tr("Paid"))));
    layout->addRow(tr("Lines"), m_lineView);
    layout->addRow(QString(), buttons);
    layout->addRow(tr("Notes"), notes);
    setOrder(Model());
}

QMap<QString, QString> OrderForm::states()
{
    return {{u"open"_s, tr("Open")}, {u"baked"_s, tr("Baked")}, {u"delivered"_s, tr("Delivered")}};
}

QWidget *OrderForm::bound(const QString &path, QWidget *widget, const char *property)
{
    m_fields.append({path, bind(Model(), widget, property)});
    return widget;
}

void OrderForm::setOrder(const Model &order)
{
    m_order = order;
    setEnabled(order.isValid());
    for (const auto &[path, binding] : std::as_const(m_fields))
        binding->setSource(order.isValid() ? order.at(path) : Model());
    m_notes->setSource(order.isValid() ? order.at(u"notes") : Model());
    m_lines.setSource(order.isValid() ? order.at(u"lines") : Model());
}

void OrderForm::addLine()
{
    m_lines.append(Value::object({{Key(u"what"), Value(tr("New line"))}, {Key(u"count"), 1}}));
    const QModelIndex added = m_lines.index(m_lines.count() - 1);
    m_lineView->setCurrentIndex(added);
    m_lineView->edit(added);
}

void OrderForm::removeLine()
{
    if (const QModelIndex line = m_lineView->currentIndex(); line.isValid())
        m_lines.remove(line.row());
}
