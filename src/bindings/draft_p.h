// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../itemmodels/pathwatcher_p.h"

#include <Racer/draft.h>

namespace Racer {

class DraftPrivate
{
public:
    explicit DraftPrivate(Draft *draft) : q(draft), originalWatcher(draft), copyWatcher(draft) { }
    ~DraftPrivate() { dropCopy(); }

    void start(const Model &newOriginal);
    void stop();
    void begin();
    void dropCopy();
    // Takes over what has changed in the original.
    void follow();
    void originalChanged(const Event &event);
    void finishCommit(const Error &error);
    // Makes the copy, or a place in it, what the original is.
    void takeTheirs(const Path &path);
    void keepMine(const Path &path);
    void writeCopy(const Path &path, const Value &value);
    void setErrorString(const QString &text);
    // Emits what has changed since the last time.
    void update();

    [[nodiscard]] bool isActive() const { return copyWatcher.isActive(); }
    [[nodiscard]] Value mine() const { return isActive() ? copy.get() : Value(); }
    [[nodiscard]] Value theirs() const { return isActive() ? original.get() : Value(); }
    // The copy for what is no step of an UndoStack.
    [[nodiscard]] Model writer() const { return copy.pass(Value::object({{Key(u"$undo"), false}})); }
    [[nodiscard]] bool isNew() const { return !seen && theirs().isUndefined(); }

    Draft *const q;
    Model original;
    Model copy;
    PathWatcher originalWatcher;
    PathWatcher copyWatcher;
    Value initial;
    Value base;         // what the copy was made from, as far as it has followed the original
    Value sent;         // by the commit under way
    bool seen = false;  // the original has existed
    bool committing = false;
    bool writes = false; // to the copy
    quint64 commits = 0;
    std::vector<Path> conflicts;
    QString errorString;

private:
    bool m_shownDirty = false;
    bool m_shownExists = false;
    QStringList m_shownConflicts;
};

} // namespace Racer
