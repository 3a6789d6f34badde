// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelcall.h"

#include <Racer/modelquery.h>

using namespace Racer;

namespace ModelProgram {

namespace {

using Setter = Mutation (Model::*)(PathArg, Value) const;
using Differ = Mutation (Model::*)(PathArg, const Value &) const;
using Loading = Confirmation (Model::*)(const QList<Loadable> &) const;

const QHash<QString, Setter> &setters()
{
    static const QHash<QString, Setter> table = {{u"set"_qs, &Model::set},         {u"setNull"_qs, &Model::setNull},
                                                 {u"setDiff"_qs, &Model::setDiff}, {u"push"_qs, &Model::push},
                                                 {u"unshift"_qs, &Model::unshift}};
    return table;
}

const QHash<QString, Differ> &differs()
{
    static const QHash<QString, Differ> table = {{u"setEach"_qs, &Model::setEach},
                                                 {u"setDiffDeep"_qs, &Model::setDiffDeep},
                                                 {u"setArrayDiff"_qs, &Model::setArrayDiff},
                                                 {u"setArrayDiffDeep"_qs, &Model::setArrayDiffDeep}};
    return table;
}

const QHash<QString, Setter> &creators()
{
    static const QHash<QString, Setter> table = {
        {u"create"_qs, &Model::create}, {u"createNull"_qs, &Model::createNull}, {u"add"_qs, &Model::add}};
    return table;
}

// The one argument of a listener's type: "change", "changeImmediate", "all".
template<typename E>
Listener listenTo(const Model &model, bool immediate, bool once, const PathArg &pattern,
                  std::function<void(const Event &, const QStringList &)> callback)
{
    const auto call = [callback = std::move(callback)](const E &event, const QStringList &captures) {
        callback(event, captures);
    };
    if (immediate)
        return once ? model.onceImmediate<E>(pattern, call) : model.onImmediate<E>(pattern, call);
    return once ? model.once<E>(pattern, call) : model.on<E>(pattern, call);
}

} // namespace

Place::Place(const Model &model, const Value &value)
{
    if (value.isNumber())
        m_index = qsizetype(value.toInteger());
    else if (value.value(u"$").stringView() == u"model")
        m_model = model.root()->at(value.value(u"path").stringView());
    else
        m_text = value.toString();
}

PathArg Place::arg() const
{
    if (m_model)
        return *m_model;
    return m_index ? PathArg(*m_index) : PathArg(m_text);
}

Call::Call(Run &run, Model model, QString method, const Value &step, QString prefix)
    : m_run(run), m_model(std::move(model)), m_method(std::move(method)), m_prefix(std::move(prefix)), m_args(step)
{
    m_args.remove(0);
}

qsizetype Call::index(int i) const
{
    const Value &index = m_args.at(i);
    return index.isString() ? qsizetype(index.toString().toLongLong()) : qsizetype(index.toInteger());
}

Value Call::perform()
{
    std::optional<Mutation> mutation = mutate();
    if (!mutation)
        mutation = mutateArray();
    if (mutation) {
        confirm(*mutation);
        if (!mutation->value().isUndefined())
            show(mutation->value());
        return mutation->value();
    }
    if (m_method == u"data") {
        m_run.write(m_prefix + u"data "_qs + text(m_model.root()->get(m_args.at(0).stringView())));
        return {};
    }
    if (load() || release() || finish() || loadQuery() || listen() || derive() || refer() || compute() || filter())
        return {};
    if (const std::optional<Value> value = read()) {
        show(*value);
        return *value;
    }
    throw Error(u"no such method: "_qs + m_method);
}

std::optional<Mutation> Call::mutate() const
{
    if (const Setter setter = setters().value(m_method))
        return count() < 2 ? (m_model.*setter)(PathArg(), value(0)) : (m_model.*setter)(place(0).arg(), value(1));
    if (const Differ differ = differs().value(m_method))
        return count() < 2 ? (m_model.*differ)(PathArg(), value(0)) : (m_model.*differ)(place(0).arg(), value(1));
    if (const Setter creator = creators().value(m_method)) {
        if (count() < 2)
            return (m_model.*creator)(PathArg(), count() ? value(0) : Value::object());
        return (m_model.*creator)(place(0).arg(), value(1));
    }
    if (m_method == u"del")
        return m_model.del(place(0).arg());
    if (m_method == u"increment") {
        if (count() == 1 && isNumber(0))
            return m_model.increment(m_args.at(0).toDouble());
        return m_model.increment(place(0).arg(), m_args.at(1).toDouble(1));
    }
    if (m_method == u"stringInsert") {
        return count() < 3 ? m_model.stringInsert(index(0), m_args.at(1).stringView())
                           : m_model.stringInsert(place(0).arg(), index(1), m_args.at(2).stringView());
    }
    if (m_method == u"stringRemove") {
        return count() < 3 ? m_model.stringRemove(index(0), index(1))
                           : m_model.stringRemove(place(0).arg(), index(1), index(2));
    }
    if (m_method == u"subtypeSubmit") {
        return count() < 3 ? m_model.subtypeSubmit(m_args.at(0).toKey(), value(1))
                           : m_model.subtypeSubmit(place(0).arg(), m_args.at(1).toKey(), value(2));
    }
    return std::nullopt;
}

std::optional<Mutation> Call::mutateArray() const
{
    if (m_method == u"pop")
        return m_model.pop(place(0).arg());
    if (m_method == u"shift")
        return m_model.shift(place(0).arg());
    if (m_method == u"insert") {
        return count() < 3 ? m_model.insert(index(0), value(1))
                           : m_model.insert(place(0).arg(), index(1), value(2));
    }
    if (m_method == u"remove") {
        if (count() == 0)
            return m_model.remove();
        if (count() == 1)
            return m_model.remove(index(0));
        if (count() == 2) {
            return isNumber(0) ? m_model.remove(index(0), index(1)) : m_model.remove(place(0).arg(), index(1));
        }
        return m_model.remove(place(0).arg(), index(1), index(2));
    }
    if (m_method == u"move") {
        if (count() == 2)
            return m_model.move(index(0), index(1));
        if (count() == 3) {
            return isNumber(0) ? m_model.move(index(0), index(1), index(2))
                               : m_model.move(place(0).arg(), index(1), index(2));
        }
        return m_model.move(place(0).arg(), index(1), index(2), index(3));
    }
    return std::nullopt;
}

bool Call::load()
{
    static const QHash<QString, Loading> table = {{u"fetch"_qs, &Model::fetch},
                                                  {u"subscribe"_qs, &Model::subscribe},
                                                  {u"unfetch"_qs, &Model::unfetch},
                                                  {u"unsubscribe"_qs, &Model::unsubscribe}};
    const Loading loading = table.value(m_method);
    if (!loading)
        return false;
    QList<Place> places;
    for (int i = 0; i < count(); ++i)
        places.append(place(i));
    QList<Loadable> items;
    for (const Place &each : std::as_const(places))
        items.append(Loadable(each.arg()));
    if (items.isEmpty())
        items.append(Loadable(PathArg()));
    confirm((m_model.*loading)(items));
    return true;
}

bool Call::loadQuery()
{
    if (m_method == u"query") {
        m_run.m_queries[m_args.at(0).toString()] = m_model.query(m_args.at(1).toKey(), value(2), value(3));
        return true;
    }
    if (!m_method.startsWith(u"query."))
        return false;
    ModelQuery &query = named(m_run.m_queries, m_args.at(0).toString());
    const QString method = m_method.mid(6);
    if (method == u"subscribe")
        confirm(query.subscribe());
    else if (method == u"fetch")
        confirm(query.fetch());
    else if (method == u"unsubscribe")
        answer(query.unsubscribe());
    else if (method == u"unfetch")
        answer(query.unfetch());
    else if (method == u"get")
        show(query.get());
    else if (method == u"getIds")
        show(query.getIds());
    else if (method == u"getExtra")
        show(query.getExtra());
    else if (method == u"ref")
        query.ref(place(1).arg());
    else if (method == u"refIds")
        query.refIds(place(1).arg());
    else if (method == u"refExtra")
        query.refExtra(place(1).arg(), place(2).arg());
    else
        return false;
    return true;
}

bool Call::listen()
{
    if (m_method == u"unlisten") {
        m_model.removeListener(m_run.m_listeners[m_args.at(0).toString()]);
        return true;
    }
    if (m_method == u"removeAllListeners" || m_method == u"removeContextListeners") {
        if (m_method == u"removeContextListeners")
            m_model.removeContextListeners();
        else
            m_model.removeAllListeners(place(1).arg());
        return true;
    }
    if (m_method != u"listen")
        return false;
    const QString name = m_args.at(0).toString();
    QString type = m_args.at(1).toString();
    const Value options = m_args.at(3);
    const Value steps = options.value(u"do");
    const auto times = std::make_shared<int>(int(options.value(u"times").toDouble(3)));
    const auto called = [run = &m_run, head = m_prefix + name, steps, times](const Event &event,
                                                                           const QStringList &captures) {
        run->write(head + u'[' + captures.join(u',') + u"] "_qs + textOfEvent(event));
        if (!steps.isArray() || (*times)-- <= 0)
            return;
        for (const Value &step : steps.elements())
            run->step(step);
    };
    const bool immediate = type.endsWith(u"Immediate");
    if (immediate)
        type.chop(9);
    const Place pattern = place(2);
    const auto add = [&]<typename E>(std::type_identity<E>) {
        return listenTo<E>(m_model, immediate, options.value(u"once").toBool(), pattern.arg(), called);
    };
    Listener &listener = m_run.m_listeners[name];
    if (type == u"change")
        listener = add(std::type_identity<ChangeEvent>());
    else if (type == u"insert")
        listener = add(std::type_identity<InsertEvent>());
    else if (type == u"remove")
        listener = add(std::type_identity<RemoveEvent>());
    else if (type == u"move")
        listener = add(std::type_identity<MoveEvent>());
    else if (type == u"load")
        listener = add(std::type_identity<LoadEvent>());
    else if (type == u"unload")
        listener = add(std::type_identity<UnloadEvent>());
    else
        listener = add(std::type_identity<Event>());
    return true;
}

void Call::show(const Value &value) const
{
    m_run.write(m_prefix + u"= "_qs + text(value));
}

void Call::confirm(const Confirmation &confirmation) const
{
    confirmation.then([run = &m_run, prefix = m_prefix](const Error &error) {
        if (error)
            run->fail(error, prefix);
    });
}

void Call::answer(const Release &release) const
{
    release.then([run = &m_run, prefix = m_prefix, method = m_method](const Error &error,
                                                                       std::optional<int> remaining) {
        if (error)
            run->fail(error, prefix);
        else if (remaining)
            run->write(prefix + method + u' ' + QString::number(*remaining));
    });
}

void Call::show(const Model &model) const
{
    m_run.write(m_prefix + u"= @"_qs + model.path());
}

bool Call::derive()
{
    if (m_method == u"at")
        show(count() < 2 ? m_model.at(place(0).arg()) : m_model.at(place(0).arg(), place(1).arg()));
    else if (m_method == u"scope")
        show(m_model.scope(place(0).arg()));
    else if (m_method == u"parent")
        show(m_model.parent(count() ? int(index(0)) : 1));
    else
        return false;
    return true;
}

std::optional<Value> Call::read() const
{
    if (m_method == u"get" || m_method == u"getCopy" || m_method == u"getDeepCopy")
        return m_model.get(place(0).arg());
    if (m_method == u"getOrDefault")
        return m_model.getOrDefault(place(0).arg(), value(1));
    if (m_method == u"getOrThrow")
        return m_model.getOrThrow(place(0).arg());
    if (m_method == u"getValues")
        return Value::array(m_model.getValues(place(0).arg()));
    if (m_method == u"path")
        return Value(m_model.path(place(0).arg()));
    if (m_method == u"leaf")
        return Value(m_model.leaf(place(0).arg()));
    if (m_method == u"dereference")
        return Value(m_model.dereference(place(0).arg()));
    if (m_method == u"isPath")
        return Value(Model::isPath(value(0)));
    return std::nullopt;
}

} // namespace ModelProgram
