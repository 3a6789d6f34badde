// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/undocommandstack.h>

#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>

namespace Racer {

class UndoCommandStackPrivate
{
public:
    explicit UndoCommandStackPrivate(UndoCommandStack *stack) : q(stack) { }

    void sync();
    void commandRun(bool isUndo);
    void cleanChanged();
    void indexChanged();

    UndoCommandStack *const q;
    QPointer<UndoStack> source;
    bool isBusy = false; // brings the commands up to the steps, or has a step undone

private:
    [[nodiscard]] bool isAppended() const;
    void push(int step);

    std::vector<quint64> m_ids; // of the steps that there are commands for
};

namespace {

// Stands for one step.
class StepCommand final : public QUndoCommand
{
public:
    StepCommand(UndoCommandStackPrivate *stack, const QString &text) : QUndoCommand(text), m_stack(stack) { }

    void undo() override { m_stack->commandRun(true); }
    void redo() override { m_stack->commandRun(false); }

private:
    UndoCommandStackPrivate *const m_stack;
};

} // namespace

void UndoCommandStackPrivate::commandRun(bool isUndo)
{
    if (isBusy || !source)
        return;
    const QScopedValueRollback busy(isBusy, true);
    isUndo ? source->undo() : source->redo();
}

// One step more, as after most writes.
bool UndoCommandStackPrivate::isAppended() const
{
    const int last = source->count() - 1;
    if (last < 0 || source->index() != last + 1 || q->index() != last || int(m_ids.size()) < last)
        return false;
    for (int i = 0; i < last; ++i) {
        if (m_ids[size_t(i)] != source->stepId(i))
            return false;
    }
    return int(m_ids.size()) == last || m_ids[size_t(last)] != source->stepId(last);
}

void UndoCommandStackPrivate::push(int step)
{
    q->QUndoStack::push(new StepCommand(this, source->text(step)));
}

void UndoCommandStackPrivate::sync()
{
    if (isBusy)
        return;
    const QScopedValueRollback busy(isBusy, true);
    const int count = source ? source->count() : 0;
    std::vector<quint64> ids(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        ids[size_t(i)] = source->stepId(i);
    if (ids != m_ids || q->count() != count) {
        if (source && isAppended()) {
            push(count - 1);
        } else {
            q->QUndoStack::clear();
            for (int i = 0; i < count; ++i)
                push(i);
        }
        m_ids = std::move(ids);
    }
    for (int i = 0; i < count; ++i) {
        auto *const command = const_cast<QUndoCommand *>(q->command(i)); // one of ours
        if (command->text() != source->text(i))
            command->setText(source->text(i));
    }
    const int cleanIndex = source ? source->cleanIndex() : 0;
    if (cleanIndex != q->cleanIndex()) {
        if (cleanIndex < 0) {
            q->resetClean();
        } else {
            q->setIndex(cleanIndex);
            q->setClean();
        }
    }
    q->setIndex(source ? source->index() : 0);
}

void UndoCommandStackPrivate::cleanChanged()
{
    if (isBusy || !source || q->cleanIndex() == source->cleanIndex())
        return;
    if (q->cleanIndex() < 0)
        source->resetClean();
    else if (q->isClean())
        source->setClean();
}

void UndoCommandStackPrivate::indexChanged()
{
    if (isBusy || !source)
        return;
    if (q->count() == 0 && !m_ids.empty()) { // cleared by its user
        m_ids.clear();
        source->clear();
    }
    sync(); // not everything that was asked for may have been possible
}

/*!
    \class Racer::UndoCommandStack
    \inmodule Racer
    \brief Shows the steps of an UndoStack as a QUndoStack.

    QUndoView, QUndoGroup, createUndoAction() and whatever else knows a QUndoStack works on it: undo(), redo(),
    setIndex(), setClean(), resetClean() and clear() are those of the UndoStack, and what it records, merges or loses is shown here.
    Macros belong to the UndoStack; commands of one's own must not be pushed here.

    Belongs to the thread of the UndoStack, and is empty without one.
*/

/*! Constructs an empty stack. */
UndoCommandStack::UndoCommandStack(QObject *parent)
    : QUndoStack(parent), d(std::make_unique<UndoCommandStackPrivate>(this))
{
    connect(this, &QUndoStack::cleanChanged, this, [this] { d->cleanChanged(); });
    connect(this, &QUndoStack::indexChanged, this, [this] { d->indexChanged(); });
}

/*! Constructs one for the steps of \a source. */
UndoCommandStack::UndoCommandStack(UndoStack *source, QObject *parent) : UndoCommandStack(parent)
{
    setSource(source);
}

UndoCommandStack::~UndoCommandStack()
{
    disconnect(this, nullptr, this, nullptr); // QUndoStack clears itself
}

/*! The stack whose steps are shown, or nullptr. */
UndoStack *UndoCommandStack::source() const
{
    return d->source;
}

/*! Shows the steps of \a source. */
void UndoCommandStack::setSource(UndoStack *source)
{
    if (d->source == source)
        return;
    if (d->source)
        d->source->disconnect(this);
    d->source = source;
    if (source) {
        connect(source, &UndoStack::stepsChanged, this, [this] { d->sync(); });
        connect(source, &UndoStack::indexChanged, this, [this] { d->sync(); });
        connect(source, &UndoStack::cleanChanged, this, [this] { d->sync(); });
        connect(source, &QObject::destroyed, this, [this] { d->sync(); });
    }
    d->sync();
}

} // namespace Racer
