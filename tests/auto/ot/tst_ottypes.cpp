// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/json.h>
#include <Racer/ottype.h>

#include <QtTest/QTest>

#include <thread>
#include <vector>

using namespace Racer;

namespace {

// A register: the document is a number, an op replaces it.
class RegisterType : public OtType
{
public:
    QLatin1StringView name() const override { return QLatin1StringView("register"); }
    QLatin1StringView uri() const override { return QLatin1StringView("http://example.com/types/register"); }
    Value create(const Value &initialData) const override { return initialData; }
    void apply(Value &snapshot, const Value &op) const override { snapshot = op; }
    Value transform(const Value &op, const Value &other, Side side) const override
    {
        return side == Side::Left ? op : other;
    }
};

class ComposingRegister final : public RegisterType
{
public:
    QLatin1StringView name() const override { return QLatin1StringView("composing"); }
    QLatin1StringView uri() const override { return QLatin1StringView("http://example.com/types/composing"); }
    bool canCompose() const override { return true; }
    Value compose(const Value &, const Value &second) const override { return second; }
};

} // namespace

class tst_OtTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIn();
    void unknown();
    void addedType();
    void registeredTypesAreNoSubtypes();
    void subtypeInsideJson0();
    void registeringWhileOthersLook();
};

static Value json(QByteArrayView text)
{
    return Json::parse(text);
}

void tst_OtTypes::builtIn()
{
    QCOMPARE(OtTypes::find(u"json0"), OtTypes::json0());
    QCOMPARE(OtTypes::find(u"http://sharejs.org/types/JSONv0"), OtTypes::json0());
    QCOMPARE(OtTypes::find(u"text0"), OtTypes::text0());
    QCOMPARE(OtTypes::find(u"http://sharejs.org/types/textv0"), OtTypes::text0());
    QCOMPARE(OtTypes::defaultType(), OtTypes::json0());
    QVERIFY(OtTypes::json0()->canCompose() && OtTypes::json0()->canInvert());
    QVERIFY(!OtTypes::json0()->supportsPresence());
    try {
        static_cast<void>(OtTypes::json0()->transformPresence({}, {}, false));
        QFAIL("should have thrown");
    } catch (const Error &error) {
        QVERIFY(error.is(ErrorCode::TypeDoesNotSupportPresence));
    }
}

void tst_OtTypes::unknown()
{
    QVERIFY(!OtTypes::find(u"nope"));
    QVERIFY(!OtTypes::find(u""));
    QVERIFY(!OtTypes::findSubtype(u"json0"));
    QCOMPARE(OtTypes::findSubtype(u"text0"), OtTypes::text0());
}

void tst_OtTypes::addedType()
{
    static const RegisterType type;
    OtTypes::add(&type);
    QCOMPARE(OtTypes::find(u"register"), &type);
    QCOMPARE(OtTypes::find(u"http://example.com/types/register"), &type);
    QCOMPARE(type.transformX(1, 2), std::pair(Value(1), Value(1)));
    QVERIFY(!type.canCompose());
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type.compose(1, 2)));
    QVERIFY_THROWS_EXCEPTION(Error, static_cast<void>(type.invert(1)));
    QVERIFY(type.checkSubmitted(1).isNull());
}

void tst_OtTypes::registeredTypesAreNoSubtypes()
{
    QVERIFY(!OtTypes::findSubtype(u"register"));
    Value document = json(R"({"r":1})");
    QVERIFY_THROWS_EXCEPTION(Error, OtTypes::json0()->apply(document, json(R"([{"p":["r"],"t":"register","o":2}])")));
}

void tst_OtTypes::subtypeInsideJson0()
{
    static const ComposingRegister type;
    OtTypes::addSubtype(&type);
    QCOMPARE(OtTypes::findSubtype(u"composing"), &type);
    const OtType *json0 = OtTypes::json0();
    const Value two = json(R"([{"p":["r"],"t":"composing","o":2}])");
    const Value three = json(R"([{"p":["r"],"t":"composing","o":3}])");

    Value document = json(R"({"r":1})");
    json0->apply(document, two);
    QCOMPARE(document, json(R"({"r":2})"));
    QCOMPARE(json0->compose(two, three), three);
    QCOMPARE(json0->transform(two, three, OtType::Side::Left), two);
    QCOMPARE(json0->transform(two, three, OtType::Side::Right), three);
    QCOMPARE(json0->transform(json(R"([{"p":[],"od":{"r":1}}])"), two, OtType::Side::Left),
        json(R"([{"p":[],"od":{"r":2}}])"));
    QCOMPARE(json0->transform(two, json(R"([{"p":["r"],"od":1}])"), OtType::Side::Left), json("[]"));
}

void tst_OtTypes::registeringWhileOthersLook()
{
    static const RegisterType type;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([] {
            for (int n = 0; n < 20000; ++n) {
                if (OtTypes::find(u"json0") != OtTypes::json0() || OtTypes::find(u"nope"))
                    qFatal("wrong type");
            }
        });
    }
    for (int n = 0; n < 20; ++n)
        OtTypes::add(&type);
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(OtTypes::find(u"register"), &type);
}

QTEST_APPLESS_MAIN(tst_OtTypes)
#include "tst_ottypes.moc"
