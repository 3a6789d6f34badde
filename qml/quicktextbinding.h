// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/quickscope.h>
#include <Racer/undostack.h>

#include <QtQuick/QQuickItem>

namespace Racer {

class QuickTextBindingPrivate;

class RACER_QUICK_EXPORT QuickTextBinding : public Racer::QuickScope
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TextBinding)
    Q_PROPERTY(QQuickItem *target READ target WRITE setTarget NOTIFY targetChanged FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(bool exists READ exists NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool editable READ isEditable NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool composing READ isComposing NOTIFY composingChanged FINAL)
    Q_PROPERTY(Racer::UndoStack *undoStack READ undoStack WRITE setUndoStack NOTIFY undoStackChanged FINAL)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY canUndoChanged FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY canRedoChanged FINAL)
public:
    explicit QuickTextBinding(QObject *parent = nullptr);
    ~QuickTextBinding() override;

    [[nodiscard]] QQuickItem *target() const;
    void setTarget(QQuickItem *target);
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool isEditable() const;
    [[nodiscard]] bool isComposing() const;
    [[nodiscard]] UndoStack *undoStack() const;
    void setUndoStack(UndoStack *stack);
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

    void componentComplete() override;

Q_SIGNALS:
    void targetChanged();
    void textChanged();
    void stateChanged();
    void composingChanged();
    void undoStackChanged();
    void canUndoChanged();
    void canRedoChanged();

protected:
    void scopeChanged(const Model &scope) override;

private:
    friend class QuickTextBindingPrivate;
    const std::unique_ptr<QuickTextBindingPrivate> d;
};

} // namespace Racer
