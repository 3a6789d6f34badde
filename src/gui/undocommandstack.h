// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerguiexport.h>
#include <Racer/undostack.h>

#include <QtGui/QUndoStack>

#include <memory>

namespace Racer {

class UndoCommandStackPrivate;

class RACER_GUI_EXPORT UndoCommandStack : public QUndoStack
{
    Q_OBJECT
public:
    explicit UndoCommandStack(QObject *parent = nullptr);
    explicit UndoCommandStack(UndoStack *source, QObject *parent = nullptr); // not owned
    ~UndoCommandStack() override;

    [[nodiscard]] UndoStack *source() const;
    void setSource(UndoStack *source);

private:
    friend class UndoCommandStackPrivate;
    const std::unique_ptr<UndoCommandStackPrivate> d;
};

} // namespace Racer
