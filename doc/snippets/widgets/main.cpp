// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/itemdelegate.h>
#include <Racer/listmodel.h>
#include <Racer/propertybinding.h>

#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QSpinBox>

using namespace Racer;
using namespace Qt::StringLiterals;

class TaskForm : public QWidget
{
public:
    explicit TaskForm(const Model &task)
    {
        auto *title = new QLineEdit;
        auto *hours = new QSpinBox;
        auto *state = new QComboBox;
        auto *tags = new QLineEdit;
        auto *hint = new QLabel;
        state->addItem(tr("To do"), u"todo"_s);
        state->addItem(tr("Done"), u"done"_s);

        bind(task.at(u"title"), title, "text");
        bind(task.at(u"hours"), hours);
        bind(task.at(u"state"), state, "currentData");
        bind(task.at(u"hint"), hint);
        bind(task.at(u"tags"), tags, "text", {
            .write = BindOptions::Write::Finished,
            .toProperty = [](const Value &value) { return QVariant(value.toVariant().toStringList().join(u' ')); },
            .fromProperty = [](const QVariant &text) { return Value::fromVariant(text.toString().split(u' ')); },
        });

        m_steps.setRoles({u"what"_s});
        m_steps.setSource(task.at(u"steps"));
        m_steps.setReorderable(true);
        auto *steps = new QListView;
        steps->setModel(&m_steps);
        steps->setItemDelegate(new ItemDelegate(steps));
        steps->setDragDropMode(QAbstractItemView::InternalMove);

        auto *layout = new QFormLayout(this);
        layout->addRow(tr("Title"), title);
        layout->addRow(tr("Hours"), hours);
        layout->addRow(tr("State"), state);
        layout->addRow(tr("Tags"), tags);
        layout->addRow(hint);
        layout->addRow(tr("Steps"), steps);
    }

private:
    ListModel m_steps;
};

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    RootModel model;
    const Model task = model.at(u"_page.task");
    TaskForm form(task);
    form.show();
    task.set(u"title", u"Paint the fence"_s);
    form.findChild<QSpinBox *>()->setValue(3);
    const bool isShown = form.findChild<QLineEdit *>()->text() == u"Paint the fence";
    return isShown && task.get(u"hours").toInteger() == 3 ? 0 : 1;
}
