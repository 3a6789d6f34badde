// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "itemdelegate.h"

#include <QtCore/QMetaProperty>
#include <QtWidgets/QDoubleSpinBox>

#include <limits>

namespace Racer {

namespace {

// What the editor was given last, and what it made of that.
constexpr char GivenProperty[] = "_racer_given";
constexpr char ShownProperty[] = "_racer_shown";

// Numbers of a model are all doubles: 3 is not shown as 3.00, and 0.125 is not rounded.
class NumberBox : public QDoubleSpinBox
{
public:
    explicit NumberBox(QWidget *parent) : QDoubleSpinBox(parent)
    {
        setFrame(false);
        setDecimals(12);
        setRange(std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
    }

    [[nodiscard]] QString textFromValue(double value) const override
    {
        QLocale plain = locale();
        plain.setNumberOptions(plain.numberOptions() | QLocale::OmitGroupSeparator);
        return plain.toString(value, 'f', QLocale::FloatingPointShortest);
    }
};

} // namespace

/*!
    \class Racer::ItemDelegate
    \inmodule Racer
    \brief Keeps what is being typed while others change the same item, and numbers as exact as they are.

    Views of Qt Widgets set an open editor anew whenever anything of its item changes: another column, or only that a
    write was acknowledged. What the user has typed is lost then. With this delegate an editor follows the model until
    its user changes something, and is left alone from then on:
    \c {view->setItemDelegate(new Racer::ItemDelegate(view))}.

    Numbers without a declared type are edited with as many decimals as they have, where Qt's delegates round them to
    two. An itemEditorFactory() of one's own is asked instead.
*/
ItemDelegate::ItemDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

ItemDelegate::~ItemDelegate() = default;

QWidget *ItemDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    if (!itemEditorFactory() && index.data(Qt::EditRole).typeId() == QMetaType::Double)
        return new NumberBox(parent);
    return QStyledItemDelegate::createEditor(parent, option, index);
}

void ItemDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QMetaProperty property = editor->metaObject()->userProperty();
    const QVariant value = index.data(Qt::EditRole);
    const QVariant given = editor->property(GivenProperty);
    if (given.isValid()) {
        const bool isEdited = property.isValid() && property.read(editor) != editor->property(ShownProperty);
        if (isEdited || given.toList().constFirst() == value)
            return;
    }
    QStyledItemDelegate::setEditorData(editor, index);
    editor->setProperty(GivenProperty, QVariantList{value}); // in a list, as it may be invalid
    if (property.isValid())
        editor->setProperty(ShownProperty, property.read(editor));
}

} // namespace Racer
