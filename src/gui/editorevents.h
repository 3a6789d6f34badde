// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerguiexport.h>

#include <QtCore/QObject>

namespace Racer {

class RACER_GUI_EXPORT EditorEvents : public QObject
{
    Q_OBJECT
public:
    explicit EditorEvents(QObject *editor, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void undoPressed();
    void redoPressed();
    void composing(bool composing);

private:
    void composed();

    bool m_composing = false;
};

} // namespace Racer
