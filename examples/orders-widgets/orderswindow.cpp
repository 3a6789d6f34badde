// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "orderswindow.h"

#include <Racer/itemdelegate.h>

#include <QtCore/QDate>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

QList<TableColumn> columns()
{
    const auto pieces = [](const Value &lines) {
        double sum = 0;
        for (const Value &line : lines.elements())
            sum += line.value(u"count").toDouble();
        return QVariant(int(sum));
    };
    const auto stateText = [](const Value &state) { return QVariant(OrderForm::states().value(state.toString())); };
    const SortKey asPeopleSort{.path = {}, .locale = QLocale()};
    return {
        {.path = u"customer"_s, .header = OrdersWindow::tr("Customer"), .sortKey = asPeopleSort},
        {.path = u"due"_s, .header = OrdersWindow::tr("Due"), .type = QMetaType::fromType<QDate>()},
        {.path = u"state"_s, .header = OrdersWindow::tr("State"), .toVariant = stateText},
        {.path = u"lines"_s, .header = OrdersWindow::tr("Pieces"), .alignment = Qt::AlignRight | Qt::AlignVCenter,
         .toVariant = pieces},
        {.path = u"paid"_s, .header = OrdersWindow::tr("Paid"), .checkable = true},
    };
}

} // namespace

OrdersWindow::OrdersWindow(RootModel *model) : m_model(model)
{
    const auto query = model->query(Key(u"orders"), Value::object());
    query->subscribe();
    m_orders.setColumns(columns());
    m_orders.setQuery(*model, query);

    auto *searchField = new QLineEdit;
    searchField->setPlaceholderText(tr("Search customers"));
    searchField->setClearButtonEnabled(true);
    connect(searchField, &QLineEdit::textChanged, this, &OrdersWindow::search);

    m_table = new QTableView;
    m_table->setModel(&m_orders);
    m_table->setItemDelegate(new ItemDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(1, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setDefaultSectionSize(90);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OrdersWindow::showCurrent);

    auto *add = new QPushButton(tr("New order"));
    auto *remove = new QPushButton(tr("Delete"));
    connect(add, &QPushButton::clicked, this, &OrdersWindow::addOrder);
    connect(remove, &QPushButton::clicked, this, &OrdersWindow::removeOrder);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(remove);
    buttons->addStretch();

    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->addWidget(searchField);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    m_form = new OrderForm;
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_form);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    setCentralWidget(splitter);
    setWindowTitle(tr("Orders"));
    resize(900, 520);

    auto *state = new QLabel;
    statusBar()->addPermanentWidget(state);
    bind(model->at(u"$connection.state"), state, "text");
    auto *count = new QLabel;
    statusBar()->addWidget(count);
    const auto showCount = [this, count] {
        count->setText(m_orders.count() == 1 ? tr("1 order") : tr("%1 orders").arg(m_orders.count()));
    };
    connect(&m_orders, &RowModel::countChanged, this, showCount);
    showCount();
    connect(model, &RootModel::error, this,
            [this](const Error &error) { statusBar()->showMessage(error.message(), 10'000); });
}

void OrdersWindow::choose(int row)
{
    m_table->selectRow(row);
}

void OrdersWindow::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    m_form->setOrder(current.isValid() ? m_orders.modelAt(current.row()) : Model());
}

void OrdersWindow::search(const QString &text)
{
    m_orders.setFilter([text](const Value &order) {
        return order.value(u"customer").toString().contains(text, Qt::CaseInsensitive);
    });
}

void OrdersWindow::addOrder()
{
    const Mutation added = m_orders.append(
        Value::object({{Key(u"customer"), Value(tr("New customer"))},
                       {Key(u"due"), Value(QDate::currentDate().toString(Qt::ISODate))},
                       {Key(u"state"), Value(u"open")}}));
    added.then(this, [this, id = added.value().toString()](const Error &error) {
        if (error)
            return statusBar()->showMessage(error.message(), 10'000);
        if (const int row = m_orders.indexOf(id); row >= 0)
            choose(row);
    });
}

void OrdersWindow::removeOrder()
{
    if (const QModelIndex current = m_table->currentIndex(); current.isValid())
        m_orders.remove(current.row());
}
