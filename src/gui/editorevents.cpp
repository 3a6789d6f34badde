// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/editorevents.h>

#include <QtGui/QInputMethodEvent>
#include <QtGui/QKeyEvent>

namespace Racer {

/*!
    \class Racer::EditorEvents
    \inmodule Racer
    \brief Watches an editor, a widget or a Qt Quick item, for a TextBinding: takes the keys of undo and redo away from
    it, and tells when an input method composes in it.

    It belongs to the thread of the editor.
*/

/*! Watches \a editor. */
EditorEvents::EditorEvents(QObject *editor, QObject *parent) : QObject(parent)
{
    editor->installEventFilter(this);
}

bool EditorEvents::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::InputMethod:
        if (static_cast<QInputMethodEvent *>(event)->preeditString().isEmpty()) {
            composed();
        } else if (!m_composing) {
            m_composing = true;
            Q_EMIT composing(true);
        }
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
        composed();
        break;
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: {
        const auto *const key = static_cast<const QKeyEvent *>(event);
        const bool undo = key->matches(QKeySequence::Undo);
        if (!undo && !key->matches(QKeySequence::Redo))
            break;
        event->accept(); // an editor keeps the keys from the window's shortcuts
        if (event->type() == QEvent::KeyPress) {
            if (undo)
                Q_EMIT undoPressed();
            else
                Q_EMIT redoPressed();
        }
        return true;
    }
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

// The editor has yet to insert what was composed.
void EditorEvents::composed()
{
    if (!m_composing)
        return;
    m_composing = false;
    const auto tell = [this] {
        if (!m_composing)
            Q_EMIT composing(false);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

/*! \fn void EditorEvents::undoPressed()
    The platform's keys for undo were pressed. */
/*! \fn void EditorEvents::redoPressed()
    The platform's keys for redo were pressed. */
/*! \fn void EditorEvents::composing(bool composing)
    An input method has begun to compose, or has ended and the editor has what was composed. */

} // namespace Racer
