// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int PatienceMilliseconds = 90'000;

QString program(const QString &name)
{
    return QStringLiteral(RACER_BIN_DIR "/") + name;
}

// A window of the example application, worked through its standard input.
class DrivenWindow
{
public:
    explicit DrivenWindow(const QString &url)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program(u"racer-subdivisions"_s), {u"--driven"_s, u"--url"_s, url});
    }

    ~DrivenWindow()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(PatienceMilliseconds))
            m_process.kill();
    }

    // The answer: "ok", or what went wrong.
    QString tell(const QStringList &words)
    {
        m_process.write(words.join(u'\t').toUtf8() + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(PatienceMilliseconds))
                return u"no answer: "_s + m_process.errorString();
        }
        return QString::fromUtf8(m_process.readLine().trimmed());
    }

private:
    QProcess m_process;
};

} // namespace

#define OK(window, ...) QCOMPARE((window).tell({__VA_ARGS__}), u"ok"_s)

class tst_Demo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void loadingWithoutDataFails();
    void loadingAgainChangesNothing();
    void anEditShowsInTheOtherWindow();
    void countrySearchAndSortApply();
    void anEditMovesTheRowToItsNewPlace();
    void whatIsTypedOfflineIsSentLater();

private:
    void startServer();
    QString load();

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_port = u"0"_s;
    QString m_url;
};

void tst_Demo::startServer()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(program(u"racer-server"_s), {u"--listen"_s, u"127.0.0.1:"_s + m_port, u"--db"_s,
                                                u"sqlite:"_s + m_folder.filePath(u"demo.sqlite"_s)});
    const QString beginning = u"listening on "_s;
    while (!m_server.canReadLine())
        QVERIFY2(m_server.waitForReadyRead(PatienceMilliseconds), "racer-server does not start");
    const QString line = QString::fromUtf8(m_server.readLine().trimmed());
    QVERIFY2(line.startsWith(beginning), qPrintable(line));
    m_url = line.mid(beginning.size());
    m_port = QString::number(QUrl(m_url).port());
}

// What the loader writes to stderr.
QString tst_Demo::load()
{
    QProcess loader;
    loader.start(program(u"racer-load-iso"_s), {u"--url"_s, m_url});
    if (!loader.waitForFinished(PatienceMilliseconds) || loader.exitCode() != 0)
        return u"failed: "_s + QString::fromUtf8(loader.readAllStandardError());
    return QString::fromUtf8(loader.readAllStandardError());
}

void tst_Demo::initTestCase()
{
    startServer();
    const QString report = load();
    QVERIFY2(report.contains(u"249 of them new"), qPrintable(report));
}

void tst_Demo::cleanupTestCase()
{
    m_server.terminate();
    QVERIFY(m_server.waitForFinished(PatienceMilliseconds));
    QCOMPARE(m_server.exitCode(), 0);
}

void tst_Demo::loadingWithoutDataFails()
{
    QProcess loader;
    loader.start(program(u"racer-load-iso"_s), {u"--url"_s, m_url, u"--data"_s, m_folder.filePath(u"nothing"_s)});
    QVERIFY(loader.waitForFinished(PatienceMilliseconds));
    QCOMPARE(loader.exitCode(), 1);
    const QString report = QString::fromUtf8(loader.readAllStandardError());
    QVERIFY2(report.startsWith(u"racer-load-iso: Cannot read ") && report.count(u'\n') == 1, qPrintable(report));
}

void tst_Demo::loadingAgainChangesNothing()
{
    DrivenWindow window(m_url);
    OK(window, u"choose-country"_s, u"Austria"_s);
    OK(window, u"edit"_s, u"AT-9"_s, u"Vienna"_s);
    const QString report = load();
    QCOMPARE(report.count(u"all there already"), 3);
    OK(window, u"await-name"_s, u"AT-9"_s, u"Vienna"_s);
}

void tst_Demo::anEditShowsInTheOtherWindow()
{
    DrivenWindow first(m_url);
    DrivenWindow second(m_url);
    OK(first, u"choose-country"_s, u"Switzerland"_s);
    OK(second, u"search"_s, u"zürich"_s);
    OK(second, u"await-count"_s, u"1 subdivision"_s);
    OK(first, u"edit"_s, u"CH-ZH"_s, u"Canton of Zürich"_s);
    OK(second, u"await-name"_s, u"CH-ZH"_s, u"Canton of Zürich"_s);
    OK(first, u"edit"_s, u"CH-ZH"_s, u"Turicum"_s);
    OK(second, u"await-count"_s, u"0 subdivisions"_s);
    OK(first, u"edit"_s, u"CH-ZH"_s, u"Zürich"_s);
    OK(second, u"await-count"_s, u"1 subdivision"_s);

    const QString file = m_folder.filePath(u"window.png"_s);
    OK(first, u"screenshot"_s, file);
    const QImage image(file);
    QVERIFY(!image.isNull());
    QVERIFY(image.width() > 300 && image.height() > 300);
}

void tst_Demo::countrySearchAndSortApply()
{
    DrivenWindow window(m_url);
    OK(window, u"await-loaded"_s);
    OK(window, u"await-count"_s, u"5,127 subdivisions"_s);
    OK(window, u"choose-country"_s, u"Switzerland"_s);
    OK(window, u"await-count"_s, u"26 subdivisions"_s);
    OK(window, u"search"_s, u"basel"_s);
    OK(window, u"await-count"_s, u"2 subdivisions"_s);
    OK(window, u"search"_s, u"."_s);
    OK(window, u"await-count"_s, u"0 subdivisions"_s);
    OK(window, u"search"_s);
    OK(window, u"await-count"_s, u"26 subdivisions"_s);
    OK(window, u"await-row"_s, u"0"_s, u"CH-AG"_s);
    OK(window, u"choose-sort"_s, u"Name, backwards"_s);
    OK(window, u"await-row"_s, u"0"_s, u"CH-ZH"_s);
    OK(window, u"choose-country"_s);
    OK(window, u"await-count"_s, u"5,127 subdivisions"_s);
}

void tst_Demo::anEditMovesTheRowToItsNewPlace()
{
    DrivenWindow first(m_url);
    DrivenWindow second(m_url);
    OK(first, u"choose-country"_s, u"Switzerland"_s);
    OK(second, u"choose-country"_s, u"Switzerland"_s);
    OK(second, u"await-row"_s, u"0"_s, u"CH-AG"_s);
    OK(first, u"edit"_s, u"CH-ZG"_s, u"A new beginning"_s);
    OK(second, u"await-row"_s, u"0"_s, u"CH-ZG"_s);
    OK(first, u"await-row"_s, u"0"_s, u"CH-ZG"_s);
    OK(second, u"edit"_s, u"CH-ZG"_s, u"Zug"_s);
    OK(first, u"await-row"_s, u"0"_s, u"CH-AG"_s);
}

void tst_Demo::whatIsTypedOfflineIsSentLater()
{
    DrivenWindow first(m_url);
    DrivenWindow second(m_url);
    OK(first, u"choose-country"_s, u"Switzerland"_s);
    OK(second, u"choose-country"_s, u"Switzerland"_s);
    OK(second, u"await-count"_s, u"26 subdivisions"_s);
    OK(first, u"await-count"_s, u"26 subdivisions"_s);

    m_server.kill();
    QVERIFY(m_server.waitForFinished(PatienceMilliseconds));
    OK(first, u"await-state"_s, u"Offline"_s);
    OK(second, u"await-state"_s, u"Offline"_s);
    OK(first, u"edit"_s, u"CH-BE"_s, u"Berne"_s);
    OK(first, u"await-name"_s, u"CH-BE"_s, u"Berne"_s);
    OK(first, u"await-state"_s, u"Offline, reconnecting… (unsent changes)"_s);
    OK(second, u"await-name"_s, u"CH-BE"_s, u"Bern"_s);

    startServer();
    OK(first, u"await-state"_s, u"Online"_s);
    OK(second, u"await-state"_s, u"Online"_s);
    OK(second, u"await-name"_s, u"CH-BE"_s, u"Berne"_s);
}

QTEST_GUILESS_MAIN(tst_Demo)
#include "tst_demo.moc"
