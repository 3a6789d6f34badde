// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../host/host.h"
#include "commands.h"

#include <Racer/scriptracer.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

class RunCommand : public Command
{
    void describe(QCommandLineParser &parser) override
    {
        parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
        parser.setApplicationDescription(
            u"Runs the JavaScript program FILE until there is nothing left to do: an ES module if its name ends in\n"
            ".mjs (import racer from 'racer'), else a plain script (require('racer')). Both have console, timers,\n"
            "process and the modules racer and fs. Ends with 1 after an error that nothing has caught."_s);
        parser.addPositionalArgument(u"FILE"_s, u"The program"_s, u"FILE"_s);
        parser.addPositionalArgument(u"ARGUMENTS"_s, u"For the program: process.argv from the third on"_s,
                                     u"[ARGUMENTS...]"_s);
        parser.addOption({u"module"_s, u"FILE is an ES module, whatever its name."_s});
    }

    void start(const QCommandLineParser &parser) override
    {
        QStringList arguments = parser.positionalArguments();
        if (arguments.isEmpty())
            throw UsageError{u"which program? Give a FILE"_s};
        const QFileInfo file(arguments.first());
        if (!file.isFile() || !file.isReadable())
            throw UsageError{u"cannot read %1"_s.arg(arguments.first())};
        const QString path = file.canonicalFilePath();
        arguments.first() = path;
        arguments.prepend(QCoreApplication::applicationFilePath());

        // The engine's advice on style is not for the users of a program.
        QLoggingCategory::setFilterRules(u"qt.qml.compiler.warning=false"_s);
        m_host = std::make_unique<Host>(arguments);
        auto *const racer = Racer::ScriptRacer::of(&m_host->engine());
        m_host->provide(u"racer"_s, racer->module());
        m_host->addWork([racer] { return racer->hasWork(); });
        connect(racer, &Racer::ScriptRacer::uncaughtError, m_host.get(), &Host::raise);
        connect(m_host.get(), &Host::finished, this, [this, racer](int status) {
            racer->closeAll();
            QCoreApplication::exit(status);
        });
        m_host->run(path, parser.isSet(u"module"_s) || path.endsWith(u".mjs"));
    }

    std::unique_ptr<Host> m_host;
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}
