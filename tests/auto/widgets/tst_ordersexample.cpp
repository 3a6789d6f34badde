// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "../model/twomodels.h"

#include <Racer/gateway.h>
#include <Racer/modelquery.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace Racer;
using namespace ModelTest;

class tst_OrdersExample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsItsOrders();
};

void tst_OrdersExample::showsItsOrders()
{
    TwoModels two;
    Gateway gateway(&two.backend);
    gateway.listen(QHostAddress::LocalHost, 0);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("orders.png"));
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QStringLiteral(RACER_ORDERS),
                  {QStringLiteral("--url"), QStringLiteral("ws://127.0.0.1:%1").arg(gateway.serverPort()),
                   QStringLiteral("--sample"), QStringLiteral("--screenshot"), file});
    QVERIFY(program.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(QImage(file).width() > 500);
    const auto orders = two.m.query(Key(u"orders"), Value::object());
    QVERIFY(confirmed(orders->fetch()));
    QCOMPARE(orders->getIds().size(), 5);
}

QTEST_GUILESS_MAIN(tst_OrdersExample)
#include "tst_ordersexample.moc"
