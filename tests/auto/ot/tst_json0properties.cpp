// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "randomops.h"

#include <Racer/json.h>
#include <Racer/ottype.h>

#include <QtTest/QTest>

using namespace Racer;

// What has to hold for any truthful ops. RACER_TEST_SEED repeats a run, RACER_TEST_ROUNDS lengthens it.
class tst_Json0Properties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothOrdersConverge_data() { rows(); }
    void bothOrdersConverge();
    void composeIsOneAfterTheOther_data() { rows(); }
    void composeIsOneAfterTheOther();
    void inverseTakesBack_data() { rows(); }
    void inverseTakesBack();
    void normalFormHasTheSameEffect_data() { rows(); }
    void normalFormHasTheSameEffect();

private:
    static void rows();
    static Value applied(Value document, const Value &op)
    {
        OtTypes::json0()->apply(document, op);
        return document;
    }
    template<typename Check>
    void repeat(Check check);

    quint32 m_seed = 0;
    int m_rounds = 0;
};

void tst_Json0Properties::initTestCase()
{
    bool isSet = false;
    m_seed = quint32(qEnvironmentVariableIntValue("RACER_TEST_SEED", &isSet));
    if (!isSet)
        m_seed = std::random_device()();
    m_rounds = std::max(20000, qEnvironmentVariableIntValue("RACER_TEST_ROUNDS"));
    qInfo("RACER_TEST_SEED=%d", int(m_seed));
}

void tst_Json0Properties::rows()
{
    QTest::addColumn<bool>("subtype");
    QTest::addColumn<int>("size");
    QTest::newRow("one component, si and sd") << false << 1;
    QTest::newRow("one component, text0 as subtype") << true << 1;
    QTest::newRow("several components, si and sd") << false << 4;
    QTest::newRow("several components, text0 as subtype") << true << 4;
}

template<typename Check>
void tst_Json0Properties::repeat(Check check)
{
    QFETCH(bool, subtype);
    QFETCH(int, size);
    RandomOps random(m_seed, subtype ? RandomOps::Strings::Subtype : RandomOps::Strings::TextComponents);
    for (int round = 0; round < m_rounds; ++round) {
        const Value document = random.document();
        const Value first = random.op(document, size);
        try {
            if (check(random, document, first, size))
                continue;
        } catch (const Error &error) {
            qWarning("%s", qPrintable(error.message()));
        }
        QFAIL(qPrintable(QStringLiteral("round %1, document %2, op %3").arg(round)
                             .arg(document.toDisplayString(), first.toDisplayString())));
    }
}

void tst_Json0Properties::bothOrdersConverge()
{
    repeat([](RandomOps &random, const Value &document, const Value &left, int size) {
        const Value right = random.op(document, size);
        const auto [newLeft, newRight] = OtTypes::json0()->transformX(left, right);
        return applied(applied(document, left), newRight) == applied(applied(document, right), newLeft)
            && newLeft == OtTypes::json0()->transform(left, right, OtType::Side::Left)
            && newRight == OtTypes::json0()->transform(right, left, OtType::Side::Right);
    });
}

void tst_Json0Properties::composeIsOneAfterTheOther()
{
    repeat([](RandomOps &random, const Value &document, const Value &first, int size) {
        const Value after = applied(document, first);
        const Value second = random.op(after, size);
        return applied(document, OtTypes::json0()->compose(first, second)) == applied(after, second);
    });
}

void tst_Json0Properties::inverseTakesBack()
{
    repeat([](RandomOps &, const Value &document, const Value &op, int) {
        return applied(applied(document, op), OtTypes::json0()->invert(op)) == document;
    });
}

void tst_Json0Properties::normalFormHasTheSameEffect()
{
    repeat([](RandomOps &, const Value &document, const Value &op, int) {
        return applied(document, OtTypes::json0()->normalize(op)) == applied(document, op);
    });
}

QTEST_APPLESS_MAIN(tst_Json0Properties)
#include "tst_json0properties.moc"
