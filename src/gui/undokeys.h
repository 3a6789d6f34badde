// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerguiexport.h>

#include <QtCore/QObject>

namespace Racer {

class RACER_GUI_EXPORT UndoKeys : public QObject
{
    Q_OBJECT
public:
    explicit UndoKeys(QObject *editor, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void undoPressed();
    void redoPressed();
};

} // namespace Racer
