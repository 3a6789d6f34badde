// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "queryparser_p.h"

#include <Racer/path.h>
#include <Racer/queryexpression.h>
#include <Racer/valueranges.h>

#include <algorithm>
#include <cmath>

namespace Racer {

using Kind = QueryCondition::Kind;
using Source = QueryCondition::Source;

namespace {

// Enough for honest patterns on long texts; a pattern that backtracks without end stops after milliseconds.
constexpr QStringView RegexLimits = u"(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=20000)";

QueryCondition parseMember(const Key &name, const Value &value, bool atRoot);

QueryCondition logical(Kind kind, std::vector<QueryCondition> children)
{
    QueryCondition condition;
    condition.kind = kind;
    condition.children = std::move(children);
    return condition;
}

QueryCondition negated(QueryCondition positive)
{
    std::vector<QueryCondition> children;
    children.push_back(std::move(positive));
    return logical(Kind::Not, std::move(children));
}

QueryCondition allOf(std::vector<QueryCondition> children)
{
    if (children.size() == 1)
        return std::move(children.front());
    return logical(Kind::And, std::move(children));
}

bool isOperator(QStringView name)
{
    return name.startsWith(u'$');
}

bool isOperators(const Value &value)
{
    return value.isObject() && !value.isEmpty() && isOperator((*value.members().begin()).key.view());
}

QueryCondition parseQueryObject(const Value &query, QStringView where, bool atRoot)
{
    if (!query.isObject())
        throw invalidQuery(u"%1 needs query objects"_qs.arg(where));
    std::vector<QueryCondition> children;
    for (const auto &[name, value] : query.members()) {
        if (!value.isUndefined())
            children.push_back(parseMember(name, value, atRoot));
    }
    return allOf(std::move(children));
}

std::vector<QueryCondition> parseQueryList(const Key &name, const Value &list, bool atRoot)
{
    if (!list.isArray() || list.isEmpty())
        throw invalidQuery(u"%1 needs a list of queries that is not empty"_qs.arg(name.view()));
    std::vector<QueryCondition> children;
    for (const Value &query : list.elements())
        children.push_back(parseQueryObject(query, name.view(), atRoot));
    return children;
}

// Parses the operators of one field into conditions that share its source and path.
class FieldParser
{
public:
    explicit FieldParser(QueryField field, QStringView name) : m_field(std::move(field)), m_name(name) { }

    QueryCondition parse(const Value &value) const
    {
        return isOperators(value) ? parseOperators(value) : comparison(Kind::Equal, value);
    }

private:
    Error error(QStringView name, const QString &what) const
    {
        return invalidQuery(u"%1 of field '%2' %3"_qs.arg(name, m_name, what));
    }

    QueryCondition leaf(Kind kind) const
    {
        QueryCondition condition;
        condition.kind = kind;
        condition.source = m_field.source;
        condition.path = m_field.path;
        return condition;
    }

    QueryCondition comparison(Kind kind, const Value &operand) const
    {
        QueryCondition condition = leaf(kind);
        condition.operand = operand;
        if (!operand.isNullish())
            return condition;
        if (kind == Kind::Less || kind == Kind::Greater)
            return QueryCondition::never();
        condition.kind = Kind::Equal;
        condition.operand = nullptr;
        return condition;
    }

    QueryCondition parseOperators(const Value &operators) const
    {
        std::vector<QueryCondition> conditions;
        for (const auto &[name, operand] : operators.members()) {
            if (operand.isUndefined())
                continue;
            if (name.view() == u"$options") {
                if (!operators.contains(QStringView(u"$regex")))
                    throw error(u"$options", u"needs a $regex"_qs);
                continue;
            }
            conditions.push_back(name.view() == u"$regex" ? regex(operand, operators.value(QStringView(u"$options")))
                                                          : parseOperator(name.view(), operand));
        }
        return allOf(std::move(conditions));
    }

    QueryCondition parseOperator(QStringView name, const Value &operand) const
    {
        if (name == u"$eq")
            return comparison(Kind::Equal, operand);
        if (name == u"$ne")
            return negated(comparison(Kind::Equal, operand));
        if (name == u"$lt")
            return comparison(Kind::Less, operand);
        if (name == u"$lte")
            return comparison(Kind::LessOrEqual, operand);
        if (name == u"$gt")
            return comparison(Kind::Greater, operand);
        if (name == u"$gte")
            return comparison(Kind::GreaterOrEqual, operand);
        if (name == u"$in")
            return in(name, operand);
        if (name == u"$nin")
            return negated(in(name, operand));
        if (name == u"$exists")
            return operand.isTruthy() ? leaf(Kind::Exists) : negated(leaf(Kind::Exists));
        if (name == u"$not") {
            if (!isOperators(operand))
                throw error(name, u"needs an object of operators"_qs);
            return negated(parseOperators(operand));
        }
        if (name == u"$type")
            return type(operand);
        if (name == u"$size")
            return size(operand);
        if (name == u"$all")
            return all(operand);
        if (name == u"$elemMatch")
            return elemMatch(operand);
        if (name == u"$mod")
            return mod(operand);
        throw invalidQuery(isOperator(name) ? u"unknown operator %1 of field '%2'"_qs.arg(name, m_name)
                                            : u"field '%1' mixes operators with '%2'"_qs.arg(m_name, name));
    }

    QueryCondition in(QStringView name, const Value &operand) const
    {
        if (!operand.isArray())
            throw error(name, u"needs a list"_qs);
        QueryCondition condition = leaf(Kind::In);
        for (const Value &value : operand.elements())
            condition.operands.push_back(value.isUndefined() ? Value(nullptr) : value);
        std::sort(condition.operands.begin(), condition.operands.end(),
                  [](const Value &a, const Value &b) { return compareValues(a, b) < 0; });
        return condition;
    }

    QueryCondition regex(const Value &pattern, const Value &options) const
    {
        if (!pattern.isString() || !(options.isUndefined() || options.isString()))
            throw error(u"$regex", u"and $options need strings"_qs);
        QRegularExpression::PatternOptions flags;
        for (const QChar option : options.stringView()) {
            switch (option.unicode()) {
            case u'i': flags |= QRegularExpression::CaseInsensitiveOption; break;
            case u'm': flags |= QRegularExpression::MultilineOption; break;
            case u's': flags |= QRegularExpression::DotMatchesEverythingOption; break;
            case u'x': flags |= QRegularExpression::ExtendedPatternSyntaxOption; break;
            default: throw error(u"$options", u"has the unknown option '%1'"_qs.arg(option));
            }
        }
        QueryCondition condition = leaf(Kind::Regex);
        condition.operand = pattern;
        condition.regex = QRegularExpression(RegexLimits.toString() + pattern.toString(), flags);
        if (!condition.regex.isValid())
            throw error(u"$regex", u"is not a regular expression: %1"_qs.arg(condition.regex.errorString()));
        condition.regex.optimize();
        return condition;
    }

    QueryCondition type(const Value &operand) const
    {
        QueryCondition condition = leaf(Kind::Type);
        if (!operand.isArray()) {
            condition.types = typeBit(operand);
        } else {
            for (const Value &name : operand.elements())
                condition.types |= typeBit(name);
        }
        return condition;
    }

    quint8 typeBit(const Value &name) const
    {
        static constexpr struct { int number; QStringView alias; Value::Type type; } known[] = {
            {1, u"double", Value::Number}, {2, u"string", Value::String}, {3, u"object", Value::Object},
            {4, u"array", Value::Array}, {8, u"bool", Value::Bool}, {10, u"null", Value::Null},
            {-1, u"number", Value::Number},
        };
        for (const auto &[number, alias, type] : known) {
            if ((name.isNumber() && number > 0 && name.toDouble() == number)
                || (name.isString() && name.stringView() == alias))
                return quint8(1 << type);
        }
        throw error(u"$type", u"does not know the type %1"_qs.arg(name.toDisplayString()));
    }

    QueryCondition size(const Value &operand) const
    {
        if (!operand.isInteger() || operand.toDouble() < 0)
            throw error(u"$size", u"needs a whole number, 0 or more"_qs);
        QueryCondition condition = leaf(Kind::Size);
        condition.operand = operand;
        return condition;
    }

    QueryCondition all(const Value &operand) const
    {
        if (!operand.isArray())
            throw error(u"$all", u"needs a list"_qs);
        if (operand.isEmpty())
            return QueryCondition::never();
        static constexpr QStringView ElemMatch = u"$elemMatch";
        std::vector<QueryCondition> conditions;
        for (const Value &value : operand.elements()) {
            const bool isElemMatch = value.isObject() && value.size() == 1 && value.contains(ElemMatch);
            if (!isElemMatch && isOperators(value))
                throw error(u"$all", u"takes no operators but $elemMatch"_qs);
            conditions.push_back(isElemMatch ? elemMatch(value.value(ElemMatch))
                                             : comparison(Kind::Equal, value));
        }
        return allOf(std::move(conditions));
    }

    QueryCondition elemMatch(const Value &operand) const
    {
        if (!operand.isObject())
            throw error(u"$elemMatch", u"needs an object"_qs);
        const auto has = [&](QStringView name) { return operand.contains(name); };
        const bool isQuery = !isOperators(operand) || has(u"$and") || has(u"$or") || has(u"$nor");
        QueryCondition condition = leaf(isQuery ? Kind::ElementObject : Kind::ElementValue);
        if (isQuery)
            condition.children.push_back(parseQueryObject(operand, u"$elemMatch", false));
        else
            condition.children.push_back(FieldParser({Source::Data, {}}, m_name).parseOperators(operand));
        return condition;
    }

    QueryCondition mod(const Value &operand) const
    {
        if (!operand.isArray() || operand.size() != 2 || !operand.at(0).isNumber() || !operand.at(1).isNumber())
            throw error(u"$mod", u"needs a list of divisor and remainder"_qs);
        QueryCondition condition = leaf(Kind::Mod);
        condition.divisor = std::trunc(operand.at(0).toDouble());
        condition.remainder = std::trunc(operand.at(1).toDouble());
        if (!(std::abs(condition.divisor) >= 1))
            throw error(u"$mod", u"cannot divide by 0"_qs);
        return condition;
    }

    QueryField m_field;
    QStringView m_name;
};

QueryCondition parseMember(const Key &name, const Value &value, bool atRoot)
{
    if (name.view() == u"$and")
        return allOf(parseQueryList(name, value, atRoot));
    if (name.view() == u"$or")
        return logical(Kind::Or, parseQueryList(name, value, atRoot));
    if (name.view() == u"$nor")
        return negated(logical(Kind::Or, parseQueryList(name, value, atRoot)));
    if (isOperator(name.view()))
        throw invalidQuery(u"unknown operator %1"_qs.arg(name.view()));
    QueryField field = atRoot ? parseQueryField(name) : QueryField{Source::Data, Path(name.view()).segments()};
    return FieldParser(std::move(field), name.view()).parse(value);
}

} // namespace

QueryCondition QueryCondition::never()
{
    QueryCondition condition;
    condition.kind = Kind::Or;
    return condition;
}

Error invalidQuery(const QString &message)
{
    return Error(ErrorCode::InvalidQuery, u"Invalid query: %1"_qs.arg(message));
}

QueryField parseQueryField(const Key &name)
{
    QList<Key> path = Path(name.view()).segments();
    if (path.isEmpty())
        path.append(Key());
    static constexpr struct { QStringView name; Source source; } known[] = {
        {u"_id", Source::Id}, {u"_v", Source::Version}, {u"_type", Source::DocType}, {u"_m", Source::Meta},
    };
    for (const auto &[text, source] : known) {
        if (path.first() == text) {
            path.removeFirst();
            return {source, path};
        }
    }
    return {Source::Data, path};
}

QueryCondition parseQueryMember(const Key &name, const Value &value)
{
    return parseMember(name, value, true);
}

} // namespace Racer
