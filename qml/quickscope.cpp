// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickscope.h>

#include <Racer/jsvalue.h>
#include <Racer/quickmodel.h>

#include <QtQml/QJSEngine>
#include <QtQml/QQmlEngine>

#include <optional>

using namespace Qt::StringLiterals;

namespace Racer {

/*!
    \qmltype ScopedModel
    \inqmlmodule Racer
    \nativetype Racer::QuickScope
    \brief A place in a Model: its functions take paths below that place.

    Model.at() and Model.scope() make one, and a Model is one itself, at the root. The functions are Racer's, with its
    names and arguments: those that take a value also take a path before it, and a callback after the path and value. A
    path is text with dots, a number, or another model, which stands for its absolute path.

    \qml
    const todo = model.at("todos.t1");
    todo.set("title", "Buy milk", (error) => { if (error) console.warn(error.message); });
    todo.increment("views");
    \endqml

    What get() returns is a copy: changing it changes nothing in the model. Undefined and null are distinct. Functions,
    QObjects and regular expressions are no data; writing one throws an error with the code \c ERR_JS_VALUE_NOT_JSON.
*/

namespace {

// Numbers as JavaScript converts them; "NaN" is refused, because no position means it.
qsizetype toIndex(const QJSValue &js)
{
    const double number = js.toNumber();
    if (!qIsFinite(number))
        throw Error(u"An index must be a number, not %1"_s.arg(js.toString()));
    return qsizetype(number);
}

} // namespace

// Keeps the text that a PathArg refers to.
class QuickScope::Subpath
{
public:
    explicit Subpath(const QJSValue &js)
    {
        if (const auto *other = qobject_cast<const QuickScope *>(js.toQObject()))
            m_model = other->model();
        else if (js.isNumber() || js.isString())
            m_text = js.toString();
        else if (!js.isUndefined() && !js.isNull())
            throw Error(ErrorCode::InvalidPath, u"A path is text, a number or a model, not %1"_s.arg(js.toString()));
    }

    operator PathArg() const { return m_model ? PathArg(*m_model) : PathArg(m_text); }

private:
    std::optional<Model> m_model;
    QString m_text;
};

template<typename Function>
QJSValue QuickScope::guarded(Function function) const
{
    QJSEngine *engine = qjsEngine(this);
    try {
        return function(engine);
    } catch (const Error &error) {
        engine->throwError(toJSError(error, engine));
        return {};
    }
}

template<typename Function>
QJSValue QuickScope::write(const QJSValue &subpath, const QJSValue &callback, Function function)
{
    return guarded([&](QJSEngine *engine) {
        const Subpath path(subpath);
        const Mutation mutation = function(model(), path);
        if (callback.isCallable()) {
            // By the owner: JavaScript may have collected a scope when the server answers.
            mutation.then(owner(), [model = owner(), callback](const Error &error) { model->call(callback, error); });
        }
        return toJSValue(mutation.value(), engine);
    });
}

/*!
    \class Racer::QuickScope
    \inmodule Racer
    \brief The C++ side of the QML type ScopedModel.

    Belongs to the thread of the QML engine. It outlives its Model without harm: its functions then throw.
*/
QuickScope::QuickScope(QObject *parent) : QObject(parent) { }

QuickScope::QuickScope(QuickModel *root, const Model &model) : m_root(root), m_model(model) { }

QuickScope::~QuickScope() = default;

/*! The model at this place. Throws Error if the Model it came from is gone. */
Model QuickScope::model() const
{
    if (!m_root || m_root->root() != m_model.root())
        throw Error(u"The Model of this ScopedModel is gone"_s);
    return m_model;
}

QuickModel *QuickScope::owner()
{
    return m_root;
}

// What the callback throws goes to the model's error signal, as Racer has it.
void QuickScope::call(const QJSValue &callback, const Error &error)
{
    QJSEngine *engine = qjsEngine(this);
    // QJSValue::call() cannot tell an error that was thrown from one that was returned.
    const QJSValue caller = engine->evaluate(u"(callback, error) => { callback(error); }"_s);
    const QJSValue thrown = caller.call({callback, toJSError(error, engine)});
    if (thrown.isError())
        Q_EMIT owner()->errorOccurred(Error(thrown.toString()));
}

/*! \qmlmethod ScopedModel ScopedModel::at(subpath)
    The place \a subpath below this one. */
QJSValue QuickScope::at(const QJSValue &subpath)
{
    return guarded([&](QJSEngine *engine) {
        return engine->newQObject(new QuickScope(owner(), model().at(Subpath(subpath)))); // JavaScript's own
    });
}

/*! \qmlmethod ScopedModel ScopedModel::scope(path)
    The place \a path, from the root. */
QJSValue QuickScope::scope(const QJSValue &path)
{
    return guarded([&](QJSEngine *engine) {
        return engine->newQObject(new QuickScope(owner(), model().scope(Subpath(path)))); // JavaScript's own
    });
}

/*! \qmlmethod string ScopedModel::path(subpath)
    The absolute path of this place, or of \a subpath below it. */
QJSValue QuickScope::path(const QJSValue &subpath) const
{
    return guarded([&](QJSEngine *) { return QJSValue(model().path(Subpath(subpath))); });
}

/*! \qmlmethod string ScopedModel::leaf(subpath)
    The last segment of the path. */
QJSValue QuickScope::leaf(const QJSValue &subpath) const
{
    return guarded([&](QJSEngine *) { return QJSValue(model().leaf(Subpath(subpath))); });
}

/*! \qmlmethod string ScopedModel::id()
    A new random id, fit for a document. */
QString QuickScope::id() const
{
    return Model::id();
}

/*! \qmlmethod var ScopedModel::get(subpath)
    A copy of the value. Read leaves by their paths: a copy of a large object costs time. */
QJSValue QuickScope::get(const QJSValue &subpath) const
{
    return guarded([&](QJSEngine *engine) { return toJSValue(model().get(Subpath(subpath)), engine); });
}

/*! \qmlmethod var ScopedModel::getOrDefault(subpath, defaultValue)
    The value, or \a defaultValue where it is undefined or null. */
QJSValue QuickScope::getOrDefault(const QJSValue &subpath, const QJSValue &defaultValue) const
{
    return guarded([&](QJSEngine *engine) {
        const Value value = model().get(Subpath(subpath));
        return value.isNullish() ? defaultValue : toJSValue(value, engine);
    });
}

/*! \qmlmethod var ScopedModel::getOrThrow(subpath)
    The value; throws where it is undefined or null. */
QJSValue QuickScope::getOrThrow(const QJSValue &subpath) const
{
    return guarded([&](QJSEngine *engine) { return toJSValue(model().getOrThrow(Subpath(subpath)), engine); });
}

/*! \qmlmethod var ScopedModel::set(subpath, value, callback)
    Writes, and returns the previous value. */
QJSValue QuickScope::set(const QJSValue &value)
{
    return set({}, value);
}

QJSValue QuickScope::set(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.set(path, fromJSValue(value)); });
}

/*! \qmlmethod var ScopedModel::setNull(subpath, value, callback)
    Writes where there is undefined or null, and returns what is there then. */
QJSValue QuickScope::setNull(const QJSValue &value)
{
    return setNull({}, value);
}

QJSValue QuickScope::setNull(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.setNull(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::setEach(subpath, object, callback)
    Writes each member of \a object, and leaves the others. */
void QuickScope::setEach(const QJSValue &object)
{
    setEach({}, object);
}

void QuickScope::setEach(const QJSValue &subpath, const QJSValue &object, const QJSValue &callback)
{
    write(subpath, callback, [&](const Model &m, PathArg path) { return m.setEach(path, fromJSValue(object)); });
}

/*! \qmlmethod var ScopedModel::setDiff(subpath, value, callback)
    Writes where the value is another one. */
QJSValue QuickScope::setDiff(const QJSValue &value)
{
    return setDiff({}, value);
}

QJSValue QuickScope::setDiff(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.setDiff(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::setDiffDeep(subpath, value, callback)
    Makes the smallest changes that turn what is there into \a value. */
void QuickScope::setDiffDeep(const QJSValue &value)
{
    setDiffDeep({}, value);
}

void QuickScope::setDiffDeep(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    write(subpath, callback, [&](const Model &m, PathArg path) { return m.setDiffDeep(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::setArrayDiff(subpath, value, callback)
    Inserts, removes and moves elements until the array is \a value; elements are compared by identity. */
void QuickScope::setArrayDiff(const QJSValue &value)
{
    setArrayDiff({}, value);
}

void QuickScope::setArrayDiff(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    write(subpath, callback, [&](const Model &m, PathArg path) { return m.setArrayDiff(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::setArrayDiffDeep(subpath, value, callback)
    As setArrayDiff(), with elements compared deeply. */
void QuickScope::setArrayDiffDeep(const QJSValue &value)
{
    setArrayDiffDeep({}, value);
}

void QuickScope::setArrayDiffDeep(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    write(subpath, callback,
          [&](const Model &m, PathArg path) { return m.setArrayDiffDeep(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::create(subpath, value, callback)
    Creates the document at this path. */
void QuickScope::create(const QJSValue &value)
{
    create({}, value);
}

void QuickScope::create(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    write(subpath, callback, [&](const Model &m, PathArg path) { return m.create(path, fromJSValue(value)); });
}

/*! \qmlmethod void ScopedModel::createNull(subpath, value, callback)
    Creates the document unless it is there. */
void QuickScope::createNull(const QJSValue &value)
{
    createNull({}, value);
}

void QuickScope::createNull(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    write(subpath, callback, [&](const Model &m, PathArg path) { return m.createNull(path, fromJSValue(value)); });
}

/*! \qmlmethod string ScopedModel::add(subpath, object, callback)
    Creates a document in the collection, and returns its id: the object's own or a new one. */
QJSValue QuickScope::add(const QJSValue &object)
{
    return add({}, object);
}

QJSValue QuickScope::add(const QJSValue &subpath, const QJSValue &object, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.add(path, fromJSValue(object)); });
}

/*! \qmlmethod var ScopedModel::del(subpath, callback)
    Deletes, and returns the previous value. */
QJSValue QuickScope::del(const QJSValue &subpath, const QJSValue &callback)
{
    if (subpath.isCallable())
        return del({}, subpath);
    return write(subpath, callback, [](const Model &m, PathArg path) { return m.del(path); });
}

/*! \qmlmethod real ScopedModel::increment(subpath, by, callback)
    Adds \a by, 1 by default, and returns the new number. A number alone is \a by. */
QJSValue QuickScope::increment(const QJSValue &subpath, const QJSValue &by, const QJSValue &callback)
{
    if (subpath.isNumber())
        return increment({}, subpath, by);
    if (subpath.isCallable())
        return increment({}, 1, subpath);
    if (by.isCallable())
        return increment(subpath, 1, by);
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.increment(path, by.toNumber()); });
}

/*! \qmlmethod int ScopedModel::push(subpath, value, callback)
    Appends to the array, and returns its new length. */
QJSValue QuickScope::push(const QJSValue &value)
{
    return push({}, value);
}

QJSValue QuickScope::push(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.push(path, fromJSValue(value)); });
}

/*! \qmlmethod int ScopedModel::unshift(subpath, value, callback)
    Puts \a value first in the array, and returns its new length. */
QJSValue QuickScope::unshift(const QJSValue &value)
{
    return unshift({}, value);
}

QJSValue QuickScope::unshift(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) { return m.unshift(path, fromJSValue(value)); });
}

/*! \qmlmethod int ScopedModel::insert(subpath, index, values, callback)
    Inserts the elements of an array, or one value, and returns the new length. */
QJSValue QuickScope::insert(const QJSValue &index, const QJSValue &values)
{
    return insert({}, index, values);
}

QJSValue QuickScope::insert(const QJSValue &subpath, const QJSValue &index, const QJSValue &values,
                            const QJSValue &callback)
{
    return write(subpath, callback, [&](const Model &m, PathArg path) {
        return m.insert(path, toIndex(index), fromJSValue(values));
    });
}

/*! \qmlmethod var ScopedModel::pop(subpath, callback)
    Removes the last element, and returns it. */
QJSValue QuickScope::pop(const QJSValue &subpath, const QJSValue &callback)
{
    if (subpath.isCallable())
        return pop({}, subpath);
    return write(subpath, callback, [](const Model &m, PathArg path) { return m.pop(path); });
}

/*! \qmlmethod var ScopedModel::shift(subpath, callback)
    Removes the first element, and returns it. */
QJSValue QuickScope::shift(const QJSValue &subpath, const QJSValue &callback)
{
    if (subpath.isCallable())
        return shift({}, subpath);
    return write(subpath, callback, [](const Model &m, PathArg path) { return m.shift(path); });
}

/*! \qmlmethod array ScopedModel::remove(subpath, index, howMany, callback)
    Removes elements, one by default, and returns them. Without arguments: the element that the path ends at. */
QJSValue QuickScope::remove()
{
    return write({}, {}, [](const Model &m, PathArg) { return m.remove(); });
}

QJSValue QuickScope::remove(const QJSValue &index)
{
    if (index.isCallable())
        return write({}, index, [](const Model &m, PathArg) { return m.remove(); });
    return remove({}, index, 1);
}

QJSValue QuickScope::remove(const QJSValue &a, const QJSValue &b)
{
    if (b.isCallable())
        return remove({}, a, 1, b);
    return a.isNumber() ? remove({}, a, b, {}) : remove(a, b, 1, {});
}

QJSValue QuickScope::remove(const QJSValue &subpath, const QJSValue &index, const QJSValue &howMany,
                            const QJSValue &callback)
{
    if (howMany.isCallable())
        return subpath.isNumber() ? remove({}, subpath, index, howMany) : remove(subpath, index, 1, howMany);
    return write(subpath, callback, [&](const Model &m, PathArg path) {
        return m.remove(path, toIndex(index), toIndex(howMany));
    });
}

/*! \qmlmethod array ScopedModel::move(subpath, from, to, howMany, callback)
    Moves elements, one by default; \a to counts after they were taken out. Returns them. */
QJSValue QuickScope::move(const QJSValue &from, const QJSValue &to)
{
    return move({}, from, to, 1);
}

QJSValue QuickScope::move(const QJSValue &a, const QJSValue &b, const QJSValue &c)
{
    if (c.isCallable())
        return move({}, a, b, 1, c);
    return a.isNumber() ? move({}, a, b, c) : move(a, b, c, 1);
}

QJSValue QuickScope::move(const QJSValue &subpath, const QJSValue &from, const QJSValue &to, const QJSValue &howMany,
                          const QJSValue &callback)
{
    if (howMany.isCallable())
        return subpath.isNumber() ? move({}, subpath, from, to, howMany) : move(subpath, from, to, 1, howMany);
    return write(subpath, callback, [&](const Model &m, PathArg path) {
        return m.move(path, toIndex(from), toIndex(to), toIndex(howMany));
    });
}

/*! \qmlmethod void ScopedModel::stringInsert(subpath, index, text, callback)
    Inserts into the text, which others may be editing too. */
void QuickScope::stringInsert(const QJSValue &index, const QJSValue &text)
{
    stringInsert({}, index, text);
}

void QuickScope::stringInsert(const QJSValue &subpath, const QJSValue &index, const QJSValue &text,
                              const QJSValue &callback)
{
    write(subpath, callback,
          [&](const Model &m, PathArg path) { return m.stringInsert(path, toIndex(index), text.toString()); });
}

/*! \qmlmethod void ScopedModel::stringRemove(subpath, index, howMany, callback)
    Removes \a howMany UTF-16 units of the text. */
void QuickScope::stringRemove(const QJSValue &index, const QJSValue &howMany)
{
    stringRemove({}, index, howMany);
}

void QuickScope::stringRemove(const QJSValue &subpath, const QJSValue &index, const QJSValue &howMany,
                              const QJSValue &callback)
{
    write(subpath, callback,
          [&](const Model &m, PathArg path) { return m.stringRemove(path, toIndex(index), toIndex(howMany)); });
}

} // namespace Racer
