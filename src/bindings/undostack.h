// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/rootmodel.h>

namespace Racer {

class UndoStackPrivate;

class RACER_CLIENT_EXPORT UndoStack : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY canUndoChanged FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY canRedoChanged FINAL)
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoTextChanged FINAL)
    Q_PROPERTY(QString redoText READ redoText NOTIFY redoTextChanged FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int index READ index WRITE setIndex NOTIFY indexChanged FINAL)
    Q_PROPERTY(bool clean READ isClean NOTIFY cleanChanged FINAL)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
    Q_PROPERTY(int mergeInterval READ mergeInterval WRITE setMergeInterval NOTIFY mergeIntervalChanged FINAL)
public:
    enum class Loss : quint8 { Overwritten, Refused, DocumentGone };
    Q_ENUM(Loss)

    explicit UndoStack(QObject *parent = nullptr);
    explicit UndoStack(const Model &scope, QObject *parent = nullptr);
    ~UndoStack() override;

    [[nodiscard]] QList<Model> scopes() const;
    void setScope(const Model &scope);
    void setScopes(const QList<Model> &scopes); // all of one root model
    void clearScopes();

    [[nodiscard]] bool isEnabled() const;
    void setEnabled(bool enabled);
    [[nodiscard]] int limit() const; // 0: none
    void setLimit(int steps);
    [[nodiscard]] int mergeInterval() const; // milliseconds
    void setMergeInterval(int milliseconds);

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] QString undoText() const;
    [[nodiscard]] QString redoText() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] int index() const;
    [[nodiscard]] QString text(int index) const;
    [[nodiscard]] quint64 stepId(int index) const; // stays with the step; 0 if there is none
    [[nodiscard]] bool isClean() const;
    [[nodiscard]] int cleanIndex() const; // -1: no state is
    [[nodiscard]] bool isInMacro() const;
    [[nodiscard]] bool isApplying() const; // while undo() or redo() writes

public Q_SLOTS:
    void undo();
    void redo();
    void setIndex(int index);
    void clear();
    void setClean();
    void resetClean();
    void beginMacro(const QString &text = {});
    void endMacro();
    void separate(); // what is written next is a step of its own

Q_SIGNALS:
    void enabledChanged();
    void canUndoChanged(bool canUndo);
    void canRedoChanged(bool canRedo);
    void undoTextChanged(const QString &undoText);
    void redoTextChanged(const QString &redoText);
    void countChanged();
    void indexChanged(int index);
    void cleanChanged(bool clean);
    void limitChanged();
    void mergeIntervalChanged();
    void stepsChanged(); // their number, or a text, anywhere
    void scopesChanged();
    // The string at the absolute path was changed by undo() or redo(), last up to this position, in UTF-16 units.
    void caretMoved(const Racer::Path &path, qsizetype position);
    void stepLost(const QString &text, Racer::UndoStack::Loss reason);

private:
    friend class UndoStackPrivate;
    const std::unique_ptr<UndoStackPrivate> d;
};

// Everything written while it exists is one step.
class UndoMacro
{
public:
    explicit UndoMacro(UndoStack &stack, const QString &text = {}) : m_stack(stack) { m_stack.beginMacro(text); }
    ~UndoMacro() { m_stack.endMacro(); }
    Q_DISABLE_COPY_MOVE(UndoMacro)

private:
    UndoStack &m_stack;
};

} // namespace Racer
