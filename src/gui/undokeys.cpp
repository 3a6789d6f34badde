// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/undokeys.h>

#include <QtGui/QKeyEvent>

namespace Racer {

/*!
    \class Racer::UndoKeys
    \inmodule Racer
    \brief Takes the keys of undo and redo away from an editor, a widget or a Qt Quick item, and says that they were
    pressed.

    For editors whose own undo must not be used, as it would take back what others wrote. It belongs to the thread of
    the editor.
*/

/*! Watches \a editor. */
UndoKeys::UndoKeys(QObject *editor, QObject *parent) : QObject(parent)
{
    editor->installEventFilter(this);
}

bool UndoKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto *const key = static_cast<const QKeyEvent *>(event);
    const bool undo = key->matches(QKeySequence::Undo);
    if (!undo && !key->matches(QKeySequence::Redo))
        return QObject::eventFilter(watched, event);
    event->accept(); // an editor keeps the keys from shortcuts of the window
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (undo)
        Q_EMIT undoPressed();
    else
        Q_EMIT redoPressed();
    return true;
}

/*! \fn void UndoKeys::undoPressed()
    The platform's keys for undo were pressed. */
/*! \fn void UndoKeys::redoPressed()
    The platform's keys for redo were pressed. */

} // namespace Racer
