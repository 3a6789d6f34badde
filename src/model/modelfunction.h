// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerclientexport.h>
#include <Racer/value.h>

#include <functional>
#include <span>
#include <type_traits>

namespace Racer {

namespace detail {

using ValueSpan = std::span<const Value>;
using ValueCall = std::function<Value(ValueSpan values)>;

template<size_t>
using ValueArg = const Value &;

template<typename F, size_t... I>
constexpr bool takesValues(std::index_sequence<I...>)
{
    return std::is_invocable_r_v<Value, F &, ValueArg<I>...>;
}

// How many Values a callable takes, or -1 if it takes none of such lists.
constexpr int MaxValues = 16;
template<typename F, size_t N = 0>
constexpr int valueArity()
{
    if constexpr (N > MaxValues)
        return -1;
    else if constexpr (takesValues<F>(std::make_index_sequence<N>()))
        return int(N);
    else
        return valueArity<F, N + 1>();
}

template<typename F>
constexpr bool takesList = std::is_invocable_r_v<Value, F &, const QList<Value> &>;
template<typename F>
constexpr bool takesValueAndList = std::is_invocable_r_v<Value, F &, const Value &, const QList<Value> &>;

template<typename F>
concept ValueFunction = takesList<F> || valueArity<F>() >= 0;
template<typename F>
concept ValueSetter = takesValueAndList<F> || valueArity<F>() > 0;

inline const Value NoValue;

// Missing values are undefined, and more than the callable takes are left out, as in JavaScript.
template<typename F, size_t... I>
Value callWith(F &function, ValueSpan values, std::index_sequence<I...>)
{
    return function((I < values.size() ? values[I] : NoValue)...);
}

template<typename F>
ValueCall valueCall(F function)
{
    if constexpr (takesList<F>) {
        return [function = std::move(function)](ValueSpan values) mutable -> Value {
            return function(QList<Value>(values.begin(), values.end()));
        };
    } else {
        return [function = std::move(function)](ValueSpan values) mutable -> Value {
            return callWith(function, values, std::make_index_sequence<size_t(valueArity<F>())>());
        };
    }
}

template<typename F>
ValueCall setterCall(F function)
{
    if constexpr (takesValueAndList<F>) {
        return [function = std::move(function)](ValueSpan values) mutable -> Value {
            return function(values.front(), QList<Value>(values.begin() + 1, values.end()));
        };
    } else {
        return valueCall(std::move(function));
    }
}

} // namespace detail

// A function of a model's values, for Model::start(), evaluate() and fn(), and by name for filters: the name of one
// that Model::fn() knows, a callable over Values, or a pair of a getter and a setter.
class RACER_CLIENT_EXPORT ModelFunction
{
public:
    ModelFunction() = default; // isNull()

    // The function that Model::fn() has, or will have by the time it is used, under this name.
    template<typename T>
        requires std::is_convertible_v<const T &, Key>
    ModelFunction(const T &name) : m_name(name) { }

    // Value(const Value &a, const Value &b, …), with as many inputs as it likes, or
    // Value(const QList<Value> &inputs). What it returns need only be convertible to a Value.
    template<typename F>
        requires(!std::is_convertible_v<const F &, Key> && !std::is_base_of_v<ModelFunction, F>
                 && detail::ValueFunction<F>)
    ModelFunction(F function) : m_get(detail::valueCall(std::move(function))) { }

    // The setter is called with the output's new value and the inputs: Value(const Value &value, const Value &a, …),
    // or Value(const Value &value, const QList<Value> &inputs).
    template<typename G, typename S>
        requires(detail::ValueFunction<G> && detail::ValueSetter<S>)
    ModelFunction(G get, S set)
        : m_get(detail::valueCall(std::move(get))), m_set(detail::setterCall(std::move(set))) { }

    [[nodiscard]] bool isNull() const noexcept { return !m_get && m_name.isEmpty(); }
    [[nodiscard]] bool isName() const noexcept { return !m_get && !m_name.isEmpty(); }
    [[nodiscard]] const Key &name() const noexcept { return m_name; }
    [[nodiscard]] bool isTwoWay() const noexcept { return bool(m_set); }

    // The getter's result; throws what the callable throws. Not for names.
    [[nodiscard]] Value call(std::span<const Value> inputs) const { return m_get(inputs); }
    // The setter's: an array or object of new inputs by index, or nullish. The output's value comes first.
    [[nodiscard]] Value callSetter(std::span<const Value> valueAndInputs) const { return m_set(valueAndInputs); }

private:
    Key m_name;
    detail::ValueCall m_get;
    detail::ValueCall m_set;
};

// How a reactive function runs and writes.
struct RACER_CLIENT_EXPORT FunctionOptions
{
    // How the output is written: with setDiffDeep(), setDiff(), setArrayDiffDeep() or setArrayDiff().
    enum class Mode : quint8 { DiffDeep, Diff, ArrayDeep, Array };
    // What counts as a copy where Mode compares containers by identity: see Model::start().
    enum class Copy : quint8 { Output, Input, Both, None };

    Mode mode = Mode::DiffDeep;
    Copy copy = Copy::Output;
    bool async = false;

    // As Racer writes them: {mode, copy, async}; undefined if all are the defaults.
    [[nodiscard]] Value toValue() const;
    [[nodiscard]] static FunctionOptions fromValue(const Value &options);

    friend bool operator==(const FunctionOptions &, const FunctionOptions &) = default;
};

} // namespace Racer
