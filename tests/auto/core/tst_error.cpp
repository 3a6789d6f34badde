// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "printing.h"

#include <QtCore/QFuture>
#include <QtCore/QPromise>

using namespace Racer;

class tst_Error : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDefaultConstructedErrorIsNone();
    void codesAreCompared();
    void onTheWire_data();
    void onTheWire();
    void messagesOfAnyShapeBecomeErrors_data();
    void messagesOfAnyShapeBecomeErrors();
    void contextFollowsTheMessage();
    void futuresFailWithErrors();
    void whatIsTheMessage();
    void propertiesAreReadable();
};

void tst_Error::aDefaultConstructedErrorIsNone()
{
    const Error none;
    QVERIFY(none.isNull());
    QVERIFY(!none);
    QVERIFY(none.toValue().isUndefined());
    QVERIFY(none.withContext(u"x"_qs).isNull());
    QVERIFY(Error(QString()));
}

void tst_Error::codesAreCompared()
{
    const Error error(ErrorCode::DocWasDeleted, u"gone"_qs);
    QVERIFY(error.is(ErrorCode::DocWasDeleted));
    QVERIFY(!error.is(ErrorCode::NoOp));
    QVERIFY(!Error(u"no code"_qs).is(ErrorCode::NoOp));
    QVERIFY(!Error(Value(4001), u"a number"_qs).is(ErrorCode::NoOp));
    QCOMPARE(ErrorCode::DocWasDeleted, QLatin1StringView("ERR_DOC_WAS_DELETED"));
}

void tst_Error::onTheWire_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("code and message") << QByteArray(R"({"code":"ERR_NO_OP","message":"m"})");
    QTest::newRow("a code that is a number") << QByteArray(R"({"code":4001,"message":"m"})");
    QTest::newRow("no code") << QByteArray(R"({"message":"m"})");
}

void tst_Error::onTheWire()
{
    QFETCH(QByteArray, wire);
    const Error error = Error::fromValue(Json::parse(wire));
    QCOMPARE(error.message(), u"m"_qs);
    QCOMPARE(Json::stringify(error.toValue()), wire);
}

void tst_Error::messagesOfAnyShapeBecomeErrors_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("a string") << QByteArray("\"m\"") << u"m"_qs << QByteArray();
    QTest::newRow("only a code") << QByteArray(R"({"code":"C"})") << u"C"_qs << QByteArray();
    QTest::newRow("other members are its data")
        << QByteArray(R"({"message":"m","x":1,"y":[]})") << u"m"_qs << QByteArray(R"({"x":1,"y":[]})");
    QTest::newRow("a message that is no string")
        << QByteArray(R"({"message":{"a":1}})") << uR"({"a":1})"_qs << QByteArray();
    QTest::newRow("a number") << QByteArray("5") << u"5"_qs << QByteArray();
    QTest::newRow("an array") << QByteArray("[1]") << u"[1]"_qs << QByteArray();
    QTest::newRow("an empty object") << QByteArray("{}") << QString() << QByteArray();
}

void tst_Error::messagesOfAnyShapeBecomeErrors()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, data);
    const Error error = Error::fromValue(Json::parse(wire));
    QVERIFY(!error.isNull());
    QTEST(error.message(), "message");
    QCOMPARE(Json::stringify(error.data()), data);
}

void tst_Error::contextFollowsTheMessage()
{
    const Error error = Error(ErrorCode::NoOp, u"Bad op"_qs).withContext(u"at todos.1"_qs);
    QCOMPARE(error.message(), u"Bad op at todos.1"_qs);
    QVERIFY(error.is(ErrorCode::NoOp));
}

void tst_Error::futuresFailWithErrors()
{
    QPromise<Value> promise;
    promise.start();
    promise.setException(Error(ErrorCode::DocWasDeleted, u"gone"_qs));
    promise.finish();
    QString message;
    promise.future()
        .then([](const Value &) { })
        .onFailed([&](const Error &error) { message = error.message(); });
    QCOMPARE(message, u"gone"_qs);
}

void tst_Error::whatIsTheMessage()
{
    QCOMPARE(Error(u"gr\u00f6\u00dfer"_qs).what(), "gr\xc3\xb6\xc3\x9f" "er");
    const Error error = errorOf([] { Error(ErrorCode::NoOp, u"thrown"_qs).raise(); });
    QCOMPARE(error.what(), "thrown");
    const std::unique_ptr<Error> copy(error.clone());
    QCOMPARE(copy->message(), u"thrown"_qs);
}

void tst_Error::propertiesAreReadable()
{
    const Error error(ErrorCode::NoOp, u"m"_qs);
    const QMetaObject &meta = Error::staticMetaObject;
    QCOMPARE(meta.property(meta.indexOfProperty("code")).readOnGadget(&error), QVariant(u"ERR_NO_OP"_qs));
    QCOMPARE(meta.property(meta.indexOfProperty("message")).readOnGadget(&error), QVariant(u"m"_qs));
}

QTEST_APPLESS_MAIN(tst_Error)
#include "tst_error.moc"
