// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "modelprogram.h"

#include "modelcall.h"

#include <Racer/json.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Racer;

namespace ModelProgram {

namespace {

const QRegularExpression &uuids()
{
    static const QRegularExpression expression(
        u"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"_qs);
    return expression;
}

QString json(const Value &value)
{
    return QString::fromUtf8(Json::stringify(value));
}

QString textOfObject(const Value &object)
{
    QList<Key> keys = object.keys();
    const auto middle = std::stable_partition(keys.begin(), keys.end(), [](const Key &key) {
        return key.view().size() != 36 || !uuids().match(key.toString()).hasMatch();
    });
    std::sort(keys.begin(), middle, [](const Key &a, const Key &b) { return a.view() < b.view(); });
    QStringList members;
    for (const Key &key : std::as_const(keys))
        members += json(Value(key)) + u':' + text(object.value(key));
    return u'{' + members.join(u',') + u'}';
}

} // namespace

QString text(const Value &value)
{
    switch (value.type()) {
    case Value::Undefined:
        return u"undef"_qs;
    case Value::Number:
        return std::isfinite(value.toDouble()) ? json(value) : u"NaN"_qs;
    case Value::Array: {
        QStringList items;
        for (const Value &item : value.elements())
            items += text(item);
        return u'[' + items.join(u',') + u']';
    }
    case Value::Object:
        return textOfObject(value);
    default:
        return json(value);
    }
}

QString textOfEvent(const Event &event, const QString &path)
{
    QString line;
    const auto start = [&](QStringView type) { line = path.isEmpty() ? type.toString() : type.toString() + u' ' + path; };
    switch (event.type) {
    case Event::Type::Change: {
        const auto &change = static_cast<const ChangeEvent &>(event);
        start(u"change");
        line += u' ' + text(change.value) + u' ' + text(change.previous);
        break;
    }
    case Event::Type::Insert: {
        const auto &insert = static_cast<const InsertEvent &>(event);
        start(u"insert");
        line += u' ' + QString::number(insert.index) + u' ' + text(insert.values);
        break;
    }
    case Event::Type::Remove: {
        const auto &remove = static_cast<const RemoveEvent &>(event);
        start(u"remove");
        line += u' ' + QString::number(remove.index) + u' ' + text(remove.removed);
        break;
    }
    case Event::Type::Move: {
        const auto &move = static_cast<const MoveEvent &>(event);
        start(u"move");
        line += u" %1 %2 %3"_qs.arg(move.from).arg(move.to).arg(move.howMany);
        break;
    }
    case Event::Type::Load:
        start(u"load");
        line += u' ' + text(static_cast<const LoadEvent &>(event).document);
        break;
    case Event::Type::Unload:
        start(u"unload");
        line += u' ' + text(static_cast<const UnloadEvent &>(event).previous);
        break;
    }
    return event.passed.isEmpty() ? line : line + u' ' + text(event.passed.toValue());
}

Run::Run(const Value &program, Host &host) : m_program(program)
{
    const Value names = program.value(u"models");
    for (const Value &name : (names.isArray() ? names : Value::array({Value(u"M")})).elements())
        m_models[name.toString()] = host.createModel();
    for (const Value &member : program.value(u"server").value(u"reject").elements())
        host.reject(member.toString());
    for (const auto &[name, model] : m_models)
        prepare(name, *model);
}

Run::~Run() = default;

void Run::prepare(const QString &name, const RootModel &model)
{
    const QString prefix = name == u"M" ? QString() : name + u": "_qs;
    model.on<Event>(u"**", [this, prefix](const Event &event) {
        if (event.path.first() != u"$connection") // racer on a server only pretends to follow it
            write(prefix + textOfEvent(event, event.path.toString()));
    });
    QObject::connect(&model, &RootModel::error, &model,
                     [this, prefix](const Error &error) { fail(error, prefix); });
    registerFunctions(model);
}

QList<QStringList> Run::run()
{
    static_cast<void>(run(m_program.value(u"setup")));
    m_logging = true;
    return run(m_program.value(u"steps"));
}

QList<QStringList> Run::run(const Value &steps)
{
    QList<QStringList> log;
    for (const Value &each : steps.elements()) {
        if (each.at(0).stringView() == u"settle")
            settle();
        else
            step(each);
        log.append(std::exchange(m_lines, {}));
    }
    return log;
}

// Until nothing is on its way, seen several times in a row: an answer may make new requests.
void Run::settle()
{
    for (int idle = 0; idle < 4;) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        const bool busy = std::any_of(m_models.begin(), m_models.end(),
                                      [](const auto &entry) { return entry.second->hasPending(); });
        idle = busy ? 0 : idle + 1;
        if (busy)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void Run::write(const QString &line)
{
    if (!m_logging)
        return;
    QString result = line;
    for (auto matches = uuids().globalMatch(line); matches.hasNext();) {
        const QString id = matches.next().captured();
        if (!m_ids.contains(id))
            m_ids.insert(id, u"<id%1>"_qs.arg(m_ids.size() + 1));
        result.replace(id, m_ids.value(id));
    }
    m_lines.append(result);
}

void Run::fail(const Error &error, const QString &prefix)
{
    // Which text the server has for a document that others created depends on who was faster.
    const bool created = error.code() == Value(u"ERR_DOC_ALREADY_CREATED");
    const QString line = prefix + u"error "_qs + (created ? error.code().toString() : error.message());
    if (m_errors.isEmpty())
        write(line);
    else
        m_errors.last().append(line);
}

Value Run::decode(const Model &model, const Value &value) const
{
    if (value.isArray()) {
        Value result = Value::array();
        for (const Value &item : value.elements())
            result.append(decode(model, item));
        return result;
    }
    if (!value.isObject())
        return value;
    const QStringView special = value.value(u"$").stringView();
    if (special == u"undef")
        return {};
    if (special == u"NaN")
        return std::nan("");
    if (special == u"get")
        return model.root()->get(value.value(u"path").stringView());
    if (special == u"result")
        return m_results.at(value.value(u"name").toString());
    if (!special.isEmpty())
        return value;
    Value result = Value::object();
    for (const auto &[key, member] : value.members())
        result.set(key, decode(model, member));
    return result;
}

Model Run::scoped(Model model, const Value &options) const
{
    if (options.contains(u"scope"))
        model = model.scope(Place(model, options.value(u"scope")).arg());
    if (options.contains(u"at"))
        model = model.at(Place(model, options.value(u"at")).arg());
    if (options.contains(u"parent"))
        model = model.parent(int(options.value(u"parent").toInteger()));
    if (options.contains(u"pass"))
        model = model.pass(options.value(u"pass"), options.value(u"invert").toBool());
    if (options.value(u"silent").toBool())
        model = model.silent();
    if (options.contains(u"context"))
        model = model.context(options.value(u"context").toKey());
    if (options.contains(u"eventContext"))
        model = model.eventContext(options.value(u"eventContext").toKey());
    if (options.value(u"preventCompose").toBool())
        model = model.preventCompose();
    return model;
}

void Run::step(const Value &step)
{
    static const QRegularExpression ofModel(u"^([A-Z])\\.(.*)$"_qs);
    const Value options = step.isArray() ? Value::object() : step;
    const Value call = step.isArray() ? step : step.value(u"do");
    if (!call.at(0).isString())
        throw Error(u"a step without a method"_qs);
    QString name = u"M"_qs;
    QString method = call.at(0).toString();
    if (const auto match = ofModel.match(method); match.hasMatch()) {
        name = match.captured(1);
        method = match.captured(2);
    }
    const QString prefix = name == u"M" ? QString() : name + u": "_qs;
    m_errors.append(QStringList());
    try {
        const Value result = Call(*this, scoped(*m_models.at(name), options), method, call, prefix).perform();
        if (options.contains(u"as"))
            m_results[options.value(u"as").toString()] = result;
    } catch (const Error &error) {
        fail(error, prefix);
    }
    for (const QString &line : m_errors.takeLast())
        write(line);
}

} // namespace ModelProgram
