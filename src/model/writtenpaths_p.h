// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "pathtrie_p.h"

#include <Racer/error.h>

#include <optional>

namespace Racer {

// Where json0 ops have written within a document, with what became of it. The places move along when later ops insert,
// remove and move elements of the lists around them. Paths are relative to the document.
class WrittenPaths
{
public:
    [[nodiscard]] bool isEmpty() const noexcept { return m_places.empty(); }
    void clear();
    // All of the document.
    void addDocument(const Error &error);
    // What the op writes; the op is the one that was applied last.
    void add(const Value &op, const Error &error = {});
    // An op was applied that is not added.
    void follow(const Value &op);
    // As follow(), and forgets what the op has written again. True if that was anything.
    bool overwrite(const Value &op);
    // Forgets what is at, above or below the path.
    bool remove(const Path &path);

    // What was written last at, above or below the path; nullptr if nothing was. Its Error may be null.
    [[nodiscard]] const Error *find(const Path &path) const;

private:
    struct Place
    {
        Path path;
        bool isGap = false; // an element was taken out of the list at the path, which says nothing of the others
        Error error;
    };

    [[nodiscard]] static Place placeOf(const Value &component);
    void followComponent(const Value &component);
    [[nodiscard]] static bool concerns(const Place &place, const Path &path) noexcept;
    void put(Place place);

    std::vector<Place> m_places; // in the order of writing
    mutable std::optional<PathTrie<size_t>> m_index; // of m_places; made when asked for
};

} // namespace Racer
