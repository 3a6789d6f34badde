// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "draftmerge_p.h"

#include "../model/arraydiff_p.h"

#include <Racer/textsplice.h>

#include <algorithm>

namespace Racer {

namespace {

const Key idKey{u"id"};

// Elements that stayed in their places, some of them changed inside.
bool staysInPlace(const Value &before, const Value &after)
{
    if (before.size() != after.size())
        return false;
    const std::vector<ArrayEdit> edits = arrayDiff(before, after, ItemEquality::Deep);
    if (std::any_of(edits.begin(), edits.end(), [](const ArrayEdit &e) { return e.kind == ArrayEdit::Kind::Move; }))
        return false;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const Value &a = before.at(i);
        const Value &b = after.at(i);
        if (!(a == b) && (a.type() != b.type() || !(a.isContainer() || a.isString())
                          || !(a.value(idKey) == b.value(idKey)))) {
            return false;
        }
    }
    return true;
}

class Difference
{
public:
    Difference(const Model &original, std::vector<Confirmation> &parts) : m_original(original), m_parts(parts) { }

    void write(const Path &path, const Value &before, const Value &after, bool keepsId)
    {
        if (before == after)
            return;
        if (after.isUndefined()) {
            m_parts.push_back(m_original.del(path));
        } else if (before.isObject() && after.isObject()) {
            writeMembers(path, before, after, keepsId);
        } else if (before.isString() && after.isString()) {
            const TextSplice splice = TextSplice::between(before.stringView(), after.stringView());
            if (splice.removed > 0)
                m_parts.push_back(m_original.stringRemove(path, splice.position, splice.removed));
            if (!splice.inserted.isEmpty())
                m_parts.push_back(m_original.stringInsert(path, splice.position, splice.inserted));
        } else if (before.isArray() && after.isArray()) {
            if (staysInPlace(before, after)) {
                for (qsizetype i = 0; i < before.size(); ++i)
                    write(path / Key::fromIndex(i), before.at(i), after.at(i), false);
            } else {
                m_parts.push_back(m_original.setDiffDeep(path, after));
            }
        } else {
            m_parts.push_back(m_original.set(path, after));
        }
    }

private:
    void writeMembers(const Path &path, const Value &before, const Value &after, bool keepsId)
    {
        for (const Key &key : before.keys()) {
            if (!after.contains(key) && !(keepsId && key == idKey))
                m_parts.push_back(m_original.del(path / key));
        }
        for (const Key &key : after.keys()) {
            if (!(keepsId && key == idKey))
                write(path / key, before.value(key), after.value(key), false);
        }
    }

    const Model m_original;
    std::vector<Confirmation> &m_parts;
};

void assign(Value &target, const Value &source, const Path &path, qsizetype depth)
{
    if (depth < path.size() && target.type() == source.type() && target.isContainer()) {
        const Key &key = path.at(depth);
        const qsizetype index = key.toIndex();
        if (target.isObject() && depth == path.size() - 1 && !source.contains(key)) {
            target.take(key);
            return;
        }
        if (target.isObject() && !target.contains(key))
            target.set(key, Value());
        if (target.isObject())
            return assign(*target.edit(key), source.value(key), path, depth + 1);
        if (index >= 0 && index < target.size() && target.size() == source.size())
            return assign(*target.edit(index), source.at(index), path, depth + 1);
    }
    target = source;
}

} // namespace

DraftMerge DraftMerge::follow(Value &base, const Value &mine, const Value &theirs)
{
    DraftMerge result;
    Path path;
    result.merge(path, base, mine, theirs);
    return result;
}

void DraftMerge::merge(Path &path, Value &base, const Value &mine, const Value &theirs)
{
    if (theirs == base)
        return;
    if (mine == base) {
        changes.push_back({path, theirs});
        base = theirs;
    } else if (mine == theirs) {
        base = theirs;
    } else if (base.isObject() && mine.isObject() && theirs.isObject()) {
        mergeMembers(path, base, mine, theirs);
    } else if (base.isArray() && mine.isArray() && theirs.isArray() && base.size() == mine.size()
               && base.size() == theirs.size()) {
        for (qsizetype i = 0; i < base.size(); ++i) {
            Value element = base.at(i);
            path.append(Key::fromIndex(i));
            merge(path, element, mine.at(i), theirs.at(i));
            path = path.parent();
            base.set(i, std::move(element));
        }
    } else {
        conflicts.push_back(path);
    }
}

void DraftMerge::mergeMembers(Path &path, Value &base, const Value &mine, const Value &theirs)
{
    QList<Key> keys = base.keys();
    for (const Key &key : theirs.keys()) {
        if (!base.contains(key))
            keys.append(key);
    }
    for (const Key &key : keys) {
        Value member = base.value(key);
        if (member == theirs.value(key))
            continue;
        path.append(key);
        merge(path, member, mine.value(key), theirs.value(key));
        path = path.parent();
        if (member.isUndefined())
            base.take(key);
        else
            base.set(key, std::move(member));
    }
}

void assignAt(Value &target, const Value &source, const Path &path)
{
    assign(target, source, path, 0);
}

void writeDifference(const Model &original, const Value &before, const Value &after, bool isRemoteDocument,
                     std::vector<Confirmation> &parts)
{
    Difference(original, parts).write({}, before, after, isRemoteDocument);
}

} // namespace Racer
