// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/connection.h>
#include <Racer/websockettransport.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

using namespace Racer;

namespace {

// A peer that says what the test has it say.
struct Peer
{
    explicit Peer(QWebSocketServer::SslMode mode = QWebSocketServer::NonSecureMode)
        : server(QStringLiteral("peer"), mode)
    {
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] {
            socket = server.nextPendingConnection();
            socket->setParent(&server);
            QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                             [this](const QString &text) { received << text; });
        });
    }
    void listen() { server.listen(QHostAddress::LocalHost); }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("%1://localhost:%2/path?q=1")
                        .arg(server.secureMode() == QWebSocketServer::SecureMode ? u"wss" : u"ws")
                        .arg(server.serverPort()));
    }

    QWebSocketServer server;
    QWebSocket *socket = nullptr;
    QStringList received;
};

} // namespace

class tst_WebSocketTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReceivesText()
    {
        Peer peer;
        peer.listen();
        QNetworkRequest request(peer.url());
        request.setRawHeader("Cookie", "a=b");
        WebSocketTransport transport(request);
        QSignalSpy opened(&transport, &Transport::opened);
        transport.send(Value(5)); // before it is open: dropped
        transport.open();
        QVERIFY(!transport.isOpen());
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(transport.isOpen());
        QTRY_VERIFY(peer.socket);
        QCOMPARE(peer.socket->request().rawHeader("cookie"), QByteArray("a=b"));
        QCOMPARE(peer.socket->requestUrl().query(), QStringLiteral("q=1"));

        transport.send(Value::object({{Key(u"a"), Value(u"ü")}}));
        QTRY_COMPARE(peer.received, QStringList(QString::fromUtf8("{\"a\":\"ü\"}")));
        QSignalSpy messages(&transport, &Transport::messageReceived);
        peer.socket->sendTextMessage(QStringLiteral("[1]"));
        QTRY_COMPARE(messages.count(), 1);
        QCOMPARE(messages[0][0].value<Value>(), Value::array({Value(1)}));
    }

    void dropsWhatIsNotJson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("an open object") << QStringLiteral("{");
        QTest::newRow("nothing") << QString();
        QTest::newRow("prose") << QStringLiteral("hello");
        QTest::newRow("something far too deep") << QString(100'000, u'[');
    }
    void dropsWhatIsNotJson()
    {
        QFETCH(QString, text);
        Peer peer;
        peer.listen();
        WebSocketTransport transport(peer.url());
        transport.open();
        QTRY_VERIFY(peer.socket && transport.isOpen());
        QSignalSpy errors(&transport, &Transport::errorOccurred);
        QSignalSpy messages(&transport, &Transport::messageReceived);
        peer.socket->sendTextMessage(text);
        peer.socket->sendBinaryMessage("x");
        peer.socket->sendTextMessage(QStringLiteral("1"));
        QTRY_COMPARE(messages.count(), 1);
        QCOMPARE(messages[0][0].value<Value>(), Value(1));
        QCOMPARE(errors.count(), 2);
    }

    void closesOnMessagesThatAreTooLong()
    {
        Peer peer;
        peer.listen();
        WebSocketTransport transport(peer.url());
        QCOMPARE(transport.maxMessageSize(), 104'857'600);
        transport.setMaxMessageSize(1000);
        transport.open();
        QTRY_VERIFY(peer.socket && transport.isOpen());
        QSignalSpy closed(&transport, &Transport::closed);
        QSignalSpy messages(&transport, &Transport::messageReceived);
        peer.socket->sendTextMessage(QString(2000, u'1'));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(messages.count(), 0);
    }

    void saysWhyItIsClosed()
    {
        Peer peer;
        peer.listen();
        WebSocketTransport transport(peer.url());
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open();
        QTRY_VERIFY(peer.socket && transport.isOpen());
        peer.socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("going home"));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(closed[0][0].toString(), QStringLiteral("going home"));
        QVERIFY(!transport.isOpen());

        peer.socket = nullptr;
        transport.open();
        QTRY_VERIFY(peer.socket && transport.isOpen());
        transport.close();
        QCOMPARE(closed.count(), 2);
        QCOMPARE(closed[1][0].toString(), QStringLiteral("closed"));
    }

    void saysWhyItCannotConnect()
    {
        QTcpServer unused;
        unused.listen(QHostAddress::LocalHost);
        const quint16 port = unused.serverPort();
        unused.close();
        WebSocketTransport transport(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open();
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY2(closed[0][0].toString().contains(u"refused"), qPrintable(closed[0][0].toString()));
    }

    void noticesACutWire()
    {
        Peer peer;
        peer.listen();
        WebSocketTransport transport(peer.url());
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open();
        QTRY_VERIFY(peer.socket && transport.isOpen());
        peer.socket->abort();
        QTRY_COMPARE(closed.count(), 1);
    }

    void speaksTls_data()
    {
        QTest::addColumn<bool>("trusted");
        QTest::newRow("with a certificate that is trusted") << true;
        QTest::newRow("not with a certificate that is unknown") << false;
    }
    void speaksTls()
    {
        QFETCH(bool, trusted);
        QTemporaryDir folder;
        const QString keyFile = folder.filePath(QStringLiteral("key.pem"));
        const QString certificateFile = folder.filePath(QStringLiteral("cert.pem"));
        QProcess openssl; // which reports its progress on standard error
        openssl.start(QStringLiteral("openssl"),
                      QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost "
                                     "-addext subjectAltName=DNS:localhost")
                              .split(u' ')
                          + QStringList{QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"), certificateFile});
        QVERIFY(openssl.waitForFinished());
        QCOMPARE(openssl.exitCode(), 0);
        const auto certificates = QSslCertificate::fromPath(certificateFile);
        QCOMPARE(certificates.size(), 1);
        QFile file(keyFile);
        QVERIFY(file.open(QIODevice::ReadOnly));

        Peer peer(QWebSocketServer::SecureMode);
        QSslConfiguration theirs = QSslConfiguration::defaultConfiguration();
        theirs.setLocalCertificate(certificates.first());
        theirs.setPrivateKey(QSslKey(&file, QSsl::Ec));
        peer.server.setSslConfiguration(theirs);
        peer.listen();

        WebSocketTransport transport(peer.url());
        if (trusted) {
            QSslConfiguration ours = transport.sslConfiguration();
            ours.setCaCertificates(certificates);
            transport.setSslConfiguration(ours);
        }
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open();
        if (trusted) {
            QTRY_COMPARE(opened.count(), 1);
            transport.send(Value(1));
            QTRY_COMPARE(peer.received, QStringList(QStringLiteral("1")));
        } else {
            QTRY_COMPARE(closed.count(), 1);
            QCOMPARE(opened.count(), 0);
            QVERIFY2(closed[0][0].toString().contains(u"certificate"), qPrintable(closed[0][0].toString()));
        }
    }
};

QTEST_GUILESS_MAIN(tst_WebSocketTransport)
#include "tst_websockettransport.moc"
