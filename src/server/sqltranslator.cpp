// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include <Racer/sqltranslator.h>

#include <Racer/json.h>

#include <QtCore/QScopedValueRollback>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

namespace Racer {

/*!
    \class Racer::SqlCondition
    \inmodule Racer
    \brief The conditions of a query as SQL over the table of snapshots.

    Not every condition has an exact counterpart in SQL: a path may lead through lists, SQLite cuts texts at U+0000
    and reads fractions with an error in the last place. So there are two expressions that enclose the truth, and
    only rows between them have to be looked at. Both are free of NULL, so that each can be negated.
*/

using Kind = QueryCondition::Kind;
using Source = QueryCondition::Source;

namespace {

constexpr double MaxInteger = 9007199254740992.0;

// SQLite's parser nests some 30 parentheses, and takes 1,000 operators in one expression.
constexpr int MaxDepth = 4;
constexpr size_t MaxChildren = 300;
constexpr qsizetype MaxPath = 4;
constexpr qsizetype MaxList = 200'000; // of a million bytes that a statement may have

struct Bounds
{
    QString upper;
    QString lower;
};

const QString True = QStringLiteral("1");
const QString False = QStringLiteral("0");

QString both(const QString &a, const QString &b)
{
    if (a == False || b == True)
        return a;
    return a == True || b == False ? b : u'(' + a + u" AND "_qs + b + u')';
}

QString either(const QString &a, const QString &b)
{
    if (a == True || b == False)
        return a;
    return a == False || b == True ? b : u'(' + a + u" OR "_qs + b + u')';
}

QString negated(const QString &a)
{
    if (a == True)
        return False;
    return a == False ? True : u"NOT "_qs + a;
}

// Without a pair of parentheses for each member.
QString joined(bool isAnd, QStringList members)
{
    members.removeAll(isAnd ? True : False);
    if (members.contains(isAnd ? False : True) || members.isEmpty())
        return members.isEmpty() == isAnd ? True : False;
    return members.size() == 1 ? members.first() : u'(' + members.join(isAnd ? u" AND "_qs : u" OR "_qs) + u')';
}

Bounds unknown() { return {True, False}; }
Bounds both(const Bounds &a, const Bounds &b) { return {both(a.upper, b.upper), both(a.lower, b.lower)}; }
Bounds either(const Bounds &a, const Bounds &b) { return {either(a.upper, b.upper), either(a.lower, b.lower)}; }
Bounds negated(const Bounds &a) { return {negated(a.lower), negated(a.upper)}; }
Bounds exactly(const QString &sql) { return {sql, sql}; }

// Keys are compared in their escaped form, and quotes in a path cannot be escaped.
bool isPlainKey(QStringView key)
{
    return std::all_of(key.begin(), key.end(), [](QChar c) {
        return c >= u' ' && c != u'"' && c != u'\\' && !c.isSurrogate() && c != QChar(0x7f);
    });
}

bool isPlainText(QStringView text)
{
    return !text.contains(QChar(0)) && text.isValidUtf16();
}

QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_qs) + u'\'';
}

QString literal(double number)
{
    return QString::number(number, 'g', 17);
}

QString jsonPath(const QList<Key> &path, qsizetype length)
{
    QString text = u"$"_qs;
    for (qsizetype i = 0; i < length; ++i)
        text += u".\""_qs + path.at(i).toString() + u'"';
    return quoted(text);
}

// How SQL reads one JSON value: expressions for its type (as json_type names it, NULL if missing) and content.
struct Scalar
{
    QString type;
    QString value;
    QString damaged; // true where a text of the value may have lost what follows U+0000

    QString isOf(QStringView name) const
    {
        if (type.startsWith(u'\''))
            return QStringView(type).mid(1).startsWith(name) ? True : False;
        return u'(' + type + u" IS '"_qs + name.toString() + u"')"_qs;
    }
    QString isNumber() const { return either(isOf(u"integer"), isOf(u"real")); }
};

class Translator
{
public:
    Bounds translate(const QueryCondition &condition, const QString &object)
    {
        if (condition.isLogical())
            return logical(condition, [&](const QueryCondition &child) { return translate(child, object); });
        return field(condition, object);
    }

private:
    template<typename Translate>
    Bounds logical(const QueryCondition &condition, Translate translateChild)
    {
        if (m_depth == MaxDepth || condition.children.size() > MaxChildren)
            return unknown();
        const QScopedValueRollback deeper(m_depth, m_depth + 1);
        if (condition.kind == Kind::Not)
            return negated(translateChild(condition.children.front()));
        QStringList upper;
        QStringList lower;
        for (const QueryCondition &child : condition.children) {
            const Bounds one = translateChild(child);
            upper.append(one.upper);
            lower.append(one.lower);
        }
        const bool isAnd = condition.kind == Kind::And;
        return {joined(isAnd, upper), joined(isAnd, lower)};
    }

    Bounds field(const QueryCondition &condition, const QString &object)
    {
        switch (condition.source) {
        case Source::Id:
            return column(condition, {u"'text'"_qs, u"doc_id"_qs, False});
        case Source::Version:
            return column(condition, {u"'integer'"_qs, u"version"_qs, False});
        case Source::DocType:
            return column(condition, {u"CASE WHEN doc_type IS NULL THEN 'null' ELSE 'text' END"_qs,
                                      u"doc_type"_qs, False});
        case Source::Meta:
            return condition.path.isEmpty() ? unknown() : path(condition, u"metadata"_qs);
        case Source::Data:
            break;
        }
        return path(condition, object);
    }

    Bounds column(const QueryCondition &condition, const Scalar &scalar)
    {
        return condition.path.isEmpty() ? leaf(condition, scalar) : unknown();
    }

    Bounds path(const QueryCondition &condition, const QString &object)
    {
        const QList<Key> &path = condition.path;
        const auto isPlain = [](const Key &key) { return isPlainKey(key.view()); };
        if (path.size() > MaxPath || !std::all_of(path.begin(), path.end(), isPlain))
            return unknown();
        const QString place = jsonPath(path, path.size());
        Bounds bounds = endOfPath(condition, object, place);
        // Where a list is on the way, only the matcher knows.
        for (qsizetype length = path.size() - 1; length > 0; --length) {
            const QString isList = u"(json_type("_qs + object + u", "_qs + jsonPath(path, length) + u") IS 'array')"_qs;
            bounds = {either(isList, bounds.upper), both(negated(isList), bounds.lower)};
        }
        return bounds;
    }

    Bounds endOfPath(const QueryCondition &condition, const QString &object, const QString &place)
    {
        const QString arguments = u'(' + object + u", "_qs + place + u')';
        const QString damaged = u"(instr("_qs + object + u", '\\u0000') > 0)"_qs;
        const Scalar scalar{u"json_type"_qs + arguments, u"json_extract"_qs + arguments, damaged};
        const QString isList = scalar.isOf(u"array");
        switch (condition.kind) {
        case Kind::Exists:
            return exactly(u'(' + scalar.type + u" IS NOT NULL)"_qs);
        case Kind::Size:
            return exactly(both(isList, u"(json_array_length"_qs + arguments + u" = "_qs
                                            + literal(condition.operand.toDouble()) + u')'));
        case Kind::ElementValue:
        case Kind::ElementObject:
            return element(condition, isList, arguments, damaged);
        default:
            break;
        }
        const QString alias = nextAlias();
        const Bounds one = leaf(condition, {alias + u".type"_qs, alias + u".value"_qs, damaged});
        return either(leaf(condition, scalar), inList(isList, arguments, alias, one));
    }

    // Some element of the list satisfies a condition on the alias.
    static Bounds inList(const QString &isList, const QString &arguments, const QString &alias, const Bounds &one)
    {
        const auto exists = [&](const QString &condition) {
            if (condition == False)
                return False;
            return both(isList, u"EXISTS (SELECT 1 FROM json_each"_qs + arguments + u" AS "_qs + alias
                                    + u" WHERE "_qs + condition + u')');
        };
        return {exists(one.upper), exists(one.lower)};
    }

    Bounds element(const QueryCondition &condition, const QString &isList, const QString &arguments,
                   const QString &damaged)
    {
        if (m_depth == MaxDepth)
            return {isList, False};
        const QScopedValueRollback deeper(m_depth, m_depth + 1);
        const QString alias = nextAlias();
        const QString type = alias + u".type"_qs;
        const QString value = alias + u".value"_qs;
        const QueryCondition &child = condition.children.front();
        if (condition.kind == Kind::ElementValue)
            return inList(isList, arguments, alias, elementValue(child, {type, value, damaged}));
        // Only an object's text can be looked into as JSON; CASE keeps SQLite from trying others.
        const Bounds inner = translate(child, u"CASE WHEN "_qs + type + u" = 'object' THEN "_qs + value + u" END"_qs);
        const QString isObject = u'(' + type + u" = 'object')"_qs;
        return inList(isList, arguments, alias, {both(isObject, inner.upper), both(isObject, inner.lower)});
    }

    // $elemMatch over operators: lists inside the list are not entered.
    Bounds elementValue(const QueryCondition &condition, const Scalar &scalar)
    {
        if (condition.isLogical()) {
            return logical(condition, [&](const QueryCondition &child) { return elementValue(child, scalar); });
        }
        switch (condition.kind) {
        case Kind::Exists:
            return exactly(True);
        case Kind::Size:
        case Kind::ElementValue:
        case Kind::ElementObject:
            return {scalar.isOf(u"array"), False};
        default:
            return leaf(condition, scalar);
        }
    }

    Bounds leaf(const QueryCondition &condition, const Scalar &scalar)
    {
        switch (condition.kind) {
        case Kind::Equal:
            return equal(condition.operand, scalar);
        case Kind::In:
            return in(condition, scalar);
        case Kind::Less:
            return range(condition.operand, scalar, u"<");
        case Kind::LessOrEqual:
            return range(condition.operand, scalar, u"<=");
        case Kind::Greater:
            return range(condition.operand, scalar, u">");
        case Kind::GreaterOrEqual:
            return range(condition.operand, scalar, u">=");
        case Kind::Type:
            return type(condition.types, scalar);
        case Kind::Regex:
            return {scalar.isOf(u"text"), False};
        case Kind::Mod:
            return {scalar.isNumber(), False};
        default:
            return unknown();
        }
    }

    Bounds equal(const Value &operand, const Scalar &scalar)
    {
        switch (operand.type()) {
        case Value::Undefined:
        case Value::Null:
            return exactly(either(scalar.isOf(u"null"), isMissing(scalar)));
        case Value::Bool:
            return exactly(scalar.isOf(operand.toBool() ? u"true" : u"false"));
        case Value::Number:
            return equalNumber(operand.toDouble(), scalar);
        case Value::String: {
            if (!isPlainText(operand.stringView()))
                return {scalar.isOf(u"text"), False};
            const QString same = both(scalar.isOf(u"text"), u'(' + scalar.value + u" = "_qs
                                                                + quoted(operand.toString()) + u')');
            return {same, both(same, negated(scalar.damaged))};
        }
        case Value::Array:
            return {scalar.isOf(u"array"), False};
        case Value::Object:
            return {scalar.isOf(u"object"), False};
        }
        return unknown();
    }

    static QString isMissing(const Scalar &scalar)
    {
        return scalar.type.startsWith(u"json_type") ? u'(' + scalar.type + u" IS NULL)"_qs : False;
    }

    // Room for what SQLite gets wrong in the last places when it reads a fraction.
    static double below(double number) { return number - std::abs(number) * 1e-12; }
    static double above(double number) { return number + std::abs(number) * 1e-12; }

    Bounds equalNumber(double number, const Scalar &scalar)
    {
        if (!std::isfinite(number))
            return {scalar.isNumber(), False};
        const bool isInteger = std::trunc(number) == number && std::abs(number) <= MaxInteger;
        if (isInteger && scalar.type.startsWith(u"'integer"))
            return exactly(u'(' + scalar.value + u" = "_qs + literal(number) + u')');
        const QString near = both(scalar.isNumber(), u'(' + scalar.value + u" BETWEEN "_qs + literal(below(number))
                                                         + u" AND "_qs + literal(above(number)) + u')');
        if (!isInteger)
            return {near, False};
        return {near, both(scalar.isOf(u"integer"), u'(' + scalar.value + u" = "_qs + literal(number) + u')')};
    }

    Bounds in(const QueryCondition &condition, const Scalar &scalar)
    {
        Value texts = Value::array();
        QStringList upper;
        QStringList lower;
        for (const Value &operand : condition.operands) {
            if (operand.isString() && isPlainText(operand.stringView())) {
                texts.append(operand);
            } else if (size_t(upper.size()) < MaxChildren) {
                const Bounds one = equal(operand, scalar);
                upper.append(one.upper);
                lower.append(one.lower);
            } else {
                return unknown();
            }
        }
        const Bounds bounds{joined(false, upper), joined(false, lower)};
        if (texts.isEmpty())
            return bounds;
        const QString list = quoted(QString::fromUtf8(Json::stringify(texts)));
        if (list.size() > MaxList)
            return unknown();
        const QString listed = both(scalar.isOf(u"text"), u'(' + scalar.value + u" IN (SELECT value FROM json_each("_qs
                                        + list + u")))"_qs);
        return either(bounds, {listed, both(listed, negated(scalar.damaged))});
    }

    Bounds range(const Value &operand, const Scalar &scalar, QStringView comparison)
    {
        const auto compare = [&](const QString &placeholder) {
            return u'(' + scalar.value + u' ' + comparison.toString() + u' ' + placeholder + u')';
        };
        switch (operand.type()) {
        case Value::Bool: {
            const auto holds = [&](bool value) {
                const bool less = !value && operand.toBool();
                const bool same = value == operand.toBool();
                const bool greater = value && !operand.toBool();
                return (comparison.startsWith(u'<') ? less : greater) || (comparison.endsWith(u'=') && same);
            };
            return exactly(either(holds(true) ? scalar.isOf(u"true") : False,
                                  holds(false) ? scalar.isOf(u"false") : False));
        }
        case Value::Number: {
            const double number = operand.toDouble();
            if (!std::isfinite(number))
                return {scalar.isNumber(), False};
            const double wide = comparison.startsWith(u'<') ? above(number) : below(number);
            const QString orEqual = comparison.first(1).toString() + u"= "_qs;
            const QString upper = both(scalar.isNumber(),
                                       u'(' + scalar.value + u' ' + orEqual + literal(wide) + u')');
            if (std::abs(number) > MaxInteger)
                return {upper, False};
            return {upper, both(scalar.isOf(u"integer"), compare(literal(number)))};
        }
        case Value::String: {
            if (!isPlainText(operand.stringView()))
                return {scalar.isOf(u"text"), False};
            const QString holds = compare(quoted(operand.toString()));
            return {both(scalar.isOf(u"text"), either(holds, scalar.damaged)),
                    both(both(scalar.isOf(u"text"), holds), negated(scalar.damaged))};
        }
        case Value::Array:
            return {scalar.isOf(u"array"), False};
        case Value::Object:
            return {scalar.isOf(u"object"), False};
        default:
            return unknown();
        }
    }

    static Bounds type(quint8 types, const Scalar &scalar)
    {
        const auto has = [&](Value::Type type) { return (types & (1 << type)) != 0; };
        QString sql = False;
        if (has(Value::Null))
            sql = either(sql, scalar.isOf(u"null"));
        if (has(Value::Bool))
            sql = either(sql, either(scalar.isOf(u"true"), scalar.isOf(u"false")));
        if (has(Value::Number))
            sql = either(sql, scalar.isNumber());
        if (has(Value::String))
            sql = either(sql, scalar.isOf(u"text"));
        if (has(Value::Array))
            sql = either(sql, scalar.isOf(u"array"));
        if (has(Value::Object))
            sql = either(sql, scalar.isOf(u"object"));
        return exactly(sql);
    }

    QString nextAlias() { return u'e' + QString::number(m_aliases++); }

    int m_aliases = 0;
    int m_depth = 0;
};

} // namespace

/*!
    Translates the conditions of \a query. What a query brings along goes in as numbers and quoted texts, never as
    SQL.
*/
SqlCondition SqlCondition::of(const QueryExpression &query)
{
    Translator translator;
    Bounds bounds = translator.translate(query.condition(), u"data"_qs);
    if (!query.findsDeleted())
        bounds = both(exactly(u"(doc_type IS NOT NULL)"_qs), bounds);
    return {bounds.upper, bounds.lower};
}

} // namespace Racer
