// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>

namespace Racer {

class FilterPrivate;
class Filters;

class RACER_CLIENT_EXPORT Filter : public std::enable_shared_from_this<Filter>
{
public:
    ~Filter();
    Filter(const Filter &) = delete;

    // What it is made of; these return the filter itself.
    std::shared_ptr<Filter> filter(const FilterFunction &function);
    std::shared_ptr<Filter> sort(const SortFunction &function = {});
    std::shared_ptr<Filter> setSkip(qsizetype skip);
    std::shared_ptr<Filter> setLimit(qsizetype limit);
    [[nodiscard]] qsizetype skip() const;
    [[nodiscard]] qsizetype limit() const;
    [[nodiscard]] const Path &path() const;

    // Computed now, from the data as it is
    [[nodiscard]] QList<Value> get() const;
    [[nodiscard]] QList<Key> ids() const;
    [[nodiscard]] QList<Value> getInputs() const;

    // Kept up to date
    Model ref(PathArg from);
    void update();
    void destroy();

private:
    friend class Filters;
    friend class FilterPrivate;
    friend class Model;
    explicit Filter(std::unique_ptr<FilterPrivate> d);
    const std::unique_ptr<FilterPrivate> d;
};

} // namespace Racer
