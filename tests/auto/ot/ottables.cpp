// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "ottables.h"

#include <Racer/json.h>

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Racer;

namespace OtTables {

namespace {

Value call(const OtType *type, const QString &function, const Value &args)
{
    const auto side = [&args] {
        return args.at(2).stringView() == u"left" ? OtType::Side::Left : OtType::Side::Right;
    };
    if (function == u"apply") {
        Value snapshot = args.at(0);
        type->apply(snapshot, args.at(1));
        return snapshot;
    }
    if (function == u"compose")
        return type->compose(args.at(0), args.at(1));
    if (function == u"invert")
        return type->invert(args.at(0));
    if (function == u"normalize")
        return type->normalize(args.at(0));
    return type->transform(args.at(0), args.at(1), side());
}

} // namespace

Value load(const QString &name)
{
    QFile file(QFINDTESTDATA(QStringLiteral("data/%1.json").arg(name)));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(qPrintable(file.errorString()));
    return Json::parse(file.readAll());
}

void addCalls(const QString &name)
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<Value>("args");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("error");
    for (const Value &row : load(name).elements()) {
        QTest::newRow(row[u"name"].toString().toUtf8().constData())
            << row[u"fn"].toString().section(u'.', -1) << row[u"args"] << Json::stringify(row[u"result"])
            << row[u"error"].toString();
    }
}

void checkCall(const OtType *type)
{
    QFETCH(QString, function);
    QFETCH(Value, args);
    QFETCH(QByteArray, result);
    QFETCH(QString, error);
    try {
        const Value value = call(type, function, args);
        QVERIFY2(error.isEmpty(), "should have thrown");
        QCOMPARE(Json::stringify(value), result);
    } catch (const Error &thrown) {
        QCOMPARE(thrown.message(), error);
    }
}

} // namespace OtTables
