// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/queryexpression.h>
#include <Racer/racerclientexport.h>

#include <functional>
#include <type_traits>

namespace Racer {

// What a filter's function is asked about.
class FilterItem
{
public:
    FilterItem(const Value &item, const Key &itemKey, const Value &object, const QList<Value> &inputs) noexcept
        : value(item), key(itemKey), extras(inputs), m_object(object) { }

    const Value &value;
    const Key &key;              // the index of an element of an array
    const QList<Value> &extras;  // the values at the filter's extra inputs

    // All items. A function that asks is called again for each of them whenever one has changed.
    [[nodiscard]] const Value &object() const noexcept
    {
        m_isObjectUsed = true;
        return m_object;
    }
    [[nodiscard]] bool isObjectUsed() const noexcept { return m_isObjectUsed; }

private:
    const Value &m_object;
    mutable bool m_isObjectUsed = false;
};

namespace detail {

template<typename F>
constexpr bool takesFilterItem = std::is_invocable_r_v<bool, F &, const FilterItem &>;
template<typename F>
constexpr bool takesItem = std::is_invocable_r_v<bool, F &, const Value &>;
template<typename F>
constexpr bool takesItemAndKey = std::is_invocable_r_v<bool, F &, const Value &, const Key &>;
template<typename F>
constexpr bool takesItemAndExtras = std::is_invocable_r_v<bool, F &, const Value &, const Key &, const QList<Value> &>;
template<typename F>
constexpr bool takesItemAndObject = std::is_invocable_r_v<bool, F &, const Value &, const Key &, const Value &>;
template<typename F>
constexpr bool takesAllOfFilter =
    std::is_invocable_r_v<bool, F &, const Value &, const Key &, const Value &, const QList<Value> &>;

template<typename F>
concept FilterCallable = takesFilterItem<F> || takesItem<F> || takesItemAndKey<F> || takesItemAndExtras<F>
    || takesItemAndObject<F> || takesAllOfFilter<F>;

template<typename F>
bool callFilter(F &function, const FilterItem &item)
{
    if constexpr (takesFilterItem<F>)
        return function(item);
    else if constexpr (takesAllOfFilter<F>)
        return function(item.value, item.key, item.object(), item.extras);
    else if constexpr (takesItemAndExtras<F>)
        return function(item.value, item.key, item.extras);
    else if constexpr (takesItemAndObject<F>)
        return function(item.value, item.key, item.object());
    else if constexpr (takesItemAndKey<F>)
        return function(item.value, item.key);
    else
        return function(item.value);
}

} // namespace detail

// Which items a filter lets through: all of them, unless it is made from one of these.
class RACER_CLIENT_EXPORT FilterFunction
{
public:
    using Callable = std::function<bool(const FilterItem &)>;

    FilterFunction() = default; // everything

    // The function that Model::fn() knows under this name; called with item, key, object and the extra inputs.
    template<typename T>
        requires std::is_convertible_v<const T &, Key>
    FilterFunction(const T &name) : m_name(name) { }

    // A MongoDB-style query of the items: {age: {$gt: 3}}. _id is the item's key.
    FilterFunction(const Value &query);
    FilterFunction(const QueryExpression &query);

    // bool(item), bool(item, key), bool(item, key, extras), bool(item, key, object), bool(item, key, object, extras),
    // over const Value &, const Key &, const QList<Value> &; or bool(const FilterItem &).
    template<typename F>
        requires(!std::is_convertible_v<const F &, Key> && detail::FilterCallable<F>)
    FilterFunction(F function)
        : m_callable([function = std::move(function)](const FilterItem &item) mutable {
              return detail::callFilter(function, item);
          }) { }

    [[nodiscard]] bool isNull() const noexcept { return m_name.isEmpty() && !m_callable; }
    [[nodiscard]] const Key &name() const noexcept { return m_name; }
    [[nodiscard]] const Callable &callable() const noexcept { return m_callable; }

private:
    Key m_name;
    Callable m_callable;
};

// In what order a filter shows its items: ascending, unless it is made from one of these.
class RACER_CLIENT_EXPORT SortFunction
{
public:
    using Callable = std::function<int(const Value &, const Value &)>;

    SortFunction() = default; // "asc"

    // asc, desc, or a function that Model::fn() knows; called with two items.
    template<typename T>
        requires std::is_convertible_v<const T &, Key>
    SortFunction(const T &name) : m_name(name) { }

    // As a query's $sort: {name: 1, age: -1}.
    SortFunction(const Value &order);

    // int(const Value &a, const Value &b): negative if a comes first, positive if b does.
    template<typename F>
        requires(!std::is_convertible_v<const F &, Key>
                 && std::is_invocable_r_v<int, F &, const Value &, const Value &>)
    SortFunction(F function) : m_callable(std::move(function)) { }

    [[nodiscard]] const Key &name() const noexcept { return m_name; }
    [[nodiscard]] const Callable &callable() const noexcept { return m_callable; }

private:
    Key m_name;
    Callable m_callable;
};

} // namespace Racer
