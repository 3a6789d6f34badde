// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "itemdelegate.h"

#include <QtCore/QMetaProperty>

namespace Racer {

namespace {

// What the editor was given last, and what it made of that.
constexpr char GivenProperty[] = "_racer_given";
constexpr char ShownProperty[] = "_racer_shown";

} // namespace

/*!
    \class Racer::ItemDelegate
    \inmodule Racer
    \brief Keeps what is being typed in an open editor while others change the same item.

    Views of Qt Widgets set an open editor anew whenever anything of its item changes: another column, or only that a
    write was acknowledged. What the user has typed is lost then. With this delegate an editor follows the model until
    its user changes something, and is left alone from then on:
    \c {view->setItemDelegate(new Racer::ItemDelegate(view))}.
*/
ItemDelegate::ItemDelegate(QObject *parent) : QStyledItemDelegate(parent) { }

ItemDelegate::~ItemDelegate() = default;

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
