// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT

// Runs programs for the tests against the npm package racer: a program on each line in, its log on each line out.

#include "modelprogram.h"
#include "serverhost.h"

#include <Racer/json.h>

#include <QtCore/QCoreApplication>

#include <iostream>
#include <string>

using namespace Racer;

namespace {

Value logOf(const Value &program)
{
    const std::unique_ptr<ModelProgram::Host> host = program.contains(u"server")
        ? std::unique_ptr<ModelProgram::Host>(std::make_unique<ModelProgram::ServerHost>())
        : std::make_unique<ModelProgram::LocalHost>();
    Value log = Value::array();
    for (const QStringList &lines : ModelProgram::Run(program, *host).run()) {
        Value step = Value::array();
        for (const QString &line : lines)
            step.append(Value(line));
        log.append(step);
    }
    return log;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    for (std::string line; std::getline(std::cin, line);) {
        const Value program = Json::parse(QByteArrayView(line.data(), qsizetype(line.size())));
        std::cout << Json::stringify(logOf(program)).constData() << std::endl;
    }
    return 0;
}
