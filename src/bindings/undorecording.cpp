// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "undostack_p.h"

#include "../client/doc_p.h"
#include "../model/references_p.h"
#include "../model/rootmodel_p.h"

#include <limits>

namespace Racer {

namespace {

const Key undoKey{u"$undo"};
const Key labelKey{u"$label"};
const Key groupKey{u"$group"};

bool leavesOut(const Passed &passed)
{
    const Value &undo = passed.values.value(undoKey);
    return undo.isString() || (undo.isBool() && !undo.toBool()) || passed.function || passed.filter || passed.query;
}

// One letter, which may be two units.
bool isOneLetter(QStringView text)
{
    return text.size() == 1 || (text.size() == 2 && text[0].isHighSurrogate() && text[1].isLowSurrogate());
}

} // namespace

void UndoStep::add(const DocName &document, UndoOp op, quint64 firstUnsettled)
{
    for (size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].document == document) {
            changes[i].add(std::move(op), firstUnsettled);
            if (changes[i].isEmpty())
                changes.erase(changes.begin() + qsizetype(i));
            return;
        }
    }
    changes.emplace_back(document);
    changes.back().add(std::move(op), firstUnsettled);
}

bool UndoStackPrivate::isInScope(const Path &path) const
{
    for (const Path &scope : scopePaths) {
        if (path.startsWith(scope) || (root->references && path.startsWith(root->dereferenced(scope))))
            return true;
    }
    return false;
}

bool UndoStackPrivate::isOwnUndo(const RecordedChange &change) const
{
    return direction != Direction::None && change.passed && change.passed->values.value(undoKey).isString();
}

bool UndoStackPrivate::isRecorded(const RecordedChange &change) const
{
    if (!enabled || !change.path || leavesOut(*change.passed))
        return false;
    const Passed *const writer = root->recorders.writer();
    const bool isAnswer = direction != Direction::None;
    return (isAnswer || !writer || !leavesOut(*writer)) && isInScope(*change.path);
}

void UndoStackPrivate::changed(const RecordedChange &change)
{
    const bool isOwn = isOwnUndo(change);
    std::optional<UndoOp> op;
    if (isOwn || isRecorded(change))
        op = UndoOp::inverse(change);
    if (direction == Direction::None) {
        if (op)
            return record(change, std::move(*op));
        return rebase(change, true, true);
    }
    if (!op)
        return rebase(change, true, true);
    reverse.add(change.document, std::move(*op), firstUnsettled(change.document));
    if (!isKnown(change.document))
        m_documents.push_back(change.document);
    if (!isOwn) // what listeners answer
        rebase(change, direction == Direction::Undo, direction == Direction::Redo);
}

bool UndoStackPrivate::isKnown(const DocName &document) const
{
    return std::find(m_documents.begin(), m_documents.end(), document) != m_documents.end();
}

quint64 UndoStackPrivate::firstUnsettled(const DocName &document) const
{
    const RemoteDoc *const remote = root->findRemote(document.collection, document.id);
    DocPrivate *const doc = remote ? DocPrivate::get(remote->doc()) : nullptr;
    if (!doc || !doc->hasWritePending())
        return std::numeric_limits<quint64>::max();
    const DocTraffic &traffic = doc->traffic();
    return (traffic.inflight ? traffic.inflight : traffic.pending.front())->firstSubmission;
}

void UndoStackPrivate::record(const RecordedChange &change, UndoOp op)
{
    dropRedo();
    UndoStep &step = stepFor(change, op);
    if (step.text.isEmpty() && macroDepth == 0)
        step.text = change.passed->values.value(labelKey).toString();
    step.add(change.document, std::move(op), firstUnsettled(change.document));
    m_stepsChanged = true;
    if (step.isEmpty() && macroDepth == 0) { // what was typed has been taken back
        steps.pop_back();
        --index;
        mayMerge = false;
        return;
    }
    if (!isKnown(change.document))
        m_documents.push_back(change.document);
    mayMerge = true;
    openWrite = root->recorders.write();
    sinceLast.start();
    if (!isTurnOpen) {
        isTurnOpen = true;
        QMetaObject::invokeMethod(q, [this] { isTurnOpen = false; }, Qt::QueuedConnection);
    }
    trim();
}

UndoStep &UndoStackPrivate::stepFor(const RecordedChange &change, const UndoOp &op)
{
    const bool continues = macroDepth > 0 ? macroHasStep : continuesStep(change, op);
    if (continues && !steps.empty())
        return steps.back();
    if (cleanIndex > index)
        cleanIndex = -1;
    steps.emplace_back();
    ++index;
    macroHasStep = macroDepth > 0;
    UndoStep &step = steps.back();
    step.id = ++m_lastId;
    if (macroDepth > 0)
        step.text = macroText;
    step.group = change.passed->values.value(groupKey);
    return step;
}

bool UndoStackPrivate::continuesStep(const RecordedChange &change, const UndoOp &op) const
{
    if (index == 0 || !mayMerge)
        return false;
    if (openWrite == root->recorders.write())
        return true; // also where the state in between was marked as clean: nobody can be there
    if (cleanIndex == index)
        return false;
    const UndoStep &last = steps.back();
    const Value &group = change.passed->values.value(groupKey);
    if (!group.isUndefined() || !last.group.isUndefined())
        return group == last.group;
    const Value &label = change.passed->values.value(labelKey);
    if (label.toString() != last.text)
        return false;
    return (isTurnOpen && !last.text.isEmpty()) || continuesText(change.document, op);
}

bool UndoStackPrivate::continuesText(const DocName &document, const UndoOp &op) const
{
    const UndoStep &last = steps.back();
    if (last.changes.size() != 1 || !(last.changes.front().document == document)
        || last.changes.front().ops.empty()) {
        return false;
    }
    const Value &before = onlyComponent(last.changes.front().ops.back().value);
    const Value &now = onlyComponent(op.value);
    const bool inserts = now.contains(u"sd"); // what undoes it removes
    const bool inserted = before.contains(u"sd");
    if ((!inserts && !now.contains(u"si")) || (!inserted && !before.contains(u"si")))
        return false;
    const Value &p = now.value(u"p");
    const Value &lastP = before.value(u"p");
    if (p.size() != lastP.size())
        return false;
    for (qsizetype i = 0; i < p.size() - 1; ++i) {
        if (!(p.at(i) == lastP.at(i)))
            return false;
    }
    if (isTurnOpen)
        return true;
    if (inserts != inserted || mergeInterval == 0 || sinceLast.hasExpired(mergeInterval))
        return false;
    const QStringView text = now.value(inserts ? u"sd" : u"si").stringView();
    const QStringView lastText = before.value(inserts ? u"sd" : u"si").stringView();
    if (!isOneLetter(text) || lastText.isEmpty())
        return false;
    const qint64 at = p.at(p.size() - 1).toInteger();
    const qint64 lastAt = lastP.at(p.size() - 1).toInteger();
    if (inserts)
        return at == lastAt + lastText.size() && !(lastText.back().isSpace() && !text.front().isSpace());
    if (at + text.size() == lastAt) // backspace
        return !(text.back().isSpace() && !lastText.front().isSpace());
    return at == lastAt && !(lastText.back().isSpace() && !text.front().isSpace());
}

void UndoStackPrivate::rebase(const RecordedChange &change, bool undoSide, bool redoSide)
{
    if (!isKnown(change.document))
        return;
    if (change.submission != 0)
        m_lastUnrecorded = change.submission;
    if (change.kind == RecordedChange::Kind::Edit)
        rebase(change.document, change.value, UndoStack::Loss::Overwritten, undoSide, redoSide);
    else
        drop(change.document, {}, UndoStack::Loss::DocumentGone, undoSide, redoSide);
}

void UndoStackPrivate::rebase(const DocName &document, const Value &op, UndoStack::Loss reason, bool undoSide,
                              bool redoSide)
{
    const auto follow = [&](Value &passing, UndoStep &step) {
        for (size_t i = step.changes.size(); i-- > 0; ) {
            UndoChange &change = step.changes[i];
            if (!(change.document == document))
                continue;
            change.rebase(passing);
            if (change.isEmpty())
                step.changes.erase(step.changes.begin() + qsizetype(i));
        }
        return !passing.isEmpty();
    };
    try {
        if (undoSide) {
            Value passing = op;
            bool goesOn = direction != Direction::Redo || follow(passing, reverse);
            for (int i = index; goesOn && i-- > 0; )
                goesOn = follow(passing, steps[size_t(i)]);
        }
        if (redoSide) {
            Value passing = op;
            bool goesOn = direction != Direction::Undo || follow(passing, reverse);
            for (size_t i = size_t(index); goesOn && i < steps.size(); ++i)
                goesOn = follow(passing, steps[i]);
        }
    } catch (const Error &) {
        drop(document, {}, reason, true, true);
    }
    removeEmptySteps(reason);
}

void UndoStackPrivate::drop(const DocName &document, const Path &path, UndoStack::Loss reason, bool undoSide,
                            bool redoSide)
{
    const auto forget = [&](UndoStep &step) {
        std::erase_if(step.changes, [&](const UndoChange &change) {
            return change.document == document && (!change.isLocal() || change.touches(path));
        });
    };
    for (size_t i = undoSide ? 0 : size_t(index); i < (redoSide ? steps.size() : size_t(index)); ++i)
        forget(steps[i]);
    if (direction == Direction::Undo ? redoSide : undoSide)
        forget(reverse);
    removeEmptySteps(reason);
}

bool UndoStackPrivate::isToBeCreated(const DocName &document) const
{
    const auto creates = [&](const UndoStep &step) -> std::optional<bool> {
        for (const UndoChange &change : step.changes) {
            if (change.document == document)
                return change.ops.back().kind == UndoOp::Kind::Create;
        }
        return {};
    };
    for (int i = index; i-- > 0; ) {
        if (const auto answer = creates(steps[size_t(i)]))
            return *answer;
    }
    for (size_t i = size_t(index); i < steps.size(); ++i) {
        if (const auto answer = creates(steps[i]))
            return *answer;
    }
    return false;
}

void UndoStackPrivate::lost(const DocName &document, const Path &path)
{
    if (!isKnown(document))
        return;
    // Deleted by this client, it may be unloaded and can come back.
    if (!document.collection.isEmpty() && root->get(path).isUndefined() && isToBeCreated(document))
        return;
    drop(document, path, UndoStack::Loss::DocumentGone, true, true);
}

} // namespace Racer
