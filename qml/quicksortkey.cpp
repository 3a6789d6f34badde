// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quicksortkey.h>

#include <Racer/error.h>

#include <QtQml/QJSValueIterator>
#include <QtQml/QQmlInfo>

using namespace Qt::StringLiterals;

namespace Racer {

namespace {

std::optional<QLocale> localeOf(const QJSValue &js)
{
    if (js.isUndefined() || js.isNull())
        return {};
    if (js.isString())
        return js.toString().isEmpty() ? QLocale() : QLocale(js.toString());
    const QVariant variant = js.toVariant();
    if (variant.metaType() == QMetaType::fromType<QLocale>())
        return variant.toLocale();
    throw Error(u"A locale is a name like \"de_DE\" or what Qt.locale() returns"_s);
}

Path pathOf(const QString &text)
{
    return text.isEmpty() ? Path() : Path(text);
}

SortKey namedKey(const QString &name)
{
    if (name.startsWith(u'-'))
        return {.path = pathOf(name.mid(1)), .order = Qt::DescendingOrder};
    return {.path = pathOf(name)};
}

Qt::SortOrder orderOf(const QJSValue &js)
{
    if (js.isUndefined() || (js.isNumber() && js.toInt() == Qt::AscendingOrder))
        return Qt::AscendingOrder;
    if (js.isNumber() && js.toInt() == Qt::DescendingOrder)
        return Qt::DescendingOrder;
    throw Error(u"The order of a sort key is Qt.AscendingOrder or Qt.DescendingOrder, not "_s + js.toString());
}

// As MongoDB has it.
Qt::SortOrder directionOf(const QJSValue &js)
{
    if (js.isNumber() && qAbs(js.toNumber()) == 1)
        return js.toNumber() < 0 ? Qt::DescendingOrder : Qt::AscendingOrder;
    throw Error(u"The direction of a sort key is 1 or -1, not "_s + js.toString());
}

} // namespace

/*!
    \qmltype SortKey
    \inqmlmodule Racer
    \nativetype Racer::QuickSortKey
    \brief One key of the order of a ModelList or ModelTable.

    \qml
    SortKey { id: byName; path: "name"; locale: "de_DE"; caseSensitivity: Qt.CaseInsensitive }
    ModelList { model: store; path: "_page.people"; sort: [byName, "-age"] }
    \endqml
*/

/*!
    \class Racer::QuickSortKey
    \inmodule Racer
    \brief The C++ side of the QML type SortKey.

    Belongs to the thread of the QML engine.
*/
QuickSortKey::QuickSortKey(QObject *parent) : QObject(parent) { }

/*! The keys that \a js stands for; those that are elements are appended to \a elements too. Throws an Error for what
    is no key. */
QList<SortKey> QuickSortKey::keysOf(const QJSValue &js, QList<QuickSortKey *> *elements)
{
    if (js.isUndefined() || js.isNull())
        return {};
    if (js.isString())
        return {namedKey(js.toString())};
    QList<SortKey> keys;
    if (js.isArray()) {
        const quint32 length = js.property(u"length"_s).toUInt();
        for (quint32 i = 0; i < length; ++i)
            keys += keysOf(js.property(i), elements);
        return keys;
    }
    if (auto *element = qobject_cast<QuickSortKey *>(js.toQObject())) {
        elements->append(element);
        return {element->key()};
    }
    if (!js.isObject() || js.isQObject())
        throw Error(u"A sort key is a name, an object, or a SortKey, not "_s + js.toString());
    if (js.property(u"path"_s).isString()) {
        SortKey key{.path = pathOf(js.property(u"path"_s).toString())};
        key.order = orderOf(js.property(u"order"_s));
        key.locale = localeOf(js.property(u"locale"_s));
        if (const QJSValue sensitivity = js.property(u"caseSensitivity"_s); !sensitivity.isUndefined())
            key.caseSensitivity = Qt::CaseSensitivity(sensitivity.toInt());
        key.numericMode = js.property(u"numericMode"_s).toBool();
        return {key};
    }
    QJSValueIterator it(js);
    while (it.next())
        keys.append({.path = pathOf(it.name()), .order = directionOf(it.value())});
    return keys;
}

/*! \qmlproperty string SortKey::path
    Where the value to sort by is within an item; empty, the default, for the item itself. */
QString QuickSortKey::path() const
{
    return m_key.path.toString();
}

void QuickSortKey::setPath(const QString &path)
{
    change(m_key.path, pathOf(path));
}

/*! \qmlproperty enumeration SortKey::order
    Qt.AscendingOrder, the default, or Qt.DescendingOrder. */
Qt::SortOrder QuickSortKey::order() const
{
    return m_key.order;
}

void QuickSortKey::setOrder(Qt::SortOrder order)
{
    change(m_key.order, order);
}

/*! \qmlproperty var SortKey::locale
    Whose way texts are ordered in: a name like \c "de_DE", \c "" for the system's, or what \c Qt.locale() returns.
    Undefined by default: texts are ordered by their code units, as servers do it. */
QJSValue QuickSortKey::locale() const
{
    return m_locale;
}

void QuickSortKey::setLocale(const QJSValue &locale)
{
    try {
        const std::optional<QLocale> parsed = localeOf(locale);
        m_locale = locale;
        change(m_key.locale, parsed);
    } catch (const Error &error) {
        qmlWarning(this) << error.message();
    }
}

/*! \qmlproperty enumeration SortKey::caseSensitivity
    Qt.CaseSensitive, the default, or Qt.CaseInsensitive. */
Qt::CaseSensitivity QuickSortKey::caseSensitivity() const
{
    return m_key.caseSensitivity;
}

void QuickSortKey::setCaseSensitivity(Qt::CaseSensitivity sensitivity)
{
    change(m_key.caseSensitivity, sensitivity);
}

/*! \qmlproperty bool SortKey::numericMode
    True to have 2 before 10 in texts; needs a locale. False by default. */
bool QuickSortKey::numericMode() const
{
    return m_key.numericMode;
}

void QuickSortKey::setNumericMode(bool numeric)
{
    change(m_key.numericMode, numeric);
}

} // namespace Racer
