// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "references_p.h"

#include "filters_p.h"
#include "localdoc_p.h"
#include "rootmodel_p.h"

#include <QtCore/QSet>
#include <QtCore/QStringBuilder>

namespace Racer {

namespace {

bool overlap(const Path &a, const Path &b)
{
    return a.size() < b.size() ? b.startsWith(a) : a.startsWith(b);
}

Path nowhere()
{
    return Path({Key(u"$null")});
}

} // namespace

References::References(RootModelPrivate *root) : refs(root, this), refLists(root, this), m_root(root) { }

Path References::dereference(Path path, Target target, const RefList *ignored) const
{
    for (;;) {
        const Ref *ref = refs.outermost(path);
        if (ref && target == Target::Parent && ref->from.size() == path.size())
            ref = nullptr;
        QVarLengthArray<RefLists::Pointer, 4> lists;
        refLists.findByFrom(path, lists);
        const qsizetype enough = target == Target::Array ? 1 : 2;
        const auto list = std::find_if(lists.cbegin(), lists.cend(), [&](const auto &each) {
            return each.get() != ignored && path.size() - each->from.size() >= enough;
        });
        if (ref && (list == lists.cend() || ref->from.size() <= (*list)->from.size())) {
            if (ref->dangling)
                return nowhere();
            path = ref->to / path.mid(ref->from.size());
        } else if (list != lists.cend()) {
            const qsizetype depth = (*list)->from.size();
            Key id;
            if (!(*list)->idAt(path.at(depth), id))
                return nowhere();
            path = (*list)->to / id / path.mid(depth + 1);
        } else if (!m_root->filters || !m_root->filters->dereference(path)) {
            return path;
        }
    }
}

// Follows what would change with "from": it must not come back to what "from" shows.
void References::checkNew(QStringView method, const Path &from, const QList<Path> &sources) const
{
    if (from.size() < 2) {
        throw Error(ErrorCode::InvalidPath,
                    method % u" must be performed under a collection and document id. Invalid path: "
                        % from.toString());
    }
    for (const Path &source : sources) {
        if (source.isRoot())
            throw Error(ErrorCode::InvalidPath, method % u" must have a path to show at " % from.toString());
    }
    if (!RootModelPrivate::isLocal(from.first())
        || !RootModelPrivate::isLocal(dereference(from, Target::Parent).first())) {
        throw Error(ErrorCode::InvalidPath,
                    method % u" must be performed under a local collection. Invalid path: " % from.toString());
    }
    QList<Path> changing{from};
    QSet<Path> seen{from};
    for (qsizetype i = 0; i < changing.size(); ++i) {
        const Path path = changing.at(i);
        for (const Path &source : sources) {
            if (overlap(path, source)) {
                throw Error(ErrorCode::InvalidPath, method % u" at " % from.toString()
                                % u" would show itself, by way of " % source.toString());
            }
        }
        const auto follow = [&](const Path &dependent) {
            if (dependent != from && !seen.contains(dependent)) {
                seen.insert(dependent);
                changing.append(dependent);
            }
        };
        std::vector<Refs::Pointer> dependentRefs;
        refs.findByTarget(path, dependentRefs);
        for (const auto &ref : dependentRefs)
            follow(ref->from);
        std::vector<RefLists::Pointer> dependentLists;
        refLists.findBySource(path, dependentLists);
        for (const auto &list : dependentLists)
            follow(list->from);
    }
}

void References::remove(const Path &from)
{
    refs.remove(from);
    refLists.remove(from);
}

void References::removeAll(const Path &path)
{
    refs.removeAll(path);
    refLists.removeAll(path);
}

// The parent of the path may itself be the value of a ref: then that changes with it.
template<typename F>
void References::inTree(const Path &path, F &&change)
{
    LocalDoc document(m_root->local);
    change(document, path);
    const Path real = dereference(path, Target::Parent);
    if (real != path && real.size() >= 2 && RootModelPrivate::isLocal(real.first()))
        change(document, real);
}

void References::store(const Path &path, const Value &value)
{
    inTree(path, [&value](LocalDoc &document, const Path &place) {
        Submission none;
        document.set(place, value, none);
    });
}

void References::erase(const Path &path)
{
    inTree(path, [](LocalDoc &document, const Path &place) {
        Submission none;
        document.del(place, none);
    });
}

void References::replace(const Path &path, const Value &value, const Passed &passed)
{
    const Value previous = m_root->get(path);
    store(path, value);
    m_root->events.emitEvent(ChangeEvent(path, passed, value, previous));
}

void References::eraseWithEvent(const Path &path, const Passed &passed)
{
    const Value previous = m_root->get(path);
    erase(path);
    m_root->events.emitEvent(ChangeEvent(path, passed, Value(), previous));
}

void References::renew(const Path &changed, Cause cause)
{
    const auto renewAt = [&](const Path &place, const Path &source) {
        if (source.size() == changed.size() && cause == Cause::Change)
            return;
        const Value value = m_root->get(source);
        if (!value.isContainer())
            return;
        const Value shown = m_root->get(place);
        // What shows something else is changed in its turn, with an event.
        if (shown.type() != value.type() || shown.isSame(value)
            || (source.size() == changed.size() && !value.isArray() && cause != Cause::Contents))
            return;
        const Path alsoChanged = place / changed.mid(source.size());
        if (cause == Cause::Silent || cause == Cause::Contents)
            refLists.noteSilentIds(alsoChanged);
        else
            refLists.expectIdsEvent(alsoChanged);
        store(place, value);
        renew(alsoChanged, cause);
    };
    QVarLengthArray<Refs::Pointer, 4> showing;
    refs.findAtOrAboveTarget(changed, showing);
    for (const auto &ref : showing)
        renewAt(ref->from, ref->to);
    QVarLengthArray<RefLists::Pointer, 4> lists;
    refLists.findAtOrAboveItems(changed, lists);
    for (const auto &list : lists) {
        if (changed.size() == list->to.size())
            continue;
        const Key key = changed.at(list->to.size());
        for (qsizetype position : list->positions(key))
            renewAt(list->from / Key::fromIndex(position), list->to / key);
    }
}

void References::catchUp(const Path &from, const Path &to, const Value &told, const Passed &passed)
{
    const Value value = m_root->get(to);
    if (value.isSame(told))
        return;
    renew(to, Cause::Contents);
    if (!m_root->get(from).isSame(value))
        replace(from, value, passed);
}

void References::updateFollowing()
{
    const bool any = !isEmpty();
    m_root->events.setFollower(EventHub::Follower::RefLists, any ? &refLists : nullptr);
    m_root->events.setFollower(EventHub::Follower::Refs, any ? &refs : nullptr);
}

} // namespace Racer
