// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptbridge_p.h"

namespace Racer {

namespace {

// Any number counts, as JavaScript cuts them; NaN is refused, because no position means it.
qsizetype toIndex(double number)
{
    if (qIsNaN(number))
        throw Error(QStringLiteral("An index must be a number"));
    return qsizetype(qBound(-9007199254740992.0, number, 9007199254740992.0));
}

} // namespace

void ScriptBridge::answer(const std::weak_ptr<ScriptRoot> &weakRoot, const QJSValue &callback, const Error &error)
{
    if (const auto root = weakRoot.lock())
        callback.call(error ? QJSValueList{toJS(error)} : QJSValueList());
}

template<typename Function>
QJSValue ScriptBridge::write(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback,
                             Function mutator, Steps steps)
{
    return run(handle, [&](ScriptModel &model) {
        const Model &place = model.at(scope);
        if (!callback.isCallable())
            return toJS(mutator(place, sub).value());
        // Racer confirms a local change before its events, where there is one change only.
        const std::weak_ptr<ScriptRoot> root = model.sharedRoot();
        const auto answered = std::make_shared<bool>(false);
        Listener before;
        if (const Path path = place.segments(sub); steps == Steps::One && !path.isRoot() && !path.first().isEmpty()
            && (path.first().view().front() == u'_' || path.first().view().front() == u'$')) {
            before = place.scope().onImmediate<Event>(u"**", [&, answered](const Event &) {
                before.remove();
                *answered = true;
                answer(root, callback, {});
            });
        }
        const Mutation mutation = mutator(place, sub);
        before.remove();
        mutation.then(this, [this, root, callback, answered](const Error &error) {
            if (!*answered)
                answer(root, callback, error);
        });
        return toJS(mutation.value());
    });
}

QJSValue ScriptBridge::set(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                           const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.set(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::setNull(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                               const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.setNull(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::setEach(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                               const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.setEach(path, fromJSValue(value)); },
                 Steps::Several);
}

QJSValue ScriptBridge::setDiff(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                               const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.setDiff(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::setDiffDeep(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                   const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.setDiffDeep(path, fromJSValue(value)); },
                 Steps::Several);
}

QJSValue ScriptBridge::setArrayDiff(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                    const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.setArrayDiff(path, fromJSValue(value)); },
                 Steps::Several);
}

QJSValue ScriptBridge::setArrayDiffDeep(QObject *handle, const QString &scope, const QString &sub,
                                        const QJSValue &value, const QJSValue &callback)
{
    return write(
        handle, scope, sub, callback,
        [&](const Model &model, const QString &path) { return model.setArrayDiffDeep(path, fromJSValue(value)); },
        Steps::Several);
}

QJSValue ScriptBridge::create(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                              const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.create(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::createNull(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                                  const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.createNull(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::add(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                           const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.add(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::del(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.del(path); });
}

QJSValue ScriptBridge::increment(QObject *handle, const QString &scope, const QString &sub, double by,
                                 const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.increment(path, by); });
}

QJSValue ScriptBridge::push(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                            const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.push(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::unshift(QObject *handle, const QString &scope, const QString &sub, const QJSValue &value,
                               const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.unshift(path, fromJSValue(value)); });
}

QJSValue ScriptBridge::insert(QObject *handle, const QString &scope, const QString &sub, double index,
                              const QJSValue &values, const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.insert(path, toIndex(index), fromJSValue(values));
    });
}

QJSValue ScriptBridge::pop(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.pop(path); });
}

QJSValue ScriptBridge::shift(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.shift(path); });
}

QJSValue ScriptBridge::remove(QObject *handle, const QString &scope, const QString &sub, double index, double howMany,
                              const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.remove(path, toIndex(index), toIndex(howMany));
    });
}

QJSValue ScriptBridge::removeLast(QObject *handle, const QString &scope, const QString &sub, const QJSValue &callback)
{
    return write(handle, scope, sub, callback,
                 [&](const Model &model, const QString &path) { return model.at(path).remove(); });
}

QJSValue ScriptBridge::move(QObject *handle, const QString &scope, const QString &sub, double from, double to,
                            double howMany, const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.move(path, toIndex(from), toIndex(to), toIndex(howMany));
    });
}

QJSValue ScriptBridge::stringInsert(QObject *handle, const QString &scope, const QString &sub, double index,
                                    const QString &text, const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.stringInsert(path, toIndex(index), text);
    });
}

QJSValue ScriptBridge::stringRemove(QObject *handle, const QString &scope, const QString &sub, double index,
                                    double howMany, const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.stringRemove(path, toIndex(index), toIndex(howMany));
    });
}

QJSValue ScriptBridge::subtypeSubmit(QObject *handle, const QString &scope, const QString &sub, const QString &type,
                                     const QJSValue &op, const QJSValue &callback)
{
    return write(handle, scope, sub, callback, [&](const Model &model, const QString &path) {
        return model.subtypeSubmit(path, Key(type), fromJSValue(op));
    });
}

} // namespace Racer
