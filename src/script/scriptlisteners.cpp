// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

namespace Racer {

namespace {

constexpr int AllTypes = -1;

// What the functions of arguments.mjs make a listener's arguments of: the payload after (type, passed, matches).
void appendPayload(const ScriptBridge &bridge, const Event &event, QJSValueList &arguments)
{
    switch (event.type) {
    case Event::Type::Change: {
        const auto &change = static_cast<const ChangeEvent &>(event);
        arguments << bridge.toJS(change.value) << bridge.toJS(change.previous);
        return;
    }
    case Event::Type::Insert: {
        const auto &insert = static_cast<const InsertEvent &>(event);
        arguments << QJSValue(double(insert.index)) << bridge.toJS(insert.values);
        return;
    }
    case Event::Type::Remove: {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        arguments << QJSValue(double(remove.index)) << bridge.toJS(remove.removed);
        return;
    }
    case Event::Type::Move: {
        const auto &move = static_cast<const MoveEvent &>(event);
        arguments << QJSValue(double(move.from)) << QJSValue(double(move.to)) << QJSValue(double(move.howMany));
        return;
    }
    case Event::Type::Load:
        arguments << bridge.toJS(static_cast<const LoadEvent &>(event).document);
        return;
    case Event::Type::Unload:
        arguments << bridge.toJS(static_cast<const UnloadEvent &>(event).previous);
        return;
    }
}

template<typename Text>
QJSValue toArray(QJSEngine *engine, const QList<Text> &texts)
{
    QJSValue array = engine->newArray(uint(texts.size()));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if constexpr (std::is_same_v<Text, Key>)
            array.setProperty(quint32(i), texts.at(i).toString());
        else
            array.setProperty(quint32(i), texts.at(i));
    }
    return array;
}

template<typename E, typename F>
Listener listenTo(const Model &model, PathArg pattern, bool immediate, bool once, F call)
{
    if (immediate)
        return once ? model.onceImmediate<E>(pattern, std::move(call)) : model.onImmediate<E>(pattern, std::move(call));
    return once ? model.once<E>(pattern, std::move(call)) : model.on<E>(pattern, std::move(call));
}

template<typename F>
Listener listenTo(int type, const Model &model, PathArg pattern, bool immediate, bool once, F call)
{
    switch (type) {
    case int(Event::Type::Change):
        return listenTo<ChangeEvent>(model, pattern, immediate, once, std::move(call));
    case int(Event::Type::Insert):
        return listenTo<InsertEvent>(model, pattern, immediate, once, std::move(call));
    case int(Event::Type::Remove):
        return listenTo<RemoveEvent>(model, pattern, immediate, once, std::move(call));
    case int(Event::Type::Move):
        return listenTo<MoveEvent>(model, pattern, immediate, once, std::move(call));
    case int(Event::Type::Load):
        return listenTo<LoadEvent>(model, pattern, immediate, once, std::move(call));
    case int(Event::Type::Unload):
        return listenTo<UnloadEvent>(model, pattern, immediate, once, std::move(call));
    default:
        return listenTo<Event>(model, pattern, immediate, once, std::move(call));
    }
}

} // namespace

QJSValue ScriptBridge::listen(QObject *handle, const QString &pattern, bool raw, int type, bool immediate, bool once,
                              const QJSValue &function)
{
    return run(handle, [&](ScriptModel &model) {
        // It must not keep its own root alive, which keeps the listener.
        const std::weak_ptr<ScriptRoot> root = model.sharedRoot();
        const auto call = [this, root, raw, function](const Event &event, const QStringList &captures) {
            if (root.expired() || !m_engine)
                return;
            QJSValueList arguments;
            arguments.reserve(6);
            arguments << QJSValue(int(event.type))
                      << (event.passed.isEmpty() ? QJSValue() : toJS(event.passed.toValue()));
            if (raw)
                arguments << toArray(m_engine, event.path.segments());
            else
                arguments << (captures.isEmpty() ? QJSValue() : toArray(m_engine, captures));
            appendPayload(*this, event, arguments);
            function.call(arguments);
        };
        const QString text = raw ? QStringLiteral("**") : pattern;
        const Listener listener = listenTo(type, model.model(), text, immediate, once, call);
        if (type == AllTypes) {
            std::erase_if(model.root().allListeners, [](const auto &each) { return !each.listener.isActive(); });
            model.root().allListeners.push_back({Path(text), listener});
        }
        return m_engine->newQObject(new ScriptListener(listener));
    });
}

void ScriptBridge::unlisten(QObject *listener)
{
    if (listener)
        static_cast<ScriptListener *>(listener)->remove();
}

void ScriptBridge::removeListeners(QObject *handle, int type, bool allTypes, const QString &pattern)
{
    run(handle, [&](ScriptModel &model) {
        if (allTypes) {
            model.model().removeAllListeners(pattern);
        } else if (type != AllTypes) {
            model.model().removeAllListeners(Event::Type(type), pattern);
        } else {
            const Path path(pattern);
            for (auto &each : model.root().allListeners) {
                if (each.pattern.startsWith(path))
                    each.listener.remove();
            }
        }
        return QJSValue();
    });
}

void ScriptBridge::removeContextListeners(QObject *handle)
{
    run(handle, [&](ScriptModel &model) {
        model.model().removeContextListeners();
        return QJSValue();
    });
}

void ScriptBridge::setErrorListener(QObject *handle, const QJSValue &function)
{
    if (handle)
        static_cast<ScriptModel *>(handle)->root().errorListener = function;
}

} // namespace Racer
