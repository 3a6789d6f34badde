// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

#include "conformance.h"
#include "modelprogram.h"
#include "serverhost.h"

using namespace Racer;

// What Racer was seen to do, and what it does here where the two differ on purpose.
class TestConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases_data() { Conformance::addRows(m_cases); }
    void cases()
    {
        QFETCH(int, number);
        const Value &program = m_cases.at(size_t(number)).program;
        ModelProgram::LocalHost local;
        ModelProgram::ServerHost server;
        ModelProgram::Host &host = program.contains(u"server") ? static_cast<ModelProgram::Host &>(server) : local;
        QStringList log;
        for (const QStringList &lines : ModelProgram::Run(program, host).run())
            log += lines;
        QCOMPARE(log.join(u'\n'), Conformance::expectedLog(program).join(u'\n'));
    }

private:
    const std::vector<Conformance::Case> m_cases = Conformance::load();
};

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
