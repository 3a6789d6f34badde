// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "calls.h"

#include <Racer/error.h>
#include <Racer/json.h>
#include <Racer/ottype.h>
#include <Racer/text0.h>

#include <array>

using namespace Racer;

namespace {

using Function = Value (*)(const OtType *type, const Value &args);

struct Entry
{
    QLatin1StringView name;
    Function call;
};

OtType::Side sideOf(const Value &side)
{
    if (side.stringView() == u"left")
        return OtType::Side::Left;
    if (side.stringView() == u"right")
        return OtType::Side::Right;
    throw Error(QStringLiteral("type must be 'left' or 'right'"));
}

Value apply(const OtType *type, const Value &args)
{
    Value snapshot = args.at(0);
    type->apply(snapshot, args.at(1));
    return snapshot;
}

constexpr std::array Functions = {
    Entry{QLatin1StringView("apply"), apply},
    Entry{QLatin1StringView("compose"),
        [](const OtType *type, const Value &args) { return type->compose(args.at(0), args.at(1)); }},
    Entry{QLatin1StringView("transform"),
        [](const OtType *type, const Value &args) {
            return type->transform(args.at(0), args.at(1), sideOf(args.at(2)));
        }},
    Entry{QLatin1StringView("invert"),
        [](const OtType *type, const Value &args) { return type->invert(args.at(0)); }},
    Entry{QLatin1StringView("normalize"),
        [](const OtType *type, const Value &args) { return type->normalize(args.at(0)); }},
};

Value call(QStringView name, const Value &args)
{
    const OtType *type = OtTypes::json0();
    QStringView function = name;
    if (name.startsWith(u"text0.")) {
        type = OtTypes::text0();
        function = name.sliced(6);
        if (function == u"transformCursor")
            return Text0::transformCursor(args.at(0).toDouble(), args.at(1), sideOf(args.at(2)));
    }
    for (const Entry &entry : Functions) {
        if (function == entry.name)
            return entry.call(type, args);
    }
    throw Error(QStringLiteral("unknown function '%1'").arg(name));
}

} // namespace

QByteArray answerCall(QByteArrayView line)
{
    Value id = nullptr;
    Value answer;
    try {
        const Value request = Json::parse(line);
        if (!request.isObject())
            throw Error(QStringLiteral("a call must be an object"));
        if (const Value &given = request.value(QStringView(u"id")); !given.isUndefined())
            id = given;
        const Value &function = request.value(QStringView(u"fn"));
        const Value &args = request.value(QStringView(u"args"));
        if (!function.isString())
            throw Error(QStringLiteral("\"fn\" must be a string"));
        if (!args.isArray())
            throw Error(QStringLiteral("\"args\" must be an array"));
        answer = Value::object({{u"id", id}, {u"result", call(function.stringView(), args)}});
    } catch (const Error &error) {
        answer = Value::object({{u"id", id}, {u"error", error.message()}});
    }
    return Json::stringify(answer) + '\n';
}
