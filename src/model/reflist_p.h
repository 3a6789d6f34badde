// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "idindex_p.h"

#include <Racer/error.h>
#include <Racer/refoptions.h>

namespace Racer {

class Model;
class RootModelPrivate;

// The array at "from" shows the members of "to" that the array "ids" names; a change of any of the three changes the
// others. Counterpart of Racer's RefList.
class RefList
{
public:
    RefList(RootModelPrivate *root, Path from, Path to, Path ids, RefListOptions options);
    RefList(const RefList &) = delete;

    const Path from;
    const Path to;
    const Path ids;
    const RefListOptions options;

    // An event that it caused itself, if only by way of others.
    [[nodiscard]] bool isOwnEcho(const Event &event) const noexcept
    {
        return event.passed.refList == this || (m_writing && event.passed.refList);
    }
    [[nodiscard]] Value idsNow() const;
    // What the list has to be.
    [[nodiscard]] Value items() const;
    [[nodiscard]] Value item(const Key &id) const;
    // The id at an index as a member's name; false if there is none.
    [[nodiscard]] bool idAt(const Key &index, Key &id) const;
    [[nodiscard]] IdIndex::Positions positions(const Key &id) const { return m_index.positions(id, idsNow()); }
    void followIds(const Event &event);
    // The ids are about to change, and the event is still to come: it must be the only one that is.
    void expectIdsEvent();
    void idsChangedSilently() { m_index.drop(); }

    // Throws Error if the value cannot be an item; gives a new object its id if "mayBeNew".
    void accept(Value &value, bool mayBeNew) const;

    void update(const Passed &passed); // all of the list
    // An event at, above or below one of the three paths.
    void patchFrom(const Event &event);
    void patchTo(const Event &event);
    void patchIds(const Event &event);

private:
    [[nodiscard]] Model writer(const Passed &passed) const;
    [[nodiscard]] bool findId(const Value &item, Value &id) const;
    [[nodiscard]] Error refusal(const Value &value) const;
    void changeFromItself(const Event &event, const Model &model);
    void changeElement(const Event &event, const Model &model);
    [[nodiscard]] Value takeIn(const Value &values, const Model &model);
    void writeItem(const Key &id, const Value &value, const Model &model);
    void align(const Value &changedIds, const Model &model);
    void changeItem(const Event &event, const Key &key, const Model &model);
    void repeatAt(const Event &event, const IdIndex::Positions &positions, const Passed &passed);

    RootModelPrivate *const m_root;
    mutable IdIndex m_index;
    int m_writing = 0; // what its own list was changed to
};

} // namespace Racer
