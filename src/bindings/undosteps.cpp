// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undostack_p.h"

#include "../model/rootmodel_p.h"
#include "undowriter_p.h"

namespace Racer {

void UndoStackPrivate::follow(const QList<Model> &newScopes)
{
    stopFollowing();
    scopes = newScopes;
    scopePaths.clear();
    if (newScopes.isEmpty())
        return;
    for (const Model &scope : newScopes)
        scopePaths.push_back(scope.segments());
    root = RootModelPrivate::of(newScopes.first());
    root->recorders.add(this);
}

void UndoStackPrivate::stopFollowing()
{
    if (root)
        root->recorders.remove(this);
    root = nullptr;
}

void UndoStackPrivate::modelGone()
{
    stopFollowing();
    scopes.clear();
    scopePaths.clear();
    clear();
    update();
    Q_EMIT q->scopesChanged();
}

void UndoStackPrivate::clear()
{
    if (direction != Direction::None) {
        isClearing = true;
        return;
    }
    m_stepsChanged |= !steps.empty();
    steps.clear();
    m_documents.clear();
    index = 0;
    cleanIndex = 0;
    macroHasStep = false;
    mayMerge = false;
    closeStep();
}

void UndoStackPrivate::dropRedo()
{
    if (index == int(steps.size()))
        return;
    steps.resize(size_t(index));
    if (cleanIndex > index)
        cleanIndex = -1;
}

void UndoStackPrivate::endMacro()
{
    if (std::exchange(macroHasStep, false) && index > 0 && steps[size_t(index) - 1].isEmpty()) {
        steps.erase(steps.begin() + --index);
        m_stepsChanged = true;
    }
}

void UndoStackPrivate::trim()
{
    if (limit == 0 || int(steps.size()) <= limit || direction != Direction::None)
        return;
    const int surplus = std::min(int(steps.size()) - limit, index);
    steps.erase(steps.begin(), steps.begin() + surplus);
    index -= surplus;
    cleanIndex = std::max(cleanIndex - surplus, -1);
    if (int(steps.size()) > limit) // of undone ones the last to be redone
        steps.resize(size_t(limit));
    if (cleanIndex > int(steps.size()))
        cleanIndex = -1;
    m_stepsChanged = true;
}

void UndoStackPrivate::removeEmptySteps(UndoStack::Loss reason)
{
    for (int i = int(steps.size()); i-- > 0; ) {
        if (!steps[size_t(i)].isEmpty())
            continue;
        const bool isApplied = (direction == Direction::Undo && i == index - 1)
            || (direction == Direction::Redo && i == index);
        const bool isOpen = macroHasStep && macroDepth > 0 && i == index - 1;
        if (isApplied || isOpen)
            continue;
        m_lostSteps.push_back({steps[size_t(i)].text, reason});
        if (i == index - 1)
            mayMerge = false;
        steps.erase(steps.begin() + i);
        if (i < index)
            --index;
        if (cleanIndex > i)
            --cleanIndex;
        m_stepsChanged = true;
    }
    if (!m_lostSteps.empty())
        updateLater();
}

// Op by op, so that what listeners answer to one finds the others in their place, and they are made to fit.
void UndoStackPrivate::apply(Direction way)
{
    const QPointer<UndoStack> guard(q);
    const bool isUndo = way == Direction::Undo;
    const auto current = [&]() -> UndoStep & { return steps[size_t(isUndo ? index - 1 : index)]; };
    direction = way;
    reverse = {};
    reverse.id = current().id;
    reverse.text = current().text;
    reverse.group = current().group;
    const Model writer = root->q->scope().pass(Value::object({{Key(u"$undo"), isUndo ? u"undo" : u"redo"}}));
    Path caretPath;
    qsizetype caret = -1;
    {
        const WriteScope oneWrite(root->recorders, writer.passed());
        while (guard && root && !current().isEmpty()) {
            UndoChange &change = current().changes.back();
            const DocName document = change.document;
            const UndoOp op = change.takeNext();
            if (change.isEmpty())
                current().changes.pop_back();
            const Value component = op.kind == UndoOp::Kind::Edit ? op.value.at(0) : Value();
            if (const qsizetype position = caretAfter(component); position >= 0) {
                caretPath = componentPath(document, component, true);
                caret = position;
            }
            writeUndoOp(writer, document, op);
        }
    }
    if (!guard)
        return;
    direction = Direction::None;
    mayMerge = false;
    closeStep();
    if (root) {
        if (reverse.isEmpty()) {
            const int at = isUndo ? index - 1 : index;
            steps.erase(steps.begin() + at);
            if (isUndo)
                --index;
            if (cleanIndex > at)
                --cleanIndex;
        } else {
            current() = std::move(reverse);
            index += isUndo ? -1 : 1;
        }
        m_stepsChanged = true;
    }
    reverse = {};
    if (std::exchange(isClearing, false))
        clear();
    removeEmptySteps(UndoStack::Loss::Overwritten);
    update();
    if (guard && caret >= 0)
        Q_EMIT q->caretMoved(caretPath, caret);
}

void UndoStackPrivate::written()
{
    if (direction == Direction::None)
        update();
}

void UndoStackPrivate::updateLater()
{
    if (std::exchange(m_updateQueued, true))
        return;
    QMetaObject::invokeMethod(q, [this] {
        m_updateQueued = false;
        if (direction == Direction::None)
            update();
    }, Qt::QueuedConnection);
}

void UndoStackPrivate::update()
{
    const QPointer<UndoStack> guard(q);
    const Shown before = std::exchange(m_shown, {q->canUndo(), q->canRedo(), q->isClean(), q->count(), index,
                                                 q->undoText(), q->redoText()});
    const Shown now = m_shown;
    const std::vector<LostStep> lostSteps = std::exchange(m_lostSteps, {});
    const auto tell = [&guard](auto &&emitSignal) {
        if (guard)
            emitSignal();
    };
    if (std::exchange(m_stepsChanged, false))
        tell([&] { Q_EMIT q->stepsChanged(); });
    if (now.count != before.count)
        tell([&] { Q_EMIT q->countChanged(); });
    if (now.index != before.index)
        tell([&] { Q_EMIT q->indexChanged(now.index); });
    if (now.canUndo != before.canUndo)
        tell([&] { Q_EMIT q->canUndoChanged(now.canUndo); });
    if (now.canRedo != before.canRedo)
        tell([&] { Q_EMIT q->canRedoChanged(now.canRedo); });
    if (now.undoText != before.undoText)
        tell([&] { Q_EMIT q->undoTextChanged(now.undoText); });
    if (now.redoText != before.redoText)
        tell([&] { Q_EMIT q->redoTextChanged(now.redoText); });
    if (now.clean != before.clean)
        tell([&] { Q_EMIT q->cleanChanged(now.clean); });
    for (const LostStep &step : lostSteps)
        tell([&] { Q_EMIT q->stepLost(step.text, step.reason); });
}

} // namespace Racer
