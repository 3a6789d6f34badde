// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/undocommandstack.h>

#include <QtGui/QAction>

QAction *undoAction(const Racer::Model &drawing, QObject *window)
{
    auto *undo = new Racer::UndoStack(drawing, window);
    auto *commands = new Racer::UndoCommandStack(undo, window); // for a QUndoView, or a QUndoGroup
    return commands->createUndoAction(window);
}
