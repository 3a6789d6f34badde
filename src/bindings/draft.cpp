// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "draft_p.h"

#include "../model/rootmodel_p.h"
#include "draftmerge_p.h"

#include <Racer/id.h>

namespace Racer {

namespace {

bool isBelow(const Path &path, const Path &other)
{
    return path.startsWith(other) || other.startsWith(path);
}

} // namespace

void DraftPrivate::start(const Model &newOriginal)
{
    stop();
    original = newOriginal;
    const Path place({Key(u"$drafts"), Key(createUuid()), Key(u"value")});
    copy = newOriginal.scope(place);
    const auto gone = [this] {
        originalWatcher.stop();
        copyWatcher.stop();
        committing = false;
        stop();
    };
    originalWatcher.start(
        original, PathWatcher::When::Queued, [this](const Event &event) { originalChanged(event); }, gone);
    copyWatcher.start(
        copy, PathWatcher::When::Queued,
        [this](const Event &) {
            if (!writes)
                update();
        },
        [] { });
    begin();
    Q_EMIT q->copyPathChanged();
}

void DraftPrivate::dropCopy()
{
    originalWatcher.stop();
    if (!copyWatcher.isActive())
        return;
    copyWatcher.stop();
    writer().scope(copy.segments().parent()).del();
}

void DraftPrivate::stop()
{
    const bool wasActive = original.isValid();
    dropCopy();
    original = Model();
    copy = Model();
    base = sent = Value();
    conflicts.clear();
    ++commits;
    if (std::exchange(committing, false))
        Q_EMIT q->committingChanged();
    setErrorString({});
    update();
    if (wasActive)
        Q_EMIT q->copyPathChanged();
}

void DraftPrivate::begin()
{
    base = theirs();
    seen = !base.isUndefined();
    if (!seen)
        base = initial;
    conflicts.clear();
    setErrorString({});
    writeCopy({}, base);
    update();
}

void DraftPrivate::originalChanged(const Event &event)
{
    if (event.type == Event::Type::Unload || committing)
        return;
    follow();
}

void DraftPrivate::follow()
{
    const Value now = theirs();
    if (now.isUndefined() && !seen)
        return update();
    if (!seen && !(mine() == base))
        base = Value(); // somebody else has made it meanwhile
    seen = true;
    const DraftMerge merge = DraftMerge::follow(base, mine(), now);
    for (const DraftMerge::Change &change : merge.changes)
        writeCopy(change.path, change.value);
    const std::vector<Path> before = std::exchange(conflicts, merge.conflicts);
    update();
    for (const Path &path : merge.conflicts) {
        if (std::find(before.begin(), before.end(), path) == before.end())
            Q_EMIT q->conflictFound(path.toString());
    }
}

void DraftPrivate::writeCopy(const Path &path, const Value &value)
{
    writes = true;
    if (value.isUndefined())
        writer().del(path);
    else
        writer().setDiffDeep(path, value);
    writes = false;
}

void DraftPrivate::takeTheirs(const Path &path)
{
    const Value now = isNew() ? initial : theirs();
    writeCopy(path, lookup(now, path));
    assignAt(base, now, path);
    std::erase_if(conflicts, [&path](const Path &conflict) { return conflict.startsWith(path); });
    update();
}

void DraftPrivate::keepMine(const Path &path)
{
    const Value now = theirs();
    std::erase_if(conflicts, [&](const Path &conflict) {
        if (!isBelow(conflict, path))
            return false;
        assignAt(base, now, conflict);
        return true;
    });
    update();
}

void DraftPrivate::finishCommit(const Error &error)
{
    committing = false;
    if (!error) {
        base = std::exchange(sent, Value());
        seen = true;
    }
    setErrorString(error ? error.message() : QString());
    follow();
    Q_EMIT q->committingChanged();
    if (error)
        Q_EMIT q->commitFailed(error.message());
    else
        Q_EMIT q->committed();
}

void DraftPrivate::setErrorString(const QString &text)
{
    if (errorString == text)
        return;
    errorString = text;
    Q_EMIT q->errorStringChanged();
}

void DraftPrivate::update()
{
    const bool dirtyBefore = std::exchange(m_shownDirty, q->isDirty());
    const bool existsBefore = std::exchange(m_shownExists, q->originalExists());
    const QStringList conflictsBefore = std::exchange(m_shownConflicts, q->conflicts());
    const bool isDirty = m_shownDirty;
    const bool exists = m_shownExists;
    if (const QStringList now = m_shownConflicts; now != conflictsBefore)
        Q_EMIT q->conflictsChanged();
    if (exists != existsBefore)
        Q_EMIT q->originalExistsChanged();
    if (isDirty != dirtyBefore)
        Q_EMIT q->dirtyChanged();
    Q_EMIT q->changed();
}

/*!
    \class Racer::Draft
    \inmodule Racer
    \brief A copy of a path for a form: edited at will, then written back by the fewest operations, or thrown away.

    The copy is in the model at copyPath, a local place of the draft's own, so that everything that follows paths can
    show and edit it: ModelValue, ModelObject, item models, widgets with bind(), and JavaScript. Nothing is sent before
    commit().

    What others change meanwhile is taken over wherever the copy has not been edited. Where both have changed the same
    member, element or string, the copy keeps what was written to it, and the place is among the \l conflicts until
    takeTheirs() or keepMine() decides, or commit(), which writes the copy. Members of objects, and elements of arrays
    that have kept their length, are compared one by one; any other array is one place.

    \section1 What does not exist yet
    The copy begins with initialValue, and commit() creates the document or sets the value. If the original is deleted
    by somebody else, an unedited copy goes with it; for an edited one the whole of it, \c "", is a conflict, and
    commit() makes it again.

    A draft belongs to the thread of its model, and is inactive once that is gone. Its copy goes with it. The draft's
    own writes are no steps of an UndoStack at its path; a commit is one step of a stack at the original.
*/

/*! Constructs an inactive draft. */
Draft::Draft(QObject *parent) : QObject(parent), d(std::make_unique<DraftPrivate>(this)) { }

/*! Constructs a draft of what is at the path of \a original. */
Draft::Draft(const Model &original, QObject *parent) : Draft(parent)
{
    setOriginal(original);
}

Draft::~Draft() = default;

/*! The model at the original; an invalid one if the draft is inactive. */
Model Draft::original() const
{
    return d->isActive() ? d->original : Model();
}

/*! Makes a copy of what is at the path of \a original, and drops the one before. It is written as that model does. */
void Draft::setOriginal(const Model &original)
{
    if (original.isValid())
        d->start(original);
    else
        d->stop();
}

/*! Drops the copy. */
void Draft::clearOriginal()
{
    d->stop();
}

/*! What the copy of something that does not exist begins with. The default is undefined. */
Value Draft::initialValue() const
{
    return d->initial;
}

/*! Sets it to \a value. A copy of nothing that has not been edited takes it at once. */
void Draft::setInitialValue(const Value &value)
{
    const bool isUntouched = d->isActive() && d->isNew() && !isDirty() && !d->committing;
    d->initial = value;
    if (isUntouched)
        d->begin();
}

/*!
    \property Draft::active
    \brief Whether there is a copy.
*/
bool Draft::isActive() const
{
    return d->isActive();
}

/*! The model at the copy; an invalid one if the draft is inactive. What it writes may be recorded by an UndoStack. */
Model Draft::copy() const
{
    return d->isActive() ? d->copy : Model();
}

/*!
    \property Draft::copyPath
    \brief The absolute path of the copy, empty if the draft is inactive.
*/
QString Draft::copyPath() const
{
    return d->isActive() ? d->copy.path() : QString();
}

/*! The copy, or what is at \a subpath in it. */
Value Draft::get(const QString &subpath) const
{
    return d->isActive() ? d->copy.get(subpath) : Value();
}

/*!
    \property Draft::dirty
    \brief Whether the copy differs from what it was made from. It stays true until a commit has been confirmed.
*/
bool Draft::isDirty() const
{
    return d->isActive() && !(d->mine() == d->base);
}

/*! Whether the copy differs at \a subpath. */
bool Draft::isDirty(const QString &subpath) const
{
    return d->isActive() && !(d->copy.get(subpath) == lookup(d->base, Path(subpath)));
}

/*!
    \property Draft::committing
    \brief Whether a commit is waiting for the server.
*/
bool Draft::isCommitting() const
{
    return d->committing;
}

/*!
    \property Draft::conflicted
    \brief Whether there are conflicts.
*/
bool Draft::isConflicted() const
{
    return !d->conflicts.empty();
}

/*!
    \property Draft::conflicts
    \brief The paths, relative to the copy, where it was edited and the original changed too.
*/
QStringList Draft::conflicts() const
{
    QStringList paths;
    for (const Path &path : d->conflicts)
        paths.append(path.toString());
    return paths;
}

/*!
    \property Draft::originalExists
    \brief Whether there is something at the original's path.
*/
bool Draft::originalExists() const
{
    return !d->theirs().isUndefined();
}

/*!
    \property Draft::errorString
    \brief Why the last commit failed; empty if it did not.
*/
QString Draft::errorString() const
{
    return d->errorString;
}

/*!
    Writes what was edited to the original: members and elements that differ, and of strings and arrays the parts that
    do. It is confirmed, and committed() emitted, when the server has acknowledged all of it; the copy may be edited on
    meanwhile. If the server refuses, the draft stays dirty, with commitFailed(). Nothing to write is a success. A
    second commit before that is an error.
*/
Confirmation Draft::commit()
{
    if (!d->isActive())
        return {};
    RootModelPrivate *const root = RootModelPrivate::of(d->original);
    if (d->committing)
        return root->failed(Error(u"The draft is being committed. Path: "_qs + d->original.path()));
    const Path place = root->dereferenced(d->original.segments());
    const bool isDocument = place.size() == 2;
    const bool isRemoteDocument = isDocument && !RootModelPrivate::isLocal(place.first());
    std::vector<Confirmation> parts;
    d->committing = true;
    d->sent = d->mine();
    const Value before = d->theirs();
    {
        const WriteScope oneWrite(root->recorders, d->original.passed());
        if (isDocument && before.isUndefined() && !d->sent.isUndefined())
            parts.push_back(d->original.create(d->sent));
        else
            writeDifference(d->original, before, d->sent, isRemoteDocument, parts);
    }
    const auto state = root->newConfirmation();
    Confirmation confirmation(state);
    Q_EMIT committingChanged();
    const quint64 commit = ++d->commits;
    root->all(std::move(parts)).then([guard = QPointer(this), state, commit](const Error &error) {
        if (guard && guard->d->commits == commit)
            guard->d->finishCommit(error);
        state->finish(error);
    });
    return confirmation;
}

/*! Makes a new copy of the original; edits, conflicts and the last error are given up. */
void Draft::begin()
{
    if (d->isActive())
        d->begin();
}

/*! Gives up all edits. */
void Draft::revert()
{
    revert({});
}

/*! Gives up the edits at \a subpath and below. */
void Draft::revert(const QString &subpath)
{
    if (d->isActive())
        d->takeTheirs(Path(subpath));
}

/*! Settles the conflicts at \a subpath and below, or all of them, for the original: their edits are given up. */
void Draft::takeTheirs(const QString &subpath)
{
    if (!d->isActive())
        return;
    const Path path(subpath);
    const std::vector<Path> conflicts = d->conflicts;
    for (const Path &conflict : conflicts) {
        if (isBelow(conflict, path))
            d->takeTheirs(conflict);
    }
}

/*! Settles the conflicts at \a subpath and below, or all of them, for the copy: it is what commit() writes. */
void Draft::keepMine(const QString &subpath)
{
    if (d->isActive())
        d->keepMine(Path(subpath));
}

/*! \fn void Draft::changed()
    The copy may have changed, or what it is compared with. */
/*! \fn void Draft::conflictFound(const QString &subpath)
    Somebody has changed the original at \a subpath, where the copy was edited. */
/*! \fn void Draft::committed()
    The server has everything. */
/*! \fn void Draft::commitFailed(const QString &message)
    The server has refused the commit, or a part of it. The copy is as it was. */

} // namespace Racer
