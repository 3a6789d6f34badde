// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/modelvalue.h>

#include "../itemmodels/pathwatcher_p.h"
#include "writewatcher_p.h"

namespace Racer {

namespace {

// What a value can be taken for; nothing where it cannot.
std::optional<QString> asText(const Value &value)
{
    if (value.isString() || value.isNumber() || value.isBool())
        return value.toDisplayString();
    return {};
}

std::optional<double> asNumber(const Value &value)
{
    if (value.isNumber())
        return value.toDouble();
    bool ok = value.isString();
    const double number = ok ? value.toString().toDouble(&ok) : 0;
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<bool> asBool(const Value &value)
{
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

std::optional<QVariantList> asList(const Value &value)
{
    return value.isArray() ? std::optional(value.toVariant().toList()) : std::nullopt;
}

std::optional<QDateTime> asDate(const Value &value)
{
    if (value.isNumber())
        return QDateTime::fromMSecsSinceEpoch(qint64(value.toDouble()));
    const QDateTime date = value.isString() ? QDateTime::fromString(value.toString(), Qt::ISODateWithMs) : QDateTime();
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace

class ModelValuePrivate
{
public:
    explicit ModelValuePrivate(ModelValue *value)
        : watcher(value), writes(value, [value] { Q_EMIT value->writeStateChanged(); }) { }

    Model model;
    PathWatcher watcher;
    WriteWatcher writes;
    QVariant defaultValue;

    [[nodiscard]] Value get() const { return watcher.isActive() ? model.get() : Value(); }

    template<typename T>
    [[nodiscard]] T as(std::optional<T> (*convert)(const Value &)) const
    {
        if (const std::optional<T> converted = convert(get()))
            return *converted;
        return defaultValue.value<T>();
    }
};

/*!
    \class Racer::ModelValue
    \inmodule Racer
    \brief The value at one path of a model, as an object with properties that can be bound to.

    valueChanged() is emitted when anything at, above or below the path changes. Writing value, or one of the typed
    properties, writes to the model as Model::setDiffDeep() does: what is equal stays, and two who write different parts
    of an object both keep theirs. The path need not exist: reading it is undefined, and writing makes what is missing.
    Errors go to RootModel::error.

    A ModelValue belongs to the thread of its model; after the model has gone it is undefined.
*/
ModelValue::ModelValue(QObject *parent) : QObject(parent), d(std::make_unique<ModelValuePrivate>(this)) { }

/*! Constructs one for the path of \a model. */
ModelValue::ModelValue(const Model &model, QObject *parent) : ModelValue(parent)
{
    setSource(model);
}

ModelValue::~ModelValue() = default;

/*! The model at the path; an invalid one if there is none. */
Model ModelValue::source() const
{
    return d->watcher.isActive() ? d->model : Model();
}

/*! Follows the path of \a model, and writes as that model does (passing, silently, …). */
void ModelValue::setSource(const Model &model)
{
    if (!model.isValid())
        return clearSource();
    d->model = model;
    d->watcher.start(
        model, PathWatcher::When::Queued, [this](const Event &) { Q_EMIT valueChanged(); }, [this] { clearSource(); });
    Q_EMIT sourceChanged();
    Q_EMIT valueChanged();
    d->writes.start(model);
}

/*! Follows nothing. */
void ModelValue::clearSource()
{
    if (!d->model.isValid())
        return;
    const bool hadWrites = d->writes.isPending() || d->writes.hasFailed();
    d->watcher.stop();
    d->writes.stop();
    d->model = Model();
    Q_EMIT sourceChanged();
    Q_EMIT valueChanged();
    if (hadWrites)
        Q_EMIT writeStateChanged();
}

/*!
    \property ModelValue::path
    \brief The absolute path, empty without a model.
*/
QString ModelValue::path() const
{
    return d->watcher.isActive() ? d->model.path() : QString();
}

/*! The present value. */
Value ModelValue::get() const
{
    return d->get();
}

/*! Writes what is different in \a value; undefined deletes. */
void ModelValue::set(const Value &value)
{
    if (!d->watcher.isActive())
        return;
    if (value.isUndefined())
        d->model.del();
    else
        d->model.setDiffDeep(value);
}

/*!
    \property ModelValue::value
    \brief The present value as a QVariant: invalid if undefined.
*/
QVariant ModelValue::value() const
{
    return get().toVariant();
}

void ModelValue::setValue(const QVariant &value)
{
    set(Value::fromVariant(value));
}

/*!
    \property ModelValue::exists
    \brief Whether there is a value, null included.
*/
bool ModelValue::exists() const
{
    return !get().isUndefined();
}

/*! Deletes the value. */
void ModelValue::remove()
{
    set({});
}

/*!
    \property ModelValue::text
    \brief The value as text: a text itself, a number or a boolean as JavaScript writes it, else the default.
*/
QString ModelValue::text() const
{
    return d->as(asText);
}

void ModelValue::setText(const QString &text)
{
    set(text);
}

/*!
    \property ModelValue::number
    \brief The value as a number: a number itself, a text that is one, else the default.
*/
double ModelValue::number() const
{
    return d->as(asNumber);
}

void ModelValue::setNumber(double number)
{
    set(number);
}

/*!
    \property ModelValue::boolean
    \brief The value if it is true or false, else the default.
*/
bool ModelValue::boolean() const
{
    return d->as(asBool);
}

void ModelValue::setBoolean(bool boolean)
{
    set(boolean);
}

/*!
    \property ModelValue::list
    \brief The value if it is an array, else the default.
*/
QVariantList ModelValue::list() const
{
    return d->as(asList);
}

void ModelValue::setList(const QVariantList &list)
{
    set(Value::fromVariant(list));
}

/*!
    \property ModelValue::date
    \brief The value as a date: a text as ISO 8601 has it, a number as milliseconds since 1970, else the default.

    It is written as the text of its UTC time, as JavaScript's \c JSON.stringify does; an invalid date as null.
*/
QDateTime ModelValue::date() const
{
    return d->as(asDate);
}

void ModelValue::setDate(const QDateTime &date)
{
    set(date.isValid() ? Value(date.toUTC().toString(Qt::ISODateWithMs)) : Value(nullptr));
}

/*!
    \property ModelValue::defaultValue
    \brief What the typed properties are where the value is of no use for them. By default empty, 0, or false.
*/
QVariant ModelValue::defaultValue() const
{
    return d->defaultValue;
}

void ModelValue::setDefaultValue(const QVariant &value)
{
    if (d->defaultValue == value)
        return;
    d->defaultValue = value;
    Q_EMIT defaultValueChanged();
    Q_EMIT valueChanged();
}

/*!
    \property ModelValue::pending
    \brief Whether something that was written here is not acknowledged by the server yet.
*/
bool ModelValue::isPending() const
{
    return d->writes.isPending();
}

/*!
    \property ModelValue::failed
    \brief Whether something that was written here was refused: by the server, or by the model itself.
*/
bool ModelValue::hasFailed() const
{
    return d->writes.hasFailed();
}

/*!
    \property ModelValue::reason
    \brief Why it was refused. Empty where nothing was.
*/
QString ModelValue::reason() const
{
    return d->writes.reason();
}

/*! Forgets that a write was refused. The next write here does so too. */
void ModelValue::clearFailure()
{
    d->writes.clearFailure();
}

/*! \fn void ModelValue::valueChanged()
    The value, or something in it, may have changed. */
/*! \fn void ModelValue::writeStateChanged()
    pending, failed or reason has changed. */
/*! \fn void ModelValue::sourceChanged()
    It follows another path. */

} // namespace Racer
