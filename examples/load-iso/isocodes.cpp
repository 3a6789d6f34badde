// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "isocodes.h"

#include <Racer/error.h>
#include <Racer/json.h>

#include <QtCore/QFile>

using namespace Qt::StringLiterals;
using namespace Racer;

namespace {

// The list that the file "iso_3166-1.json" holds as its member "3166-1".
Value readList(const QString &folder, const QString &standard)
{
    QFile file(folder + u"/iso_"_s + standard + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(u"Cannot read %1: %2"_s.arg(file.fileName(), file.errorString()));
    try {
        const Value list = Json::parse(file.readAll()).value(standard);
        if (!list.isArray() || list.isEmpty())
            throw Error(u"there is no list \"%1\" in it"_s.arg(standard));
        return list;
    } catch (const Error &error) {
        throw Error(u"Cannot use %1: %2"_s.arg(file.fileName(), error.message()));
    }
}

IsoCollection countries(const QString &folder)
{
    IsoCollection collection{u"countries"_s, {}};
    const Value list = readList(folder, u"3166-1"_s);
    for (Value country : list.elements()) {
        // The name that people use, where the standard's is a long one: "Bolivia".
        if (const Value common = country.take(Key(u"common_name"_s)); common.isString())
            country.set(Key(u"name"_s), common);
        const QString code = country.value(u"alpha_2").toString();
        collection.documents.append({code, country});
    }
    return collection;
}

IsoCollection subdivisions(const QString &folder)
{
    IsoCollection collection{u"subdivisions"_s, {}};
    const Value list = readList(folder, u"3166-2"_s);
    for (Value subdivision : list.elements()) {
        const QString code = subdivision.value(u"code").toString();
        subdivision.set(Key(u"country"_s), code.section(u'-', 0, 0));
        collection.documents.append({code, subdivision});
    }
    return collection;
}

IsoCollection languages(const QString &folder)
{
    IsoCollection collection{u"languages"_s, {}};
    const Value list = readList(folder, u"639-3"_s);
    for (const Value &language : list.elements())
        collection.documents.append({language.value(u"alpha_3").toString(), language});
    return collection;
}

} // namespace

QList<IsoCollection> readIsoCodes(const QString &folder)
{
    return {countries(folder), subdivisions(folder), languages(folder)};
}
