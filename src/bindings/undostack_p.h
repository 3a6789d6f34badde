// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "undochange_p.h"

#include <Racer/undostack.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>

namespace Racer {

class RootModelPrivate;

struct UndoStep
{
    quint64 id = 0;
    QString text;
    Value group; // that its writes pass; undefined if none
    std::vector<UndoChange> changes;

    void add(const DocName &document, UndoOp op, quint64 firstUnsettled);
    [[nodiscard]] bool isEmpty() const noexcept { return changes.empty(); }
};

class UndoStackPrivate final : public ChangeRecorder
{
public:
    explicit UndoStackPrivate(UndoStack *stack) : q(stack) { }
    ~UndoStackPrivate() { stopFollowing(); }

    enum class Direction : quint8 { None, Undo, Redo };

    void follow(const QList<Model> &newScopes);
    void stopFollowing();
    void apply(Direction way);
    void clear();
    void dropRedo();
    void endMacro();
    void trim(); // to the limit
    void closeStep() noexcept { openWrite = 0; isTurnOpen = false; }
    // Emits what has changed since the last time.
    void update();

    void changed(const RecordedChange &change) override;
    void takenBack(const DocName &document, quint64 firstSubmission, quint64 lastSubmission, const Value &op) override;
    void lost(const DocName &document, const Path &path) override;
    void written() override;
    void modelGone() override;

    UndoStack *const q;
    RootModelPrivate *root = nullptr;
    QList<Model> scopes;
    std::vector<Path> scopePaths;
    bool enabled = true;
    int limit = 1000;
    int mergeInterval = 1000;

    // Those to be undone, the newest last, and from "index" on those to be redone, the next one first. Each step fits
    // to the state that the ones before it in its direction lead to.
    std::vector<UndoStep> steps;
    int index = 0;
    int cleanIndex = 0;

    int macroDepth = 0;
    QString macroText;
    bool macroHasStep = false; // the newest one
    bool mayMerge = false;     // the newest step may grow by what follows
    quint64 openWrite = 0;     // the write that made it last
    bool isTurnOpen = false;   // and the event loop has not been reached since
    QElapsedTimer sinceLast;

    Direction direction = Direction::None; // of the step that is being applied
    bool isClearing = false;               // as soon as that is done
    UndoStep reverse;                      // what leads back

private:
    struct Shown
    {
        bool canUndo = false;
        bool canRedo = false;
        bool clean = true;
        int count = 0;
        int index = 0;
        QString undoText;
        QString redoText;
    };
    struct LostStep
    {
        QString text;
        UndoStack::Loss reason;
    };

    [[nodiscard]] bool isInScope(const Path &path) const;
    [[nodiscard]] bool isRecorded(const RecordedChange &change) const;
    [[nodiscard]] bool isOwnUndo(const RecordedChange &change) const;
    void record(const RecordedChange &change, UndoOp op);
    [[nodiscard]] UndoStep &stepFor(const RecordedChange &change, const UndoOp &op);
    [[nodiscard]] bool continuesStep(const RecordedChange &change, const UndoOp &op) const;
    [[nodiscard]] bool continuesText(const DocName &document, const UndoOp &op) const;
    void rebase(const RecordedChange &change, bool undoSide, bool redoSide);
    void rebase(const DocName &document, const Value &op, UndoStack::Loss reason, bool undoSide, bool redoSide);
    void drop(const DocName &document, const Path &path, UndoStack::Loss reason, bool undoSide, bool redoSide);
    [[nodiscard]] bool isToBeCreated(const DocName &document) const;
    [[nodiscard]] bool isKnown(const DocName &document) const;
    [[nodiscard]] quint64 firstUnsettled(const DocName &document) const;
    void removeEmptySteps(UndoStack::Loss reason);
    void updateLater();

    quint64 m_lastUnrecorded = 0; // submission of this client that is in no step
    quint64 m_lastId = 0;
    std::vector<DocName> m_documents; // of all steps, and perhaps of some that are gone
    std::vector<LostStep> m_lostSteps;
    Shown m_shown;
    bool m_stepsChanged = false;
    bool m_updateQueued = false;
};

} // namespace Racer
