// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "functions_p.h"

#include "builtinfunctions_p.h"
#include "rootmodel_p.h"

namespace Racer {

namespace {

// Copied inputs make a copied output, unless the function has one of its own; that it is the same every time does not
// count.
bool copies(const FunctionOptions &options)
{
    return options.copy != FunctionOptions::Copy::None;
}

// The same content in a container of its own.
Value copyOf(const Value &value)
{
    Value copy = value;
    if (copy.isArray() && !copy.isEmpty()) {
        copy.set(0, value.at(0));
    } else if (copy.isObject() && !copy.isEmpty()) {
        const Key first = (*value.members().begin()).key;
        copy.set(first, value.value(first));
    }
    return copy;
}

// A result as the array modes compare it: no element is the very container that is stored.
Value withCopiedElements(const Value &result)
{
    Value copy = result;
    for (qsizetype i = 0; i < result.size(); ++i) {
        if (result.at(i).isContainer())
            copy.set(i, copyOf(result.at(i)));
    }
    return copy;
}

} // namespace

Functions::Functions(RootModelPrivate *root) : m_root(root) { }

Functions::~Functions() = default;

void Functions::define(const Key &name, const ModelFunction &function)
{
    m_named[name] = function;
}

const ModelFunction *Functions::find(const Key &name) const
{
    const auto found = m_named.find(name);
    return found != m_named.end() && !found->second.isNull() ? &found->second : builtInFunction(name);
}

const ModelFunction &Functions::resolve(const ModelFunction &function) const
{
    const ModelFunction *resolved = &function;
    for (int depth = 0; resolved && resolved->isName(); ++depth)
        resolved = depth < 8 ? find(resolved->name()) : nullptr; // a name may stand for another one, but not for itself
    if (!resolved || resolved->isNull()) {
        throw Error(u"Model function not found: "_qs
                    + (function.isName() ? function.name().toString() : u"undefined"_qs));
    }
    return *resolved;
}

Value Functions::compute(const QList<Path> &inputs, const ModelFunction &function) const
{
    QVarLengthArray<Value, 4> values;
    for (const Path &input : inputs)
        values.push_back(m_root->get(input));
    return function.call({values.constData(), size_t(values.size())});
}

Value Functions::evaluate(const QList<Path> &inputs, const ModelFunction &function) const
{
    return compute(inputs, resolve(function));
}

// The function runs once before anything is registered: if it throws, all is as it was.
Value Functions::start(const Path &output, const QList<Path> &inputs, const ModelFunction &function,
                       const FunctionOptions &options)
{
    static quintptr lastMarker = 0;
    const ModelFunction resolved = resolve(function);
    Value value = compute(inputs, resolved);

    const Visit visit(*this);
    stop(output);
    auto added = std::make_unique<ReactiveFunction>();
    ReactiveFunction *const started = added.get();
    started->output = output;
    started->inputs = inputs;
    started->name = function.name();
    started->function = resolved;
    started->options = options;
    started->marker = reinterpret_cast<const void *>(++lastMarker); // an address may come again while its events wait
    started->writer = m_root->modelWith(Passed{.function = started->marker});
    m_running.emplace(started, std::move(added));
    m_outputs.add(output, started);
    for (const Path &input : inputs)
        m_inputs.add(input, started);
    m_twoWay += started->function.isTwoWay();
    m_root->events.setFollower(EventHub::Follower::Functions, this);

    write(*started, output, value, Passed());
    return value;
}

void Functions::stop(const Path &output)
{
    const PathTrie<ReactiveFunction *>::Items functions = m_outputs.at(output);
    for (ReactiveFunction *function : functions)
        stop(function);
}

void Functions::stopAll(const Path &path)
{
    Matches functions;
    m_outputs.findAtOrBelow(path, functions);
    for (ReactiveFunction *function : functions)
        stop(function);
}

void Functions::stop(ReactiveFunction *function)
{
    m_outputs.remove(function->output, function);
    for (const Path &input : function->inputs)
        m_inputs.remove(input, function);
    m_twoWay -= function->function.isTwoWay();
    if (function->pending)
        std::erase(m_deferred, function);
    function->pending = false;
    function->stopped = true;
    auto node = m_running.extract(function);
    if (m_visits > 0)
        m_stopped.push_back(std::move(node.mapped()));
    if (m_running.empty())
        m_root->events.setFollower(EventHub::Follower::Functions, nullptr);
}

std::vector<const ReactiveFunction *> Functions::running() const
{
    std::vector<const ReactiveFunction *> functions;
    m_outputs.findAtOrBelow(Path(), functions);
    return functions;
}

void Functions::onEvent(const Event &event)
{
    const Visit visit(*this);
    Matches functions;
    m_inputs.findAffected(event.path, functions);
    for (ReactiveFunction *function : functions) {
        if (function->stopped || function->marker == event.passed.function)
            continue;
        if (function->options.async)
            defer(*function, event.passed);
        else
            runGetter(*function, event.passed);
    }
    if (m_twoWay == 0)
        return;
    functions.clear();
    m_outputs.findAffected(event.path, functions);
    for (ReactiveFunction *function : functions) {
        if (!function->stopped && function->function.isTwoWay() && function->marker != event.passed.function)
            guarded(*function, [&] { writeInputs(*function, event.passed); });
    }
}

template<typename F>
void Functions::guarded(const ReactiveFunction &function, F &&action)
{
    const auto report = [&](const QString &message, const Value &code = {}, const Value &data = {}) {
        m_root->reportError(Error(code, u"Reactive function at %1: %2"_qs.arg(function.output.toString(), message),
                                  data));
    };
    try {
        action();
    } catch (const Error &error) {
        report(error.message(), error.code(), error.data());
    } catch (const std::exception &exception) {
        report(QString::fromLocal8Bit(exception.what()));
    }
}

void Functions::runGetter(const ReactiveFunction &function, const Passed &passed)
{
    guarded(function, [&] {
        write(function, function.output, compute(function.inputs, function.function), passed);
    });
}

void Functions::write(const ReactiveFunction &function, const Path &path, const Value &value, const Passed &passed)
{
    if (passed.isEmpty())
        return write(function.writer, function.options, path, value);
    Passed marked = passed;
    marked.function = function.marker;
    write(m_root->modelWith(std::move(marked)), function.options, path, value);
}

void Functions::write(const Model &model, const FunctionOptions &options, const Path &path, const Value &value)
{
    using Mode = FunctionOptions::Mode;
    switch (options.mode) {
    case Mode::DiffDeep:
        if (value.isContainer())
            model.setDiffDeep(path, value);
        else
            model.setDiff(path, value);
        break;
    case Mode::Diff:
        if (value.isContainer() && copies(options))
            model.set(path, value);
        else
            model.setDiff(path, value);
        break;
    case Mode::ArrayDeep:
    case Mode::Array:
        if (value.isObject() && copies(options)) // a copy is never what is there
            model.set(path, value);
        else if (options.mode == Mode::ArrayDeep)
            model.setArrayDiffDeep(path, value);
        else
            model.setArrayDiff(path, copies(options) ? withCopiedElements(value) : value);
        break;
    }
}

void Functions::writeInputs(const ReactiveFunction &function, const Passed &passed)
{
    QVarLengthArray<Value, 5> values{m_root->get(function.output)};
    for (const Path &input : function.inputs)
        values.push_back(m_root->get(input));
    const Value result = function.function.callSetter({values.constData(), size_t(values.size())});
    const auto writeInput = [&](qsizetype index, const Value &value) {
        if (index < 0 || index >= function.inputs.size())
            throw Error(u"the setter's result has a member that is none of the inputs: "_qs + result.toDisplayString());
        write(function, function.inputs.at(index), value, passed);
    };
    if (result.isArray()) {
        for (qsizetype i = 0; i < result.size(); ++i)
            writeInput(i, result.at(i));
    } else if (result.isObject()) {
        QList<Key> keys = result.keys();
        std::stable_sort(keys.begin(), keys.end(),
                         [](const Key &a, const Key &b) { return a.toIndex() < b.toIndex(); });
        for (const Key &key : keys)
            writeInput(key.toIndex(), result.value(key));
    }
}

} // namespace Racer
